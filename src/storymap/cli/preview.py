"""`storymap preview`: the page of an article in the browser, true while its files change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import reporting_errors, warn
from storymap.cli.options import (
    build_choices,
    input_options,
    media_options,
    page_options,
    quiet_option,
    verbose_option,
    view_option,
)

if TYPE_CHECKING:
    from pathlib import Path

    from storymap.errors import Problem
    from storymap.server.page_building import PageBuilder


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
@verbose_option
@quiet_option
def preview(open_page: bool, port: int, host: str, verbose: bool, quiet: bool, **given: Any) -> None:
    """Show the page of ARTICLE in the browser, and keep it true while its files change. Ctrl-C ends it.

    \b
    storymap preview story.md --open
    storymap preview story.md --host 192.168.1.20
    """
    with reporting_errors(verbose=verbose):
        from storymap.server.preview_app import Preview
        from storymap.server.serving import serve

        article: Path = given["article"]
        if not article.exists():
            # A name that was mistyped; what is wrong within a file is shown beside the page.
            _builder(given).build()
        if given["fields"]:
            build_choices(**given)  # what is wrong is said before anything is served

        def say(problems: tuple[Problem, ...]) -> None:
            warn(problems, quiet=quiet and not any(one.severity == "error" for one in problems), verbose=verbose)

        shown = Preview(article.name, lambda: _builder(given), say)
        serve(
            shown.app(),
            host=host,
            port=port,
            opened=open_page,
            read_only=True,
            say=click.echo,
            announce=lambda link: _announce(link, article.name, host),
            closing=[shown.hub.close],
        )


def _builder(given: dict[str, Any]) -> PageBuilder:
    """Return what builds the page. Nearly all of storymap is imported here, while the browser opens the window."""
    from storymap.server.page_building import PageBuilder

    return PageBuilder(build_choices(**given))


def _announce(link: str, name: str, host: str) -> None:
    """Say where the preview is; for a phone as a QR code, too."""
    from storymap.errors import printable
    from storymap.server.address import is_loopback

    click.echo(f"{printable(name)}: {link}")
    if is_loopback(host):
        return
    colour = click.style("warning", fg="yellow", bold=True)
    click.echo(
        f"{colour}: whoever is in this network and has the link can read the page; nothing is encrypted, and nothing "
        "can be changed there",
        err=True,
    )
    if sys.stdout.isatty():
        import segno

        segno.make(link, micro=False).terminal(compact=True)
