"""`storymap export`: gives a story back in a format that other tools read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import reporting_errors, size_in_words, warn
from storymap.cli.import_command import say_report
from storymap.cli.options import (
    PATH,
    STANDARD_STREAM,
    build_choices,
    force_option,
    input_options,
    media_options,
    page_options,
    quiet_option,
    verbose_option,
)

if TYPE_CHECKING:
    from storymap.exchange.report import Report
    from storymap.model import Story


@dataclass(frozen=True, slots=True)
class _Exported:
    """A file of an export: what it is, its usual ending, its content, and the story that it is of."""

    label: str
    ending: str
    content: bytes
    story: Story


@click.command()
@input_options
@click.argument("form", metavar="FORMAT")
@click.option(
    "--output", "-o", type=PATH, metavar="FILE", help='"-" is standard output. Default: output/<the title, as a name>'
)
@force_option
@click.option("--url", metavar="URL", help="The address of the published page, to be linked to.")
@click.option("--private", is_flag=True, help="Give away the author's own properties of places, too.")
@page_options
@media_options
@verbose_option
@quiet_option
def export(
    form: str,
    output: Path | None,
    force: bool,
    url: str | None,
    private: bool,
    verbose: bool,
    quiet: bool,
    **given: Any,
) -> None:
    """Write the story of ARTICLE in FORMAT: what its page shows, for other tools to read.

    The format "archive" is for the desk: the files of the story as they are, its page, and how it is built again.

    \b
    storymap export story.md linked-places
    storymap export story.md kml -o places.kml
    storymap export story.md archive
    """
    with reporting_errors(verbose=verbose):
        from storymap.cli.output import default_output
        from storymap.errors import printable
        from storymap.exchange.export_file import check_export, write_export
        from storymap.exchange.exporters.registry import check_format
        from storymap.exchange.report import Report

        check_format(form)
        to_stream = output == STANDARD_STREAM
        if output is not None and not to_stream:
            check_export(output, force=force)
        report = Report()
        done = _exported(form, url, report, private=private, **given)
        warn(done.story.problems, quiet=quiet, verbose=verbose)
        if to_stream:
            click.echo(done.content, nl=False)
        else:
            path = output or default_output(done.story, done.ending)
            write_export(path, done.content, done.story.sources, force=force)
        if not quiet:
            say_report(report)
            said = f"{done.label}, {size_in_words(len(done.content))}"
            click.echo(f"{printable(str(path))}: {said}" if not to_stream else said, err=to_stream)


def _exported(form: str, url: str | None, report: Report, *, private: bool, **given: Any) -> _Exported:
    """Return the file of an export in the format `form`."""
    from storymap.exchange.archive import archive
    from storymap.exchange.exporters.registry import ARCHIVE, exporter_named
    from storymap.exchange.shared_story import shared_story
    from storymap.publishing.base_url import folder_url

    choices = build_choices(**given)
    if form == ARCHIVE:
        done = archive.archive_story(choices, report)
        return _Exported(archive.LABEL, archive.ENDING, done.content, done.story)
    exporter = exporter_named(form)
    address = folder_url(url) if url else ""
    story = choices.story()
    content = exporter.write(shared_story(story, url=address, private=private), report)
    return _Exported(exporter.LABEL, exporter.ENDING, content, story)
