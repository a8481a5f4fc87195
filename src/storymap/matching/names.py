"""The index of all names: every name of every place in one automaton, found in one pass over the text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import ahocorasick_rs

from storymap.errors import PlacesError, Problem
from storymap.matching.capitals import CaseRule, case_rule
from storymap.matching.folding import FoldedText, bound, fold

LONGEST_NAME = 1000
# A code point that is no character, in spaces so that nothing joins over it.
SEPARATOR = " \uffff "
_FOLDED_AT_ONCE = 5_000
# The overlapping matches of a whole window are in memory at once, and there may be one per code point and
# nested name.
_MOST_MATCHES = 2_000_000
_WINDOW = 200_000
# Far more than prose and a gazetteer need: about one match per word.
_WORK_PER_CODE_POINT = 8
_WORK_ALWAYS_ALLOWED = 1_000_000
_MOST_OWNERS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An occurrence of a name: folded text `[start, end)`, and the places it may mean by number, at most six.

    More than one owner: the name is ambiguous here.
    """

    start: int
    end: int
    owners: tuple[int, ...]


@dataclass(slots=True)
class _Stretches:
    """Where one place's ignore phrases stand: starts in rising order, and the furthest end up to each."""

    starts: list[int] = field(default_factory=list)
    furthest: list[int] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.furthest.append(max(end, self.furthest[-1]) if self.furthest else end)

    def cover(self, start: int, end: int) -> bool:
        place = bisect_right(self.starts, start)
        return place > 0 and self.furthest[place - 1] >= end


class NameIndex:
    """Names and ignore phrases of places, built once and searched for in any number of texts.

    `names` and `phrases` are pairs of a place's number and a string. A string without any letter or digit, or
    of more than 1,000 folded code points, is never found.
    """

    def __init__(self, names: Iterable[tuple[int, str]], phrases: Iterable[tuple[int, str]] = ()) -> None:
        patterns: dict[str, int] = {}
        # The first entry of each pattern, and apart from it the few others, so that a million names stay
        # lean.
        self._owners: list[int] = []
        self._names: list[str] = []
        self._others: dict[int, list[tuple[int, str]]] = {}
        for owner, name, pattern in _patterns(names):
            number = patterns.setdefault(pattern, len(patterns))
            if number == len(self._owners):
                self._owners.append(owner)
                self._names.append(name)
            else:
                self._others.setdefault(number, []).append((owner, name))
        self._ignoring: dict[int, list[int]] = {}
        for owner, _, pattern in _patterns(phrases):
            # No space at the end: "Sinaloa cartel" speaks for "Sinaloa cartels" too.
            number = patterns.setdefault(pattern.rstrip(" "), len(patterns))
            self._ignoring.setdefault(number, []).append(owner)
        self._longest = max(map(len, patterns), default=1)
        self._automaton = ahocorasick_rs.AhoCorasick(patterns, store_patterns=False) if patterns else None
        self._readings: dict[int, dict[CaseRule, list[int]]] = {}

    def search(self, folded: FoldedText, is_free: Callable[[int, int], bool] | None = None) -> list[Candidate]:
        """Return for each start the longest name that its case rule allows and that no ignore phrase covers.

        `is_free` says whether folded text `[start, end)` may be a mention at all.
        Candidates are in order of start and may overlap. Raises PlacesError when the names are so nested in
        each other that the work would not end.
        """
        best: dict[int, Candidate] = {}
        ignored: dict[int, _Stretches] = {}
        work = max(_WORK_ALWAYS_ALLOWED, _WORK_PER_CODE_POINT * len(folded.text))
        for matches in self._windows(folded.text):
            work -= len(matches)
            if self._ignoring:
                self._collect_ignored(matches, folded.text, ignored)
            for number, start, end in matches:
                if number >= len(self._owners):
                    continue
                readings = self._readings_of(number)
                work -= len(readings) - 1
                if work < 0:
                    raise PlacesError(_too_much_work())
                if not _is_whole(folded, end):
                    continue
                owners = _owners_here(readings, folded, start, end, ignored)
                if owners and (is_free is None or is_free(start, end)):
                    best[start] = Candidate(start, end, owners)  # the ends of one start come in rising order
        return [best[start] for start in sorted(best)]

    def _windows(self, text: str) -> Iterator[list[tuple[int, int, int]]]:
        """Yield all matches (pattern, start, end), window by window; each is in the window it starts in."""
        if self._automaton is None:
            return
        size = max(self._longest, min(_WINDOW, _MOST_MATCHES // self._longest))
        for begin in range(0, len(text), size):
            window = text[begin : begin + size + self._longest]
            matches = self._automaton.find_matches_as_indexes(window, overlapping=True)
            yield [(number, start + begin, end + begin) for number, start, end in matches if start < size]

    def _collect_ignored(self, matches: list[tuple[int, int, int]], text: str, ignored: dict[int, _Stretches]) -> None:
        for start, end, number in sorted((s, e, n) for n, s, e in matches if n in self._ignoring):
            for owner in self._ignoring[number]:
                ignored.setdefault(owner, _Stretches()).add(start + (text[start] == " "), end)

    def _readings_of(self, number: int) -> dict[CaseRule, list[int]]:
        """Return a pattern's owners by the case rule of their name. Most patterns are never met."""
        if number not in self._readings:
            readings: dict[CaseRule, list[int]] = {}
            for owner, name in [(self._owners[number], self._names[number]), *self._others.get(number, ())]:
                owners = readings.setdefault(case_rule(name), [])
                if not owners or owners[-1] != owner:  # a place's names come together
                    owners.append(owner)
            self._readings[number] = readings
        return self._readings[number]


def _patterns(strings: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield owner, string and folded form of each string that can be found. Many are folded at a time."""
    rest = [(owner, string.replace("\uffff", " ")) for owner, string in strings if len(string) <= 4 * LONGEST_NAME]
    for begin in range(0, len(rest), _FOLDED_AT_ONCE):
        some = rest[begin : begin + _FOLDED_AT_ONCE]
        parts = fold(SEPARATOR.join(string for _, string in some)).text.split("\uffff")
        for (owner, string), part in zip(some, parts, strict=True):
            pattern = bound(part)
            if 0 < len(pattern) <= LONGEST_NAME:
                yield owner, string, pattern


def _is_whole(folded: FoldedText, end: int) -> bool:
    """Say whether a match ends where a word may end; the spaces in most patterns have seen to it."""
    text = folded.text
    last, following = text[end - 1], text[end : end + 1]
    if last == " " or not following:
        return True
    if last == "." and text[end + 1 : end + 2].isalpha() and text[end + 2 : end + 4] == " .":
        # "U.S." is not in "U.S.S.R."
        return bool(folded.offsets[end + 1] > folded.offsets[end - 1] + 1)
    # A Thai or Japanese name does not end before a mark that belongs to its last letter.
    return unicodedata.category(following)[0] != "M"


def _owners_here(
    readings: dict[CaseRule, list[int]],
    folded: FoldedText,
    start: int,
    end: int,
    ignored: dict[int, _Stretches],
) -> tuple[int, ...]:
    first, last = folded.trim(start, end)
    owners: list[int] = []
    for rule, candidates in readings.items():
        if not rule.allows(folded, start, end):
            continue
        for owner in candidates:
            stretches = ignored.get(owner)
            if owner not in owners and not (stretches and stretches.cover(first, last)):
                owners.append(owner)
            if len(owners) == _MOST_OWNERS:
                return tuple(owners)
    return tuple(owners)


def _too_much_work() -> Problem:
    return Problem(
        "places",
        "too many names are contained in each other to be looked for in this article",
        "remove names that consist of other names",
    )
