"""The preview: a page that stays true while the files of its story change.

Its window is there at once: the builder, which needs all of storymap, is made while the browser opens it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from storymap.errors import Problem, StorymapError
from storymap.rendering.assets import read_asset
from storymap.server.events import EventHub
from storymap.server.later_background import LaterBackground
from storymap.server.told_problems import told_problem
from storymap.server.watching import watched

if TYPE_CHECKING:
    from starlette.requests import Request

    from storymap.server.contract.patch import PagePatch, PreviewEvent, PreviewProblem
    from storymap.server.page_building import BuiltPage, PageBuilder

_ASSETS = {"preview.js": "text/javascript", "preview.css": "text/css"}
# A window may still be loading the page before the last one.
_KEPT_PAGES = 3
# Seconds: what cannot be read may be a file of which half is written.
_HALF_SAVED = 0.15
_MOST_PROBLEMS = 200
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_WINDOW = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/preview.css">
<script type="module" src="/assets/preview.js"></script>
</head>
<body>
<noscript><p>The preview needs JavaScript.</p></noscript>
</body>
</html>
"""


class Preview:
    """Builds the page when its files change, and tells the windows; `say` tells the person at the terminal.

    `name` is the article's, `made` makes the builder, in a thread.
    """

    def __init__(
        self,
        name: str,
        made: Callable[[], PageBuilder],
        say: Callable[[tuple[Problem, ...]], None] = lambda _: None,
    ) -> None:
        self.hub = EventHub()
        self._name = name
        self._made = made
        self._paths: Callable[[], Iterable[Path]] = tuple  # none as long as there is no builder
        self._say = say
        self._pages: OrderedDict[int, BuiltPage] = OrderedDict()
        self._background = LaterBackground(self._tell_background, self._tell_failure, picture=True)
        self._said: tuple[tuple[Problem, ...], tuple[Problem, ...]] = ((), ())

    def app(self) -> Starlette:
        """Return the application that serves it."""
        return Starlette(
            routes=[
                Route("/", self._window),
                Route("/page/{revision:int}", self._page),
                Route("/events", self._events),
                Route("/assets/{name}", self._asset),
            ],
            lifespan=self._living,
        )

    @asynccontextmanager
    async def _living(self, _: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self._background.end()

    async def _watch(self) -> None:
        builder = await asyncio.to_thread(self._made)
        self._paths = builder.paths

        async def build(_: set[Path]) -> None:
            await self._build(builder)

        await self._build(builder)
        await watched(builder.paths, build)

    async def _build(self, builder: PageBuilder) -> None:
        try:
            built, patch = await self._built_or_again(builder)
        except StorymapError as error:
            self._tell(error.problems, ())
            return
        self._pages[built.revision] = built
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        self._tell((), built.problems, patch)
        if patch is None:
            self._background.replaced(built)
        else:
            self._background.patched(built)

    async def _built_or_again(self, builder: PageBuilder) -> tuple[BuiltPage, PagePatch | None]:
        try:
            return await asyncio.to_thread(self._built, builder)
        except StorymapError:
            # Perhaps it was read while it was being written: what is wrong can wait, what is right comes at once.
            await asyncio.sleep(_HALF_SAVED)
            return await asyncio.to_thread(self._built, builder)

    def _built(self, builder: PageBuilder) -> tuple[BuiltPage, PagePatch | None]:
        built, older = builder.build(), self._newest
        patch = None if older is None else built.patch_from(older)
        if patch is None:
            # Here, where nobody waits: a page that cannot be rendered is an error, too.
            built.html("preview_page")
        return built, patch

    @property
    def _newest(self) -> BuiltPage | None:
        return next(reversed(self._pages.values()), None)

    def _tell(self, errors: tuple[Problem, ...], warnings: tuple[Problem, ...], patch: PagePatch | None = None) -> None:
        event: PreviewEvent = {
            "article": self._name,
            "revision": next(reversed(self._pages), 0),
            "errors": self._told(errors),
            "warnings": self._told(warnings),
        }
        if patch is not None:
            event["patch"] = patch
        self.hub.publish("page", event)
        if (errors, warnings) != self._said:
            self._said = (errors, warnings)
            self._say(errors or warnings)

    def _tell_background(self, revision: int, patch: PagePatch) -> None:
        self._tell((), self._pages[revision].problems, patch)

    def _tell_failure(self, why: str) -> None:
        what = f"what lies under the places could not be made: {why}"
        self._say((Problem(self._name, what, "load the page again", "warning"),))

    def _told(self, problems: tuple[Problem, ...]) -> list[PreviewProblem]:
        folders = {path.parent for path in self._paths()}
        told = [told_problem(problem, folders) for problem in problems[:_MOST_PROBLEMS]]
        return [{"where": one.where, "what": one.what, "remedy": one.remedy, "severity": one.severity} for one in told]

    async def _window(self, _: Request) -> Response:
        return HTMLResponse(_WINDOW, headers={"content-security-policy": _POLICY})

    async def _page(self, request: Request) -> Response:
        revision, newest = request.path_params["revision"], self._newest
        # Whoever asks late for a page that is gone wants the one that is true.
        page = newest if newest is not None and revision < newest.revision else None
        page = self._pages.get(revision, page)
        if page is None:
            return PlainTextResponse("Not found.\n", 404)
        self._background.loaded(page)
        return HTMLResponse(await asyncio.to_thread(page.html, "preview_page"))

    async def _events(self, request: Request) -> Response:
        return self.hub.stream(request.headers.get("last-event-id"))

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return PlainTextResponse("Not found.\n", 404)
        return Response(read_asset(name), media_type=_ASSETS[name])
