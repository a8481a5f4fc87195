"""Names found in the plainest way: each for itself, by string search in folded text. What NameIndex must agree with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from storymap.folding.folded_text import FoldedText
from storymap.folding.for_matching import fold_for_matching, fold_name
from storymap.matching.name_index.case_rules import CaseRule, case_rule

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
    found: dict[tuple[int, int], set[int]] = {}  # owners by the range of a name
    for owner, name in names:
        rule = rule_of(name.replace("\uffff", " "))
        for start, end in _occurrences(text, fold_name(name.replace("\uffff", " "))):
            first, last = _trim(text, start), end - (text[end - 1] == " ")
            piece = folded.original_range(first, last)
            if (
                _is_whole(folded, end)
                and rule.allows(folded, first, last)
                and not any(o == owner and _trim(text, s) <= first and last <= e for o, s, e in ignored)
                and not any(start < piece[1] and piece[0] < end for start, end in tied)
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


def rule_of(name: str) -> CaseRule:
    """Return the case rule of one name, folded by itself."""
    folded = fold_for_matching(name)
    start = len(folded.text) - len(folded.text.lstrip(" "))
    bare = folded.text.strip(" ")
    return case_rule(name, bare, folded.capitals[start : start + len(bare)])


def _is_whole(folded: FoldedText, end: int) -> bool:
    text, offsets = folded.text, folded.offsets
    last, following = text[end - 1], text[end : end + 1]
    if last == " " or not following:
        return True
    if last == "." and text[end + 1 : end + 2].isalpha() and text[end + 2 : end + 4] == " .":
        return bool(offsets[end + 1] > offsets[end - 1] + 1)
    return unicodedata.category(following)[0] != "M"
