"""How single characters are folded for matching, and what kind of character each one is.

The fold of a character is what stands for it when names and text are compared: its case and its accents are
gone, and look-alike apostrophes and digits of full width are one. Letters that only look like an accented
other letter stay themselves: й is not и, が is not か, and no vowel sign of an Indic or Thai script is an
accent.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache

from storymap.folding.character_tables import (
    ACCENTS,
    APOSTROPHES,
    COMPOSING_MARKS,
    HANGUL,
    HYPHENS,
    PLAIN_LETTERS,
    SCRIPTS_WITH_ACCENTS,
    UNSPACED_SCRIPTS,
    within,
)

LAST_CODE_POINT = 0x10FFFF
LONGEST_FOLD = 4
FIRST_EXPANSION = LAST_CODE_POINT + 1
_REPLACEMENT = "\ufffd"


class Kind(IntEnum):
    """What a character does in matching. The last two are the kinds that need a boundary at a name's edge."""

    IGNORED = 1  # accents that stand alone, soft hyphens, zero-width characters
    SPACE = 2
    HYPHEN = 3
    OTHER = 4  # punctuation and symbols
    UNSPACED = 5  # letters of scripts that are written without spaces between words
    HANGUL = 6  # begins at a boundary; particles follow without one
    WORD = 7  # letters, marks and numbers of scripts that separate words


# A form is all that matching asks of a character, in 32 bits: its fold (21 bits: a code point, or past the last one a
# fold of several), its class (2 bits), and flags of one bit each. Two characters side by side are parts of one token
# when their classes are the same.
FOLD = 0x1FFFFF
_CLASS_SHIFT = 21
CLASS = 3 << _CLASS_SHIFT
SPACE_CLASS, OTHER_CLASS, HANGUL_CLASS, WORD_CLASS = (number << _CLASS_SHIFT for number in range(4))
CAPITAL = 1 << 24
IGNORED = 1 << 25
HYPHEN = 1 << 26
COMPOSES = 1 << 27  # a mark that may make another letter of the one before it
EXPANDS = 1 << 28  # its fold is of several characters
_CLASSES = {Kind.SPACE: SPACE_CLASS, Kind.IGNORED: SPACE_CLASS, Kind.HANGUL: HANGUL_CLASS, Kind.WORD: WORD_CLASS}


@cache
def kind_of(char: str) -> Kind:
    """Return the kind of one character."""
    point = ord(char)
    category = unicodedata.category(char)
    if char in HYPHENS:
        return Kind.HYPHEN
    if category == "Cf" or within(point, ACCENTS):
        return Kind.IGNORED
    if char.isspace():
        return Kind.SPACE
    # A raised figure is a note's number and no part of the word.
    raised = category == "No" and unicodedata.decomposition(char).startswith(("<super>", "<sub>"))
    if category[0] not in "LMN" or raised or char in APOSTROPHES:
        return Kind.OTHER
    if within(point, HANGUL):
        return Kind.HANGUL
    return Kind.UNSPACED if within(point, UNSPACED_SCRIPTS) else Kind.WORD


def _without_accents(letters: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not within(ord(c), ACCENTS))


def is_capital(char: str) -> bool:
    """Say whether a letter is a capital or a title-case letter."""
    return char.lower() != char


def _fold(char: str, kind: Kind) -> str:
    point = ord(char)
    if char in APOSTROPHES:
        return "'"
    if kind is Kind.HYPHEN:
        return "-"
    if 0xD800 <= point <= 0xDFFF:
        return _REPLACEMENT
    if kind is Kind.OTHER:
        return PLAIN_LETTERS.get(char, char)
    if 0xFF01 <= point <= 0xFF5E:  # full width
        return _fold(chr(point - 0xFEE0), kind)
    if within(point, SCRIPTS_WITH_ACCENTS):
        bare = _without_accents(_without_accents(char).casefold())
    else:
        bare = unicodedata.normalize("NFC", char.casefold())
    plain = "".join(PLAIN_LETTERS.get(c, c) for c in bare)
    return plain if 0 < len(plain) <= LONGEST_FOLD else char


class Forms(dict[str, int]):
    """The form of every character, worked out when it is first met: an article uses a few hundred.

    `expansions` has the folds of several characters, as code points with zeros after them, by their numbers.
    """

    def __init__(self) -> None:
        super().__init__()
        self.expansions: list[list[int]] = []

    def __missing__(self, char: str) -> int:
        form = self[char] = self._form(char)
        return form

    def _form(self, char: str) -> int:
        kind = kind_of(char)
        fold = _fold(char, kind)
        form = _CLASSES.get(kind, OTHER_CLASS)
        if len(fold) == 1:
            form |= ord(fold)
        else:
            form |= EXPANDS | (FIRST_EXPANSION + len(self.expansions))
            self.expansions.append([*map(ord, fold), *[0] * (LONGEST_FOLD - len(fold))])
        flags = {
            CAPITAL: is_capital(char),
            IGNORED: kind is Kind.IGNORED,
            HYPHEN: kind is Kind.HYPHEN,
            COMPOSES: within(ord(char), COMPOSING_MARKS),
        }
        return form | sum(flag for flag, has in flags.items() if has)


FORMS = Forms()
