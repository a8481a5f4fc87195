"""What stands before every request: who may ask, from where, and how much; and what every answer says to the browser.

Any web page that is open on the same machine can send requests to a server of this machine, under a name of its own
(DNS rebinding), and others who use the machine can, too. So an answer is for those alone who name the address itself,
hold the cookie and the key that the terminal's link gave them, and ask from a page of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from storymap.errors import printable
from storymap.server.address import Address
from storymap.server.keys import Keys
from storymap.server.refusal import Refusal, bounded

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Storymap"
"""Has the key (`keys.py`). A page from elsewhere has to ask first whether it may send one, and nothing answers that."""
LARGEST_BODY = 1 << 20
"""Bytes: a command."""
_FRAMED = ("/page/", "/read/")
"""What below these paths is shown in a frame of our own window. A frame sends no header: its address has a ticket."""
_SHELL = ("/", "/favicon.ico")
_OF_SHELL = "/assets/"
"""What the window is made of, and what is below this path. It holds nothing of a story, and no script is there yet to
send a key."""
_TICKET = "/api/ticket"
"""Answers what opens the framed page at the path `for`, as JSON."""
_SAFE = ("GET", "HEAD")
_LONGEST_PATH = 1_000
_MOST_FIELDS = 20
_NEEDS_LINK = "This address is for whoever has the link: open the one that the terminal shows."
_FAILED = "Something went wrong; the terminal says what."
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
)
_REFRESH = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={where}">'
    '<title>storymap</title></head><body><p><a href="{where}">Open</a></p></body></html>'
)


class Guard:
    """ASGI middleware: lets through what comes from our own pages, and refuses everything else in plain text.

    `token` opens the first page once and is exchanged for a cookie and a key; where it is `shared` it opens it as often
    as it is asked to, on every device that has it. A `read_only` server lets no command through. `largest` says how
    many bytes the body of a request to a path may have. `say` tells the person at the terminal.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        address: Address,
        token: str,
        read_only: bool = False,
        shared: bool = False,
        largest: Callable[[str], int] = lambda _: LARGEST_BODY,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._app = app
        self._address = address
        self._read_only = read_only
        self._largest = largest
        self._say = say
        self._keys = Keys(token, shared=shared)

    def link(self) -> str:
        """Return an address that opens the first page: once, unless it is shared."""
        return f"{self._address.url}?token={self._keys.newest_token()}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = _Answer(scope, send)
        try:
            _check_path(scope["path"])
            self._check_place(scope)
            if (token := _asked(scope, "token")) is not None:
                await self._exchange(scope, token, answer)
                return
            self._check_asker(scope)
            if scope["path"] == _TICKET:
                await self._give_ticket(scope, answer)
                return
            limit = self._largest(scope["path"])
            await self._app(scope, bounded(scope, receive, limit), answer)
            answer.check()
        except Refusal as refusal:
            await answer.refuse(refusal)
        except Exception as error:
            self._say(f"error: {printable(scope['path'])}: {type(error).__name__}: {printable(str(error))}")
            await answer.refuse(Refusal(500, _FAILED))

    def _check_place(self, scope: Scope) -> None:
        """Raise Refusal if a request is for another host, or comes from another site's page."""
        hosts = _headers(scope, b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._address.authorities:
            raise Refusal(421, f"This server is {self._address.authority} and answers to no other name.")
        if len(scope["path"]) > _LONGEST_PATH:
            raise Refusal(414, "This address is too long.")
        if self._read_only and scope["method"] not in _SAFE:
            raise Refusal(405, "This server only shows.", ((b"allow", b"GET, HEAD"),))

    def _check_asker(self, scope: Scope) -> None:
        """Raise Refusal unless a request is from a page of ours, with the cookie, and a command says that it is one."""
        # A browser that does not send it is old; the cookie is never sent from elsewhere either.
        if _headers(scope, b"sec-fetch-site") not in ([], ["same-origin"], ["none"]):
            raise Refusal(403, "Another site asked for this page.")
        origins = _headers(scope, b"origin")
        (host,) = _headers(scope, b"host")
        is_ours = origins == [f"http://{host}"]
        if origins and not is_ours:
            raise Refusal(403, "A page of another origin asked.")
        if not self._has_cookie(scope):
            raise self._without_link()
        is_command = scope["method"] not in _SAFE
        if is_command and not is_ours:
            raise Refusal(403, "A command says which origin it comes from.")
        if (is_command or not _is_of_shell(scope["path"])) and not self._has_key(scope):
            raise self._without_link()

    def _without_link(self) -> Refusal:
        """Return the refusal of somebody who has not followed a link of this run; there is one in the terminal."""
        self._offer_link()
        return Refusal(403, _NEEDS_LINK)

    def _has_key(self, scope: Scope) -> bool:
        """Say whether a request has the key; for a page in a frame its ticket is enough."""
        sent = _headers(scope, HEADER.lower().encode("ascii"))
        if len(sent) == 1 and self._keys.is_key(sent[0]):
            return True
        path = scope["path"]
        ticket = _asked(scope, "ticket") if scope["method"] in _SAFE and path.startswith(_FRAMED) else None
        return ticket is not None and self._keys.is_ticket(ticket, path)

    async def _give_ticket(self, scope: Scope, answer: _Answer) -> None:
        """Answer with what opens the address of a framed page."""
        path = _asked(scope, "for") or ""
        _check_path(path)
        if scope["method"] != "GET" or not path.startswith(_FRAMED):
            raise Refusal(404, "Not found.")
        body = json.dumps(self._keys.ticket(path)).encode("ascii")
        await answer.give(200, body, [(b"content-type", b"application/json")])

    async def _exchange(self, scope: Scope, token: str, answer: _Answer) -> None:
        """Give cookie and key for a token, and go to the first page without it."""
        if scope["method"] != "GET" or scope["path"] != "/":
            raise Refusal(404, "Not found.")
        headers: list[tuple[bytes, bytes]] = []
        has_cookie = self._has_cookie(scope)
        where = "/"
        if self._keys.take(token, has_cookie=has_cookie):
            cookie = f"{self._cookie_name}={self._keys.cookie}; HttpOnly; SameSite=Strict; Path=/"
            headers = [(b"set-cookie", cookie.encode("ascii"))]
            # What follows # is sent to no server, and the window's script takes it out of the address at once.
            where = f"/#key={self._keys.key}"
        elif not has_cookie:
            self._offer_link()
            raise Refusal(403, "This link was used already or is of another run: open the one that the terminal shows.")
        if _headers(scope, b"sec-fetch-site") in ([], ["none"], ["same-origin"]):
            await answer.give(303, b"", [*headers, (b"location", where.encode("ascii"))])
        else:
            # From a page of another site (a terminal in the browser, a message) a redirect would go without the cookie,
            # which is strict: our own page goes on.
            page = _REFRESH.format(where=where).encode("ascii")
            await answer.give(200, page, [*headers, (b"content-type", b"text/html; charset=utf-8")])

    def _offer_link(self) -> None:
        """Show another link in the terminal when somebody needs one and the last one was used."""
        if self._keys.is_used_up:
            self._say(f"another browser asks; to open it there: {self.link()}")

    @property
    def _cookie_name(self) -> str:
        # Cookies know no ports: two editors of one machine would overwrite each other's.
        return f"storymap-{self._address.port}"

    def _has_cookie(self, scope: Scope) -> bool:
        return any(self._keys.is_cookie(value) for value in self._cookies(scope))

    def _cookies(self, scope: Scope) -> Iterator[str]:
        """Yield every value that the cookie of ours has.

        Other programs of this machine have cookies, too, of any form, and some may call one as ours is called: what
        they send says nothing of ours.
        """
        for header in _headers(scope, b"cookie"):
            for part in header.split(";"):
                name, _, value = part.strip().partition("=")
                if name == self._cookie_name:
                    yield value


class _Answer:
    """Sends an answer with what every answer says; a refusal only where no answer has begun.

    An application's word for its own failure is not sent, nor is one that leads elsewhere.
    """

    def __init__(self, scope: Scope, send: Send) -> None:
        self._is_head = scope["method"] == "HEAD"
        self._is_framed = scope["path"].startswith(_FRAMED)
        self._send = send
        self._has_begun = False
        self._withheld = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if 300 <= message["status"] < 400 or message["status"] >= 500:
                self._withheld = message["status"]
                return
            await self._begin(message)
        elif not self._withheld:
            await self._send(message)

    def check(self) -> None:
        """Raise Refusal if what the application answered was not sent."""
        if self._withheld >= 500:
            raise Refusal(500, _FAILED)
        if self._withheld:
            raise Refusal(404, "Not found.")

    async def _begin(self, message: Message) -> None:
        self._has_begun = True
        own = {name.lower() for name, _ in message.get("headers", ())}
        added = [(name, value) for name, value in (*_ALWAYS, *self._framing()) if name not in own]
        await self._send({**message, "headers": [*message.get("headers", ()), *added]})

    async def give(self, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        length = (b"content-length", str(len(body)).encode("ascii"))
        await self._begin({"type": "http.response.start", "status": status, "headers": [*headers, length]})
        await self._send({"type": "http.response.body", "body": b"" if self._is_head else body})

    async def refuse(self, refusal: Refusal) -> None:
        if self._has_begun:
            return
        headers = [(b"content-type", b"text/plain; charset=utf-8"), *refusal.headers]
        await self.give(refusal.status, f"{refusal.words}\n".encode(), headers)

    def _framing(self) -> tuple[tuple[bytes, bytes], ...]:
        """Return who may show an answer in a frame: nobody, and of pages our own window."""
        if self._is_framed:
            return (b"x-frame-options", b"SAMEORIGIN"), (b"content-security-policy", b"frame-ancestors 'self'")
        return (
            (b"x-frame-options", b"DENY"),
            (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        )


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _is_of_shell(path: str) -> bool:
    return path in _SHELL or path.startswith(_OF_SHELL)


def _check_path(path: str) -> None:
    """Raise Refusal for a path that others may take for another than it is: each is written in one way only.

    It was decoded once; what is still encoded then, nobody of us writes.
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        raise Refusal(400, "This address is no text.") from None
    segments = path.split("/")[1:]
    is_one_of_ours = "\\" not in path and "%" not in path and not {"", ".", ".."} & set(segments)
    if path not in ("", "/") and not is_one_of_ours:
        raise Refusal(404, "Not found.")


def _asked(scope: Scope, name: str) -> str | None:
    """Return a member of the query; None if it has none. Raises Refusal for what nobody of us asks."""
    query = scope["query_string"].decode("latin-1")
    try:
        values = parse_qs(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS).get(name)
    except ValueError:
        raise Refusal(400, "This address asks for too much at once.") from None
    return None if values is None else values[0]
