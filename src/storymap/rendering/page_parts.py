"""The parts of a page that can be changed while somebody looks at it, and what has to stay as it is for that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storymap.model import Article
from storymap.rendering.article_html import ArticleNodes
from storymap.rendering.contract.page import PageData
from storymap.rendering.dates import shown_date
from storymap.rendering.element_ids import is_block_id
from storymap.rendering.html_tree import Node, html_of
from storymap.rendering.i18n import Catalogue
from storymap.rendering.metadata import iso_date
from storymap.rendering.place_list import MOST_PASSAGES, PlaceEntry
from storymap.rendering.templates_env import environment

Outline = tuple[str, tuple[tuple[str, str], ...], tuple["Outline", ...]]
"""An element of the article with those in it; a block is its id alone, without what is in it."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page is made of.

    `nodes` are the article as elements, `entries` the list of places, `data` the page's block of data. `shapes` are the
    places on the map, by place_id, as GeoJSON geometries in the order in which they are drawn. `background` tells one
    basemap from another. All else that the page shows is in `fixed`.
    """

    article: Article
    words: Catalogue
    nodes: ArticleNodes
    entries: Mapping[str, PlaceEntry]
    data: PageData
    shapes: Mapping[str, list[dict[str, Any]]]
    background: bytes
    fixed: tuple[Any, ...]

    def head_html(self) -> str:
        """Return what stands above the body, as the page has it."""
        made = environment().get_template("story_head.html.jinja").module
        article = self.article
        date = shown_date(article.date, article.language)
        return str(made.story_head(html_of(self.nodes.head, "\n"), article, iso_date(article.date), date))  # type: ignore[attr-defined]

    def entry_html(self, place_id: str) -> str:
        """Return the entry of a place in the list, as the page has it."""
        made = environment().get_template("place_entry.html.jinja").module
        return str(made.place_entry(self.entries[place_id], MOST_PASSAGES, self.words)).strip()  # type: ignore[attr-defined]

    def blocks(self) -> dict[str, Node]:
        """Return the blocks of the body by the id of their element."""
        return {node.attributes["id"]: node for node in _blocks(self.nodes.body)}

    def outline(self) -> tuple[Outline, ...]:
        """Return how the blocks are put into lists, quotations, tables and parts."""
        return tuple(map(_outline, self.nodes.body))


def outline_html(nodes: list[Node], earlier: Mapping[str, str]) -> str:
    """Return elements with an empty one in the place of each block, which has the block's id.

    `earlier` says which blocks are on the page already, by the ids that they have there.
    """
    return html_of([_emptied(node, earlier) for node in nodes], "\n")


def _emptied(node: Node, earlier: Mapping[str, str]) -> Node:
    if not _is_block(node):
        return Node(node.tag, node.attributes, [_emptied(child, earlier) for child in _elements(node)])
    block = node.attributes["id"]
    return Node("br", {"id": block, **({"data-was": earlier[block]} if block in earlier else {})})


def _blocks(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        if _is_block(node):
            yield node
        else:
            yield from _blocks(_elements(node))


def _outline(node: Node) -> Outline:
    attributes = tuple(node.attributes.items())
    if _is_block(node):
        return "", (("id", node.attributes["id"]),), ()
    return node.tag, attributes, tuple(map(_outline, _elements(node)))


def _is_block(node: Node) -> bool:
    return is_block_id(node.attributes.get("id", ""))


def _elements(node: Node) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node)]
