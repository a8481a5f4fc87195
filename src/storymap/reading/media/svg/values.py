"""The values of attributes and style properties: numbers, colours, words and references that are known, or nothing."""

from __future__ import annotations

import math
import re
from typing import Any, Final

import tinycss2

from storymap.limits import DEEPEST_SVG_VALUE, LARGEST_SVG_NUMBER
from storymap.reading.media.policy import refusal
from storymap.reading.media.svg.allowed import (
    COLOUR_WORDS,
    COLOURS,
    FUNCTIONS,
    UNITS,
    WORDS,
)
from storymap.reading.media.svg.fonts import split_font, without_own_fonts

_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_PATH: Final = re.compile(rf"(?>[\s,MmZzLlHhVvCcSsQqTtAa]|{_NUMBER.pattern})*+")
_HEX: Final = re.compile(r"(?:[0-9a-fA-F]{3,4}){1,2}")
_FONT: Final = re.compile(r"[\w .&+-]{1,80}")
_RESULT: Final = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


class NewNames(dict[str, str]):
    """Names of a drawing's own, each with the short one that the page has: what they were called says nothing there."""

    def __init__(self, letter: str) -> None:
        self._letter = letter

    def __missing__(self, name: str) -> str:
        self[name] = f"{self._letter}{len(self) + 1}"
        return self[name]


def numbers_in(text: str) -> list[float]:
    """Return the numbers in `text`. Raises StorymapError for one beyond `LARGEST_SVG_NUMBER`."""
    return [_checked(float(found)) for found in _NUMBER.findall(text)]


def clean_path(text: str) -> str | None:
    """Return path data or a list of points, or None for anything else."""
    if _PATH.fullmatch(text) is None:
        return None
    numbers_in(text)
    return " ".join(text.split())


def clean_result(text: str, results: NewNames) -> str | None:
    """Return the name of a step of a filter: a word of SVG as it is, another one anew."""
    text = text.strip()
    if text in ("SourceGraphic", "SourceAlpha", "BackgroundImage", "BackgroundAlpha", "FillPaint", "StrokePaint"):
        return text
    return results[text] if _RESULT.fullmatch(text) else None


def clean_attribute(text: str, ids: NewNames) -> str | None:
    """Return the value of an attribute that is no style property: numbers, words and functions of numbers."""
    cleaned = clean_value("", tinycss2.parse_component_value_list(text), ids, keep_case=True)
    return None if cleaned is None else cleaned[0]


def clean_value(
    name: str, tokens: list[Any], ids: NewNames, *, keep_case: bool = False
) -> tuple[str, list[str]] | None:
    """Return the value of the style property `name`, and the new names of what it refers to; None if it is not allowed.

    Raises StorymapError for a number beyond `LARGEST_SVG_NUMBER`.
    """
    found: list[str] = []
    if name == "font":
        return _clean_font(tokens, ids)
    if name == "font-family":
        tokens = without_own_fonts(tokens)
    try:
        text = "".join(_clean_token(token, name, ids, found, keep_case, 0) for token in tokens)
    except _NotAllowedError:
        return None
    text = " ".join(text.split())
    return (text, found) if text else None


def _clean_font(tokens: list[Any], ids: NewNames) -> tuple[str, list[str]] | None:
    size, names = split_font(tokens)
    before = clean_value("font-size", size, ids)
    if before is None:
        return None
    family = clean_value("font-family", names, ids)
    return f"{before[0]} {family[0] if family else 'sans-serif'}", []


class _NotAllowedError(Exception):
    pass


def _clean_token(token: Any, name: str, ids: NewNames, found: list[str], keep_case: bool, depth: int) -> str:
    kind, text = token.type, ""
    if kind in ("whitespace", "comment"):
        text = " "
    elif kind in ("number", "percentage", "dimension"):
        text = _number(token)
    elif kind == "ident":
        text = _word(token.value, name, keep_case)
    elif kind == "literal" and token.value in (",", "/", "+", "-", "*"):
        text = token.value
    elif kind == "hash" and name in COLOURS and _HEX.fullmatch(token.value):
        text = f"#{token.value}"
    elif kind == "string" and name == "font-family" and _FONT.fullmatch(token.value):
        text = f"'{token.value}'"
    elif kind == "url":
        text = _reference(token.value, ids, found)
    elif kind == "function" and depth < DEEPEST_SVG_VALUE:
        text = _function(token, name, ids, found, keep_case, depth + 1)
    if not text:
        raise _NotAllowedError
    return text


def _number(token: Any) -> str:
    _checked(token.value)
    unit = token.unit if token.type == "dimension" else ""
    if unit and unit.lower() not in UNITS:
        raise _NotAllowedError
    return f"{token.representation}{unit}{'%' if token.type == 'percentage' else ''}"


def _word(word: str, name: str, keep_case: bool) -> str:
    lower = word.lower()
    if lower in WORDS or (name in COLOURS and lower in COLOUR_WORDS):
        return word if keep_case else lower
    if name == "font-family" and _FONT.fullmatch(word):
        return word
    raise _NotAllowedError


def _reference(address: str, ids: NewNames, found: list[str]) -> str:
    address = address.strip()
    if not address.startswith("#") or len(address) < 2:
        raise _NotAllowedError
    found.append(ids[address[1:]])
    return f"url(#{found[-1]})"


def _function(token: Any, name: str, ids: NewNames, found: list[str], keep_case: bool, depth: int) -> str:
    arguments = [part for part in token.arguments if part.type != "comment"]
    if token.lower_name == "url":
        strings = [part for part in arguments if part.type == "string"]
        if len(strings) != 1:
            raise _NotAllowedError
        return _reference(strings[0].value, ids, found)
    if token.lower_name == "var":
        # No property of one's own is kept, so what stands for the case that there is none is the value.
        comma = next((at for at, part in enumerate(arguments) if part == ","), None)
        if comma is None:
            raise _NotAllowedError
        return "".join(_clean_token(part, name, ids, found, keep_case, depth) for part in arguments[comma + 1 :])
    if token.lower_name not in FUNCTIONS:
        raise _NotAllowedError
    inner = "".join(_clean_token(part, name, ids, found, keep_case, depth) for part in arguments)
    return f"{token.name if keep_case else token.lower_name}({inner})"


def _checked(number: float) -> float:
    if not math.isfinite(number) or abs(number) > LARGEST_SVG_NUMBER:
        raise refusal("is SVG with a number of more than a thousand million", "export it as PNG")
    return number
