"""What a published page tells search engines and link previews: Open Graph, Twitter cards, schema.org, oEmbed.

Addresses in it are absolute, so all that needs one is left out where it is not known where the page will be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from storymap.geometry.bounds import extent_of_boxes, part_bounds
from storymap.model import Article, Story
from storymap.rendering.escaping import script_json
from storymap.urls import safe_url

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_SUMMARY = 200
_MOST_PLACES = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the story that stands beside the page: its file's name, its size in pixels, its text."""

    name: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """`properties` and `names` are pairs for `<meta>`, `links` the attributes of each `<link>`.

    `linked_data` is JSON-LD, escaped for a script element.
    """

    properties: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    links: tuple[dict[str, str], ...]
    linked_data: Markup


def page_metadata(story: Story, *, url: str = "", card: Picture | None = None, oembed: str = "") -> Metadata:
    """Return the metadata of a story's page.

    `url` is the folder that the page will stand in, with a slash at its end, or "" if that is not known. `card` and
    `oembed` are files in that folder.
    """
    article = story.article
    summary = story_summary(article)
    properties = [("og:type", "article"), ("og:title", article.title), ("og:description", summary)]
    names = [("twitter:card", "summary_large_image" if url and card else "summary")]
    links = []
    if re.fullmatch(r"[a-zA-Z]{2,3}-[a-zA-Z]{2}", article.language):
        language, region = article.language.split("-")
        properties.append(("og:locale", f"{language.lower()}_{region.upper()}"))
    if published := iso_date(article.date):
        properties.append(("article:published_time", published))
    if url:
        properties.append(("og:url", url))
        links.append({"rel": "canonical", "href": url})
        if card:
            properties += [
                ("og:image", url + card.name),
                ("og:image:type", "image/png"),
                ("og:image:width", str(card.width)),
                ("og:image:height", str(card.height)),
                ("og:image:alt", card.alt),
            ]
        if oembed:
            links.append(oembed_link(url + oembed, article.title))
    data = _linked_data(story, summary, url, card)
    return Metadata(tuple(properties), tuple(names), tuple(links), script_json(data))


def oembed_link(address: str, title: str) -> dict[str, str]:
    """Return the attributes of the link by which sites find the oEmbed answer of a page."""
    return {"rel": "alternate", "type": "application/json+oembed", "href": address, "title": title}


def story_summary(article: Article) -> str:
    """Return the subtitle, or the beginning of the first paragraph, for search engines and link previews."""
    if article.subtitle:
        return article.subtitle
    text = next((" ".join(b.text.split()) for b in article.blocks if b.kind == "paragraph"), "")
    return text if len(text) <= _LONGEST_SUMMARY else text[: _LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"


def iso_date(text: str) -> str:
    """Return a date that is written as 2009-03-27, or "": what an author writes otherwise is for people."""
    try:
        return date.fromisoformat(text.strip()).isoformat() if _ISO_DATE.fullmatch(text.strip()) else ""
    except ValueError:
        return ""


def _linked_data(story: Story, summary: str, url: str, card: Picture | None) -> dict[str, Any]:
    article = story.article
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": summary,
        "inLanguage": article.language,
    }
    if article.byline:
        data["author"] = {"@type": "Person", "name": article.byline}
    if published := iso_date(article.date):
        data["datePublished"] = published
    if source := safe_url(article.source_url):
        data["isBasedOn"] = source
    if url:
        data |= {"url": url, "mainEntityOfPage": url}
        if card:
            data["image"] = url + card.name
    named = dict.fromkeys(mention.place_id for mention in story.mentions)
    places = story.places if len(story.places) <= _MOST_PLACES else story.places.loc[list(named)[:_MOST_PLACES]]
    data["contentLocation"] = [_place(row) for _, row in places.iterrows()]
    return data


def _place(row: gpd.GeoSeries) -> dict[str, Any]:
    place: dict[str, Any] = {"@type": "Place", "name": row["name"]}
    if row["aliases"]:
        place["alternateName"] = list(row["aliases"])
    if row["note"]:
        place["description"] = row["note"]
    if address := safe_url(row["url"] or ""):
        place["sameAs"] = address
    shape: BaseGeometry | None = row["geometry"]
    if shape is not None and not shape.is_empty:
        place["geo"] = _geo(shape)
    return place


def _geo(shape: BaseGeometry) -> dict[str, Any]:
    """Return a point as coordinates, anything larger as the box around it: latitude first, as schema.org has it."""
    if isinstance(shape, shapely.Point):
        return {"@type": "GeoCoordinates", "latitude": round(shape.y, 6), "longitude": round(shape.x, 6)}
    west, south, east, north = (round(value, 6) for value in extent_of_boxes(part_bounds([shape])))
    # A box across 180 degrees ends on the other side of it, as in RFC 7946 (5.2).
    return {"@type": "GeoShape", "box": f"{south} {west} {north} {east if east <= 180 else round(east - 360, 6)}"}
