"""What is the same at both ends of two texts: what lies between is all that differs."""

from __future__ import annotations

from collections.abc import Callable


def difference(before: str, after: str) -> tuple[int, int]:
    """Return how many characters are the same at the beginning of two texts, and after these at their end."""
    shorter = min(len(before), len(after))
    begin = _most(shorter, lambda low, high: before[low:high] == after[low:high])
    ends = len(before), len(after)

    def is_same(low: int, high: int) -> bool:
        return before[ends[0] - high : ends[0] - low] == after[ends[1] - high : ends[1] - low]

    return begin, _most(shorter - begin, is_same)


def _most(limit: int, is_same: Callable[[int, int], bool]) -> int:
    """Return up to where two texts are the same, by halves: comparing long pieces is quick."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if is_same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
