"""Problems of one kind as one line with a count and the first three, and what matters last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from storymap.errors import Problem, printable

_SHOWN = 3
# So many that differ in more than a name or a number are of one kind; fewer say more apart.
_FEWEST_DIFFERENT = 4
# What each has its own remedy for is worth its line for longer.
_FEWEST_REMEDIES = 11
_LONGEST_SHOWN = 90
_LONGEST = 300  # beyond this a message is cut
_ORDER = {"note": 0, "warning": 1, "error": 2}
# What differs between problems of one kind: names in quotes, numbers. They are bounded, as all of it is hostile.
_SLOT = re.compile(r'"[^"]{0,300}"|\d[\d.,:]{0,30}(?<![.,:])')


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with those of one kind as one, notes first and errors last.

    Of one kind are those of one severity that say the same, and have the same remedy, but for names and numbers.
    """
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: _ORDER[problem.severity]):
        key = (problem.severity, _SLOT.sub("\0", problem.what), _SLOT.sub("\0", problem.remedy))
        kinds.setdefault(key, []).append(problem)
    return [line for same in kinds.values() for line in _as_one(list(dict.fromkeys(same)))]


def _as_one(same: Sequence[Problem]) -> Sequence[Problem]:
    if len(same) == 1:
        return same
    file, places = _places(same)
    whats, remedy = [problem.what for problem in same], same[0].remedy
    slot = _one_slot(whats)
    before, count = whats[0], "times"
    if any(problem.remedy != remedy for problem in same) or (slot is None and len(set(whats)) > 1):
        has_one_remedy = all(problem.remedy == remedy for problem in same)
        if len(same) < (_FEWEST_DIFFERENT if has_one_remedy else _FEWEST_REMEDIES):
            return same
        texts = [f"{place}: {what}" if place else what for place, what in zip(places, whats, strict=True)]
        before, count = "", "of a kind"
        remedy = remedy if has_one_remedy else f"of the first: {remedy}"
    elif slot is None:
        texts = places
    else:
        texts, count = slot.values_at(places), "of these"
        before, count = (slot.before, "") if slot.is_last else (before, count)
    return [replace(same[0], where=file, what=_what(before, count, texts), remedy=remedy)]


def _what(before: str, count: str, texts: Sequence[str]) -> str:
    """Return what is said of problems of one kind: the first three `texts`, or as many as there is room for."""
    what = ""
    for shown in range(_SHOWN, 0, -1):
        listed = _listed(texts, shown)
        numbered = f"{len(texts):,} {count}: {listed}" if count else listed
        what = f"{before} ({numbered})" if before and count else f"{before}{numbered}"
        if len(what) <= _LONGEST:
            break
    return what


def _places(same: Sequence[Problem]) -> tuple[str, list[str]]:
    """Return the file that all of the problems are in, or "", and for each where it is, in that file."""
    parts = [problem.where.partition(", ") for problem in same]
    if len({file for file, _, _ in parts}) == 1:
        return parts[0][0], [place for _, _, place in parts]
    return "", [problem.where for problem in same]


class _Slot(NamedTuple):
    """The one part in which texts of one kind differ, and what stands before it."""

    before: str
    values: list[str]
    is_last: bool

    def values_at(self, places: Sequence[str]) -> list[str]:
        """Return the values with where they are; a row's name is left out of that where it is the value."""
        texts = []
        for value, place in zip(self.values, places, strict=True):
            at = place.replace(f" ({value})", "") if value.startswith('"') else place
            texts.append(f"{value} ({at})" if at else value)
        return texts


def _one_slot(whats: Sequence[str]) -> _Slot | None:
    """Return the one part in which texts of one kind differ; None if there is none, or more."""
    rows = [list(_SLOT.finditer(what)) for what in whats]
    different = [at for at in range(len(rows[0])) if len({row[at][0] for row in rows}) > 1]
    if len(different) != 1:
        return None
    at = different[0]
    first = rows[0][at]
    return _Slot(whats[0][: first.start()], [row[at][0] for row in rows], first.end() == len(whats[0]))


def _listed(texts: Sequence[str], most: int) -> str:
    shown = "; ".join(filter(None, (printable(text, _LONGEST_SHOWN) for text in texts[:most])))
    more = len(texts) - most
    return f"{shown}; and {more:,} more, which -v lists" if more > 0 else shown
