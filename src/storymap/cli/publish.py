"""`storymap publish`: writes the folder that a newsroom uploads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.atlas_links import atlas_options, other_stories
from storymap.cli.console import reporting_errors, warn
from storymap.cli.options import (
    PATH,
    STANDARD_STREAM,
    force_option,
    input_options,
    media_options,
    page_arguments,
    page_options,
    quiet_option,
    read_story,
    verbose_option,
    view_option,
)

if TYPE_CHECKING:
    from storymap.rendering.page import PageView


@click.command()
@input_options
@click.option("--output", "-o", type=PATH, metavar="DIR", help="Default: output/<the title, as a file name>/")
@force_option
@click.option(
    "--url", metavar="URL", help="The address that the folder will have. Nothing absolute is written without."
)
@view_option("map")
@atlas_options
@click.option("--archive", is_flag=True, help="Add a web archive (WACZ) of what is published, and the licences.")
@page_options
@media_options
@verbose_option
@quiet_option
def publish(
    output: Path | None,
    force: bool,
    url: str | None,
    view: PageView,
    atlas: Path | None,
    atlas_url: str | None,
    archive: bool,
    verbose: bool,
    quiet: bool,
    **given: Any,
) -> None:
    """Write the folder that a newsroom uploads: the page, snippets to embed it, pictures, metadata and data.

    \b
    storymap publish story.md -o juarez/ --url https://maps.example.org/juarez/
    """
    with reporting_errors(verbose=verbose):
        from storymap.cli.output import default_output
        from storymap.errors import printable
        from storymap.publishing.output_folder import check_folder
        from storymap.publishing.publish import publish_story
        from storymap.rendering.contract.names import PAGE_FILE

        if output is not None:
            if output == STANDARD_STREAM:
                raise click.BadParameter("a folder cannot be standard output; name a folder", param_hint="-o")
            # A person shall not wait for a folder that cannot be written.
            check_folder(output, (), force=force)
        story = read_story(**given)
        warn(story.problems, quiet=quiet, verbose=verbose)
        folder = output or default_output(story, "")
        links, notes = other_stories(
            story, given["article"], folder / PAGE_FILE, atlas=atlas, atlas_url=atlas_url, url=url
        )
        warn(notes, quiet=quiet, verbose=verbose)
        done = publish_story(
            story,
            folder,
            url=url,
            view=view,
            other_stories=links,
            archive=archive,
            force=force,
            **page_arguments(**given),
        )
        warn(done.problems, quiet=quiet, verbose=verbose)
        if not quiet:
            size = sum((done.path / file).stat().st_size for file in done.files) / 1000
            click.echo(f"{printable(str(done.path))}: {', '.join(done.files)}; {size:.0f} kB")
