"""The article as Markdown in which every name of a place is a link, for tools that know Markdown alone.

The link leads to the place on the published page, or, where no address of it is given, to the point on earth as a
`geo:` address (RFC 5870: latitude first).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shapely.geometry.base import BaseGeometry

from storymap.editing.article.markdown_text import as_markdown
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.model import Block, Mention, Span

LABEL: Final = "Markdown with links"
ENDING: Final = ".md"


def write(story: SharedStory, report: Report) -> bytes:
    """Return the article as Markdown; views of the map, pictures and places without a point are reported."""
    targets = {place.place_id: _target(place, story.url) for place in story.places}
    blocks = list(story.article.blocks)
    for at, block in enumerate(blocks):
        mentions = [mention for mention in story.mentions if mention.block == at]
        blocks[at] = _linked(block, mentions, targets)
    return as_markdown(replace(story.article, blocks=tuple(blocks))).encode("utf-8")


def _target(place: SharedPlace, url: str) -> str:
    if url:
        return f"{url}#place={place.place_id}"
    return "" if place.geometry is None else _geo_address(place.geometry)


def _geo_address(geometry: BaseGeometry) -> str:
    point = geometry.representative_point()
    return f"geo:{point.y:.5f},{point.x:.5f}"


def _linked(block: Block, mentions: list[Mention], targets: dict[str, str]) -> Block:
    kept = tuple(span for span in block.spans if span.kind not in ("place", "action"))
    links = tuple(
        Span(mention.start, mention.end, "link", targets[mention.place_id])
        for mention in mentions
        if targets.get(mention.place_id)
    )
    return replace(block, spans=kept + links, view=None)
