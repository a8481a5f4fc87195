"""All strings found in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick_rs

# The overlapping matches of a whole window are in memory at once, and there may be one per code point and
# nested string.
_MOST_MATCHES = 2_000_000
_WINDOW = 200_000

# The number of the string, start and end of where it stands.
Match = tuple[int, int, int]


class Automaton:
    """Finds every occurrence of many strings in one pass over a text.

    A. V. Aho and M. J. Corasick, "Efficient string matching: an aid to bibliographic search", Communications of the ACM
    18 (1975).
    """

    def __init__(self, strings: Sequence[str]) -> None:
        self._longest = max(map(len, strings), default=1)
        self._machine = ahocorasick_rs.AhoCorasick(strings, store_patterns=False)

    def windows(self, text: str) -> Iterator[list[Match]]:
        """Yield all matches, window by window; each is in the window it starts in."""
        size = max(self._longest, min(_WINDOW, _MOST_MATCHES // self._longest))
        for begin in range(0, len(text), size):
            window = text[begin : begin + size + self._longest]
            matches = self._machine.find_matches_as_indexes(window, overlapping=True)
            yield [(number, start + begin, end + begin) for number, start, end in matches if start < size]
