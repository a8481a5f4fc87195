"""Events for the browser, as it takes them over one long answer (server-sent events)."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from starlette.responses import StreamingResponse

KEEP_ALIVE = 15.0
"""Seconds: a line without meaning is sent so often, so that either side notices when the other is gone."""
_KEPT = 100
_MOST_WAITING = 200


class _Event(NamedTuple):
    number: int
    name: str
    data: str


class EventHub:
    """What all windows hear. A window that was away gets what it missed; one that is new the newest of each name.

    All of it runs in one event loop.
    """

    def __init__(self, keep_alive: float = KEEP_ALIVE) -> None:
        # Numbers of an earlier run of the server mean nothing in this one.
        self._run = secrets.token_hex(4)
        self._keep_alive = keep_alive
        self._number = 0
        self._kept: deque[_Event] = deque(maxlen=_KEPT)
        self._newest: dict[str, _Event] = {}
        self._listeners: set[asyncio.Queue[_Event | None]] = set()
        self._is_closed = False

    def publish(self, name: str, data: Any) -> None:
        """Tell all windows; `data` becomes JSON."""
        self._number += 1
        event = _Event(self._number, name, json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
        self._kept.append(event)
        self._newest[name] = event
        for queue in list(self._listeners):
            if queue.qsize() >= _MOST_WAITING:
                # Whoever does not listen any more asks again, and gets what is newest.
                self._listeners.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    def stream(self, last_id: str | None) -> StreamingResponse:
        """Return the answer in which a window hears events; `last_id` is what it heard last (`Last-Event-ID`)."""
        from starlette.responses import StreamingResponse

        return StreamingResponse(
            self.lines(last_id), media_type="text/event-stream", headers={"x-accel-buffering": "no"}
        )

    async def lines(self, last_id: str | None = None) -> AsyncIterator[str]:
        """Yield the events as they are written, for as long as somebody listens."""
        queue: asyncio.Queue[_Event | None] = asyncio.Queue()
        missed = self._missed(last_id)
        if self._is_closed:
            return
        self._listeners.add(queue)
        try:
            yield "retry: 500\n\n"
            for event in missed:
                yield self._written(event)
            while True:
                try:
                    following = await asyncio.wait_for(queue.get(), self._keep_alive)
                except TimeoutError:
                    yield ": \n\n"
                    continue
                if following is None:
                    return
                yield self._written(following)
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        """End all streams: the server stops."""
        self._is_closed = True
        for queue in self._listeners:
            queue.put_nowait(None)

    def _missed(self, last_id: str | None) -> list[_Event]:
        run, _, number = (last_id or "").partition("-")
        newest = sorted(self._newest.values())
        if run != self._run or not number.isdecimal() or len(number) > 12:
            return newest
        heard = int(number)
        if self._kept and self._kept[0].number <= heard + 1:
            return [event for event in self._kept if event.number > heard]
        return [event for event in newest if event.number > heard]

    def _written(self, event: _Event) -> str:
        # JSON has no line end of its own.
        return f"id: {self._run}-{event.number}\nevent: {event.name}\ndata: {event.data}\n\n"
