"""Where the characters of a normalised text stand in the text as it was written: line ends, accents, a first mark."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from storymap.reading.text import normalise

_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+|\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


class NormalPositions:
    """A text as it was `written`, and its normalised form, `normal`. Both are counted in code points."""

    def __init__(self, written: str) -> None:
        self.normal = normalise(written)
        self._is_same = self.normal == written
        # Runs: where they begin in both, and how long they are in the written text. In one whose two lengths are the
        # same each character is one; any other is one character made of several, or none.
        self._normal: list[int] = []
        self._written: list[tuple[int, int, bool]] = []
        if not self._is_same:
            self._gather(written)

    def written_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the written text that became `normal[start:end]`. An empty range stays empty."""
        begin = self._written_at(start, is_end=False)
        return (begin, begin) if end <= start else (begin, self._written_at(end, is_end=True))

    def _written_at(self, offset: int, *, is_end: bool) -> int:
        if self._is_same:
            return offset
        run = max(0, bisect_right(self._normal, offset - is_end) - 1)
        begin, length, is_plain = self._written[run]
        into = offset - self._normal[run]
        if is_plain:
            return begin + min(into, length)
        return begin + length if is_end and into > 0 else begin

    def _gather(self, written: str) -> None:
        at = 0
        position = 0
        for piece, normal, is_plain in _runs(written):
            if normal:  # what became nothing is passed over
                self._normal.append(at)
                self._written.append((position, len(piece), is_plain))
            at += len(normal)
            position += len(piece)
        if not self._normal:
            self._normal, self._written = [0], [(0, 0, True)]


def _runs(written: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what was written, what it became, and whether each character of it stayed one."""
    for match in _LINE.finditer(written):
        piece = match[0]
        normal = normalise(piece)
        if normal == piece:
            yield piece, piece, True
            continue
        parts = [(part, normalise(part)) for part in _characters(piece)]
        if "".join(part for _, part in parts) != normal:
            parts = [(piece, normal)]
        for part, became in parts:
            yield part, became, len(part) == len(became)


def _characters(piece: str) -> Iterator[str]:
    """Yield each letter with the marks that follow it."""
    begin = 0
    for at in range(1, len(piece) + 1):
        if at == len(piece) or not _goes_on(piece[at]):
            yield piece[begin:at]
            begin = at


def _goes_on(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
