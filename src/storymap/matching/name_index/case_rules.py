"""Which letters of a name must be capitals in the text.

"nice" is not Nice, but "Santa Fe bridge" is the Santa Fe Bridge.
"""

from __future__ import annotations

import unicodedata
from itertools import compress, count
from typing import NamedTuple

from storymap.folding.folded_text import FoldedText
from storymap.matching.name_index.common_words import GENERIC_WORDS, SMALL_WORDS

_SHORT_ABBREVIATION = 4
_SHORT_NAME = 2

# Prose writes the article of a name small: "the Hague", "l'Aquila", "al-Qaim", "la Habana".
_ARTICLES = frozenset({"the", "l", "al", "el", "la", "le", "les", "lo", "los", "las"})


class CaseRule(NamedTuple):
    """How the text must be written for a name to be meant.

    `capitals` are the places in the folded name, without the spaces at its ends, where a capital must stand. `exact`,
    when not empty, is how the text must read in small letters, accents included: two letters are too few to be
    tolerant ("As" is not Ås).
    """

    capitals: tuple[int, ...] = ()
    exact: str = ""

    def allows(self, folded: FoldedText, start: int, end: int) -> bool:
        """Say whether the original of `folded.text[start:end]`, the folded name, is written as the rule asks."""
        for place in self.capitals:
            if not folded.capitals[start + place]:
                return False
        if not self.exact:
            return True
        first, stop = folded.original_range(start, end)
        return _in_small_letters(folded.original[first:stop]) == self.exact


def case_rule(name: str, folded: str, capitals: bytes) -> CaseRule:
    """Make the rule for a name as its author writes it. A name without capitals has none.

    `folded` is the folded name without spaces at its ends; `capitals` says of each of its characters whether it is made
    of a capital (1 or 0).
    """
    letters = sum(map(str.isalpha, folded))
    exact = _in_small_letters(name.strip()) if letters == len(folded) <= _SHORT_NAME else ""
    required = tuple(place for place in compress(count(), capitals) if folded[place].isalpha())
    if required and not len(required) == letters <= _SHORT_ABBREVIATION:
        required = _first_letters(folded, capitals)
    return CaseRule(required, exact)


def _first_letters(folded: str, capitals: bytes) -> tuple[int, ...]:
    """Return the places of the words' first letters that must be capitals."""
    words = []  # (place in the folded name, word, whether it has a capital)
    place = 0
    for token in folded.split(" "):
        if token[0].isalnum():
            words.append((place, token, bool(capitals[place])))
        place += len(token) + 1
    distinctive = [
        place
        for place, word, capital in words
        if (capital and word not in GENERIC_WORDS and word not in SMALL_WORDS) or word[0].isdigit()
    ]
    if not words:  # marks and punctuation before every letter
        return ()
    first_place, first_word, first_capital = words[0]
    if distinctive:
        first = [first_place] if first_capital and first_word not in _ARTICLES else []
        asked = {*first, *distinctive}
        return tuple(place for place, _, capital in words if capital and place in asked)
    # Nothing but common words: "Lake District" is not "lake district".
    required = [place for place, _, capital in words if capital]
    if first_word in _ARTICLES and first_capital and len(required) > 1:
        required.remove(first_place)
    return tuple(required)


def _in_small_letters(text: str) -> str:
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", visible).casefold()
