"""`storymap import`: makes a story of what another tool wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.console import reporting_errors, warn
from storymap.cli.options import PATH, encoding_option, quiet_option, verbose_option

if TYPE_CHECKING:
    from storymap.exchange.report import Report


@click.command("import")
@click.argument("source", type=PATH)
@click.option("--output", "-o", type=PATH, metavar="DIR", help="A new or empty folder. Default: the title, as a name.")
@click.option("--as", "importer", metavar="FORMAT", help="What the file is; default: as its content says.")
@click.option("--text", type=PATH, metavar="FILE", help="The text that annotations are of; default: found beside them.")
@encoding_option
@verbose_option
@quiet_option
def import_story(
    source: Path,
    output: Path | None,
    importer: str | None,
    text: Path | None,
    encoding: str | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Make a story of SOURCE, a file that another tool wrote, in a folder of its own.

    It becomes story.md, places.geojson, context.geojson and pictures, as far as they are in it; what was kept, changed
    and lost is told. Nothing is fetched.

    \b
    storymap import storymapjs.zip
    storymap import river.umap -o river/
    """
    with reporting_errors(verbose=verbose):
        from storymap.errors import Problem, StorymapError, printable
        from storymap.exchange.importers.failures import failures_told
        from storymap.exchange.importers.registry import importer_named, importer_of
        from storymap.exchange.source import Source
        from storymap.exchange.story_files import story_files
        from storymap.exchange.story_folder import check_new_folder, write_story_folder
        from storymap.reading.slugs import slugify

        problems: list[Problem] = []
        if output is not None:
            check_new_folder(output)
        opened = Source(source, text_path=text, encoding=encoding, problems=problems)
        chosen = importer_named(importer) if importer else importer_of(opened)
        try:
            with failures_told(opened.name, importer or chosen.LABEL):
                imported, label = chosen.read(opened), chosen.LABEL
                files = story_files(imported)
        except StorymapError as error:
            raise StorymapError([*problems, *error.problems]) from error
        folder = output or Path(slugify(imported.article.title))
        problems += write_story_folder(folder, files, opened.name)
        warn(list(dict.fromkeys(problems)), quiet=quiet, verbose=verbose)
        if not quiet:
            say_report(imported.report)
            shown = printable(str(folder))
            click.echo(f"{shown}: {printable(label)} as a story; look at it with: storymap edit {shown}/story.md")


def say_report(report: Report) -> None:
    """Print what was kept, changed and lost, one line each."""
    colours = {"kept": "green", "changed": "cyan", "lost": "yellow"}
    for line in report.lines():
        click.echo(f"{click.style(line.fate, fg=colours[line.fate], bold=True)}: {line}", err=True)
