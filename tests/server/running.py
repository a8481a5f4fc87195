"""A server in a thread, and requests as bytes: what a browser would never send is sent, too."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any

import uvicorn
import uvicorn.server

from storymap.server.address import Address
from storymap.server.connections import BoundedConnection
from storymap.server.guard import HEADER, Guard
from storymap.server.serving import listen

TOKEN = "a-token-of-the-test"  # noqa: S105


class _Impatient:
    """asyncio as uvicorn has it in tests: what it looks at ten times a second, whether to end and what is still open, often.

    Hundreds of tests have a server of their own, and each would wait a fifth of a second for its end.
    """

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / 20)


uvicorn.server.asyncio = _Impatient()  # type: ignore[attr-defined]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Running:
    """A server that runs: `said` is what it said at the terminal."""

    address: Address
    guard: Guard
    said: list[str] = field(default_factory=list)

    def ask_raw(self, request: bytes) -> Answer:
        """Send bytes, and return the whole answer."""
        with socket.create_connection((self.address.host, self.address.port), timeout=10) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(request)
            got = b""
            with contextlib.suppress(ConnectionError):
                while piece := connection.recv(65536):
                    got += piece
        head, _, body = got.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        return Answer(int(first.split()[1]), headers, body.decode("utf-8"))

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str | None) -> Answer:
        """Ask as our own page would; a header of None is not sent, and `host`, `cookie` and others may be others."""
        sent: dict[str, str | None] = {"host": self.address.authority, "connection": "close"}
        sent |= {"cookie": self.cookie, "x-storymap": self.key}
        if body or method == "POST":
            sent["content-length"] = str(len(body))
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{name}: {value}" for name, value in sent.items() if value is not None]
        return self.ask_raw("\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode("latin-1") + body)

    @property
    def link(self) -> str:
        """What the terminal shows first."""
        return f"{self.address.url}?token={TOKEN}"

    @contextlib.contextmanager
    def listen(self) -> Iterator[Iterator[str]]:
        """Hear events, line by line."""
        with contextlib.closing(HTTPConnection(self.address.host, self.address.port, timeout=20)) as connection:
            connection.request("GET", "/events", headers={"Cookie": self.cookie, HEADER: self.key})
            with connection.getresponse() as answer:
                yield (line.decode("utf-8").rstrip("\n") for line in answer)

    def command(self, path: str = "/command", body: bytes = b"", **headers: str | None) -> Answer:
        """Send a command as our own page would."""
        own: dict[str, str | None] = {"origin": f"http://{self.address.authority}"}
        return self.ask(path, "POST", body, **{**own, **headers})

    @property
    def cookie(self) -> str:
        return f"storymap-{self.address.port}={self.guard._keys.cookie}"

    @property
    def key(self) -> str:
        return self.guard._keys.key

    def ticket(self, path: str) -> str:
        """Return the address of a framed page as the window has it."""
        return f"{path}?ticket={json.loads(self.ask(f'/api/ticket?for={path}').body)}"


@contextlib.contextmanager
def running(app: Any, *, port: int = 0, **options: Any) -> Iterator[Running]:
    """Serve an application behind a guard; a port of 0 is any that is free."""
    listening, address = listen("127.0.0.1", port)
    said: list[str] = []
    guard = Guard(app, address=address, token=TOKEN, say=said.append, **options)
    config = uvicorn.Config(
        guard, log_config=None, http=BoundedConnection, ws="none", lifespan="on", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield Running(address, guard, said)
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
    assert not thread.is_alive()
