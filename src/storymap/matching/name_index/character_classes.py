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

import numpy as np
import numpy.typing as npt

_LAST_CODE_POINT = 0x10FFFF
_LONGEST_FOLD = 4
_FIRST_EXPANSION = _LAST_CODE_POINT + 1
_REPLACEMENT = "\ufffd"


class Kind(IntEnum):
    """What a character does in matching. The last two are the kinds that need a boundary at a name's edge."""

    IGNORED = 1  # accents that stand alone, soft hyphens, zero-width characters
    SPACE = 2
    HYPHEN = 3
    OTHER = 4  # punctuation and symbols
    FREE = 5  # letters of scripts that are written without spaces between words
    HANGUL = 6  # begins at a boundary; particles follow without one
    WORD = 7  # letters, marks and numbers of scripts that separate words


# A form is all that matching asks of a character, in 32 bits: its fold (21 bits: a code point, or past the last one a
# fold of several), its class (2 bits), and marks of one bit each. Two characters side by side are parts of one token
# when their classes are the same.
FOLD = 0x1FFFFF
CLASS_SHIFT = 21
SPACE_CLASS, OTHER_CLASS, HANGUL_CLASS, WORD_CLASS = range(4)
CLASS = 3 << CLASS_SHIFT
UNSPACED = 1 << 23  # of a script that needs no space before or after a word
CAPITAL = 1 << 24
IGNORED = 1 << 25
HYPHEN = 1 << 26
MELTS = 1 << 27  # a mark that may make another letter of the one before it
EXPANDS = 1 << 28  # its fold is of several characters
ALPHABETIC = 1 << 29
ALPHANUMERIC = 1 << 30
_CLASSES = {Kind.SPACE: SPACE_CLASS, Kind.IGNORED: SPACE_CLASS, Kind.HANGUL: HANGUL_CLASS, Kind.WORD: WORD_CLASS}

# The marks that make new letters (й, が, Hangul jamo, Indic signs).
MELTING_MARKS = (
    (0x0300, 0x030F), (0x0323, 0x0328), (0x0653, 0x0655), (0x093C, 0x093C), (0x09BE, 0x09BE), (0x09D7, 0x09D7),
    (0x0B3E, 0x0B3E), (0x0B56, 0x0B57), (0x0BBE, 0x0BBE), (0x0BD7, 0x0BD7), (0x0C56, 0x0C56), (0x0CC2, 0x0CC2),
    (0x0CD5, 0x0CD6), (0x0D3E, 0x0D3E), (0x0D57, 0x0D57), (0x0DCA, 0x0DCA), (0x0DCF, 0x0DCF), (0x0DDF, 0x0DDF),
    (0x102E, 0x102E), (0x1161, 0x1175), (0x11A8, 0x11C2), (0x1B35, 0x1B35), (0x3099, 0x309A),
)  # fmt: skip

_APOSTROPHES = frozenset("'`\u00b4\u02b9\u02bb\u02bc\u02bd\u0374\u05f3\u2018\u2019\u201b\u2032\uff07")
_HYPHENS = frozenset("-\u058a\u05be\u2010\u2011\ufe63\uff0d")

# Letters with a stroke or a shape of their own, which Unicode does not decompose, as people write them
# without.
_PLAIN = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "þ": "th", "ŋ": "n",
    "ı": "i", "ȷ": "j", "ə": "e", "ɨ": "i", "ƶ": "z", "ḁ": "a", "ẚ": "a",
    "ё": "е", "ѐ": "е", "ѝ": "и",
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا",
    "״": '"',
    "ʼ": "",  # in the fold of ŉ
}  # fmt: skip

# Marks that are accents, pronunciation or variants of shape: a name is the same without them.
_ACCENTS = (
    (0x0300, 0x036F),  # common to all scripts
    (0x0483, 0x0487),  # Cyrillic
    (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),  # Hebrew
    (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670),  # Arabic
    (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08D3, 0x08FF),
    (0x0730, 0x074A),  # Syriac
    (0x180B, 0x180D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF),  # variants of shape
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),  # common to all scripts
)  # fmt: skip
_FREE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x109F),  # Tibetan, Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x1AAF),  # Tai Le, New Tai Lue, Khmer symbols, Buginese, Tai Tham
    (0x1B00, 0x1B7F),  # Balinese
    (0x2E80, 0x312F),  # parts of Han, kana, Bopomofo
    (0x31A0, 0xA4CF),  # Bopomofo, kana, Han, Yi
    (0xA980, 0xA9FF), (0xAA60, 0xAADF),  # Javanese, Myanmar, Tai Viet
    (0xF900, 0xFAFF), (0xFF66, 0xFF9F),  # Han and kana for compatibility
    (0x1AFF0, 0x1B2FF), (0x20000, 0x3FFFF),  # rare kana and Han
)  # fmt: skip
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC))
# Scripts whose letters lose their marks: Latin, Greek, the symbols made of their letters, and Hebrew.
_ACCENTED = (
    (0x0041, 0x03FF), (0x1D00, 0x1FFF), (0x2100, 0x214F), (0x2C60, 0x2C7F), (0xA720, 0xA7FF),
    (0xAB30, 0xAB6F), (0xFB00, 0xFB4F),
)  # fmt: skip


def _within(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= point <= last for first, last in ranges)


@cache
def kind_of(char: str) -> Kind:
    """Return the kind of one character."""
    point = ord(char)
    category = unicodedata.category(char)
    if char in _HYPHENS:
        return Kind.HYPHEN
    if category == "Cf" or _within(point, _ACCENTS):
        return Kind.IGNORED
    if char.isspace():
        return Kind.SPACE
    # A raised figure is a note's number and no part of the word.
    raised = category == "No" and unicodedata.decomposition(char).startswith(("<super>", "<sub>"))
    if category[0] not in "LMN" or raised or char in _APOSTROPHES:
        return Kind.OTHER
    if _within(point, _HANGUL):
        return Kind.HANGUL
    return Kind.FREE if _within(point, _FREE) else Kind.WORD


def _without_accents(letters: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not _within(ord(c), _ACCENTS))


def is_capital(char: str) -> bool:
    """Say whether a letter is a capital or a title-case letter."""
    return char.lower() != char


def _fold(char: str, kind: Kind) -> str:
    point = ord(char)
    if char in _APOSTROPHES:
        return "'"
    if kind is Kind.HYPHEN:
        return "-"
    if 0xD800 <= point <= 0xDFFF:
        return _REPLACEMENT
    if kind is Kind.OTHER:
        return _PLAIN.get(char, char)
    if 0xFF01 <= point <= 0xFF5E:  # full width
        return _fold(chr(point - 0xFEE0), kind)
    if _within(point, _ACCENTED):
        bare = _without_accents(_without_accents(char).casefold())
    else:
        bare = unicodedata.normalize("NFC", char.casefold())
    plain = "".join(_PLAIN.get(c, c) for c in bare)
    return plain if 0 < len(plain) <= _LONGEST_FOLD else char


class Characters:
    """The form of every character, worked out when it is first met: an article uses a few hundred."""

    def __init__(self) -> None:
        self._forms: npt.NDArray[np.uint32] = np.zeros(_LAST_CODE_POINT + 1, np.uint32)  # 0: not met yet
        self._expansions: list[list[int]] = []

    def forms_of(self, points: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
        """Return the form of each code point."""
        # Nothing is past the table; to clip is quicker than to look.
        forms = self._forms.take(points, mode="clip")
        if len(forms) and not forms.min():
            for point in np.unique(points[forms == 0]).tolist():
                self._forms[point] = self._form(point)
            forms = self._forms[points]
        return forms

    def expand(self, folds: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.intp]]:
        """Return folds of several code points one after the other, and how many there are of each."""
        rows = np.array(self._expansions, np.uint32)[folds - _FIRST_EXPANSION]
        return rows[rows > 0], np.count_nonzero(rows, axis=1)

    def _form(self, point: int) -> int:
        char = chr(point)
        kind = kind_of(char)
        fold = _fold(char, kind)
        form = _CLASSES.get(kind, OTHER_CLASS) << CLASS_SHIFT
        if len(fold) == 1:
            form |= ord(fold)
        else:
            form |= EXPANDS | (_FIRST_EXPANSION + len(self._expansions))
            self._expansions.append([*map(ord, fold), *[0] * (_LONGEST_FOLD - len(fold))])
        marks = {
            UNSPACED: kind in (Kind.FREE, Kind.HANGUL),
            CAPITAL: is_capital(char),
            IGNORED: kind is Kind.IGNORED,
            HYPHEN: kind is Kind.HYPHEN,
            MELTS: _within(point, MELTING_MARKS),
            ALPHABETIC: char.isalpha(),
            ALPHANUMERIC: char.isalnum(),
        }
        return form | sum(mark for mark, has in marks.items() if has)


CHARACTERS = Characters()


def is_unspaced(text: str) -> bool:
    """Say whether a text has a letter of a script that needs no space before or after a word."""
    return any(kind_of(char) in (Kind.FREE, Kind.HANGUL) for char in text)
