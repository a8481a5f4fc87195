"""Strings that are searched for letter by letter: what no look-up of whole words can find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick_rs

# The overlapping matches of a whole window are in memory at once, and there may be one per code point and
# nested string.
_MOST_MATCHES = 2_000_000
_WINDOW = 200_000


class Automaton:
    """Finds every occurrence of many strings in one pass over a text.

    A. V. Aho and M. J. Corasick, "Efficient string matching: an aid to bibliographic search", Communications of the ACM
    18 (1975). It is made when it is first needed.
    """

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = strings
        self._longest = max(map(len, strings), default=1)
        self._machine: ahocorasick_rs.AhoCorasick | None = None

    def windows(self, text: str) -> Iterator[list[tuple[int, int, int]]]:
        """Yield all matches (number of the string, start, end), window by window; each is in the window it starts in.

        Of one window, the ends come in rising order.
        """
        if self._machine is None:
            self._machine = ahocorasick_rs.AhoCorasick(self.strings, store_patterns=False)
        size = max(self._longest, min(_WINDOW, _MOST_MATCHES // self._longest))
        for begin in range(0, len(text), size):
            window = text[begin : begin + size + self._longest]
            matches = self._machine.find_matches_as_indexes(window, overlapping=True)
            yield [(number, start + begin, end + begin) for number, start, end in matches if start < size]
