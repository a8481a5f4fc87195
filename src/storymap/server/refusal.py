"""A request that is refused, in plain words; and bodies that are refused while they arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope


class Refusal(Exception):  # noqa: N818 - it is an answer, not a failure
    """The answer to a request that is refused: its status and the words for a person."""

    def __init__(self, status: int, words: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.headers = headers


class RefusedBody(Refusal):
    """The body of a request is too large. What of it is still on its way is not read."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"At most {limit:,} bytes are taken.", ((b"connection", b"close"),))


def bounded(scope: Scope, receive: Receive, limit: int) -> Receive:
    """Return `receive` for a body of at most `limit` bytes. It raises RefusedBody as soon as there are more.

    Raises RefusedBody at once for a request that says it has more.
    """
    for name, value in scope["headers"]:
        if name == b"content-length" and (not value.isdigit() or int(value[:20]) > limit):
            raise RefusedBody(limit)
    got = 0

    async def receive_some() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > limit:
            raise RefusedBody(limit)
        return message

    return receive_some
