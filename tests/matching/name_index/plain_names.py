"""Names found in the plainest way: each for itself, by string search in folded text. What NameIndex must agree with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from storymap.matching.name_index.case_rules import case_rule
from storymap.matching.name_index.folding import FoldedText, fold_name

Pairs = Sequence[tuple[int, str]]
Ranges = Sequence[tuple[int, int]]


def plain_names(names: Pairs, phrases: Pairs, folded: FoldedText, tied: Ranges = ()) -> list[tuple[int, int, set[int]]]:
    """Return start, end and owners of the leftmost-longest names that overlap nothing of what is `tied`."""
    text = folded.text
    ignored = [
        (owner, first, last)
        for owner, phrase in phrases
        for first, last in _occurrences(text, fold_name(phrase.replace("\uffff", " ")).rstrip(" "))
    ]
    found: dict[tuple[int, int], set[int]] = {}  # owners by the letters that a name has
    for owner, name in names:
        rule = case_rule(name.replace("\uffff", " "))
        for start, end in _occurrences(text, fold_name(name.replace("\uffff", " "))):
            first, last = _letters(text, start), _letters(text, end)
            stretch = folded.original_range(first, last)
            if (
                _is_whole(folded, end)
                and rule.allows(folded, first, last)
                and not any(
                    o == owner and _trim(text, s) <= _trim(text, start) and last <= _letters(text, e)
                    for o, s, e in ignored
                )
                and not any(start < stretch[1] and stretch[0] < end for start, end in tied)
            ):
                found.setdefault((first, last), set()).add(owner)
    chosen = []
    done = 0
    for first, last in sorted(found, key=lambda letters: (letters[0], -letters[1])):
        if first >= done:
            done = last
            chosen.append((*folded.original_range(first, last), found[first, last]))
    return chosen


def _occurrences(text: str, pattern: str) -> Iterator[tuple[int, int]]:
    place = text.find(pattern) if pattern else -1
    while place >= 0:
        yield place, place + len(pattern)
        place = text.find(pattern, place + 1)


def _trim(text: str, start: int) -> int:
    return start + (text[start] == " ")


def _letters(text: str, place: int) -> int:
    """Return how many letters stand before a place of folded text."""
    return place - text.count(" ", 0, place)


def _is_whole(folded: FoldedText, end: int) -> bool:
    text, offsets = folded.text, folded.offsets
    last, following = text[end - 1], text[end : end + 1]
    if last == " " or not following:
        return True
    if last == "." and text[end + 1 : end + 2].isalpha() and text[end + 2 : end + 4] == " .":
        return bool(offsets[end + 1] > offsets[end - 1] + 1)
    return unicodedata.category(following)[0] != "M"
