"""Lists of names as they are folded: many at a time, because one alone costs as much as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from storymap.matching.name_index.case_rules import ENGLISH_ARTICLE, SHORT_ABBREVIATION
from storymap.matching.name_index.character_classes import (
    ALPHABETIC,
    ALPHANUMERIC,
    CAPITAL,
    CHARACTERS,
    CLASS,
    CLASS_SHIFT,
    FOLD,
    HANGUL_CLASS,
    WORD_CLASS,
)
from storymap.matching.name_index.common_words import GENERIC_WORDS, SMALL_WORDS
from storymap.matching.name_index.folding import FIRST, bound, fold
from storymap.matching.name_index.rolling_hash import Stretches

LONGEST_NAME = 1000
# A code point that is no character, in spaces so that nothing joins over it.
NOTHING = "\uffff"
SEPARATOR = f" {NOTHING} "
_FOLDED_AT_ONCE = 5_000
_WORD = WORD_CLASS << CLASS_SHIFT
# A name of more words, or with more than letters in it, has its rule made when it is first met.
MOST_WORDS = 12
UNKNOWN_RULE = 0xFFFF


class FoldedNames:
    """Some names, folded together. Name n is made of the tokens `[starts[n], ends[n])` of `folded`.

    `usable[n]` says whether the name can be looked for, `is_word[t]` whether a token is a word.
    """

    def __init__(self, names: Sequence[str]) -> None:
        joined = SEPARATOR.join(names)
        if joined.count(NOTHING) >= len(names) > 0:
            joined = SEPARATOR.join(name.replace(NOTHING, " ") for name in names)
        self.folded = fold(f"{joined}{SEPARATOR}" if names else "")
        letters, tokens = self.folded.letters, self.folded.tokens
        points = letters & np.uint32(FOLD)
        breaks = np.flatnonzero(points[tokens[:-1]] == ord(NOTHING))
        self.starts, self.ends = np.append(0, breaks + 1)[:-1], breaks
        self.letter_starts, self.letter_ends = tokens[self.starts], tokens[self.ends]
        self._forms = CHARACTERS.forms_of(points)
        self.is_word = (self.folded.forms & CLASS == _WORD) & (self._forms[tokens[:-1]] & CLASS == _WORD)
        # As `bound` gives spaces to the ends of a name: by the letters as they are folded.
        self.opens = self._class_at(self.letter_starts) >= HANGUL_CLASS
        self.closes = self._class_at(self.letter_ends - 1) == WORD_CLASS
        words = self.ends - self.starts
        lengths = self.letter_ends - self.letter_starts + words - 1 + self.opens + self.closes
        self.usable = (words > 0) & (self._count(ALPHANUMERIC) > 0) & (lengths <= LONGEST_NAME)

    def pattern(self, name: int) -> str:
        """Return the form in which a name is searched for."""
        letters = self.folded.letters[self.letter_starts[name] : self.letter_ends[name]].tolist()
        return bound("".join(" " * (letter >= FIRST) + chr(letter & FOLD) for letter in letters))

    def masks(self, stretches: Stretches) -> npt.NDArray[np.uint16]:
        """Return each name's `case_rule`: bit w is set where word w must begin with a capital.

        UNKNOWN_RULE stands for a rule that cannot be told in this way.
        """
        tokens = self.folded.tokens
        capital = self.folded.forms & CAPITAL != 0
        hashes = stretches.hashes(tokens[:-1], tokens[1:])
        nearest = np.minimum(np.searchsorted(_COMMON, hashes), len(_COMMON) - 1)
        distinctive = capital & (_COMMON[nearest] != hashes)
        firsts = self.starts[self.usable]
        lengths = (self.ends - self.starts)[self.usable]
        names = np.repeat(np.arange(len(firsts)), lengths)
        words = np.arange(len(names)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = firsts[names] + words
        article = (words == 0) & (hashes[places] == _ARTICLE)
        capital, distinctive = capital[places], distinctive[places]
        any_distinctive = np.bincount(names, distinctive, len(firsts)) > 0
        many_capitals = np.bincount(names, capital, len(firsts)) > 1
        needed = capital & np.where(
            any_distinctive[names], distinctive | ((words == 0) & ~article), ~(article & many_capitals[names])
        )
        bits = np.where(words < MOST_WORDS, 1 << np.minimum(words, MOST_WORDS), 0)
        masks = np.full(len(self.starts), UNKNOWN_RULE, np.uint16)
        masks[self.usable] = np.bincount(names, needed * bits, len(firsts)).astype(np.uint16)
        letters = self.letter_ends - self.letter_starts
        plain = (self._count(ALPHABETIC) == letters) & (letters > SHORT_ABBREVIATION)
        tokens_of_name = self.ends - self.starts
        plain &= tokens_of_name <= MOST_WORDS
        plain &= self._words_before(self.ends) - self._words_before(self.starts) == tokens_of_name
        masks[~plain] = UNKNOWN_RULE
        return masks

    def anchors(self) -> npt.NDArray[np.intp]:
        """Return the first word of each name, as the number of a token; the name's end where it has none."""
        words = np.append(np.flatnonzero(self.is_word), len(self.is_word))
        anchors: npt.NDArray[np.intp] = np.minimum(words[self._words_before(self.starts)], self.ends)
        return anchors

    def always_capital(
        self, numbers: npt.NDArray[np.intp], anchors: npt.NDArray[np.intp], stretches: Stretches
    ) -> npt.NDArray[np.bool_]:
        """Say of some names, by their numbers and first words, whether their rule surely wants the word's capital."""
        begins = self.folded.tokens[anchors]
        hashes = stretches.hashes(begins, self.folded.tokens[anchors + 1])
        sums = self._sums(ALPHANUMERIC)
        is_first = sums[begins] == sums[self.letter_starts[numbers]]
        begins_word = self._forms[begins] & ALPHANUMERIC != 0
        capital = self.folded.forms[anchors] & CAPITAL != 0
        surely: npt.NDArray[np.bool_] = is_first & begins_word & capital & (hashes != _ARTICLE)
        return surely

    def _class_at(self, letters: npt.NDArray[np.intp]) -> npt.NDArray[np.uint8]:
        return (self._forms[letters] >> CLASS_SHIFT & 3).astype(np.uint8)

    def _sums(self, mark: int) -> npt.NDArray[np.intp]:
        return np.append(0, np.cumsum(self._forms & mark != 0))

    def _count(self, mark: int) -> npt.NDArray[np.intp]:
        sums = self._sums(mark)
        counts: npt.NDArray[np.intp] = sums[self.letter_ends] - sums[self.letter_starts]
        return counts

    def _words_before(self, tokens: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        counts: npt.NDArray[np.intp] = np.append(0, np.cumsum(self.is_word))[tokens]
        return counts


def folded_names(names: Sequence[str]) -> Iterator[tuple[int, FoldedNames]]:
    """Yield the names in batches: the number of the first, and the names. One that is far too long is empty."""
    for begin in range(0, len(names), _FOLDED_AT_ONCE):
        some = names[begin : begin + _FOLDED_AT_ONCE]
        yield begin, FoldedNames([name if len(name) <= 4 * LONGEST_NAME else "" for name in some])


def _hashes_of(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    folded = fold(" ".join(words))
    return Stretches(folded.letters).hashes(folded.tokens[:-1], folded.tokens[1:])


_COMMON = np.sort(_hashes_of(sorted(GENERIC_WORDS | SMALL_WORDS)))
_ARTICLE = _hashes_of([ENGLISH_ARTICLE])[0]
