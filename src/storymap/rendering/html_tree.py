"""A tree of elements: plain data, which a template turns into HTML."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """An element: `tag` and attribute names are ours, attribute values and texts are escaped by the template."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
