"""The index of all names: every name of every place, found in one pass over the text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from storymap.errors import PlacesError, Problem
from storymap.matching.name_index.automaton import Automaton
from storymap.matching.name_index.build import index_arrays
from storymap.matching.name_index.case_rules import CaseRule, case_rule
from storymap.matching.name_index.character_classes import CAPITAL, FOLD, UNSPACED, is_unspaced
from storymap.matching.name_index.folding import FIRST, FoldedText
from storymap.matching.name_index.name_batches import MOST_WORDS, UNKNOWN_RULE
from storymap.matching.name_index.rolling_hash import HashSet
from storymap.matching.name_index.serialization import IndexArrays, pack_arrays, texts_of, unpack_arrays
from storymap.matching.name_index.word_table import Numbers, WordTable

# Far more than prose and a gazetteer need: about one match per word.
_WORK_PER_CODE_POINT = 8
_WORK_ALWAYS_ALLOWED = 1_000_000
_MOST_OWNERS = 6
_MOST_REMEMBERED = 100_000


class NamesInText(NamedTuple):
    """Names in the order in which they stand in a text: the ranges `[start, end)` of the original that they cover.

    `owners` are the places that each may mean, by number, at most six. More than one: the name is ambiguous here.
    """

    starts: Numbers
    ends: Numbers
    owners: list[tuple[int, ...]]


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


@dataclass(slots=True)
class _Work:
    """What may still be done in a text before the names are too many for it."""

    left: int

    def take(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise PlacesError(_too_much_work())


class _Found(NamedTuple):
    """Occurrences of patterns: letters `[start, end)`, the pattern's number, whether its rule is known, and kept."""

    starts: npt.NDArray[Any]  # intp
    ends: npt.NDArray[Any]  # intp
    patterns: npt.NDArray[Any]  # intp
    settled: npt.NDArray[Any]  # bool


class NameIndex:
    """Names and ignore phrases of places, built once and searched for in any number of texts.

    `names` and `phrases` are pairs of a place's number and a string. A string without any letter or digit, or
    of more than 1,000 folded code points, is never found.

    Names with a word are in a table of words; the others (Thai, Japanese, Korean) and the phrases are in an automaton.
    Equal names are one pattern. Patterns are numbered: first those of the table, then those of the automaton.
    """

    def __init__(self, names: Iterable[tuple[int, str]], phrases: Iterable[tuple[int, str]] = ()) -> None:
        self._take(index_arrays(names, phrases))

    def to_bytes(self) -> bytes:
        """Return the index as bytes: the same for the same names."""
        return pack_arrays(self._arrays)

    @classmethod
    def from_bytes(cls, data: bytes) -> NameIndex:
        """Make the index of what `to_bytes` returned; raises ValueError for anything else."""
        index = cls.__new__(cls)
        index._take(unpack_arrays(data))
        return index

    def _take(self, arrays: IndexArrays) -> None:
        self._arrays = arrays
        self._table = WordTable(
            arrays.heads, arrays.letters, arrays.begins, arrays.before, arrays.closed,
            HashSet(arrays.longer), arrays.small,
        )  # fmt: skip
        self._automaton = Automaton(texts_of(arrays.strings, arrays.string_starts))
        # Without phrases and other strings that may stand in any text, most texts need no automaton.
        self._always_by_letter = not all(map(is_unspaced, self._automaton.strings))
        ignoring = np.flatnonzero(np.diff(arrays.phrase_starts)).tolist()
        self._ignoring = {number: _piece(arrays.phrase_owners, arrays.phrase_starts, number) for number in ignoring}
        self._masks = arrays.masks.copy()  # more are known as names are met
        self._readings: dict[int, dict[CaseRule, list[int]]] = {}
        self._owners: dict[int, tuple[int, ...]] = {}
        self._allowed: dict[tuple[int, str], list[list[int]]] = {}

    def search(self, folded: FoldedText, is_free: Callable[[int, int], bool] | None = None) -> NamesInText:
        """Return the names in a text in order, none overlapping: the leftmost, and of one start the longest.

        Only what its case rule allows and no ignore phrase covers is a name. `is_free` says whether a range of the
        original may be one at all. Raises PlacesError when the names are so nested in each other that the work would
        not end.
        """
        work = _Work(max(_WORK_ALWAYS_ALLOWED, _WORK_PER_CODE_POINT * len(folded.letters)))
        ignored: dict[int, _Stretches] = {}
        found = self._found_by_word(folded)
        if self._automaton.strings and (self._always_by_letter or folded.marks & UNSPACED):
            found = _Found(*map(np.concatenate, zip(found, self._found_by_letter(folded, work, ignored), strict=True)))
        order = np.lexsort((-found.ends, found.starts))  # of one start, the longest comes first
        found = _Found(*(values[order] for values in found))
        clear = found.settled & (not ignored and is_free is None)
        owners = self._owners_of_unclear(found, np.flatnonzero(~clear).tolist(), folded, is_free, ignored, work)
        clear[list(owners)] = True
        numbers = np.flatnonzero(clear)
        numbers = numbers[_leftmost(found.starts[numbers], found.ends[numbers])]
        patterns = found.patterns[numbers].tolist()
        starts, ends = folded.original_ranges(found.starts[numbers], found.ends[numbers])
        known = [self._owners.get(pattern) or self._first_owners(pattern) for pattern in patterns]
        if owners:
            known = [owners.get(number, usual) for number, usual in zip(numbers.tolist(), known, strict=True)]
        return NamesInText(starts, ends, known)

    def _owners_of_unclear(
        self,
        found: _Found,
        numbers: list[int],
        folded: FoldedText,
        is_free: Callable[[int, int], bool] | None,
        ignored: dict[int, _Stretches],
        work: _Work,
    ) -> dict[int, tuple[int, ...]]:
        """Return the owners of those of the found patterns, by number, that are names where they stand."""
        owners: dict[int, tuple[int, ...]] = {}
        starts, ends = found.starts[numbers], found.ends[numbers]
        patterns, settled = found.patterns[numbers].tolist(), found.settled[numbers].tolist()
        firsts, stops = (values.tolist() for values in folded.original_ranges(starts, ends))
        for place, (number, start, end) in enumerate(zip(numbers, starts.tolist(), ends.tolist(), strict=True)):
            first, stop, pattern = firsts[place], stops[place], patterns[place]
            if settled[place]:
                readings = [self._owners_of(pattern)]
            else:
                work.take(len(self._readings_of(pattern)) - 1)
                readings = self._allowed_readings(pattern, folded, start, end, folded.original[first:stop])
            here = _owners_here(readings, start, end, ignored)
            if here and (is_free is None or is_free(first, stop)):
                owners[number] = here
        return owners

    def _found_by_word(self, folded: FoldedText) -> _Found:
        """Return what the table has in the text, but for what breaks the rule of capitals."""
        starts, ends, tokens, patterns = self._table.find(folded)
        masks = self._masks[patterns]
        for pattern in np.unique(patterns[masks == UNKNOWN_RULE]).tolist():
            if pattern not in self._readings:
                self._masks[pattern] = self._mask_of(pattern)
        masks = self._masks[patterns]
        settled = masks != UNKNOWN_RULE
        words = int(np.bitwise_or.reduce(masks[settled])).bit_length()
        lacking = np.zeros(len(masks), np.bool_)
        for word in range(words):
            written_small = folded.forms[np.minimum(tokens + word, len(folded.forms) - 1)] & CAPITAL == 0
            lacking |= written_small & (masks >> word & 1 == 1)
        kept = ~(lacking & settled)
        for number in np.flatnonzero(kept & ~self._arrays.closed[patterns]).tolist():
            kept[number] = _is_whole(folded, int(ends[number]))
        return _Found(starts[kept], ends[kept], patterns[kept], settled[kept])

    def _found_by_letter(self, folded: FoldedText, work: _Work, ignored: dict[int, _Stretches]) -> _Found:
        """Return the names that the automaton has in the text, and collect where ignore phrases stand."""
        found: list[tuple[int, int, int]] = []
        names = len(self._arrays.masks) - len(self._table)
        strings = self._automaton.strings
        for matches in self._automaton.windows(folded.text):
            work.take(len(matches))
            if not matches:
                continue
            numbers, starts, ends = np.array(matches, np.intp).T
            starts, ends = folded.letters_before(starts), folded.letters_before(ends)
            for number, start, end in sorted(
                zip(numbers.tolist(), starts.tolist(), ends.tolist(), strict=True), key=lambda match: match[1:]
            ):
                for owner in self._ignoring.get(number, ()):
                    ignored.setdefault(owner, _Stretches()).add(start, end)
                if number < names and (strings[number][-1] == " " or _is_whole(folded, end)):
                    found.append((start, end, number + len(self._table)))
        starts, ends, patterns = np.array(found, np.intp).reshape(-1, 3).T
        return _Found(starts, ends, patterns, np.zeros(len(starts), np.bool_))

    def _allowed_readings(
        self, pattern: int, folded: FoldedText, start: int, end: int, surface: str
    ) -> list[list[int]]:
        """Return the owners of each reading of a pattern that allows it as it is written here."""
        allowed = self._allowed.get((pattern, surface))
        if allowed is None:
            if len(self._allowed) >= _MOST_REMEMBERED:
                self._allowed.clear()
            readings = self._readings_of(pattern)
            allowed = [owners for rule, owners in readings.items() if rule.allows(folded, start, end)]
            self._allowed[pattern, surface] = allowed
        return allowed

    def _readings_of(self, pattern: int) -> dict[CaseRule, list[int]]:
        """Return a pattern's owners by the case rule of their name. Most patterns are never met."""
        if pattern not in self._readings:
            readings: dict[CaseRule, list[int]] = {}
            rows = range(*self._arrays.row_starts[pattern : pattern + 2].tolist())
            names = texts_of(self._arrays.names, self._arrays.name_starts[rows.start : rows.stop + 1])
            for row, name in zip(rows, names, strict=True):
                owners, owner = readings.setdefault(case_rule(name), []), int(self._arrays.owners[row])
                if not owners or owners[-1] != owner:  # a place's names come together
                    owners.append(owner)
            self._readings[pattern] = readings
        return self._readings[pattern]

    def _mask_of(self, pattern: int) -> int:
        """Return the rule of a pattern as a mask of words, if it is one and speaks of their firsts only."""
        readings = self._readings_of(pattern)
        (rule, *others) = readings
        firsts = {
            letter: word
            for word, letter in enumerate(np.flatnonzero(self._table.letters_of(pattern) >= FIRST).tolist())
        }
        words = [firsts.get(letter, MOST_WORDS) for letter in rule.capitals]
        if others or rule.exact or self._arrays.before[pattern] or max(words, default=0) >= MOST_WORDS:
            return UNKNOWN_RULE
        return sum(1 << word for word in words)

    def _owners_of(self, pattern: int) -> list[int]:
        return list(dict.fromkeys(_piece(self._arrays.owners, self._arrays.row_starts, pattern)))

    def _first_owners(self, pattern: int) -> tuple[int, ...]:
        self._owners[pattern] = tuple(self._owners_of(pattern)[:_MOST_OWNERS])
        return self._owners[pattern]


def _leftmost(starts: Numbers, ends: Numbers) -> Numbers:
    """Choose of ranges in order of start, and of one start the longest first, the leftmost that do not overlap."""
    if not len(starts):
        return np.empty(0, np.intp)
    reach = np.maximum.accumulate(ends)
    # Where a range begins after all before it, and the next one does so too, there is nothing to choose.
    apart = np.append(True, starts[1:] >= reach[:-1])
    chosen = apart.copy()
    done = 0
    for number in np.flatnonzero(~(apart & np.append(apart[1:], True))).tolist():
        chosen[number] = apart[number] or starts[number] >= done
        if chosen[number]:
            done = ends[number]
    return np.flatnonzero(chosen)


def _piece(values: npt.NDArray[np.uint32], starts: npt.NDArray[np.uint32], number: int) -> list[int]:
    piece: list[int] = values[starts[number] : starts[number + 1]].tolist()
    return piece


def _is_whole(folded: FoldedText, end: int) -> bool:
    """Say whether what ends before the letter `end` ends where a word may end, though no space has to follow."""
    rest = folded.text_from(end, 4)
    if not rest:
        return True
    if chr(int(folded.letters[end - 1]) & FOLD) == "." and rest[1:2].isalpha() and rest[2:4] == " .":
        # "U.S." is not in "U.S.S.R."
        return folded.source(end + (rest[0] != " ")) > folded.source(end - 1) + 1
    # A Thai or Japanese name does not end before a mark that belongs to its last letter.
    return unicodedata.category(rest[0])[0] != "M"


def _owners_here(readings: list[list[int]], start: int, end: int, ignored: dict[int, _Stretches]) -> tuple[int, ...]:
    owners: list[int] = []
    for candidates in readings:
        for owner in candidates:
            stretches = ignored.get(owner)
            if owner not in owners and not (stretches and stretches.cover(start, end)):
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
