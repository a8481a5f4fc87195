"""Serves an application on this machine until Ctrl-C: the address, the terminal's words, the browser."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import socket
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from storymap.errors import Problem, StorymapError, printable
from storymap.server.address import Address, is_unspecified
from storymap.server.guard import LARGEST_BODY, Guard
from storymap.server.keys import new_token

if TYPE_CHECKING:
    from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"
_BACKLOG = 64
# Seconds: what is still being sent when somebody presses Ctrl-C.
_GRACE = 2
_MOST_TOLD = 20


def serve(
    app: ASGIApp,
    *,
    host: str = LOOPBACK,
    port: int = 0,
    opened: bool = False,
    say: Callable[[str], None],
    read_only: bool = False,
    largest: Callable[[str], int] = lambda _: LARGEST_BODY,
    closing: Iterable[Callable[[], None]] = (),
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve `app` behind a `Guard` until Ctrl-C. A port of 0 is any that is free.

    `announce` gets the address with its token once it can be asked; without it `say` does. `closing` are called when
    the server stops: what is sent for ever has to end. Raises StorymapError if the address cannot be had.
    """
    listening, address = listen(host, port)
    guard = Guard(
        app,
        address=address,
        token=new_token(),
        read_only=read_only,
        shared=not address.is_loopback,
        largest=largest,
        say=say,
    )
    with listening, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(guard, listening, opened=opened, say=say, announce=announce or say, closing=closing))


def listen(host: str, port: int) -> tuple[socket.socket, Address]:
    """Return a socket that listens, and where. Raises StorymapError if the address cannot be had."""
    if host in ("", "*"):
        raise _everywhere(host)
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError):
        raise _problem(host, "there is no such address", "write an address of this machine") from None
    if is_unspecified(str(where[0])):
        raise _everywhere(host)
    # Named as TCP, or asyncio does not turn Nagle's algorithm off: head and body of an answer are sent one after the
    # other, and the second would wait for a late acknowledgement, some 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # On Windows the option has another meaning: it would share the port with whoever has it.
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(where)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise _refused(host, port, error) from None
    ip, free = listening.getsockname()[:2]
    return listening, Address(host, free, "" if ip == host else ip)


def _everywhere(host: str) -> StorymapError:
    return _problem(host, "it stands for every address of this machine", f"name one: {_own_address()}")


def _own_address() -> str:
    """Return the address of this machine in its network. Nothing is sent for that."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            # An address for documentation (RFC 5737): the system says by which of its own it would go there.
            asked.connect(("192.0.2.1", 9))
            return str(asked.getsockname()[0])
        except OSError:
            return LOOPBACK


def _refused(host: str, port: int, error: OSError) -> StorymapError:
    if error.errno == errno.EADDRINUSE:
        return _problem(
            f"port {port}", "another program has it", "name another with --port, or none: a free one is taken"
        )
    if error.errno == errno.EACCES:
        return _problem(f"port {port}", "this system keeps it for itself", "name one from 1024 to 65535 with --port")
    if error.errno == errno.EADDRNOTAVAIL:
        return _problem(host, "this machine has no such address", "write one that it has in its network")
    return _problem(f"{host}:{port}", (error.strerror or "it cannot be had").lower(), "name another with --port")


def _problem(where: str, what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem(where, what, remedy))


async def _run(
    guard: Guard,
    listening: socket.socket,
    *,
    opened: bool,
    say: Callable[[str], None],
    announce: Callable[[str], None],
    closing: Iterable[Callable[[], None]],
) -> None:
    import uvicorn

    from storymap.server.connections import BoundedConnection

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            link = guard.link()
            announce(link)
            if opened:
                click.launch(link)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for close in closing:
                close()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        guard,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=64 << 10,
        ws="none",
        http=BoundedConnection,
        loop="asyncio",
    )
    asyncio.get_running_loop().set_exception_handler(told_once(say))
    await Server(config).serve([listening])


def told_once(say: Callable[[str], None]) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    """Return what tells of failures that nobody waits for, each once and in one line: a loop shows tracebacks."""
    told: set[str] = set()

    def handler(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        what = f"{type(error).__name__}: {error}" if error is not None else str(context.get("message", ""))
        line = f"error: {printable(what)}"
        if line not in told and len(told) < _MOST_TOLD:
            told.add(line)
            say(line)

    return handler
