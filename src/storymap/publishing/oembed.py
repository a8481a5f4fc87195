"""oEmbed 1.0: the answer that a site finds through the link in the page's head."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from storymap.model import Article
from storymap.publishing.snippets import FRAME_WIDTH, Frame, oembed_html
from storymap.rendering.metadata import Picture

NAME = "oembed.json"
_CACHE_AGE = 86_400
"""In seconds: a day. What is published again under the same address has the same frame."""


def oembed_response(article: Article, frame: Frame, card: Picture | None) -> dict[str, Any]:
    """Return a response of the type "rich" for a page whose address is known; `card` becomes its thumbnail."""
    site = urlsplit(frame.folder)
    response: dict[str, Any] = {"version": "1.0", "type": "rich", "title": article.title}
    # Who serves the page is all that is known of its provider.
    response |= {"provider_name": site.netloc, "provider_url": f"{site.scheme}://{site.netloc}/"}
    response["cache_age"] = _CACHE_AGE
    if article.byline:
        response["author_name"] = article.byline
    response |= {"html": oembed_html(frame), "width": FRAME_WIDTH, "height": frame.height}
    if card:
        response |= {
            "thumbnail_url": frame.folder + card.name,
            "thumbnail_width": card.width,
            "thumbnail_height": card.height,
        }
    return response
