"""`storymap preview`: the page of an article in the browser, true while its files change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import reporting_errors
from storymap.cli.options import build_choices, input_options, media_options, page_options, view_option

if TYPE_CHECKING:
    from storymap.errors import Problem


@click.command()
@input_options
@page_options
@view_option("story")
@media_options
@click.option("--open", "open_page", is_flag=True, help="Open the preview in the browser.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port to serve at. Default: a free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="An address of this machine in its network, for a phone on the same desk. Default: this machine alone.",
)
def preview(open_page: bool, port: int, host: str, **given: Any) -> None:
    """Show the page of ARTICLE in the browser, and keep it true while its files change. Ctrl-C ends it.

    \b
    storymap preview story.md --open
    storymap preview story.md --host 192.168.1.20
    """
    with reporting_errors():
        from storymap.server.page_building import PageBuilder
        from storymap.server.preview_app import Preview
        from storymap.server.serving import serve

        shown = Preview(PageBuilder(build_choices(**given)), _say_problem)
        serve(
            shown.app(),
            host=host,
            port=port,
            opened=open_page,
            read_only=True,
            say=click.echo,
            closing=[shown.hub.close],
        )


def _say_problem(problem: Problem) -> None:
    from storymap.cli.console import warn

    warn([problem])
