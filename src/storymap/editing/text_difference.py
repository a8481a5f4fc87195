"""What somebody else changed in a file, as an edit: first by lines, then by words, never within a word or a number.

Lines and words that stand once in both texts are anchors (Bram Cohen's patience diff), so that what a person left alone
counts as left alone, also between the like brackets of JSON.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from storymap.editing.edit import AuthorFile, Edit, Replacement
from storymap.editing.whole_items import whole_items

# Beyond so many pairs of like lines or words the search for what stayed takes too long.
_MOST_PAIRS = 200_000
_DEEPEST = 30
_LONGEST_LINE = 200_000  # code points in which words are compared
# A character of Chinese or Japanese; a word with its marks, a number, or an escape of JSON; anything else by itself.
_WORD = r"[\w.+\-\\]|[^\x00-\x7f\s\u2010-\u2027\u3000-\u303f\uff01-\uff0f]"
_WORDS = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff]|(?:{_WORD})+|.", re.DOTALL)
_IN_WORD = re.compile(rf"(?:{_WORD})\Z")


class _Gap(NamedTuple):
    """What differs between what is the same: two half-open ranges."""

    start: int
    end: int
    new_start: int
    new_end: int

    def moved(self, by: int, new_by: int) -> _Gap:
        return _Gap(self.start + by, self.end + by, self.new_start + new_by, self.new_end + new_by)


def difference(file: AuthorFile, before: str | None, after: str | None) -> Edit:
    """Return the edit that makes `after` of `before`; what stayed is not touched."""
    if before == after:
        return Edit()
    if before is None or after is None:
        return Edit((Replacement(file, 0, before, after),))
    # Comparing slices is much faster than comparing lines, and most of a file stays.
    first = before.rfind("\n", 0, _common_start(before, after)) + 1
    last = _common_end(before[first:], after[first:])
    newline = before.find("\n", len(before) - last)
    end, new_end = (newline + 1, newline + 1 + len(after) - len(before)) if newline >= 0 else (len(before), len(after))
    lines = _gaps_of(_lines(before[first:end]), _lines(after[first:new_end]))
    gaps = [word for line in lines for word in _by_words(line.moved(first, first), before, after)]
    replacements = [Replacement(file, g.start, before[g.start : g.end], after[g.new_start : g.new_end]) for g in gaps]
    return Edit(tuple(whole_items(replacements, before) if file == "places" else replacements))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _by_words(gap: _Gap, before: str, after: str) -> Iterator[_Gap]:
    """Yield what differs in lines that differ, by words."""
    gap = _within_words(gap, before, after)
    old, new = before[gap.start : gap.end], after[gap.new_start : gap.new_end]
    if not old or not new or len(old) + len(new) > _LONGEST_LINE:
        yield gap
        return
    for one in _gaps_of(_WORDS.findall(old), _WORDS.findall(new)):
        yield one.moved(gap.start, gap.new_start)


def _within_words(gap: _Gap, before: str, after: str) -> _Gap:
    """Return a gap without what is the same at its ends, as far as whole words go."""
    old, new = before[gap.start : gap.end], after[gap.new_start : gap.new_end]
    first = _common_start(old, new)
    while first and _is_cut(old, first) | _is_cut(new, first):
        first -= 1
    last = _common_end(old[first:], new[first:])
    while last and _is_cut(old, len(old) - last) | _is_cut(new, len(new) - last):
        last -= 1
    return _Gap(gap.start + first, gap.end - last, gap.new_start + first, gap.new_end - last)


def _is_cut(text: str, position: int) -> bool:
    """Say whether a position is within a word."""
    around = text[position - 1 : position + 1]
    return len(around) == 2 and all(map(_IN_WORD.match, around))


def _common_start(one: str, other: str) -> int:
    """Return how many code points at the beginning are the same."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str) -> int:
    """Return how many code points at the end are the same."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _gaps_of(old: Sequence[str], new: Sequence[str]) -> Iterator[_Gap]:
    """Yield what differs between two texts that are cut into parts, as ranges of code points."""
    starts, new_starts = _starts(old), _starts(new)
    for gap in _gaps(old, new, _Gap(0, len(old), 0, len(new)), 0):
        yield _Gap(starts[gap.start], starts[gap.end], new_starts[gap.new_start], new_starts[gap.new_end])


def _starts(parts: Sequence[str]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _gaps(old: Sequence[str], new: Sequence[str], whole: _Gap, depth: int) -> Iterator[_Gap]:
    gap = _without_ends(old, new, whole)
    if gap.start == gap.end or gap.new_start == gap.new_end:
        if gap.start < gap.end or gap.new_start < gap.new_end:
            yield gap
        return
    pairs = _anchors(old, new, gap) if depth < _DEEPEST else []
    if not pairs:
        yield from _searched(old, new, gap)
        return
    start, new_start = gap.start, gap.new_start
    for a, b in [*pairs, (gap.end, gap.new_end)]:
        yield from _gaps(old, new, _Gap(start, a, new_start, b), depth + 1)
        start, new_start = a + 1, b + 1


def _without_ends(old: Sequence[str], new: Sequence[str], gap: _Gap) -> _Gap:
    start, end, new_start, new_end = gap
    while start < end and new_start < new_end and old[start] == new[new_start]:
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    return _Gap(start, end, new_start, new_end)


def _anchors(old: Sequence[str], new: Sequence[str], gap: _Gap) -> list[tuple[int, int]]:
    """Return the positions of parts that stand once in both, as many as have the same order."""
    counts, new_counts = Counter(old[gap.start : gap.end]), Counter(new[gap.new_start : gap.new_end])
    places = {new[b]: b for b in range(gap.new_start, gap.new_end) if new_counts[new[b]] == 1}
    pairs = [(a, places[old[a]]) for a in range(gap.start, gap.end) if counts[old[a]] == 1 and old[a] in places]
    tails: list[int] = []  # the least end of an increasing sequence of each length
    last: list[int] = []  # its index in `pairs`
    before: list[int] = []
    for index, (_, b) in enumerate(pairs):
        at = bisect_left(tails, b)
        before.append(last[at - 1] if at else -1)
        tails[at:] = [b, *tails[at + 1 :]]
        last[at:] = [index, *last[at + 1 :]]
    longest = []
    index = last[-1] if last else -1
    while index >= 0:
        longest.append(pairs[index])
        index = before[index]
    return longest[::-1]


def _searched(old: Sequence[str], new: Sequence[str], gap: _Gap) -> Iterator[_Gap]:
    """Yield what differs where no part stands once: by the longest runs that are the same, if that is not too much."""
    its, theirs = old[gap.start : gap.end], new[gap.new_start : gap.new_end]
    counts = Counter(its)
    if sum(counts[part] for part in theirs) > _MOST_PAIRS:
        yield gap
        return
    for tag, a, b, c, d in SequenceMatcher(None, its, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Gap(gap.start + a, gap.start + b, gap.new_start + c, gap.new_start + d)
