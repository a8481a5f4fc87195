"""What differs between two sequences: lines or words of a text, members or items of JSON.

What stands once in both is an anchor (Bram Cohen's patience diff), so that what a person left alone counts as left
alone, also between the like brackets of JSON and the like blank lines of Markdown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# Beyond so many pairs of like parts the search for what stayed takes too long.
_MOST_PAIRS = 200_000
_DEEPEST = 30


class Gap(NamedTuple):
    """What differs between what is the same: a half-open range of each sequence."""

    start: int
    end: int
    new_start: int
    new_end: int

    def moved(self, by: int, new_by: int) -> Gap:
        """Return the gap as it is where the two sequences begin later."""
        return Gap(self.start + by, self.end + by, self.new_start + new_by, self.new_end + new_by)


def gaps_between(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Gap]:
    """Yield what differs, in order. Between two gaps the sequences are the same."""
    yield from _gaps(old, new, Gap(0, len(old), 0, len(new)), 0)


def _gaps(old: Sequence[Hashable], new: Sequence[Hashable], whole: Gap, depth: int) -> Iterator[Gap]:
    gap = _without_ends(old, new, whole)
    if gap.start == gap.end or gap.new_start == gap.new_end:
        if gap.start < gap.end or gap.new_start < gap.new_end:
            yield gap
        return
    anchors = _anchors(old, new, gap) if depth < _DEEPEST else []
    if not anchors:
        yield from _searched(old, new, gap)
        return
    start, new_start = gap.start, gap.new_start
    for a, b in [*anchors, (gap.end, gap.new_end)]:
        yield from _gaps(old, new, Gap(start, a, new_start, b), depth + 1)
        start, new_start = a + 1, b + 1


def _without_ends(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> Gap:
    start, end, new_start, new_end = gap
    while start < end and new_start < new_end and old[start] == new[new_start]:
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    return Gap(start, end, new_start, new_end)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> list[tuple[int, int]]:
    """Return the positions of parts that stand once in both, as many as have the same order."""
    counts, new_counts = Counter(old[gap.start : gap.end]), Counter(new[gap.new_start : gap.new_end])
    places = {new[b]: b for b in range(gap.new_start, gap.new_end) if new_counts[new[b]] == 1}
    pairs = [(a, places[old[a]]) for a in range(gap.start, gap.end) if counts[old[a]] == 1 and old[a] in places]
    return _longest_increasing(pairs)


def _longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []  # the least end of an increasing sequence of each length
    last: list[int] = []  # its index in `pairs`
    before: list[int] = []
    for index, (_, b) in enumerate(pairs):
        at = bisect_left(tails, b)
        before.append(last[at - 1] if at else -1)
        if at == len(tails):
            tails.append(b)
            last.append(index)
        else:
            tails[at], last[at] = b, index
    longest = []
    index = last[-1] if last else -1
    while index >= 0:
        longest.append(pairs[index])
        index = before[index]
    return longest[::-1]


def _searched(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> Iterator[Gap]:
    """Yield what differs where no part stands once: by the longest runs that are the same, if that is not too much."""
    ours, theirs = old[gap.start : gap.end], new[gap.new_start : gap.new_end]
    counts = Counter(ours)
    if sum(counts[part] for part in theirs) > _MOST_PAIRS:
        yield gap
        return
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Gap(a, b, c, d).moved(gap.start, gap.new_start)
