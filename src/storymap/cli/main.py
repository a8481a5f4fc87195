"""The command `storymap`: arguments in, files and exit codes out. No logic, and nothing heavy is imported at the top.

Exit codes: 0 done, 1 the input was refused, 2 wrong usage.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from storymap.cli.add import add
from storymap.cli.console import count as _count
from storymap.cli.console import reporting_errors
from storymap.cli.console import warn as _warn
from storymap.cli.find import find
from storymap.cli.suggest import suggest

if TYPE_CHECKING:
    from storymap.model import Mention, Story
    from storymap.rendering.page import PageView

_Command = TypeVar("_Command", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path)
_article = click.argument("article", type=_PATH)
_places = click.option(
    "--places",
    "-p",
    multiple=True,
    type=_PATH,
    metavar="FILE",
    help="Places: GeoJSON, CSV, GeoPackage, KML, Shapefile or GeoParquet. Repeat it for several files. "
    "Default: the files the article names, else places.geojson beside it.",
)
_all_places = click.option(
    "--all-places",
    is_flag=True,
    help="Of more than 300 places, put those on the map, too, that the article never mentions.",
)

_context = click.option(
    "--context",
    "-c",
    multiple=True,
    type=_PATH,
    metavar="FILE",
    help="What is drawn quietly under the places, such as a river or a fence: a file like those of places. Repeat it "
    "for several files. Default: the files the article names, else context.geojson beside it, if there is one.",
)
# What a story's page is like, wherever it is made.
_LOOKS = (
    click.option(
        "--basemap",
        metavar="URL_OR_NAME",
        help="Tiles of an online provider over the embedded map, where the page is served over the web: a name of "
        'xyzservices such as "OpenStreetMap.Mapnik", or an address: "https://tiles.example.org/{z}/{x}/{y}.png".',
    ),
    click.option("--attribution", metavar="TEXT", help="Whom the tiles are from; an address of tiles needs it."),
    click.option("--allow-key", is_flag=True, help="The key in the address of the tiles is meant to be public."),
    click.option("--title", metavar="TEXT", help="In place of the article's own title."),
    click.option(
        "--lang", metavar="CODE", help='The language of the article, such as "es"; default: its own, else "en".'
    ),
    click.option(
        "--theme", type=_PATH, metavar="FILE.css", help="A style sheet of your own: colours, fonts and sizes."
    ),
    click.option(
        "--worldview",
        default="neutral",
        metavar="CODE",
        help="Whose view of disputed borders to draw: a country's code, such as IN. Default: neutral, dashed.",
    ),
    click.option("--tiles", type=_PATH, metavar="FILE.pmtiles", help="Street-level vector tiles to put into the page."),
    click.option(
        "--tiles-zoom", type=int, metavar="N", help="The deepest zoom of tiles to take, 9 to 15. Default: 15."
    ),
)


def _looks(command: _Command) -> _Command:
    """Add the options of the page to a command, in their order."""
    for option in reversed(_LOOKS):
        command = option(command)
    return command


def _view(default: str = "story") -> Callable[[_Command], _Command]:
    return click.option(
        "--view",
        type=click.Choice(["story", "map"]),
        default=default,
        show_default=True,
        help="The article and its map, or the map alone, for use inside an article that a site shows already.",
    )


_media = click.option(
    "--media",
    metavar="inline|link",
    help="Where pictures, sounds and films go: into the page, or beside it. Default: as the article says, else inline.",
)
_allow_remote = click.option(
    "--allow-remote",
    multiple=True,
    metavar="HOST",
    help="A server whose pictures, sounds and films the page may load over https. Repeat it for several.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", "-V", package_name="storymap-html", message="storymap %(version)s")
def main() -> None:
    """Turn an article and a GeoJSON of its places into one interactive map in one HTML file."""
    # A command makes much and soon ends: looking for garbage would take a tenth of its time.
    gc.set_threshold(50_000, 20, 50)


for _command in (suggest, add, find):
    main.add_command(_command)


@main.command()
@_article
@_places
@_all_places
@_context
@click.option("--output", "-o", type=_PATH, metavar="OUT.html", help="Default: output/<the title, as a file name>.html")
@_looks
@_view()
@_media
@_allow_remote
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser when it is built.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def build(output: Path | None, view: PageView, open_page: bool, quiet: bool, **given: Any) -> None:
    """Build the page of ARTICLE, a .md, .txt or .html file.

    \b
    storymap build story.md
    storymap build story.md --places cities.geojson --places rivers.gpkg -o map.html
    """
    with reporting_errors():
        from storymap.cli.output import default_output
        from storymap.errors import printable
        from storymap.rendering.page import render_page

        story = _read(**given)
        _warn(story.problems, quiet=quiet)
        page = render_page(story, view=view, **_look(**given))
        written = page.save(output or default_output(story))
        if not quiet:
            size = written.stat().st_size / 1000
            click.echo(
                f"{printable(str(written))}: {_count(len(story.places), 'place')}, "
                f"{_count(len(story.mentions), 'mention')}, {size:.0f} kB"
            )
        if open_page:
            click.launch(written.resolve().as_uri())


@main.command()
@_article
@_places
@_all_places
@_context
@click.option("--output", "-o", type=_PATH, metavar="DIR", help="Default: output/<the title, as a file name>/")
@click.option(
    "--url", metavar="URL", help="The address that the folder will have. Nothing absolute is written without."
)
@_view("map")
@_looks
@_media
@_allow_remote
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def publish(output: Path | None, url: str | None, view: PageView, quiet: bool, **given: Any) -> None:
    """Write the folder that a newsroom uploads: the page, snippets to embed it, pictures, metadata and data.

    \b
    storymap publish story.md -o juarez/ --url https://maps.example.org/juarez/
    """
    with reporting_errors():
        from storymap.cli.output import default_output
        from storymap.errors import printable
        from storymap.publishing.publish import publish_story

        story = _read(**given)
        _warn(story.problems, quiet=quiet)
        folder = output or default_output(story).with_suffix("")
        done = publish_story(story, folder, url=url, view=view, **_look(**given))
        _warn(done.problems, quiet=quiet)
        if not quiet:
            size = sum((done.path / file).stat().st_size for file in done.files) / 1000
            click.echo(f"{printable(str(done.path))}: {', '.join(done.files)}; {size:.0f} kB")


@main.command()
@_article
@_places
@_all_places
@_context
@_media
@_allow_remote
@click.option("--json", "as_json", is_flag=True, help="Print the whole story as JSON.")
def check(as_json: bool, **given: Any) -> None:
    """Read and match as `build` does, and say what was found: no page is written.

    \b
    storymap check story.md
    storymap check story.md --json | jq '.mentions[] | .text'
    """
    with reporting_errors():
        from storymap.story_data import story_data

        story = _read(**given)
        _warn(story.problems, quiet=False)
        if as_json:
            import json

            click.echo(json.dumps(story_data(story), ensure_ascii=False, indent=2, allow_nan=False))
        else:
            _print_mentions(story)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a places file, for editors that check while you type."""
    import json

    from storymap.reading.places.geojson_schema import places_schema

    click.echo(json.dumps(places_schema(), ensure_ascii=False, indent=2))


def _read(
    *,
    article: Path,
    places: tuple[Path, ...],
    context: tuple[Path, ...],
    media: str | None,
    allow_remote: tuple[str, ...],
    all_places: bool = False,
    title: str | None = None,
    lang: str | None = None,
    theme: Path | None = None,
    tiles: Path | None = None,
    tiles_zoom: int | None = None,
    **_: Any,
) -> Story:
    """Return the story that a command was given."""
    from storymap.story import build_story

    return build_story(
        article,
        places or None,
        context=context or None,
        title=title,
        language=lang,
        theme=theme,
        tiles=tiles,
        tiles_zoom=tiles_zoom,
        media=media,
        allow_remote=allow_remote,
        all_places=all_places,
    )


def _look(*, worldview: str, basemap: str | None, attribution: str | None, allow_key: bool, **_: Any) -> dict[str, Any]:
    """Return how its page is to look."""
    return {"worldview": worldview, "basemap": basemap, "attribution": attribution, "allow_key": allow_key}


def _print_mentions(story: Story) -> None:
    from storymap.errors import printable

    blocks = story.article.blocks
    by_place: dict[str, list[Mention]] = {}
    for mention in story.mentions:
        by_place.setdefault(mention.place_id, []).append(mention)
    for place_id, name in story.places["name"].items():
        mentions = by_place.get(str(place_id), [])
        click.echo(f"{click.style(printable(str(name)), bold=True)}: {_count(len(mentions), 'mention')}")
        for mention in mentions:
            block = blocks[mention.block]
            where = f"line {block.line}" if block.line else f"block {mention.block + 1}"
            before, after = _around(block.text, mention.start, mention.end)
            name_here = click.style(printable(block.text[mention.start : mention.end]), underline=True)
            click.echo(f"  {where}: {before}{name_here}{after}")
    click.echo(f"{_count(len(story.places), 'place')}, {_count(len(story.mentions), 'mention')}")


def _around(text: str, start: int, end: int, reach: int = 40) -> tuple[str, str]:
    """Return the words before and after a stretch of text, on one line."""
    from storymap.errors import printable

    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    if start > reach:
        before = "…" + before.partition(" ")[2]
    if end + reach < len(text):
        after = after.rpartition(" ")[0] + "…"
    # `printable` strips, and the blanks beside the name belong to it.
    left, right = before[-1:].isspace() * " ", after[:1].isspace() * " "
    return printable(before) + left, right + printable(after)
