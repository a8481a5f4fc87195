"""Characters and scripts as matching sees them. Ranges are of code points, both ends included."""

from __future__ import annotations

# The marks that make a new letter of the one before them (й, が, Hangul jamo, Indic signs).
COMPOSING_MARKS = (
    (0x0300, 0x030F), (0x0323, 0x0328), (0x0653, 0x0655), (0x093C, 0x093C), (0x09BE, 0x09BE), (0x09D7, 0x09D7),
    (0x0B3E, 0x0B3E), (0x0B56, 0x0B57), (0x0BBE, 0x0BBE), (0x0BD7, 0x0BD7), (0x0C56, 0x0C56), (0x0CC2, 0x0CC2),
    (0x0CD5, 0x0CD6), (0x0D3E, 0x0D3E), (0x0D57, 0x0D57), (0x0DCA, 0x0DCA), (0x0DCF, 0x0DCF), (0x0DDF, 0x0DDF),
    (0x102E, 0x102E), (0x1161, 0x1175), (0x11A8, 0x11C2), (0x1B35, 0x1B35), (0x3099, 0x309A),
)  # fmt: skip

APOSTROPHES = frozenset("'`\u00b4\u02b9\u02bb\u02bc\u02bd\u0374\u05f3\u2018\u2019\u201b\u2032\uff07")
# With the dashes that people write for them: Minneapolis–Saint Paul.
HYPHENS = frozenset("-\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")

# Letters with a stroke or a shape of their own, which Unicode does not decompose, as people write them
# without.
PLAIN_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "þ": "th", "ŋ": "n",
    "ı": "i", "ȷ": "j", "ə": "e", "ɨ": "i", "ƶ": "z", "ḁ": "a", "ẚ": "a",
    "ё": "е", "ѐ": "е", "ѝ": "и",
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا",
    "״": '"',
    "ʼ": "",  # in the fold of ŉ
}  # fmt: skip

# Marks that are accents, pronunciation or variants of shape: a name is the same without them.
ACCENTS = (
    (0x0300, 0x036F),  # common to all scripts
    (0x0483, 0x0487),  # Cyrillic
    (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),  # Hebrew
    (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670),  # Arabic
    (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08D3, 0x08FF),
    (0x0730, 0x074A),  # Syriac
    (0x180B, 0x180D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF),  # variants of shape
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),  # common to all scripts
)  # fmt: skip

# Scripts that are written without spaces between words.
UNSPACED_SCRIPTS = (
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
HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC))

# Scripts whose letters lose their marks: Latin, Greek, the symbols made of their letters, and Hebrew.
SCRIPTS_WITH_ACCENTS = (
    (0x0041, 0x03FF), (0x1D00, 0x1FFF), (0x2100, 0x214F), (0x2C60, 0x2C7F), (0xA720, 0xA7FF),
    (0xAB30, 0xAB6F), (0xFB00, 0xFB4F),
)  # fmt: skip


def within(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Say whether a code point is in one of the ranges."""
    return any(first <= point <= last for first, last in ranges)
