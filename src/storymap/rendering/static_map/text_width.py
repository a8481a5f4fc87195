"""How wide text is, without a font: names must not run into each other in any usual font.

The widths are upper ends of those in Noto Sans Bold, Liberation Sans Bold and DejaVu Sans. DejaVu Sans Bold, the widest
of the usual ones, is a tenth wider at most. East Asian characters are as wide as they are high.
"""

from __future__ import annotations

import unicodedata

# From the middle of a line of text down to where its letters stand, in parts of the type's size.
BASELINE = 0.35
# Widths in hundredths of the type's size.
_CLASSES = {
    30: "ijlI|!'.,:;`·’ıíìîï",
    36: "()[]-/\\ ",
    46: 'frt"*°“”',
    57: "cszkvxyzFJLTEZ?",
    67: "abdeghnopquABCKPRSVXY0123456789$€£+=<>~#_«»",
    80: "DGHNOQU&w",
    104: "mMW%@ÆŒæœ—…",
}
_WIDTHS = {character: width for width, characters in _CLASSES.items() for character in characters}
_SMALL, _CAPITAL, _OTHER, _WIDE = 67, 82, 85, 105
_WIDE_LETTERS = frozenset("ЖШЩЮЫФМжшщюыфм")


def text_width(text: str, size: float, spacing: float = 0.0) -> float:
    """Return about how many pixels a text takes at most, at a size in pixels and so much space after each letter."""
    widths = [_width(character) for character in text]
    # An accent of its own stands over a letter, and no space is after it.
    return sum(widths) * size / 100 + spacing * sum(width > 0 for width in widths)


def _width(character: str) -> int:
    if (known := _WIDTHS.get(character)) is not None:
        return known
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or character in _WIDE_LETTERS:
        return _WIDE
    # An accent does not widen a letter.
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    category = unicodedata.category(character)
    if category == "Lu":
        return _CAPITAL
    script = unicodedata.name(character, "").split(" ")[0]
    return _SMALL if category == "Ll" and script in ("LATIN", "GREEK", "CYRILLIC") else _OTHER
