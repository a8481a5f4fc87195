"""A title that is a heading, and the first and last lines of a plain text: fields that stand in the text itself."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from storymap.editing.article.checked import Change
from storymap.reading.article.source_ranges import SourceRanges
from storymap.reading.text import one_line

LEADING: Final = {"title": "headline", "standfirst": "standfirst", "kicker": "kicker"}
_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>~^|&]|^#|(?<=\s)#(?=#*$)|\{(?=\w))")
# Of a plain text these stand in the text itself, where its author wrote no front matter.
_IN_TEXT: Final = ("title", "kicker", "byline", "credit")


def ways_in_text(ranges: SourceRanges, field: str, now: str, value: str) -> list[list[Change]]:
    """Return the ways to change a field where it stands in the text itself; none where it stands elsewhere.

    `now` is its value, and `value` the one that it gets.
    """
    if ranges.kind == "txt":
        changes = _in_plain_text(ranges, field, now, value)
        return [changes] if changes else []
    at = next((i for i, block in enumerate(ranges.article.blocks) if block.kind == LEADING.get(field)), -1)
    part = ranges.part(at)
    if at < 0 or part is None or not part.pieces:
        return []
    start = ranges.body_start
    if not value:
        after = part.last + 1
        while after < ranges.line_count - 1 and not ranges.line_text(after).strip():
            after += 1
        return [[(start + ranges.line_start(part.first), start + ranges.line_start(after), "")]]
    whole = (part.pieces[0][0], part.pieces[-1][1], _escaped(value))
    ways = [change for change in (_smallest_change(ranges, at, value), whole) if change is not None]
    return [[(start + begin, start + end, text)] for begin, end, text in ways]


def _smallest_change(ranges: SourceRanges, block: int, value: str) -> Change | None:
    """Return the change of a heading's words that differ: the emphasis and the marks of others stay."""
    text, places = ranges.article.blocks[block].text, ranges.places(block)
    first = _common(text, value)
    last = _common(text[first:][::-1], value[first:][::-1])
    new = _escaped(value[first : len(value) - last])
    changed = places[first : len(text) - last]
    before = places[first - 1] if first else None
    after = places[len(text) - last] if last else None
    if changed and changed[0] is not None and changed[-1] is not None:
        return changed[0][0], changed[-1][1], new
    if changed or (before is None and after is None):
        return None
    at = before[1] if before is not None else after[0] if after is not None else 0
    return at, at, new


def _escaped(value: str) -> str:
    return _MARKDOWN_SIGNS.sub(r"\\\1", value)


def _in_plain_text(ranges: SourceRanges, field: str, now: str, value: str) -> list[Change]:
    """Return what changes a line of a plain text."""
    if field not in _IN_TEXT or not now:
        return []
    for line in range(ranges.line_count):
        text = ranges.line_text(line)
        words = text.strip()
        sign = words[-1:] if field == "kicker" and words[-1:] in (":", "：") else ""
        if one_line(words.removesuffix(sign)) != now:
            continue
        begin = ranges.body_start + ranges.line_start(line)
        if not value:
            return [(begin, min(begin + len(text) + 1, len(ranges.normal)), "")]
        at = begin + text.index(words)
        return [(at, at + len(words), value + sign)]
    return []


def _common(one: str, other: str) -> int:
    """Return how many characters at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
