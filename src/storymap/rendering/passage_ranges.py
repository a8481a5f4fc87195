"""Where the passages of a long text stand, as numbers beside it: tens of thousands of elements less to open.

In the page of a text that names hundreds of places a span of sentences is a bare `<span>` (`derived_attributes`), of
which a reader without script has nothing. So it goes, and `web/src/clusters/passage_ranges.ts` puts it back when its
part of the text comes near.
"""

from __future__ import annotations

from collections.abc import Iterable

from storymap.rendering.article_html import PART
from storymap.rendering.basemap.integer_codec import encode
from storymap.rendering.element_ids import is_block_id
from storymap.rendering.html_tree import Node


class _NotMeasuredError(Exception):
    """A text has a character that a parser of HTML writes otherwise."""


def take_passages(nodes: Iterable[Node]) -> list[str]:
    """Take the bare spans of sentences from the parts of an article, and return where they stood, by part.

    Each is numbers in the text of `integer_codec`, "" where a part has none.

    The first number is the length of the part's text, by which a browser sees whether it is still the same; then there
    are two numbers for each span: how much comes between it and the span before, or the beginning of the part, and how
    long it is. All are in UTF-16 units, as a browser counts. A span that is not found again by that stays in the page.
    """
    return [_taken(node) for node in nodes if node.attributes.get("class") == PART]


def _taken(part: Node) -> str:
    passages = _Passages()
    try:
        passages.meet(part)
        ranges = encode([passages.length, *passages.numbers]) if passages.numbers else ""
    except (_NotMeasuredError, ValueError):  # or a part is longer than numbers can say
        return ""
    for block, children in passages.without:
        block.children = children
    return ranges


class _Passages:
    """The passages that have been met in a part, and the blocks that have some, each with its children without them."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.length = 0  # of the text so far
        self.without: list[tuple[Node, list[Node | str]]] = []
        self._end = 0

    def meet(self, node: Node) -> None:
        """Go through an element, and find the passages in it."""
        is_block = is_block_id(node.attributes.get("id", ""))
        children: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                self.length += _length(child)
            elif is_block and child.tag == "span" and not child.attributes:
                size = self._take(child)
                children += child.children if size else [child]
                self.length += size or _length(child)
                continue
            else:
                self.meet(child)
            children.append(child)
        if is_block:
            self.without.append((node, children))

    def _take(self, span: Node) -> int:
        """Return how long a passage is, and note it; 0 if it does not begin and end with text, by which it is found."""
        lengths = [_length(child) for child in span.children]
        if not (lengths and lengths[0] and lengths[-1]):
            return 0
        size = sum(lengths)
        self.numbers += (self.length - self._end, size)
        self._end = self.length + size
        return size


def _length(piece: Node | str) -> int:
    if not isinstance(piece, str):
        return sum(map(_length, piece.children))
    if "\r" in piece or "\x00" in piece:
        raise _NotMeasuredError
    return len(piece) if piece.isascii() else len(piece.encode("utf-16-le")) // 2
