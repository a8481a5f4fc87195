"""The text of one block as elements, with its inline markup, mentions and excerpts.

They are ranges over the text that may cross each other. Elements may not, so the ranges are woven: each has a rank, and
where two cross, the one with the higher rank number is cut in two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from typing import NamedTuple

from storymap.model import Block, Mention, Span
from storymap.rendering.html_tree import Node
from storymap.rendering.link_address import link_address
from storymap.rendering.mention_styles import MentionStyle
from storymap.rendering.note_links import NoteLinks
from storymap.rendering.numbering import Numbering

_TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "code": "code",
    "strike": "s",
    "subscript": "sub",
    "superscript": "sup",
}


class _Range(NamedTuple):
    start: int
    end: int
    rank: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


class _LinkedRanges:
    """The ranges of a block in which no other link may stand: the author's links and actions, and mentions."""

    def __init__(self, block: Block, mentions: list[Mention]) -> None:
        spans = [(span.start, span.end) for span in block.spans if span.kind in ("action", "link")]
        ranges = sorted(spans + [(mention.start, mention.end) for mention in mentions])
        self._starts = [start for start, _ in ranges]
        self._furthest = list(accumulate((end for _, end in ranges), max))

    def meets(self, span: Span) -> bool:
        """Say whether one of them has a part of `span`."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start


def inline_nodes(
    index: int,
    block: Block,
    mentions: list[Mention],
    excerpts: list[tuple[int, int, str]],
    numbering: Numbering,
    styles: Mapping[Mention, MentionStyle],
    notes: NoteLinks,
) -> list[Node | str]:
    """Return the text of the block `index` cut into elements; an excerpt is (start, end, id).

    `styles` says which mentions have a number, `notes` where the numbers of notes lead. No link holds another: an
    author's link stays whole, and a mention that meets one is no link itself. An action gives way to mentions.
    Where the author's link is nothing but the name, a small link to the place stands beside it.
    """
    ranges = [_Range(start, end, 0, "span", (("class", "excerpt"), ("id", eid))) for start, end, eid in excerpts]
    breaks = {span.start for span in block.spans if span.kind == "break"}
    pieces: list[_Range] = []
    linked: _LinkedRanges | None = None
    for span in sorted(block.spans, key=lambda span: span.kind != "action"):
        if span.kind in ("action", "link"):
            others: list[_Range | Mention] = [*pieces, *(mentions if span.kind == "action" else ())]
            taken = [(other.start, other.end) for other in others]
            pieces += list(_action_or_link(index, span, block.text, taken, numbering))
        elif span.kind not in ("break", "place"):
            ranges.append(_Range(span.start, span.end, 4, _TAGS[span.kind]))
            to_note = notes.to_note(index, span)
            if not to_note:
                continue
            linked = linked or _LinkedRanges(block, mentions)
            if not linked.meets(span):
                ranges.append(_Range(span.start, span.end, 5, "a", tuple(to_note.items())))
    links = [piece for piece in pieces if piece.tag == "a"]
    beside: dict[int, Node] = {}
    for mention in mentions:
        met = [link for link in links if mention.start < link.end and link.start < mention.end]
        attributes = _mention_attributes(mention, numbering, styles[mention])
        if not met:
            ranges.append(_Range(mention.start, mention.end, 1, "a", tuple(attributes.items())))
            continue
        ranges.append(_linked_mention(mention, met, attributes["id"]))
        end = max(mention.end, *(link.end for link in met))
        if is_name_alone(block.text, mention, met) and not any(link.start < end < link.end for link in links):
            name = block.text[mention.start : mention.end]
            beside[end] = _link_beside(attributes, numbering.words.say("viewNow", places=name))
    ranges += pieces
    nested = None if breaks or beside else _nested(block.text, ranges)
    return _weave(block.text, ranges, breaks, beside) if nested is None else nested


def is_name_alone(text: str, mention: Mention, links: list[_Range]) -> bool:
    """Say whether the author's links that a mention meets hold no other words; so does the host's script."""
    before, after = min(link.start for link in links), max(link.end for link in links)
    around = text[before : max(before, mention.start)] + text[mention.end : max(after, mention.end)]
    return not any(map(str.isalnum, around))


def _mention_attributes(mention: Mention, numbering: Numbering, style: MentionStyle) -> dict[str, str]:
    layer = numbering.layer_of[mention.place_id]
    attributes = {
        "class": f"place colour-{layer.symbol.colour} {style.class_name}".rstrip(),
        "id": numbering.mention_ids[mention],
        "href": numbering.link(mention.place_id),
        "data-place": mention.place_id,
    }
    if style.has_number:
        attributes["data-number"] = numbering.words.number(numbering.number[mention.place_id])
    return attributes


def _linked_mention(mention: Mention, links: list[_Range], element_id: str) -> _Range:
    """Return a mention that meets links of the author: plain words, within a link that holds it."""
    is_inside = any(link.start <= mention.start and mention.end <= link.end for link in links)
    attributes = (("class", "mention"), ("id", element_id), ("data-place", mention.place_id))
    return _Range(mention.start, mention.end, 3 if is_inside else 1, "span", attributes)


def _link_beside(attributes: dict[str, str], label: str) -> Node:
    """Return the link to a place that stands after an author's link with its name."""
    mention_id = attributes.pop("id")
    return Node(
        "a",
        {**attributes, "class": f"{attributes['class']} is-beside", "data-mention": mention_id, "aria-label": label},
    )


def _action_or_link(
    index: int, span: Span, text: str, taken: list[tuple[int, int]], numbering: Numbering
) -> Iterator[_Range]:
    """Yield the pieces of an action or of an author's link outside what is `taken` by others: none nest.

    An action is plain words until the page's script makes a button of it.
    """
    tag, attributes = "a", dict[str, str]()
    if span.kind == "link" and (address := link_address(span.value)):
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


def _opening(piece: _Range) -> tuple[int, int, int]:
    """Return what ranges are ordered by as they begin, the outermost first."""
    return piece.start, piece.rank, -piece.end


def _nesting(piece: _Range) -> tuple[int, int, int]:
    """Return what elements that begin at one place are ordered by, the outermost first."""
    return piece.rank, piece.start, -piece.end


def _nested(text: str, ranges: list[_Range]) -> list[Node | str] | None:
    """Return `text` cut into elements; None if a range crosses another, or is to be around one that it would be in.

    In nearly every block none does, and so it is soon done.
    """
    root: list[Node | str] = []
    around: list[tuple[_Range, list[Node | str]]] = []
    inner, at = root, 0
    # At the end of the text all are closed; one that is not would be in it.
    end_of_text = _Range(len(text), len(text), -1, "")
    for piece in (*sorted((piece for piece in ranges if piece.start < piece.end), key=_opening), end_of_text):
        start, end = piece.start, piece.end
        while around and around[-1][0].end <= start:
            closed, outer = around.pop()
            if at < closed.end:
                inner.append(text[at : closed.end])
                at = closed.end
            inner = outer
        if around and (end > around[-1][0].end or piece.rank < around[-1][0].rank):
            return None
        if at < start:
            inner.append(text[at:start])
            at = start
        node = Node(piece.tag, dict(piece.attributes))
        inner.append(node)
        around.append((piece, inner))
        inner = node.children
    return root[:-1]


def _weave(text: str, ranges: list[_Range], breaks: set[int], beside: dict[int, Node]) -> list[Node | str]:
    """Return `text` cut into elements; of two crossing ranges the one with the higher rank number is cut in two.

    Each element of `beside` stands at its offset, after what ends there.
    """
    edges = {0, len(text), *beside}
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
        wanted = [piece for piece, _ in stack if piece.end > left]
        wanted = sorted(wanted + opening[left], key=_nesting) if left in opening else wanted
        shared = 0
        while shared < len(stack) and shared < len(wanted) and stack[shared][0] is wanted[shared]:
            shared += 1
        del stack[shared:]
        parent = stack[-1][1] if stack else root
        if left in beside:
            parent.children.append(beside[left])
        for piece in wanted[shared:]:
            node = Node(piece.tag, dict(piece.attributes))
            parent.children.append(node)
            stack.append((piece, node))
            parent = node
        parent.children.append(Node("br") if left in breaks else text[left:right])
    if len(text) in beside:
        root.children.append(beside[len(text)])
    return root.children
