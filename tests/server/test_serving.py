"""The socket on which preview and editor listen."""

from __future__ import annotations

import asyncio
import socket

from storymap.server.serving import listen
from tests.server.loops import run_in_loop


def test_an_answer_in_two_pieces_does_not_wait_for_an_acknowledgement() -> None:
    """Nagle's algorithm is off on every connection: with it each request took 40 ms more."""
    seen: list[int] = []

    async def told() -> None:
        listening, address = listen("127.0.0.1", 0)

        def heard(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            seen.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(heard, sock=listening):
            reader, writer = await asyncio.open_connection(address.host, address.port)
            await reader.read()
            writer.close()

    run_in_loop(told())
    assert seen == [1]
