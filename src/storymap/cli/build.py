"""`storymap build`: makes the page of an article and its places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.atlas_links import atlas_options, other_stories
from storymap.cli.console import count, reporting_errors, warn
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
@click.option(
    "--output",
    "-o",
    type=PATH,
    metavar="OUT.html",
    help='"-" is standard output. Default: output/<the title, as a file name>.html',
)
@force_option
@page_options
@view_option("story")
@atlas_options
@media_options
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser when it is built.")
@verbose_option
@quiet_option
def build(
    output: Path | None,
    force: bool,
    view: PageView,
    atlas: Path | None,
    atlas_url: str | None,
    open_page: bool,
    verbose: bool,
    quiet: bool,
    **given: Any,
) -> None:
    """Build the page of ARTICLE, a .md, .txt, .html, .mhtml, .docx, .odt or .epub file.

    \b
    storymap build story.md
    storymap build story.md --places cities.geojson --places rivers.gpkg -o map.html
    """
    to_stream = output == STANDARD_STREAM
    if to_stream and open_page:
        raise click.UsageError("standard output cannot be opened in the browser; name a file with -o")
    with reporting_errors(verbose=verbose):
        from storymap.cli.output import default_output
        from storymap.errors import printable
        from storymap.rendering.output_guard import refuse_unwritable
        from storymap.rendering.page import render_page

        if output is not None and not to_stream:
            # A person shall not wait for a page that cannot be written.
            refuse_unwritable(output, force=force)
        story = read_story(**given)
        warn(story.problems, quiet=quiet, verbose=verbose)
        target = output or default_output(story)
        links, notes = other_stories(
            story, given["article"], None if to_stream else target, atlas=atlas, atlas_url=atlas_url
        )
        warn(notes, quiet=quiet, verbose=verbose)
        page = render_page(story, view=view, other_stories=links, **page_arguments(**given))
        if to_stream:
            # In UTF-8, whatever the terminal has.
            click.echo(page.render().encode("utf-8"), nl=False)
            return
        written = page.save(target, force=force)
        if not quiet:
            size = written.stat().st_size / 1000
            click.echo(
                f"{printable(str(written))}: {count(len(story.places), 'place')}, "
                f"{count(len(story.mentions), 'mention')}, {size:.0f} kB"
            )
        if open_page:
            click.launch(written.resolve().as_uri())
