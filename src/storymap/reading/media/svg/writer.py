"""A cleaned drawing as bytes: what is drawn, and what that stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from storymap.reading.media.svg.stylesheet import declarations_text
from storymap.reading.media.svg.tree import Node, Tree

_LETTER = re.compile(r"\S")


def write_svg(tree: Tree, drawn: set[int], seen: set[int]) -> bytes:
    """Return the elements of `tree` whose `id()` is in `drawn`, with those around them, as SVG.

    Of texts those are written whose `id()` is in `seen`. What is not seen beside letters that are becomes space, so
    that these stay where they are.
    """
    parts: list[str] = []
    kept = set(drawn)
    _keep_around(tree.root, kept, seen)
    _write(tree.root, tree, kept, seen, parts)
    return "".join(parts).encode("utf-8")


def _keep_around(node: Node, kept: set[int], seen: set[int]) -> bool:
    if node.name == "text" and not _is_seen(node, seen):
        kept.discard(id(node))
        return False
    within = [_keep_around(child, kept, seen) for child in node.elements()]
    if any(within):
        kept.add(id(node))
    return id(node) in kept


def _is_seen(node: Node, seen: set[int]) -> bool:
    return id(node) in seen or any(_is_seen(child, seen) for child in node.elements())


def _write(node: Node, tree: Tree, kept: set[int], seen: set[int], parts: list[str]) -> None:
    parts.append(f"<{node.name}")
    parts += _attributes(node, tree)
    inside = len(parts)
    parts.append(">")
    if node is tree.root and tree.sheet.text:
        parts.append(f"<style>{escape(tree.sheet.text)}</style>")
    for child in node.children:
        if isinstance(child, str):
            parts.append(escape(child if id(node) in seen else _LETTER.sub("\xa0", child)))
        elif id(child) in kept:
            _write(child, tree, kept, seen, parts)
    if len(parts) == inside + 1:
        parts[inside] = "/>"
    else:
        parts.append(f"</{node.name}>")


def _attributes(node: Node, tree: Tree) -> Iterator[str]:
    if node is tree.root:
        yield ' xmlns="http://www.w3.org/2000/svg"'
    if node.new_id and tree.by_id.get(node.new_id) is node:
        yield f' id="{node.new_id}"'
    if node.classes:
        yield f' class="{" ".join(node.classes)}"'
    for name, text in node.attributes.items():
        yield f' {name}="{_quoted(text)}"'
    for name, value in node.presentation.items():
        yield f' {name}="{_quoted(value.text)}"'
    if node.style:
        yield f' style="{_quoted(declarations_text(node.style))}"'


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;", "\n": " ", "\t": " ", "\r": " "})
