"""Connections of one server: so many, and none that is opened and then says nothing.

Whoever can reach the server can open connections without a cookie. If they were never closed, no file could be opened
any more at some point, and the person whose story it is could not get in.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 100
"""A browser has six; a program may have no more than 256 files open on macOS."""
LONGEST_SILENCE = 10.0
"""Seconds until the head of the first request has come."""


class BoundedConnection(H11Protocol):
    """A connection that makes room: where there are too many, the one that has been idle for longest is closed."""

    if TYPE_CHECKING:
        _opened: float
        _silence: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, and close another one if there are too many; this one if all others are at work."""
        super().connection_made(transport)
        self._opened = self.loop.time()
        self._silence = self.loop.call_later(LONGEST_SILENCE, self._end_silence)
        if len(self.connections) > MOST_CONNECTIONS:
            idle = [one for one in self.connections if isinstance(one, BoundedConnection) and one.is_idle]
            oldest = min(idle, key=lambda one: one._opened)
            self.connections.discard(oldest)
            oldest.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._silence.cancel()
        super().connection_lost(exc)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _end_silence(self) -> None:
        if self.cycle is None:
            self.transport.abort()
