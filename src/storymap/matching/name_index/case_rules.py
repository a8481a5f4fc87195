"""Which letters of a name must be capitals in the text.

"nice" is not Nice, but "Santa Fe bridge" is the Santa Fe Bridge.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from storymap.matching.name_index.character_classes import is_capital
from storymap.matching.name_index.common_words import GENERIC_WORDS, SMALL_WORDS
from storymap.matching.name_index.folding import FoldedText, bound, fold

SHORT_ABBREVIATION = 4
_SHORT_NAME = 2

# English prose writes the article of a name small: "the Hague".
ENGLISH_ARTICLE = "the"


@dataclass(frozen=True, slots=True)
class CaseRule:
    """How the text must be written for a name to be meant.

    `capitals` are the letters of the folded name, by number and without its spaces, that must be capitals. `exact`,
    when not empty, is how the text must read in small letters, accents included: two letters are too few to be
    tolerant ("As" is not Ås).
    """

    capitals: tuple[int, ...] = ()
    exact: str = ""

    def allows(self, folded: FoldedText, start: int, end: int) -> bool:
        """Say whether the letters `[start, end)` of the text are written in the original as the rule asks."""
        text = folded.original
        if not all(is_capital(text[folded.source(start + letter)]) for letter in self.capitals):
            return False
        if not self.exact:
            return True
        first, last = folded.original_range(start, end)
        return _small(text[first:last]) == self.exact


def case_rule(name: str) -> CaseRule:
    """Make the rule for a name as its author writes it. A name without capitals has none."""
    raw = fold(name)
    shift = _shift(raw.text)
    pattern = bound(raw.text)
    letters = [place for place, char in enumerate(pattern) if char.isalpha()]
    originals = [name[raw.offsets[place + shift]] for place in letters]
    exact = _small(name.strip()) if len(letters) <= _SHORT_NAME and len(pattern.strip()) == len(letters) else ""
    if not any(map(is_capital, originals)):
        return CaseRule(exact=exact)
    if len(letters) <= SHORT_ABBREVIATION and all(map(is_capital, originals)):
        places = tuple(letters)
    else:
        places = _capital_words(name, raw, pattern, shift)
    return CaseRule(tuple(place - pattern.count(" ", 0, place) for place in places), exact)


def _shift(folded: str) -> int:
    """Return how far a bounded name's places lie behind those of the folded text it came from."""
    spaces = len(folded) - len(folded.lstrip(" "))
    return spaces - 1 if bound(folded).startswith(" ") else spaces


def _capital_words(name: str, raw: FoldedText, pattern: str, shift: int) -> tuple[int, ...]:
    """Return the places of the words' first letters that must be capitals."""
    words = []  # (place in the pattern, folded word, whether it has a capital)
    place = 0
    for token in pattern.split(" "):
        if token and token[0].isalnum():
            words.append((place, token, is_capital(name[raw.offsets[place + shift]])))
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
        first = [first_place] if first_capital and first_word != ENGLISH_ARTICLE else []
        return tuple(place for place, _, capital in words if capital and place in {*first, *distinctive})
    # Nothing but common words: "Lake District" is not "lake district".
    capitals = [place for place, _, capital in words if capital]
    if first_word == ENGLISH_ARTICLE and first_capital and len(capitals) > 1:
        capitals.remove(first_place)
    return tuple(capitals)


def _small(text: str) -> str:
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", visible).casefold()
