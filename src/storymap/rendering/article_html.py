"""An article's blocks, marks and excerpts as a tree of elements: plain data, which the template turns into HTML.

Inline markup, mentions and excerpts are ranges over a block's text that may cross each other. Elements may not, so the
ranges are woven: each has a rank, and where two cross, the one of the lower rank is cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from storymap.model import Block, Container, Mention, Span, Story
from storymap.rendering.html_tree import Node
from storymap.rendering.media_files import MediaFiles
from storymap.rendering.media_html import Illustrations
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


# A browser lays out a book in one piece, or in parts that it leaves alone while they are far away.
LONG_ARTICLE = 2_000
_PART = 50


@dataclass(frozen=True, slots=True)
class _Range:
    start: int
    end: int
    rank: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


def article_nodes(story: Story, numbering: Numbering, media: MediaFiles | None = None) -> list[Node]:
    """Return the article's blocks as elements, with the id "p1", "p2" ... on each block.

    Those of a long article are in parts, each a "div" of about fifty. `media` says where pictures and recordings are;
    without it, in the page.
    """
    figures = Illustrations(media or MediaFiles(story), numbering.words, story.article.language)
    stretches: dict[int, list[tuple[int, int, str]]] = {}
    for (index, start, end), excerpt_id in numbering.excerpt_ids.items():
        stretches.setdefault(index, []).append((start, end, excerpt_id))
    mentions = {block: list(group) for block, group in groupby(story.mentions, key=lambda mention: mention.block)}
    leaves = []
    for index, block in enumerate(story.article.blocks):
        inline = _inline(block, mentions.get(index, []), stretches.get(index, []), numbering)
        leaves.append((block, _block_node(block, inline, f"p{index + 1}", figures)))
    nodes = _nest(leaves, depth=0)
    return nodes if len(leaves) <= LONG_ARTICLE else list(_parts(nodes))


def _parts(nodes: list[Node]) -> Iterator[Node]:
    """Put neighbouring elements into parts; what is in one container stays together."""
    part = Node("div", {"class": "article-part"})
    for node in nodes:
        is_heading = node.tag in ("h2", "h3", "h4", "h5", "h6")
        if len(part.children) >= (_PART * 4 // 5 if is_heading else _PART):
            yield part
            part = Node("div", {"class": "article-part"})
        part.children.append(node)
    yield part


def _nest(leaves: list[tuple[Block, Node]], depth: int) -> list[Node]:
    """Put neighbouring blocks of one container into its element."""
    nodes: list[Node] = []

    def container(leaf: tuple[Block, Node]) -> Container | None:
        within = leaf[0].within
        return within[depth] if len(within) > depth else None

    for box, group in groupby(leaves, key=container):
        members = list(group)
        if box is None:
            nodes += [node for _, node in members]
            continue
        attributes = {"start": str(box.start)} if box.tag == "ol" and box.start != 1 else {}
        nodes.append(Node(box.tag, attributes, list(_nest(members, depth + 1))))
    return nodes


def _block_node(block: Block, inline: list[Node | str], block_id: str, figures: Illustrations) -> Node:
    attributes = {"id": block_id}
    if block.kind == "heading":
        return Node(f"h{min(max(block.level, 2), 6)}", attributes, inline)
    if block.kind == "rule":
        return Node("hr", attributes)
    if block.kind == "code":
        return Node("pre", attributes, [Node("code", {}, inline)])
    if block.kind == "image" and block.image is not None:
        return figures.picture(block.image, inline, attributes)
    if block.kind == "recording" and block.recording is not None:
        return figures.recording(block.recording, inline, attributes)
    if block.kind == "dateline":
        attributes["class"] = "dateline"
    return Node("p", attributes, inline)


def _inline(
    block: Block, mentions: list[Mention], stretches: list[tuple[int, int, str]], numbering: Numbering
) -> list[Node | str]:
    ranges = [_Range(start, end, 0, "span", (("class", "excerpt"), ("id", eid))) for start, end, eid in stretches]
    ranges += [_mention_range(mention, numbering) for mention in mentions]
    breaks = set()
    taken = [(mention.start, mention.end) for mention in mentions]
    for span in block.spans:
        if span.kind == "break":
            breaks.add(span.start)
        elif span.kind == "link":
            links = list(_link_ranges(span, taken))
            ranges += links
            taken += [(link.start, link.end) for link in links]
        elif span.kind != "place":
            ranges.append(_Range(span.start, span.end, 3, _TAGS[span.kind]))
    return _weave(block.text, ranges, breaks)


def _mention_range(mention: Mention, numbering: Numbering) -> _Range:
    layer = numbering.layer_of[mention.place_id]
    attributes = (
        ("class", f"place colour-{layer.symbol.colour}"),
        ("id", numbering.mention_ids[mention]),
        ("href", f"#place-{mention.place_id}"),
        ("data-place", mention.place_id),
        ("data-number", numbering.words.number(numbering.number[mention.place_id])),
    )
    return _Range(mention.start, mention.end, 1, "a", attributes)


def _link_ranges(span: Span, taken: list[tuple[int, int]]) -> Iterator[_Range]:
    """Yield the pieces of an author's link outside what is `taken` by mentions and other links: links do not nest."""
    address = safe_url(span.value)
    if not address:
        return
    attributes = (("href", address), ("rel", "noopener noreferrer"), ("target", "_blank"))
    start = span.start
    for left, right in sorted(taken):
        if right <= start or left >= span.end:
            continue
        if left > start:
            yield _Range(start, left, 2, "a", attributes)
        start = right
    if start < span.end:
        yield _Range(start, span.end, 2, "a", attributes)


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
        kept = 0
        while kept < len(stack) and kept < len(wanted) and stack[kept][0] is wanted[kept]:
            kept += 1
        del stack[kept:]
        for piece in wanted[kept:]:
            node = Node(piece.tag, dict(piece.attributes))
            (stack[-1][1] if stack else root).children.append(node)
            stack.append((piece, node))
        parent = stack[-1][1] if stack else root
        parent.children.append(Node("br") if left in breaks else text[left:right])
    return root.children
