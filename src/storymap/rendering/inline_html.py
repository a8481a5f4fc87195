"""The text of one block as elements, with its inline markup, mentions and excerpts.

They are ranges over the text that may cross each other. Elements may not, so the ranges are woven: each has a rank, and
where two cross, the one with the higher rank number is cut in two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from storymap.model import Block, Mention, Span
from storymap.rendering.element_ids import entry_id
from storymap.rendering.html_tree import Node
from storymap.rendering.mention_styles import MentionStyle
from storymap.rendering.numbering import Numbering
from storymap.urls import safe_url

_TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "code": "code",
    "strike": "s",
    "subscript": "sub",
    "superscript": "sup",
}


@dataclass(frozen=True, slots=True)
class _Range:
    start: int
    end: int
    rank: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


def inline_nodes(
    index: int,
    block: Block,
    mentions: list[Mention],
    excerpts: list[tuple[int, int, str]],
    numbering: Numbering,
    styles: Mapping[Mention, MentionStyle],
) -> list[Node | str]:
    """Return the text of the block `index` cut into elements; an excerpt is (start, end, id).

    `styles` says which mentions have a number. A link, an action and a mention never hold each other.
    """
    ranges = [_Range(start, end, 0, "span", (("class", "excerpt"), ("id", eid))) for start, end, eid in excerpts]
    ranges += [_mention_range(mention, numbering, styles[mention]) for mention in mentions]
    breaks = set()
    taken = [(mention.start, mention.end) for mention in mentions]
    for span in sorted(block.spans, key=lambda span: span.kind != "action"):
        if span.kind == "break":
            breaks.add(span.start)
        elif span.kind in ("action", "link"):
            pieces = list(_action_or_link(index, span, block.text, taken, numbering))
            ranges += pieces
            taken += [(piece.start, piece.end) for piece in pieces]
        elif span.kind != "place":
            ranges.append(_Range(span.start, span.end, 3, _TAGS[span.kind]))
    return _weave(block.text, ranges, breaks)


def _mention_range(mention: Mention, numbering: Numbering, style: MentionStyle) -> _Range:
    layer = numbering.layer_of[mention.place_id]
    number = numbering.words.number(numbering.number[mention.place_id])
    attributes = (
        ("class", f"place colour-{layer.symbol.colour} {style.class_name}".rstrip()),
        ("id", numbering.mention_ids[mention]),
        ("href", f"#{entry_id(mention.place_id)}"),
        ("data-place", mention.place_id),
        *([("data-number", number)] if style.has_number else []),
    )
    return _Range(mention.start, mention.end, 1, "a", attributes)


def _action_or_link(
    index: int, span: Span, text: str, taken: list[tuple[int, int]], numbering: Numbering
) -> Iterator[_Range]:
    """Yield the pieces of an action or of an author's link outside what is `taken` by mentions and others: none nest.

    An action is plain words until the page's script makes a button of it.
    """
    tag, attributes = "a", dict[str, str]()
    if span.kind == "link" and (address := safe_url(span.value)):
        attributes = {"href": address, "rel": "noopener noreferrer", "target": "_blank"}
        # In print the address follows the link, unless it is what is read anyway.
        if text[span.start : span.end].strip() in (address, address.partition("//")[2]):
            attributes["class"] = "is-bare"
    elif span.view is not None:
        tag, attributes = "span", {"class": "map-action", "data-action": str(numbering.actions[index, span])}
    if not attributes:
        return
    start = span.start
    for left, right in sorted(taken):
        if right <= start or left >= span.end:
            continue
        if left > start:
            yield _Range(start, left, 2, tag, tuple(attributes.items()))
        start = right
    if start < span.end:
        yield _Range(start, span.end, 2, tag, tuple(attributes.items()))


def _weave(text: str, ranges: list[_Range], breaks: set[int]) -> list[Node | str]:
    """Return `text` cut into elements; of two crossing ranges the one with the higher rank number is cut in two."""
    edges = {0, len(text)}
    opening: dict[int, list[_Range]] = {}
    for piece in ranges:
        if piece.start < piece.end:
            edges |= {piece.start, piece.end}
            opening.setdefault(piece.start, []).append(piece)
    for position in breaks:
        edges |= {position, position + 1}
    cuts = sorted(edges)
    root = Node("")
    stack: list[tuple[_Range, Node]] = []
    for left, right in pairwise(cuts):
        wanted = [piece for piece, _ in stack if piece.end > left] + opening.get(left, [])
        wanted.sort(key=lambda piece: (piece.rank, piece.start, -piece.end))
        shared = 0
        while shared < len(stack) and shared < len(wanted) and stack[shared][0] is wanted[shared]:
            shared += 1
        del stack[shared:]
        for piece in wanted[shared:]:
            node = Node(piece.tag, dict(piece.attributes))
            (stack[-1][1] if stack else root).children.append(node)
            stack.append((piece, node))
        parent = stack[-1][1] if stack else root
        parent.children.append(Node("br") if left in breaks else text[left:right])
    return root.children
