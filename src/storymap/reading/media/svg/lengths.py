"""Lengths in a drawing, in its own units, and how wide letters are."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, east_asian_width

from storymap.reading.media.svg.cascade import SIZES

_LENGTH: Final = re.compile(r"([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?)([a-z]*|%)", re.IGNORECASE)
_PIXELS: Final = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54,
}
_OF_FONT: Final = {"em": 1.0, "ex": 0.5, "ch": 0.5}


def length(text: str, font_size: float, whole: float | None) -> float | None:
    """Return a length; `whole` is what 100% are. None for what cannot be told."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        return None
    number, unit = float(match[1]), match[2].lower()
    if unit == "%":
        return None if whole is None else number / 100 * whole
    if unit in _OF_FONT:
        return number * _OF_FONT[unit] * font_size
    return number * _PIXELS[unit] if unit in _PIXELS else None


def lengths(text: str, font_size: float, whole: float | None) -> list[float | None]:
    """Return the lengths of a list, as those of `x` and `dx` of a text."""
    return [length(part, font_size, whole) for part in re.split(r"[\s,]+", text.strip()) if part]


def font_size(text: str, around: float, *, is_css: bool) -> float | None:
    """Return a size of letters; `around` is that of the element around."""
    if text in SIZES:
        return float(SIZES[text])
    if text in ("smaller", "larger"):
        return around * (1.2 if text == "larger" else 1 / 1.2)
    size = length(text, around, around)
    if size is None or size < 0 or (is_css and size and text.strip()[-1:].isdigit()):
        return None  # a browser takes a number without a unit in an attribute only
    return size


def width_in_letters(text: str) -> float:
    """Return about how wide a text is, as a multiple of the size of its letters."""
    return sum(1.0 if east_asian_width(letter) in "WF" else 0.65 for letter in text if category(letter) != "Mn")
