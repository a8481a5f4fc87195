"""oEmbed 1.0: the answer that a site finds through the link in the page's head."""

from __future__ import annotations

from typing import Any

from storymap.model import Article
from storymap.publishing.snippets import WIDTH, Frame, oembed_html
from storymap.rendering.metadata import Picture

NAME = "oembed.json"


def oembed_response(article: Article, frame: Frame, card: Picture | None) -> dict[str, Any]:
    """Return a response of the type "rich" for a page whose address is known; `card` becomes its thumbnail."""
    response: dict[str, Any] = {"version": "1.0", "type": "rich", "title": article.title}
    if article.byline:
        response["author_name"] = article.byline
    response |= {"html": oembed_html(frame), "width": WIDTH, "height": frame.height}
    if card:
        response |= {
            "thumbnail_url": frame.folder + card.name,
            "thumbnail_width": card.width,
            "thumbnail_height": card.height,
        }
    return response
