"""How single characters are folded for matching, and what kind of character each one is.

The fold of a character is what stands for it when names and text are compared: its case and its accents are
gone, and look-alike apostrophes and digits of full width are one. Letters that only look like an accented
other letter stay themselves: й is not и, が is not か, and no vowel sign of an Indic or Thai script is an
accent.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum

import numpy as np
import numpy.typing as npt

LAST_CODE_POINT = 0x10FFFF
LONGEST_FOLD = 4
_FIRST_EXPANSION = LAST_CODE_POINT + 1
_REPLACEMENT = "\ufffd"


class Kind(IntEnum):
    """What a character does in matching. The last two are the kinds that need a boundary at a name's edge."""

    UNKNOWN = 0
    IGNORED = 1  # accents that stand alone, soft hyphens, zero-width characters
    SPACE = 2
    HYPHEN = 3
    OTHER = 4  # punctuation and symbols
    FREE = 5  # letters of scripts that are written without spaces between words
    HANGUL = 6  # begins at a boundary; particles follow without one
    WORD = 7  # letters, marks and numbers of scripts that separate words


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


def _kind(char: str) -> Kind:
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
    return plain if 0 < len(plain) <= LONGEST_FOLD else char


class Characters:
    """A table over all of Unicode, filled as characters are met: an article uses a few hundred.

    `kinds[c]` is the Kind of code point c. `folds[c]` is the code point of its fold, or, when the fold has
    several, a number past the last code point, which `expand` resolves.
    """

    def __init__(self) -> None:
        self.kinds: npt.NDArray[np.uint8] = np.zeros(LAST_CODE_POINT + 1, np.uint8)
        self.folds: npt.NDArray[np.uint32] = np.zeros(LAST_CODE_POINT + 1, np.uint32)
        self._expansions: list[list[int]] = []

    def kinds_of(self, points: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
        """Return the kind of each code point."""
        kinds = self.kinds[points]
        if not kinds.all():
            for point in np.unique(points[kinds == Kind.UNKNOWN]).tolist():
                self._learn(point)
            kinds = self.kinds[points]
        return kinds

    def expand(self, folds: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.intp]]:
        """Return folds of several code points: a row of LONGEST_FOLD for each, and how many of it count."""
        rows = np.array(self._expansions, np.uint32)[folds - _FIRST_EXPANSION]
        return rows, np.count_nonzero(rows, axis=1)

    def _learn(self, point: int) -> None:
        char = chr(point)
        kind = _kind(char)
        fold = _fold(char, kind)
        if len(fold) == 1:
            self.folds[point] = ord(fold)
        else:
            self.folds[point] = _FIRST_EXPANSION + len(self._expansions)
            self._expansions.append([*map(ord, fold), *[0] * (LONGEST_FOLD - len(fold))])
        self.kinds[point] = kind


CHARACTERS = Characters()


def kind_of(char: str) -> Kind:
    """Return the kind of one character."""
    return Kind(int(CHARACTERS.kinds_of(np.array([ord(char)], np.uint32))[0]))
