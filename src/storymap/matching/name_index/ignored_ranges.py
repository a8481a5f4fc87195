"""Where ignore phrases stand in a text: a name inside one of its own place's phrases is no mention."""

from __future__ import annotations

from bisect import bisect_right


class IgnoredRanges:
    """The ranges of one place's ignore phrases: starts in rising order, and the furthest end up to each."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._furthest: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Add a range `[start, end)` that starts where the last one does, or later."""
        self._starts.append(start)
        self._furthest.append(max(end, self._furthest[-1]) if self._furthest else end)

    def cover(self, start: int, end: int) -> bool:
        """Say whether one of the ranges has all of `[start, end)`."""
        place = bisect_right(self._starts, start)
        return place > 0 and self._furthest[place - 1] >= end
