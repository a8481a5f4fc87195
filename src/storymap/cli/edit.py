"""`storymap edit`: the editor in the browser, for a story that there is or one that begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import reporting_errors
from storymap.cli.desk import no_settings_option
from storymap.cli.gazetteer import gazetteer_option, no_added_option
from storymap.cli.options import PATH, build_choices, file_options, media_options, page_options

if TYPE_CHECKING:
    from storymap.server.events import EventHub
    from storymap.server.session import EditorSession


@click.command()
@click.argument("article", type=PATH, required=False)
@file_options
@page_options
@media_options
@click.option("--home", metavar="PLACE", help='The newsroom\'s region, which is likelier meant: "El Paso, Texas".')
@gazetteer_option
@no_added_option
@no_settings_option
@click.option("--no-open", is_flag=True, help="Do not open the browser: the address is printed.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port to serve at. Default: a free one."
)
def edit(
    article: Path | None,
    home: str | None,
    gazetteer_files: tuple[Path, ...],
    no_added: bool,
    no_settings: bool,
    no_open: bool,
    port: int,
    **given: Any,
) -> None:
    """Open the editor in the browser, with ARTICLE or with a sheet of paper. Ctrl-C ends it; nothing is to be saved.

    \b
    storymap edit
    storymap edit story.md
    """
    with reporting_errors():
        from storymap.server.edit_app import EditApp, largest_body
        from storymap.server.serving import serve
        from storymap.server.sitting.article_path import check_article

        if article is not None:
            check_article(article)
        if given["fields"]:
            build_choices(article=Path(), **given)  # what is wrong is said before anything is served
        newsroom = (gazetteer_files, home, no_settings, no_added)
        app = EditApp(lambda hub: _session(article, given, newsroom, hub))
        serve(
            app.app(),
            port=port,
            opened=not no_open,
            say=click.echo,
            largest=largest_body,
            closing=[app.hub.close],
        )


def _session(article: Path | None, given: dict[str, Any], newsroom: tuple[Any, ...], hub: EventHub) -> EditorSession:
    """Return the session. Nearly all of storymap is imported here, while the browser opens the window."""
    from storymap.server.session import EditorChoices, EditorSession
    from storymap.server.sitting.newsroom import NewsroomChoices

    # Options of a build count for a story that begins, too.
    build = build_choices(article=article or Path("story.md"), **given)
    choices = EditorChoices(build, article is not None, NewsroomChoices(*newsroom), Path().absolute())
    return EditorSession(choices, hub, click.echo)
