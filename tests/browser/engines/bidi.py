"""A client of WebDriver BiDi: commands and events as JSON over a websocket (https://w3c.github.io/webdriver-bidi)."""

from __future__ import annotations

import json
from typing import Any

import websocket


class BiDi:
    """A session with a browser that listens at a websocket's address. What the browser says meanwhile is in `events`."""

    def __init__(self, address: str, patience: float) -> None:
        # A browser trusts a client that has no origin, as a page would have.
        self._socket = websocket.create_connection(address, timeout=patience, suppress_origin=True)
        self._count = 0
        self.events: list[dict[str, Any]] = []

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the result of a command; raise AssertionError with what the browser has against it."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            message: dict[str, Any] = json.loads(self._socket.recv())
            if message["type"] == "event":
                self.events.append(message)
            elif message["id"] == self._count:
                assert message["type"] == "success", f"{method}: {message.get('message')}"
                result: dict[str, Any] = message["result"]
                return result

    def close(self) -> None:
        self._socket.close()
