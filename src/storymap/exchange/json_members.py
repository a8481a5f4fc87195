"""Members of JSON from elsewhere, of whatever type they turn out to be: one of another type is one that is missing."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from storymap.reading.places.formats.written_degrees import degrees


def record_in(value: Any, name: str = "") -> Mapping[str, Any]:
    """Return `value`, or its member `name`, as an object; an empty one where it is none."""
    inner = _member(value, name) if name else value
    return inner if isinstance(inner, dict) else {}


def list_in(value: Any, name: str) -> list[Any]:
    """Return the member `name` as a list; an empty one where it is none."""
    inner = _member(value, name)
    return inner if isinstance(inner, list) else []


def text_in(value: Any, name: str) -> str:
    """Return the member `name` as text; a number as it is written, "" for anything else."""
    inner = _member(value, name)
    if isinstance(inner, str):
        return inner
    return str(inner) if isinstance(inner, int | float) and not isinstance(inner, bool) else ""


def first_text(value: Any) -> str:
    """Return the first text that is not blank in a value, in its lists and objects, too; "" where there is none."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str) and one.strip():
            return one
        left += reversed(one.values() if isinstance(one, dict) else one) if isinstance(one, dict | list) else ()
    return ""


def number_in(value: Any, name: str) -> float | None:
    """Return the member `name` as a number, which may be written as text; None for anything else."""
    return number_of(_member(value, name))


def number_of(value: Any) -> float | None:
    """Return a number, or what a text says as one: also with a decimal comma, or in minutes. None if it is none."""
    try:
        number = degrees(value) if isinstance(value, str) else float(value) if _is_number(value) else None
    except OverflowError:
        return None
    return number if number is not None and isfinite(number) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
