"""Where the passages of a long text stand, as numbers beside it: tens of thousands of elements less to open.

In the page of a text that names hundreds of places a span of sentences is a bare `<span>` (`derived_attributes`), of
which a reader without script has nothing. So it goes, and `web/src/clusters/passage_ranges.ts` puts it back when its
part of the text comes near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from storymap.rendering.article_html import PART
from storymap.rendering.element_ids import is_block_id
from storymap.rendering.html_tree import Node

# A parser of HTML writes these otherwise, so a part that has one of them keeps its elements.
_REWRITTEN = ("\r", "\x00")


def take_passages(nodes: Iterable[Node]) -> list[list[int]]:
    """Take the bare spans of sentences from the parts of an article, and return where they stood, by part.

    For each span there are two numbers, both in UTF-16 units of the part's text, as a browser counts: how many come
    between it and the span before, or the beginning of the part, and how long it is. One that is not found again by
    that stays in the page.
    """
    return [_taken(node) if _is_measured(node) else [] for node in nodes if node.attributes.get("class") == PART]


def _is_measured(node: Node | str) -> bool:
    if isinstance(node, str):
        return not any(letter in node for letter in _REWRITTEN)
    return all(map(_is_measured, node.children))


def _taken(part: Node) -> list[int]:
    numbers: list[int] = []
    at = end = 0
    for piece in _pieces(part):
        size = _length(piece)
        if isinstance(piece, Node):
            numbers += (at - end, size)
            end = at + size
        at += size
    return numbers


def _pieces(node: Node) -> Iterator[Node | str]:
    """Yield texts and passages in the order of the document, and put what is in a passage into the passage's place."""
    is_block = is_block_id(node.attributes.get("id", ""))
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif is_block and _is_passage(child):
            yield child
            children += child.children
            continue
        else:
            yield from _pieces(child)
        children.append(child)
    node.children = children


def _is_passage(node: Node) -> bool:
    """Say whether an element is a bare span of sentences that begins and ends with text, by which it is found again."""
    return node.tag == "span" and not node.attributes and all(_length(node.children[at]) for at in (0, -1))


def _length(piece: Node | str) -> int:
    if isinstance(piece, str):
        return len(piece) if piece.isascii() else len(piece.encode("utf-16-le")) // 2
    return sum(map(_length, piece.children))
