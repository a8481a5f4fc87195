"""What an atlas' pages tell search engines, feed readers and link previews."""

from __future__ import annotations

from storymap.atlas.features import FEATURES
from storymap.atlas.feeds import FEED
from storymap.model import Story
from storymap.publishing.oembed import NAME as OEMBED
from storymap.rendering.escaping import script_json
from storymap.rendering.metadata import Metadata, oembed_link


def atlas_metadata(story: Story, base: str) -> Metadata:
    """Return the metadata of the page of all stories; `base` is the folder's address, or ""."""
    article = story.article
    properties = [("og:type", "website"), ("og:title", article.title), ("og:description", article.subtitle)]
    links = list(data_links(article.title, FEATURES))
    data = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": article.title,
        "description": article.subtitle,
        "inLanguage": article.language,
    }
    if base:
        properties.append(("og:url", base))
        links.insert(0, {"rel": "canonical", "href": base})
        links.append(oembed_link(base + OEMBED, article.title))
        data["url"] = base
    return Metadata(tuple(properties), (("twitter:card", "summary"),), tuple(links), script_json(data))


def data_links(title: str, features: str) -> tuple[dict[str, str], ...]:
    """Return the attributes of the links to the feed and to the GeoJSON that stand beside a page."""
    return (
        {"rel": "alternate", "type": "application/atom+xml", "title": title, "href": FEED},
        {"rel": "alternate", "type": "application/geo+json", "title": title, "href": features},
    )
