"""`storymap atlas`: many stories on one map, as a folder of files; brought up to date, and its doubts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from storymap.cli.console import count, reporting_errors, warn
from storymap.cli.options import PATH, STANDARD_STREAM, allow_path_option, quiet_option, verbose_option

if TYPE_CHECKING:
    from storymap.atlas.decisions import Decisions
    from storymap.atlas.folder import Written
    from storymap.atlas.index_file import BuiltAtlas
    from storymap.atlas.pages.look import AtlasLook
    from storymap.errors import Problem

_Command = TypeVar("_Command", bound=Callable[..., object])


class _BuildsByDefault(click.Group):
    """A group that takes what is no command of it for the arguments of `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before arguments that begin with no command."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(name="atlas", cls=_BuildsByDefault)
def atlas_group() -> None:
    """Put many stories on one map: `storymap atlas FOLDER -o DIR`.

    A folder that is called as one of the commands is named as ./add.
    """


_sources = click.argument("sources", nargs=-1, required=True, type=PATH, metavar="FOLDER|LIST...")
_decisions = click.option(
    "--decisions",
    type=PATH,
    metavar="FILE",
    help="What the desk decided about places. Default: atlas.toml in a folder that is named, or beside the list.",
)
_skip_broken = click.option(
    "--skip-broken", is_flag=True, help="Leave out stories that cannot be read, instead of making no atlas."
)


@atlas_group.command()
@_sources
@click.option("--output", "-o", default=Path("output/atlas"), type=PATH, metavar="DIR", help="Default: output/atlas/")
@click.option("--title", default="", metavar="TEXT", help="What the atlas is called.")
@click.option(
    "--lang", default="", metavar="CODE", help='The language of its pages, such as "es"; default: that of most stories.'
)
@_decisions
@click.option(
    "--url", metavar="URL", help="The address that the folder will have. Nothing absolute is written without."
)
@click.option("--theme", type=PATH, metavar="FILE.css", help="A style sheet of your own: colours, fonts and sizes.")
@click.option(
    "--worldview",
    default="neutral",
    metavar="CODE",
    help="Whose view of disputed borders to draw: a country's code, such as IN. Default: neutral, dashed.",
)
@_skip_broken
@allow_path_option
@verbose_option
@quiet_option
def build(
    sources: tuple[Path, ...],
    output: Path,
    title: str,
    lang: str,
    decisions: Path | None,
    url: str | None,
    theme: Path | None,
    worldview: str,
    skip_broken: bool,
    allow_path: tuple[Path, ...],
    verbose: bool,
    quiet: bool,
) -> None:
    """Build the atlas of a folder of story folders, of a list of them, or of a corpus. `build` may be left out.

    \b
    storymap atlas stories/ -o atlas/
    storymap atlas stories.txt -o atlas/ --title "Ten years at the border" --url https://maps.example.org/
    storymap atlas corpus/ -o atlas/ --title "A century of news"
    """
    with reporting_errors(verbose=verbose):
        from storymap.atlas.changes import new_atlas, unknown_decisions
        from storymap.atlas.decisions import DECISIONS
        from storymap.atlas.folder import atlas_folder
        from storymap.atlas.sources.reader import read_sources
        from storymap.publishing.base_url import folder_url
        from storymap.reading.article.language.tags import language_problems
        from storymap.reading.text import name_line

        if output == STANDARD_STREAM:
            raise click.BadParameter("a folder cannot be standard output; name a folder", param_hint="-o")
        _refuse(language_problems(lang or None))
        _refuse(_title_problems(title))
        title = name_line(title)
        problems: list[Problem] = []
        look = _look(folder_url(url), theme, worldview, problems)
        with atlas_folder(output) as earlier:
            if _build_of_corpus(sources, output, title, lang, look, decisions, quiet=quiet):
                problems += _not_for_a_corpus(("--skip-broken", skip_broken), ("--allow-path", bool(allow_path)))
                warn(problems, quiet=quiet, verbose=verbose)
                return
            decided = _decided(decisions, sources)
            stories = read_sources(
                sources,
                problems,
                folder=output,
                known=earlier.story_ids if earlier else None,
                present=frozenset(story.source for story in earlier.atlas.stories) if earlier else (),
                earlier=earlier.atlas.stories if earlier else (),
                skip_broken=skip_broken,
                allow_path=allow_path,
            )
            built = new_atlas(stories, title=title, language=lang, decisions=decided, look=look, earlier=earlier)
            problems += unknown_decisions(built, str(decisions or DECISIONS))
            warn(problems, quiet=quiet, verbose=verbose)
            _say(output, built, _write(output, built, earlier), quiet=quiet)


@atlas_group.command()
@click.argument("stories", nargs=-1, required=True, type=PATH, metavar="STORY...")
@click.option("--to", required=True, type=PATH, metavar="DIR", help="The folder of the atlas.")
@click.option("--remove", is_flag=True, help="Take the stories out, by their paths or ids; they need not be there.")
@click.option(
    "--decisions", type=PATH, metavar="FILE", help="What the desk decided about places. Default: as at the last build."
)
@allow_path_option
@verbose_option
@quiet_option
def add(
    stories: tuple[Path, ...],
    to: Path,
    remove: bool,
    decisions: Path | None,
    allow_path: tuple[Path, ...],
    verbose: bool,
    quiet: bool,
) -> None:
    """Bring STORY up to date in an atlas, or put it in, without reading the others again.

    \b
    storymap atlas add stories/juarez/ --to atlas/
    storymap atlas add --remove juarez --to atlas/
    """
    with reporting_errors(verbose=verbose):
        from storymap.atlas.changes import changed_places, remade, with_stories, without_stories
        from storymap.atlas.decisions import decisions_at
        from storymap.atlas.folder import atlas_folder, index_of, read_atlas
        from storymap.atlas.sources.reader import read_sources

        index_of(to)  # a folder that is none is not made
        problems: list[Problem] = []
        with atlas_folder(to) as found:
            earlier = found or read_atlas(to)
            if remove:
                records = without_stories(earlier, [str(story) for story in stories], to)
            else:
                taken = [story.story_id for story in earlier.atlas.stories]
                read = read_sources(
                    stories, problems, folder=to, known=earlier.story_ids, taken=taken, allow_path=allow_path
                )
                records = with_stories(earlier, read)
            built = remade(earlier, records, decisions_at(decisions) if decisions else None)
            warn(problems, quiet=quiet, verbose=verbose)
            _say(to, built, _write(to, built, earlier, changed_places(built, earlier)), quiet=quiet)


@atlas_group.command()
@_sources
@_decisions
@click.option("--json", "as_json", is_flag=True, help="Write the doubts as JSON.")
@_skip_broken
@allow_path_option
@verbose_option
def check(
    sources: tuple[Path, ...],
    decisions: Path | None,
    as_json: bool,
    skip_broken: bool,
    allow_path: tuple[Path, ...],
    verbose: bool,
) -> None:
    """List places that may be one, or two, with the lines for atlas.toml that decide it.

    \b
    storymap atlas check stories/
    storymap atlas check atlas/
    """
    with reporting_errors(verbose=verbose):
        from storymap.atlas.decisions import DECISIONS
        from storymap.atlas.doubt_list import doubt_lines, doubts_data
        from storymap.atlas.folder import read_atlas
        from storymap.atlas.index_file import INDEX
        from storymap.atlas.make_atlas import make_atlas
        from storymap.atlas.sources.reader import read_sources

        problems: list[Problem] = []
        if len(sources) == 1 and (sources[0].name == INDEX or (sources[0] / INDEX).is_file()):
            known = read_atlas(sources[0])
            decided = _decided(decisions, ()) if decisions else known.decisions
            atlas = make_atlas(known.atlas.stories, decisions=decided, earlier=known.atlas.addresses)
        else:
            decided = _decided(decisions, sources)
            stories = read_sources(sources, problems, skip_broken=skip_broken, allow_path=allow_path)
            atlas = make_atlas(stories, decisions=decided)
        warn(problems, verbose=verbose)
        if as_json:
            click.echo(doubts_data(atlas))
            return
        for line in doubt_lines(atlas):
            click.echo(line)
        doubts = count(len(atlas.doubts), "doubt")
        remedy = f"; what you decide goes into {DECISIONS}" if atlas.doubts else ""
        stories_said = f"{len(atlas.stories):,} {'story' if len(atlas.stories) == 1 else 'stories'}"
        click.echo(f"{stories_said}, {count(len(atlas.places), 'place')}, {doubts}{remedy}", err=True)


def _decided(given: Path | None, sources: tuple[Path, ...]) -> Decisions:
    from storymap.atlas.decisions import decisions_at, decisions_beside

    return decisions_at(given) if given is not None else decisions_beside(sources)


def _refuse(problems: list[Problem]) -> None:
    from storymap.errors import StorymapError

    if problems:
        raise StorymapError(problems)


def _title_problems(title: str) -> list[Problem]:
    from storymap.atlas.index_schema import LONGEST_TITLE
    from storymap.errors import Problem

    what = f"it has more than {LONGEST_TITLE:,} characters"
    return [Problem("--title", what, "shorten it")] if len(title) > LONGEST_TITLE else []


def _look(url: str, theme: Path | None, worldview: str, problems: list[Problem]) -> dict[str, str]:
    """Return how the pages look, as `atlas.json` keeps it. Raises StorymapError."""
    look = {"url": url, "worldview": worldview}
    if theme is not None:
        from storymap.reading.theme.stylesheet import read_theme

        read = read_theme(theme, problems=problems)
        look |= {"theme": read.css, "scheme": read.scheme}
    return {key: value for key, value in look.items() if value}


def _atlas_look(look: Mapping[str, str]) -> AtlasLook:
    from storymap.atlas.pages.look import AtlasLook
    from storymap.model import Theme

    css, scheme = look.get("theme", ""), look.get("scheme", "")
    theme = Theme(css, "light" if scheme == "light" else "dark" if scheme == "dark" else "") if css else None
    return AtlasLook(base=look.get("url", ""), theme=theme, worldview=look.get("worldview", "neutral"))


def _write(
    folder: Path, built: BuiltAtlas, earlier: BuiltAtlas | None, changed: frozenset[str] | None = None
) -> Written:
    """Write an atlas; where `earlier` is there and places have not `changed`, their files stay as they are."""
    from storymap.atlas.folder import list_files, unchanged_files, write_files
    from storymap.limits import MOST_STORIES_IN_ONE_PAGE

    look = _atlas_look(built.look)
    if len(built.atlas.stories) > MOST_STORIES_IN_ONE_PAGE:
        from storymap.atlas.parts.tables import tables_of
        from storymap.atlas.parts.writer import write_parts

        parts = write_parts(tables_of(built.atlas), folder, base=look.base, worldview=look.worldview, theme=look.theme)
        return list_files(folder, built, parts.files, earlier)
    from storymap.atlas.pages.writer import atlas_files

    kept: frozenset[str] = frozenset()
    # The pages of an atlas in parts are others.
    if earlier is None or len(earlier.atlas.stories) > MOST_STORIES_IN_ONE_PAGE:
        changed = None
    if earlier is not None and changed is not None:
        slugs = frozenset(place.slug for place in built.atlas.places)
        unchanged = unchanged_files(folder, earlier, slugs - changed)
        kept = frozenset(name for names in unchanged.values() for name in names)
        changed = slugs.difference(unchanged)
    files = {str(path): content for path, content in atlas_files(built.atlas, look, changed)}
    # Pages share files whose names change with them.
    if earlier is not None and kept and not {name for name in files if name.startswith("assets/")} <= {*earlier.files}:
        return _write(folder, built, earlier)
    return write_files(folder, built, files, earlier, kept.difference(files))


def _build_of_corpus(
    sources: tuple[Path, ...],
    output: Path,
    title: str,
    language: str,
    look: Mapping[str, str],
    decisions: Path | None,
    *,
    quiet: bool,
) -> bool:
    """Build the atlas of a corpus, if that is the source, and say whether it is."""
    from storymap.atlas.parts.corpus_folder import is_corpus, read_tables
    from storymap.errors import Problem

    corpus = next((source for source in sources if is_corpus(source)), None)
    if corpus is None:
        return False
    if len(sources) > 1:
        _refuse([Problem(str(corpus), "a corpus is an atlas of its own", "take one source alone")])
    if decisions is not None:
        _refuse([Problem(str(decisions), "what a desk decides is for stories, and not for a corpus", "leave it out")])
    if output.resolve() == corpus.resolve():
        _refuse([Problem(str(output), "this is the folder of the corpus", "name another folder with -o")])
    from storymap.atlas.index_file import INDEX
    from storymap.atlas.parts.writer import write_parts
    from storymap.errors import printable

    if (output / INDEX).exists():
        _refuse([Problem(str(output), "there is an atlas of stories", "name another folder with -o")])
    shown = _atlas_look(look)
    tables = read_tables(corpus, title=title, language=language or "en")
    made = write_parts(tables, output, base=shown.base, worldview=shown.worldview, theme=shown.theme)
    if not quiet:
        stories = f"{made.stories:,} {'story' if made.stories == 1 else 'stories'}"
        click.echo(
            f"{printable(str(output))}: {stories}, {count(made.places, 'place')}, {count(len(made.files), 'file')}; "
            "it needs a web server with range requests"
        )
    return True


def _not_for_a_corpus(*options: tuple[str, bool]) -> list[Problem]:
    """Return a note for each option that was given, and means nothing for a corpus."""
    from storymap.errors import Problem

    what = "it is for stories, and changes nothing for a corpus"
    return [Problem(option, what, severity="note") for option, is_given in options if is_given]


def _say(folder: Path, built: BuiltAtlas, written: Written, *, quiet: bool) -> None:
    if quiet:
        return
    from storymap.errors import printable

    atlas = built.atlas
    doubts = f"; {count(len(atlas.doubts), 'doubt')}: storymap atlas check" if atlas.doubts else ""
    stories = f"{len(atlas.stories):,} {'story' if len(atlas.stories) == 1 else 'stories'}"
    removed = f", {written.removed} removed" if written.removed else ""
    click.echo(
        f"{printable(str(folder))}: {stories}, {count(len(atlas.places), 'place')}, "
        f"{count(written.files, 'file')} ({written.written} written{removed}){doubts}"
    )
