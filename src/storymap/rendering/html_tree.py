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
    return Markup("".join(_pieces(nodes, separator)))  # noqa: S704 - escaped below


def _pieces(nodes: Iterable[Node | str], separator: str = "") -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield escape(node)
        else:
            attributes = "".join([f' {name}="{escape(value)}"' for name, value in node.attributes.items()])
            yield f"<{node.tag}{attributes}>"
            if node.tag not in _VOID:
                yield from _pieces(node.children)
                yield f"</{node.tag}>"
        if separator:
            yield separator
