"""XML files of exports: elements with texts, in which nothing stands that XML cannot hold."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def child(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with this text to `parent`, and return it. What XML cannot hold becomes U+FFFD."""
    made = SubElement(parent, tag, {key: xml_text(value) for key, value in attributes.items()})
    if text:
        made.text = xml_text(text)
    return made


def xml_text(text: str) -> str:
    """Return a text as XML can hold it."""
    return _NOT_IN_XML.sub("\ufffd", text)


def xml_bytes(root: Element) -> bytes:
    """Return the file of an element, indented, in UTF-8."""
    indent(root, " ")
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
