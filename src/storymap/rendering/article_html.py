"""An article's blocks as a tree of elements: plain data, which the template turns into HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from storymap.model import Article, Block, BlockKind, Container, Story
from storymap.rendering.element_ids import block_id
from storymap.rendering.html_tree import Node
from storymap.rendering.inline_html import inline_nodes
from storymap.rendering.joined_scripts import is_joined
from storymap.rendering.media_files import MediaFiles
from storymap.rendering.media_html import MediaFigures
from storymap.rendering.mention_styles import mention_styles
from storymap.rendering.note_links import NoteLinks
from storymap.rendering.numbering import Numbering

# A browser lays out a book in one piece, or in parts that it leaves alone while they are far away.
LONG_ARTICLE = 2_000
_MOST_IN_PART = 50
PART = "article-part"
"""The class of a part of an article."""
# The tags and classes of what stands above the body, in its order.
_LEADING: dict[BlockKind, tuple[str, str]] = {
    "kicker": ("p", "kicker"),
    "headline": ("h1", ""),
    "standfirst": ("p", "subtitle"),
}


class ArticleNodes(NamedTuple):
    """An article as elements: kicker, title and standfirst, and the body."""

    head: list[Node]
    body: list[Node]


def article_nodes(
    story: Story,
    numbering: Numbering,
    media: MediaFiles | None = None,
    *,
    parts: Sequence[Mapping[str, str]] | None = None,
) -> ArticleNodes:
    """Return the article's blocks as elements, with the id "p1", "p2" ... on each block of the body.

    Those of a long article are in parts, each a "div" of about fifty. `media` says where pictures and recordings are;
    without it, in the page. A title that is no block is in the head, too, as plain text. With `parts` each
    heading of the second level begins one, however long the article is, and these are the attributes of each.
    """
    figures = MediaFigures(media or MediaFiles(story), numbering.words, story.article.language)
    excerpts: dict[int, list[tuple[int, int, str]]] = {}
    for (index, start, end), excerpt_id in numbering.excerpt_ids.items():
        excerpts.setdefault(index, []).append((start, end, excerpt_id))
    mentions = {block: list(group) for block, group in groupby(story.mentions, key=lambda mention: mention.block)}
    styles = mention_styles(story)
    leaves: list[tuple[Block, Node]] = []
    head = _head_as_text(story.article)
    notes = NoteLinks(story.article.blocks, numbering.words)
    for index, block in enumerate(story.article.blocks):
        inline = inline_nodes(index, block, mentions.get(index, []), excerpts.get(index, []), numbering, styles, notes)
        if block.is_leading:
            head[block.kind] = inline
        else:
            inline += notes.back(block)
            leaves.append((block, _block_node(block, inline, block_id(len(leaves)), figures)))
    nodes = _nest(leaves, depth=0)
    leading = [_leading_node(kind, head[kind]) for kind in _LEADING if kind in head]
    if parts is not None:
        return ArticleNodes(leading, list(_sections(nodes, parts)))
    return ArticleNodes(leading, nodes if len(leaves) <= LONG_ARTICLE else list(_parts(nodes)))


def _head_as_text(article: Article) -> dict[BlockKind, list[Node | str]]:
    """Return what stands above the body as it is where no block says it: a page always has a title."""
    texts: dict[BlockKind, str] = {"kicker": article.kicker, "standfirst": article.subtitle}
    return {"headline": [article.title], **{kind: [text] for kind, text in texts.items() if text}}


def _leading_node(kind: BlockKind, inline: list[Node | str]) -> Node:
    tag, name = _LEADING[kind]
    classes = [*([name] if name else []), *(["is-joined"] if is_joined(_text_of(inline)) else [])]
    return Node(tag, {"class": " ".join(classes)} if classes else {}, inline)


def _text_of(nodes: list[Node | str]) -> str:
    return "".join(node if isinstance(node, str) else _text_of(node.children) for node in nodes)


def _parts(nodes: list[Node]) -> Iterator[Node]:
    """Put neighbouring elements into parts; what is in one container stays together."""
    part = Node("div", {"class": PART})
    for node in nodes:
        is_heading = node.tag in ("h2", "h3", "h4", "h5", "h6")
        if len(part.children) >= (_MOST_IN_PART * 4 // 5 if is_heading else _MOST_IN_PART):
            yield part
            part = Node("div", {"class": PART})
        part.children.append(node)
    yield part


def _sections(nodes: list[Node], attributes: Sequence[Mapping[str, str]]) -> Iterator[Node]:
    """Put each heading of the second level, with which the text begins, into a part with what stands under it."""
    starts = [index for index, node in enumerate(nodes) if node.tag == "h2"]
    for own, (start, end) in zip(attributes, pairwise([*starts, len(nodes)]), strict=True):
        yield Node("section", {"class": PART, **own}, list(nodes[start:end]))


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


def _block_node(block: Block, inline: list[Node | str], element_id: str, figures: MediaFigures) -> Node:
    attributes = {"id": element_id}
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
        attributes["class"] = "dateline is-joined" if is_joined(block.text) else "dateline"
    return Node("p", attributes, inline)
