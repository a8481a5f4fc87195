"""Connections that say nothing: they shut nobody out."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from storymap.server import connections
from storymap.server.connections import MOST_CONNECTIONS
from storymap.server.serving import told_once
from tests.server.running import Running, running


async def show(request: Request) -> Response:
    return PlainTextResponse("shown")


APP = Starlette(routes=[Route("/", show)])


def opened(server: Running) -> socket.socket:
    connection = socket.create_connection((server.address.host, server.address.port), timeout=10)
    connection.sendall(b"GET / HTTP/1.1\r\nHost: ")
    return connection


def test_however_many_say_nothing_somebody_is_answered_and_the_oldest_go() -> None:
    with running(APP) as server, contextlib.ExitStack() as silent:
        first, *_ = [silent.enter_context(opened(server)) for _ in range(MOST_CONNECTIONS + 20)]
        assert server.ask("/").status == 200
        assert first.recv(1) == b""
        assert server.said == []


def test_a_connection_that_says_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LONGEST_SILENCE", 0.05)
    with running(APP) as server, opened(server) as silent:
        began = time.monotonic()
        assert silent.recv(1) == b""
        assert time.monotonic() - began < 5
        assert server.ask("/").status == 200


def test_what_fails_beside_every_request_is_told_once_and_in_one_line() -> None:

    said: list[str] = []
    handler = told_once(said.append)
    loop = asyncio.new_event_loop()
    for _ in range(3):
        handler(loop, {"message": "accept", "exception": OSError("too many\x1b[31m\nfiles")})
    handler(loop, {"message": "other"})
    loop.close()
    assert said == ["error: OSError: too many [31m files", "error: other"]
