"""The editor over HTTP: its window, the working page, events, and what the window asks for and does.

No request names a path: folders, stories and files go by numbers of lists that the session holds. The window is there
at once: the session, which needs all of storymap, is made while the browser opens it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_PASTE
from storymap.rendering.assets import read_asset
from storymap.rendering.i18n import find_catalogue
from storymap.server.editor_page import EDITOR_POLICY, editor_page
from storymap.server.events import EventHub
from storymap.server.guard import LARGEST_BODY
from storymap.server.sitting.checked_data import checked, parsed
from storymap.server.sitting.dropped_files import LARGEST_DROP
from storymap.server.sitting.pending import plain_state

if TYPE_CHECKING:
    from starlette.requests import Request

    from storymap.server.page_building import BuiltPage
    from storymap.server.session import EditorSession

_ASSETS = {"editor.js": "text/javascript", "editor.css": "text/css"}
# A letter of a text takes up to six bytes in JSON.
_LARGEST_TEXT = 6 * LARGEST_PASTE + (1 << 20)
_MOST_DIGITS = 9
_LONGEST_QUERY = 300


class _Start(TypedDict):
    text: str
    title: str
    folder: int


class _Target(TypedDict):
    target: int


class _Publish(_Target):
    url: str


class _Export(_Target):
    format: str


class _OpenRecent(TypedDict):
    recent: int


class _OpenDropped(TypedDict):
    dropped: int
    folder: int


def largest_body(path: str) -> int:
    """Return how many bytes the body of a request to a path may have."""
    return {"/api/drop": LARGEST_DROP, "/api/start": _LARGEST_TEXT}.get(path, LARGEST_BODY)


class EditApp:
    """The routes of one session, which `made` makes in a thread: it tells the windows by the hub that it is given."""

    def __init__(self, made: Callable[[EventHub], EditorSession]) -> None:
        self.hub = EventHub()
        self._made = made
        self._task: asyncio.Task[EditorSession] | None = None

    def app(self) -> Starlette:
        """Return the application that serves it."""
        return Starlette(
            routes=[
                Route("/", self._window),
                Route("/page/{revision:int}", self._page),
                Route("/read/{revision:int}", self._read),
                Route("/events", self._events),
                Route("/assets/{name}", self._asset),
                *(Route(f"/api/{name}", self._answered(work), methods=["GET"]) for name, work in _ASKED.items()),
                *(Route(f"/api/{name}", self._answered(work), methods=["POST"]) for name, work in _DONE.items()),
            ],
            lifespan=self._living,
        )

    @asynccontextmanager
    async def _living(self, _: Starlette) -> AsyncIterator[None]:
        self._task = asyncio.create_task(self._begun())
        try:
            yield
        finally:
            await (await self._session()).end()

    async def _begun(self) -> EditorSession:
        session = await asyncio.to_thread(self._made, self.hub)
        session.begin()
        return session

    async def _session(self) -> EditorSession:
        """Return the session once it is made."""
        if self._task is None:
            raise RuntimeError("the server has not begun")
        return await asyncio.shield(self._task)

    async def _window(self, request: Request) -> Response:
        page = editor_page(request.headers.get("accept-language", "")[:_LONGEST_QUERY])
        return HTMLResponse(page, headers={"content-security-policy": EDITOR_POLICY})

    async def _page(self, request: Request) -> Response:
        """Answer with the page that is worked on."""
        page = await self._built(request)
        if page is None:
            return _gone()
        (await self._session()).loaded(page)
        return HTMLResponse(await asyncio.to_thread(page.html, "working"))

    async def _read(self, request: Request) -> Response:
        """Answer with the page as its readers have it, or would have it in another language."""
        story, language = (await self._session()).story, request.query_params.get("lang", "")
        # The window counts its states, of which there are more than pages: what it has not seen yet is the newest.
        page = None if story is None else story.pages.get(request.path_params["revision"], story.newest)
        if page is None:
            return _gone()
        other = language if language and find_catalogue(language).language == language else None
        return HTMLResponse(await asyncio.to_thread(page.html, "preview_page", language=other))

    async def _events(self, request: Request) -> Response:
        return self.hub.stream(request.headers.get("last-event-id"))

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return PlainTextResponse("Not found.\n", 404)
        return Response(read_asset(name), media_type=_ASSETS[name])

    async def _built(self, request: Request) -> BuiltPage | None:
        story = (await self._session()).story
        return None if story is None else story.pages.get(request.path_params["revision"])

    def _answered(self, work: _Work) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that answers in JSON; what is refused in words is an answer, too."""

        async def endpoint(request: Request) -> Response:
            session = await self._session()
            try:
                return JSONResponse(await work(session, request))
            except StorymapError as error:
                return JSONResponse({"problem": plain_state(session.shown(error.problems[0]))}, 400)
            except ClientDisconnect:
                # Somebody closed the window while a file was on its way: nobody is there to be answered.
                return PlainTextResponse("", 400)

        return endpoint


async def _state(session: EditorSession, _: Request) -> Any:
    return await session.state()


async def _shelf(session: EditorSession, _: Request) -> Any:
    return await asyncio.to_thread(session.shelf)


async def _search(session: EditorSession, request: Request) -> Any:
    return await session.search(_query(request), with_own=request.query_params.get("own") == "1")


async def _places(session: EditorSession, request: Request) -> Any:
    return await session.places(_query(request))


async def _block(session: EditorSession, request: Request) -> Any:
    return await session.block(_number(request.query_params.get("block")))


async def _targets(session: EditorSession, _: Request) -> Any:
    return await session.targets()


async def _command(session: EditorSession, request: Request) -> Any:
    return await session.command(parsed(await request.body()))


async def _start(session: EditorSession, request: Request) -> Any:
    body = checked(parsed(await request.body()), _Start)
    await session.start(body["text"], body["title"], body["folder"])
    return await session.state()


async def _open(session: EditorSession, request: Request) -> Any:
    data = parsed(await request.body())
    if isinstance(data, dict) and "recent" in data:
        await session.open_recent(checked(data, _OpenRecent)["recent"])
    else:
        body = checked(data, _OpenDropped)
        return await session.open_dropped(body["dropped"], body["folder"])
    return await session.state()


async def _drop(session: EditorSession, request: Request) -> Any:
    name = unquote(request.headers.get("x-storymap-name", "")[: 4 * _LONGEST_QUERY])
    return await session.drop(name, request.stream())


async def _publish(session: EditorSession, request: Request) -> Any:
    body = checked(parsed(await request.body()), _Publish)
    return await session.publish(body["target"], body["url"])


async def _compare(session: EditorSession, request: Request) -> Any:
    return await session.compare(checked(parsed(await request.body()), _Target)["target"])


async def _formats(session: EditorSession, _: Request) -> Any:
    return await session.formats()


async def _export(session: EditorSession, request: Request) -> Any:
    body = checked(parsed(await request.body()), _Export)
    return await session.export(body["target"], body["format"])


_Work = Callable[["EditorSession", "Request"], Awaitable[Any]]
_ASKED: dict[str, _Work] = {
    "state": _state,
    "shelf": _shelf,
    "search": _search,
    "places": _places,
    "block": _block,
    "publish": _targets,
    "export": _formats,
}
_DONE: dict[str, _Work] = {
    "command": _command,
    "start": _start,
    "open": _open,
    "drop": _drop,
    "publish": _publish,
    "compare": _compare,
    "export": _export,
}


def _query(request: Request) -> str:
    return request.query_params.get("q", "")[:_LONGEST_QUERY]


def _number(written: str | None) -> int:
    if written is None or not written.isdecimal() or len(written) > _MOST_DIGITS:
        raise StorymapError(Problem("request", "this is no number"))
    return int(written)


def _gone() -> Response:
    return PlainTextResponse("This page is not there any more.\n", 404)
