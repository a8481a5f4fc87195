"""Elements of an SVG. All text and every attribute is escaped when they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

Element = ElementTree.Element
Attributes = Mapping[str, str | float | None]

# What XML 1.0 cannot hold at all, and half of a surrogate pair.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, attributes: Attributes, *children: Element | str) -> Element:
    """Return an element. Attributes that are None are left out; of children that are text there is one at most."""
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name, number(value) if isinstance(value, int | float) else _possible(value))
    for child in children:
        if isinstance(child, str):
            made.text = _possible(child)
        else:
            made.append(child)
    return made


def number(value: float) -> str:
    """Return a number to a tenth, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def write(root: Element) -> str:
    """Return an element as text: well-formed XML that an HTML parser reads the same way."""
    return ElementTree.tostring(root, encoding="unicode")


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("", text)
