"""What somebody else changed in a file, as an edit: never within a word, a number, or a value of JSON.

Of a places file it is worked out by features and members, as long as it is one; of any other text by lines, then words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storymap.editing.edit import AuthorFile, Edit, Replacement
from storymap.editing.json_difference import json_gaps
from storymap.editing.sequence_difference import Gap, gaps_between

_LONGEST_LINE = 200_000  # code points in which words are compared
# A character of Chinese or Japanese; a word with its marks, a number, or an escape of JSON; anything else by itself.
_WORD = r"[\w.+\-\\]|[^\x00-\x7f\s\u2010-\u2027\u3000-\u303f\uff01-\uff0f]"
_WORDS = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff]|(?:{_WORD})+|.", re.DOTALL)
_IN_WORD = re.compile(rf"(?:{_WORD})\Z")


def difference(file: AuthorFile, before: str | None, after: str | None) -> Edit:
    """Return the edit that makes `after` of `before`; what stayed is not touched."""
    if before == after:
        return Edit()
    if before is None or after is None:
        return Edit((Replacement(file, 0, before, after),))
    gaps = json_gaps(before, after) if file == "places" else None
    if gaps is None:
        gaps = _text_gaps(before, after)
    return Edit(
        tuple(Replacement(file, g.start, before[g.start : g.end], after[g.new_start : g.new_end]) for g in gaps)
    )


def _text_gaps(before: str, after: str) -> list[Gap]:
    # Comparing slices is much faster than comparing lines, and most of a file stays.
    first = before.rfind("\n", 0, _common_start(before, after)) + 1
    last = _common_end(before[first:], after[first:])
    newline = before.find("\n", len(before) - last)
    end, new_end = (newline + 1, newline + 1 + len(after) - len(before)) if newline >= 0 else (len(before), len(after))
    lines = _gaps_of(_lines(before[first:end]), _lines(after[first:new_end]))
    return [word for line in lines for word in _by_words(line.moved(first, first), before, after)]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _by_words(gap: Gap, before: str, after: str) -> Iterator[Gap]:
    """Yield what differs in lines that differ, by words."""
    gap = _within_words(gap, before, after)
    old, new = before[gap.start : gap.end], after[gap.new_start : gap.new_end]
    if not old or not new or len(old) + len(new) > _LONGEST_LINE:
        yield gap
        return
    for one in _gaps_of(_WORDS.findall(old), _WORDS.findall(new)):
        yield one.moved(gap.start, gap.new_start)


def _within_words(gap: Gap, before: str, after: str) -> Gap:
    """Return a gap without what is the same at its ends, as far as whole words go."""
    old, new = before[gap.start : gap.end], after[gap.new_start : gap.new_end]
    first = _common_start(old, new)
    while first and _is_cut(old, first) | _is_cut(new, first):
        first -= 1
    last = _common_end(old[first:], new[first:])
    while last and _is_cut(old, len(old) - last) | _is_cut(new, len(new) - last):
        last -= 1
    return Gap(gap.start + first, gap.end - last, gap.new_start + first, gap.new_end - last)


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


def _gaps_of(old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """Yield what differs between two texts that are cut into parts, as ranges of code points."""
    starts, new_starts = _starts(old), _starts(new)
    for gap in gaps_between(old, new):
        yield Gap(starts[gap.start], starts[gap.end], new_starts[gap.new_start], new_starts[gap.new_end])


def _starts(parts: Sequence[str]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts
