"""The links of a saved page, as complete addresses, and attributes that only seem to be for the map."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin

from storymap.limits import LONGEST_ATTRIBUTE
from storymap.reading.article.html.cleaning import VIEW_ATTRIBUTES
from storymap.reading.article.html.tokens import HtmlToken, StartTag
from storymap.reading.article.links import link_scheme


def complete_links(tokens: list[HtmlToken], address: str) -> list[HtmlToken]:
    """Return `tokens` with links as they are seen from the page's `address`, "" if it is unknown.

    Links to a part of the page become text: the part may be left out, and has no address in the story.
    """
    # Each link may become as long as the address.
    base = address if len(address) <= LONGEST_ATTRIBUTE else ""
    return [_completed(token, base) if isinstance(token, StartTag) and token.name == "a" else token for token in tokens]


def without_views(tokens: list[HtmlToken]) -> list[HtmlToken]:
    """Return `tokens` without the attributes of views: a page that was saved elsewhere has them for itself."""
    return [
        token._replace(attributes={k: v for k, v in token.attributes.items() if k not in VIEW_ATTRIBUTES})
        if isinstance(token, StartTag) and not VIEW_ATTRIBUTES.isdisjoint(token.attributes)
        else token
        for token in tokens
    ]


def _completed(tag: StartTag, base: str) -> StartTag:
    href = tag.attributes.get("href", "").strip()
    try:
        complete = urljoin(base, href) if href and not link_scheme(href) else href
        page, fragment = urldefrag(complete)
    except ValueError:
        return tag
    if fragment and page in ("", base):
        return tag._replace(attributes={name: value for name, value in tag.attributes.items() if name != "href"})
    return tag if complete == href else tag._replace(attributes=tag.attributes | {"href": complete})
