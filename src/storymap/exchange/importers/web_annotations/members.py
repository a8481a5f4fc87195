"""Members of JSON-LD, in which one value stands for a list of one, and an object for its address."""

from __future__ import annotations

from typing import Any


def many(value: Any) -> list[Any]:
    """Return a list as it is, nothing as an empty one, and any other value as a list of it."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def address_of(value: Any) -> str:
    """Return an address, or that of an object; "" for anything else."""
    return _text(value, ("id", "@id"))


def label_of(value: Any) -> str:
    """Return a text, or that of an object: its label or its value; "" for anything else."""
    return _text(value, ("label", "value", "@value"))


def _text(value: Any, keys: tuple[str, ...]) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in keys if isinstance(value.get(key), str)), "")
    return value if isinstance(value, str) else ""
