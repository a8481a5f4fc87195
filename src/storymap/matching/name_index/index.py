"""The index of names: every name of every place that an article may hold, found in one pass over its text.

Nothing of it is stored. Processor seconds to find the mentions, index included, and memory beside names and text,
medians of three runs. The table of hashed words that was here before had 900 lines more, and stored 67 MB for a million
names:

| names, text | table, first build | table, from its cache | this |
|---|---|---|---|
| 300, 600 words | 0.007 | 0.005 | 0.004, 2 MB |
| 2,000, 6 MB | 0.20 | 0.19, 21 MB | 0.31, 72 MB |
| 100,000, 600 words | 0.25, 53 MB | 0.07 | 0.09, 6 MB |
| 1,000,000, 600 words | 3.4, 685 MB | 0.84, 79 MB | 1.0, 7 MB |
| 1,000,000, 10 MB dense in names | 3.8, 686 MB | 1.4, 86 MB | 5.3, 202 MB |
| 1,000,000, 10 MB sparse in names | 4.1, 684 MB | 1.1, 86 MB | 2.6, 99 MB |

An automaton of all of a million names takes 12 seconds and 520 MB, so that `possible_names` comes first. All names
looked up in a set of the article's n-grams take 1.2 seconds, need too much memory for a book, and find no Thai or
Japanese.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from storymap.errors import PlacesError, Problem
from storymap.folding.character_tables import HYPHENS
from storymap.folding.folded_text import FoldedText
from storymap.matching.name_index.automaton import Automaton, Match
from storymap.matching.name_index.case_rules import CaseRule, case_rule
from storymap.matching.name_index.ignored_ranges import IgnoredRanges
from storymap.matching.name_index.possible_names import LONGEST_NAME, FoldedNames, PossibleName, possible_names

# Far more than prose and a gazetteer need: about one match per word.
_WORK_PER_CODE_POINT = 8
_WORK_ALWAYS_ALLOWED = 1_000_000
_MOST_OWNERS = 6
_PARTING_DASHES = frozenset("\u2013\u2014\u2015")


class NameInText(NamedTuple):
    """A name in a text: the range `[start, end)` of the original that it covers.

    `owners` are the places that it may mean, by number, at most six. More than one: the name is ambiguous here.
    """

    start: int
    end: int
    owners: tuple[int, ...]


class _Readings(NamedTuple):
    """What a pattern may mean: places by the case rule of their name, and whether all begin with a capital."""

    owners: dict[CaseRule, tuple[int, ...]]
    begin_capital: bool

    def allowed(self, folded: FoldedText, start: int, end: int) -> tuple[int, ...]:
        """Return the places that `folded.text[start:end]` may mean as it is written."""
        allowed = [owners for rule, owners in self.owners.items() if rule.allows(folded, start, end)]
        return allowed[0] if len(allowed) == 1 else tuple(dict.fromkeys(chain.from_iterable(allowed)))


class _Work:
    """What may still be done in a text before the names are too many for it."""

    def __init__(self, length: int) -> None:
        self._left = max(_WORK_ALWAYS_ALLOWED, _WORK_PER_CODE_POINT * length)

    def take(self, amount: int) -> None:
        self._left -= amount
        if self._left < 0:
            raise PlacesError(_too_much_work())


class NameIndex:
    """Names and ignore phrases of places, to be searched for in texts.

    `names` and `phrases` are pairs of a place's number and a string; names may have been folded before. A string
    without any letter or digit, or of more than 1,000 folded code points, is never found. With `words`, those of all
    texts that will be searched, names that cannot stand in them are left out: of a million names that leaves some
    hundred for an article.

    Equal names are one pattern, and patterns are numbered. After them come the ignore phrases.
    """

    def __init__(
        self,
        names: Iterable[tuple[int, str]] | FoldedNames,
        phrases: Iterable[tuple[int, str]] = (),
        words: Collection[str] | None = None,
    ) -> None:
        spellings: dict[str, list[PossibleName]] = {}
        found = names.possible(words) if isinstance(names, FoldedNames) else possible_names(names, words)
        for name in found:
            if (pattern := name.pattern) and len(pattern) <= LONGEST_NAME:
                spellings.setdefault(pattern, []).append(name)
        self._spellings = list(spellings.values())
        self._readings: dict[int, _Readings] = {}  # most patterns are never met
        ignoring = _owners_by_phrase(phrases, {name.owner for same in self._spellings for name in same})
        self._ignoring = list(ignoring.values())
        self._automaton = Automaton([*spellings, *ignoring])

    def search(self, folded: FoldedText, is_free: Callable[[int, int], bool] | None = None) -> Iterator[NameInText]:
        """Yield the names in a text in order, none overlapping: the leftmost, and of one start the longest.

        Only what its case rule allows and no ignore phrase covers is a name. `is_free` says whether a range of the
        original may be one at all. Raises PlacesError when the names are so nested in each other that the work would
        not end.
        """
        work = _Work(len(folded.text))
        ignored: dict[int, IgnoredRanges] = {}
        done = 0
        for matches in self._automaton.windows(folded.text):
            work.take(len(matches))
            self._note_ignored(matches, folded.text, ignored)
            for start, end, pattern in self._candidates(matches, folded):
                if start < done:
                    continue
                readings = self._readings_of(pattern)
                work.take(len(readings.owners) - 1)
                owners = readings.allowed(folded, start, end)
                if ignored:
                    owners = tuple(o for o in owners if not (o in ignored and ignored[o].cover(start, end)))
                if owners and _is_whole(folded, end):
                    first, stop = folded.original_range(start, end)
                    if self._may_have_dash(pattern, folded.original[first:stop]) and (
                        is_free is None or is_free(first, stop)
                    ):
                        yield NameInText(first, stop, owners[:_MOST_OWNERS])
                        done = end

    def _candidates(self, matches: Iterable[Match], folded: FoldedText) -> list[tuple[int, int, int]]:
        """Return start, end and pattern of what may be names, in order; of one start the longest comes first."""
        candidates = []
        text, capitals, patterns = folded.text, folded.capitals, len(self._spellings)
        for number, begin, end in matches:
            start = begin + (text[begin] == " ")
            if number < patterns and (capitals[start] or not self._readings_of(number).begin_capital):
                candidates.append((start, end - (text[end - 1] == " "), number))
        return sorted(candidates, key=lambda candidate: (candidate[0], -candidate[1]))

    def _note_ignored(self, matches: Iterable[Match], text: str, ignored: dict[int, IgnoredRanges]) -> None:
        if not self._ignoring:
            return
        patterns = len(self._spellings)
        for number, start, end in sorted((match for match in matches if match[0] >= patterns), key=lambda m: m[1]):
            for owner in self._ignoring[number - patterns]:
                ignored.setdefault(owner, IgnoredRanges()).add(start + (text[start] == " "), end)

    def _may_have_dash(self, pattern: int, surface: str) -> bool:
        """Say whether a name may be written so: a dash that parts sentences is in those names alone that have one."""
        if _PARTING_DASHES.isdisjoint(surface):
            return True
        return any(not HYPHENS.isdisjoint(name.written) for name in self._spellings[pattern])

    def _readings_of(self, pattern: int) -> _Readings:
        readings = self._readings.get(pattern)
        if readings is None:
            owners: dict[CaseRule, dict[int, None]] = {}
            for name in self._spellings[pattern]:
                owners.setdefault(case_rule(name.written, name.folded, name.capitals), {})[name.owner] = None
            begin_capital = all(rule.capitals[:1] == (0,) for rule in owners)
            readings = _Readings({rule: tuple(of_rule) for rule, of_rule in owners.items()}, begin_capital)
            self._readings[pattern] = readings
        return readings


def _owners_by_phrase(phrases: Iterable[tuple[int, str]], known: Collection[int]) -> dict[str, list[int]]:
    """Return the places whose ignore phrase each pattern is, of the `known` ones."""
    ignoring: dict[str, list[int]] = {}
    for phrase in possible_names((pair for pair in phrases if pair[0] in known), None):
        if (pattern := phrase.pattern) and len(pattern) <= LONGEST_NAME:
            # No space at the end: "Sinaloa cartel" speaks for "Sinaloa cartels" too.
            ignoring.setdefault(pattern.rstrip(" "), []).append(phrase.owner)
    return ignoring


def _is_whole(folded: FoldedText, end: int) -> bool:
    """Say whether a name that ends at `end` in the folded text ends where a word may end; a space need not follow."""
    text = folded.text
    if text[end - 1] == "." and text[end + 1 : end + 2].isalpha() and text[end + 2 : end + 4] == " .":
        # "U.S." is not in "U.S.S.R."
        return folded.offsets[end + 1] > folded.offsets[end - 1] + 1
    # A Thai or Japanese name does not end before a mark that belongs to its last letter.
    return end == len(text) or unicodedata.category(text[end])[0] != "M"


def _too_much_work() -> Problem:
    return Problem(
        "places",
        "too many names are contained in each other to be looked for in this article",
        "remove names that consist of other names",
    )
