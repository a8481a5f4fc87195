"""Insertions and deletions in JSON, moved to where they are whole items.

Of a feature that was added after another, a comparison of lines finds that its own last bracket was there before, and
that of the other was added. Both say the same of the text, but only one says it of the features.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from storymap.editing.edit import Replacement

_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}
_LONGEST = 1_000_000  # code points


def whole_items(replacements: Sequence[Replacement], text: str) -> list[Replacement]:
    """Return the replacements in a text, in order, each insertion and deletion where it is whole, if it can be."""
    moved: list[Replacement] = []
    for index, one in enumerate(replacements):
        floor = moved[-1].end if moved else 0
        ceiling = replacements[index + 1].start if index + 1 < len(replacements) else len(text)
        moved.append(_whole(one, text, floor, ceiling))
    return moved


def _whole(one: Replacement, text: str, floor: int, ceiling: int) -> Replacement:
    before, after = one.before or "", one.after or ""
    content = before or after
    if (before and after) or len(content) > _LONGEST:
        return one
    left, right = _room(content, text[floor : one.start], text[one.end : ceiling])
    # The text with the content in it, as far as that can be moved: each window of its length is the same change.
    around = text[one.start - left : one.start] + content + text[one.end : one.end + right]
    depths = [0, *accumulate(_DEPTH.get(character, 0) for character in around)]
    length = len(content)
    least = min(depths)
    if depths[length] != depths[0]:
        return one
    whole = [at for at in range(left + right + 1) if depths[at] == least]
    best = next((at for at in whole if around[at] == ","), None)
    if best is None:
        visible = list(
            accumulate(around, lambda last, character: last if character.isspace() else character, initial="")
        )
        best = next((at for at in whole if visible[at + length] == ","), None)
    if best is None:
        return one
    start, found = one.start - left + best, around[best : best + length]
    return Replacement(one.file, start, found if before else "", found if after else "")


def _room(content: str, before: str, after: str) -> tuple[int, int]:
    """Return how far content can be moved to the left and to the right without another text coming out."""
    length = len(content)
    left = 0
    while left < len(before) and before[-1 - left] == (content[-1 - left % length]):
        left += 1
    right = 0
    while right < len(after) and after[right] == content[right % length]:
        right += 1
    return left, right
