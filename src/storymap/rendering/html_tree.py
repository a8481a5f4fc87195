"""A tree of elements: plain data, and how it becomes HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

_VOID = frozenset({"br", "hr", "img", "track"})


@dataclass(slots=True)
class Node:
    """An element: `tag` and attribute names are ours, attribute values and texts are escaped when they are written."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)


def html_of(nodes: Iterable[Node | str], separator: str = "") -> Markup:
    """Return elements and texts as HTML, each with the `separator` after it."""
    return Markup("".join(html_pieces(nodes, separator)))  # noqa: S704 - escaped below


def html_pieces(nodes: Iterable[Node | str], separator: str = "") -> Iterator[Markup]:
    """Yield what `html_of` returns, each element and text for itself.

    Put together at last, a picture of a megabyte is copied once less, and is not written with the four bytes a letter
    that an emoji anywhere in the text asks for.
    """
    for node in nodes:
        pieces: list[str] = []
        _write([node], pieces)
        pieces.append(separator)
        yield Markup("".join(pieces))  # noqa: S704 - escaped below


def _write(nodes: Iterable[Node | str], pieces: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            pieces.append(_escaped(node))
            continue
        pieces.append(f"<{node.tag}")
        for name, value in node.attributes.items():
            pieces.append(f' {name}="{_escaped(value)}"')
        pieces.append(">")
        if node.tag not in _VOID:
            _write(node.children, pieces)
            pieces.append(f"</{node.tag}>")


def _escaped(text: str) -> str:
    # Most texts have nothing to escape, a long article has tens of thousands, and a picture is one of a megabyte:
    # looking for one letter after the other is forty times as quick there as a regular expression for all of them.
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text
