"""`storymap export`: gives a story back in a format that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from storymap.cli.console import reporting_errors, warn
from storymap.cli.import_command import say_report
from storymap.cli.options import (
    PATH,
    STANDARD_STREAM,
    force_option,
    input_options,
    language_option,
    media_options,
    quiet_option,
    read_story,
    verbose_option,
)


@click.command()
@input_options
@click.argument("form", metavar="FORMAT")
@click.option(
    "--output", "-o", type=PATH, metavar="FILE", help='"-" is standard output. Default: output/<the title, as a name>'
)
@force_option
@click.option("--url", metavar="URL", help="The address of the published page, to be linked to.")
@click.option("--private", is_flag=True, help="Give away the author's own properties of places, too.")
@language_option
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

    \b
    storymap export story.md linked-places
    storymap export story.md kml -o places.kml
    """
    with reporting_errors(verbose=verbose):
        from storymap.cli.output import default_output
        from storymap.errors import printable
        from storymap.exchange.export_file import check_export, write_export
        from storymap.exchange.exporters.registry import exporter_named
        from storymap.exchange.report import Report
        from storymap.exchange.shared_story import shared_story
        from storymap.publishing.base_url import folder_url

        exporter = exporter_named(form)
        to_stream = output == STANDARD_STREAM
        if output is not None and not to_stream:
            check_export(output, force=force)
        address = folder_url(url) if url else ""
        story = read_story(**given)
        warn(story.problems, quiet=quiet, verbose=verbose)
        report = Report()
        content = exporter.write(shared_story(story, url=address, private=private), report)
        if to_stream:
            click.echo(content, nl=False)
        else:
            path = output or default_output(story, exporter.ENDING)
            write_export(path, content, story.sources, force=force)
        if not quiet:
            say_report(report)
            if not to_stream:
                click.echo(f"{printable(str(path))}: {exporter.LABEL}, {len(content) / 1000:.0f} kB")
