"""The options that several commands share, and the story that they describe. Nothing heavy is imported at the top."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from storymap.build_choices import BuildChoices
    from storymap.model import Story

_Command = TypeVar("_Command", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)
STANDARD_STREAM = Path("-")

allow_path_option = click.option(
    "--allow-path",
    multiple=True,
    type=PATH,
    metavar="DIR",
    help="A folder in which the article may name files, beside its own. Repeat it for several.",
)

media_root_option = click.option(
    "--media-root",
    type=PATH,
    metavar="DIR",
    help='The folder of the site that the article is from: "/assets/a.jpg" is looked for below it.',
)

encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    help="The encoding of files that are not UTF-8, such as windows-1252; default: as they say, else as it seems.",
)

select_option = click.option(
    "--select",
    metavar="CSS",
    help='The part of a saved page or a book that is the article, such as "article.story" or "#chapter-3".',
)
whole_option = click.option(
    "--whole", is_flag=True, help="Read all of a saved page or a book, with what is around the article."
)

language_option = click.option(
    "--lang", metavar="CODE", help='The language of the article, such as "es"; default: its own, else recognised.'
)

_FILES = (
    click.option(
        "--places",
        "-p",
        multiple=True,
        type=PATH,
        metavar="FILE",
        help="Places: GeoJSON, CSV, Excel, GeoPackage, KML, GPX, Shapefile and others. Repeat it for several files. "
        "Default: the files the article names, else places.geojson beside it.",
    ),
    click.option(
        "--all-places",
        is_flag=True,
        help="Of more than 300 places, put those on the map, too, that the article never mentions.",
    ),
    click.option(
        "--context",
        "-c",
        multiple=True,
        type=PATH,
        metavar="FILE",
        help="What is drawn quietly under the places, such as a river or a fence: a file like those of places. Repeat "
        "it for several files. Default: the files the article names, else context.geojson beside it, if there is one.",
    ),
    click.option(
        "--fields",
        metavar="MEMBER=FIELD,...",
        help='Which fields of the places files are which: "name=NOM,layer=TYPE". Default: the likeliest.',
    ),
    click.option("--strict", is_flag=True, help="Refuse a places file for one row that cannot be a place."),
    click.option("--allow-zero", is_flag=True, help="A place at 0, 0 is meant to be there."),
    allow_path_option,
    media_root_option,
    encoding_option,
    select_option,
    whole_option,
)
_MEDIA = (
    click.option(
        "--media",
        metavar="inline|link",
        help="Where pictures, sounds and films go: into the page, or beside it. "
        "Default: as the article says, else inline.",
    ),
    click.option(
        "--allow-remote",
        multiple=True,
        metavar="HOST",
        help="A server whose pictures, sounds and films the page may load over https. Repeat it for several.",
    ),
)
_PAGE = (
    click.option(
        "--basemap",
        metavar="URL_OR_NAME",
        help="Tiles of an online provider over the embedded map, where the page is served over the web: a name of "
        'xyzservices such as "OpenStreetMap.Mapnik", or an address: "https://tiles.example.org/{z}/{x}/{y}.png".',
    ),
    click.option("--attribution", metavar="TEXT", help="Whom the tiles are from; an address of tiles needs it."),
    click.option("--allow-key", is_flag=True, help="The key in the address of the tiles is meant to be public."),
    click.option("--title", metavar="TEXT", help="In place of the article's own title."),
    language_option,
    click.option("--theme", type=PATH, metavar="FILE.css", help="A style sheet of your own: colours, fonts and sizes."),
    click.option(
        "--worldview",
        default="neutral",
        metavar="CODE",
        help="Whose view of disputed borders to draw: a country's code, such as IN. Default: neutral, dashed.",
    ),
    click.option("--tiles", type=PATH, metavar="FILE.pmtiles", help="Street-level vector tiles to put into the page."),
    click.option(
        "--tiles-zoom", type=int, metavar="N", help="The deepest zoom of tiles to take, 9 to 15. Default: 15."
    ),
)


def input_options(command: _Command) -> _Command:
    """Add the argument ARTICLE and the options of its places and context to a command."""
    return click.argument("article", type=PATH)(file_options(command))


def file_options(command: _Command) -> _Command:
    """Add the options of an article's places and context to a command."""
    return _with_options(command, _FILES)


def page_options(command: _Command) -> _Command:
    """Add the options of what a story's page looks like to a command."""
    return _with_options(command, _PAGE)


def media_options(command: _Command) -> _Command:
    """Add the options of pictures, sounds and films to a command."""
    return _with_options(command, _MEDIA)


def view_option(default: str) -> Callable[[_Command], _Command]:
    """Return the option `--view` with a default of the command's own."""
    return click.option(
        "--view",
        type=click.Choice(["story", "map"]),
        default=default,
        show_default=True,
        help="The article and its map, or the map alone, for use inside an article that a site shows already.",
    )


force_option = click.option(
    "--force", is_flag=True, help="Replace what is read-only, or is the same file as another (a hard link)."
)
verbose_option = click.option(
    "--verbose", "-v", is_flag=True, help="List every message, not only the first three of a kind."
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")


def _with_options(command: _Command, options: tuple[Callable[[_Command], _Command], ...]) -> _Command:
    """Add options to a command, in the order in which its help shows them."""
    for option in reversed(options):
        command = option(command)
    return command


def read_story(**given: Any) -> Story:
    """Return the story of the inputs that a command was given. Raises StorymapError."""
    return build_choices(**given).story()


def build_choices(*, lang: str | None = None, fields: str | None = None, **given: Any) -> BuildChoices:
    """Return what of a command's options says how a story is read, and what its page looks like."""
    from storymap.build_choices import BuildChoices

    known = {name: value for name, value in given.items() if name in BuildChoices.__dataclass_fields__}
    return BuildChoices(**known, language=lang, fields=_fields(fields or ""))


def _fields(written: str) -> dict[str, str]:
    """Return the fields that `--fields` names: member to field. Raises UsageError."""
    from storymap.reading.places.field_table import MEMBERS, fields_of_pairs

    fields = fields_of_pairs(written)
    if fields is None:
        raise click.UsageError(f"--fields takes pairs such as name=NOM; it may name {', '.join(MEMBERS)}")
    return fields


def page_arguments(
    *, worldview: str, basemap: str | None, attribution: str | None, allow_key: bool, **_: Any
) -> dict[str, Any]:
    """Return the arguments of `render_page` and `publish_story` that say what the page looks like."""
    return {"worldview": worldview, "basemap": basemap, "attribution": attribution, "allow_key": allow_key}
