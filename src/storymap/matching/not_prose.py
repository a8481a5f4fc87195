"""Where a text is no prose: addresses, e-mails, handles, hash tags, names_with_underscores. No name is tied there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

# Each begins where nothing of it stands before, so that no text is looked through twice.
_NOT_PROSE = re.compile(
    r"""
    (?<!\w)(?:https?://|www\.)[^\s<>"]++                      # an address
    | (?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++             # an e-mail
    | (?<![\w@\#&/])[@\#]\w++                                  # a handle, a hash tag
    | (?<![\w@.-])(?:[a-z0-9-]++\.)++(?:com|org|net|edu|gov|int|info|io|eu|(?:co|ac|org|gov|com|net)\.[a-z]{2})
      (?![\w-])(?:/[^\s<>"]*+)?                               # a server, and what is on it
    | (?<!\w)[^\W_]++(?:_++[^\W_]++)++                         # snake_case
    """,
    re.VERBOSE,
)
# What each of them has, and hardly any other piece of a text between two spaces.
_SIGN = re.compile(r"[@#_:.](?:(?<![:.])|(?<=:)(?=//)|(?<=\.)(?=\S))")
_SPACE = re.compile(r"\s")


class NotProse:
    """The ranges of a text that are no prose."""

    def __init__(self, text: str) -> None:
        self._ranges = [
            found.span() for start, end in _suspects(text) for found in _NOT_PROSE.finditer(text, start, end)
        ]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._ranges)

    def overlaps(self, start: int, end: int) -> bool:
        """Say whether one of the ranges has a part of `[start, end)`."""
        place = bisect_right(self._ranges, (start, end))
        return any(first < end and start < last for first, last in self._ranges[max(0, place - 1) : place + 1])


def _suspects(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces between spaces that may hold something that is no prose, in order."""
    end = 0
    while sign := _SIGN.search(text, end):
        start = sign.start()
        while start > end and not text[start - 1].isspace():
            start -= 1
        space = _SPACE.search(text, sign.end())
        end = len(text) if space is None else space.start()
        yield start, end
