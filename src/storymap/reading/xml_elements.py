"""Elements of XML by their names without namespaces: these differ between versions, and some files have none."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, or ""."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of an element that have a name."""
    return (child for child in element if local_name(child) == name)


def elements(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name within `root`, in order."""
    return (element for element in root.iter() if local_name(element) == name)


def child_text(element: Element, name: str) -> str:
    """Return the text of the first child of a name that has any, or ""."""
    return next((child.text.strip() for child in children(element, name) if child.text), "")
