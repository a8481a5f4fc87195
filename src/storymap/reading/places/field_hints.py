"""Hints for messages: which property an author means by another name, and what kind of value something is."""

from __future__ import annotations

import difflib

from storymap.errors import printable
from storymap.reading.places.field_table import member_of
from storymap.reading.places.record_fields import FIELDS

# What authors mean by other words than those of the table of fields.
_SYNONYMS = {"exclude": "ignore", "except": "ignore"}
_TYPES = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    tuple: "a list",
    dict: "an object",
}


def type_in_words(value: object) -> str:
    """Return what a JSON value is: "a number", "text", "a list" ..."""
    return _TYPES.get(type(value), "something else")


def value_in_words(value: object) -> str:
    """Return the beginning of a text in quotes, or a number as it is, or what kind of value it is."""
    if isinstance(value, str):
        return f'"{printable(value, 40)}"'
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool)):
        return f"{value:.10g}" if abs(value) < 1e300 else "a huge number"
    return type_in_words(value)


def likely_member(found: str) -> str:
    """Return the property of a place that an author means by `found`, or ""."""
    key = found[:40].strip().lower()
    if key in FIELDS:
        return key
    if member := _SYNONYMS.get(key) or member_of(key):
        return member
    close = difflib.get_close_matches(key, FIELDS, n=1, cutoff=0.8)
    return close[0] if close else ""
