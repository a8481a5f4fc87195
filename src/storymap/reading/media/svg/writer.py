"""A cleaned drawing as bytes: what is drawn, and what that stands in."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from storymap.reading.media.svg.stylesheet import declarations_text
from storymap.reading.media.svg.tree import Node, Tree


def write_svg(tree: Tree, drawn: set[int]) -> bytes:
    """Return the elements of `tree` whose `id()` is in `drawn`, with those around them, as SVG."""
    parts: list[str] = []
    kept = set(drawn)
    _keep_around(tree.root, kept)
    _write(tree.root, tree, kept, parts)
    return "".join(parts).encode("utf-8")


def _keep_around(node: Node, kept: set[int]) -> bool:
    within = [_keep_around(child, kept) for child in node.elements()]
    if any(within):
        kept.add(id(node))
    return id(node) in kept


def _write(node: Node, tree: Tree, kept: set[int], parts: list[str]) -> None:
    parts.append(f"<{node.name}")
    parts += _attributes(node, tree)
    inside = len(parts)
    parts.append(">")
    if node is tree.root and tree.sheet.text:
        parts.append(f"<style>{escape(tree.sheet.text)}</style>")
    for child in node.children:
        if isinstance(child, str):
            parts.append(escape(child))
        elif id(child) in kept:
            _write(child, tree, kept, parts)
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
