"""Small articles and frames of places for the tests of matching."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
from shapely.geometry import Point

from storymap.errors import Problem
from storymap.matching.mentions import find_mentions
from storymap.model import Article, Block, Mention, Span


def places_of(
    *records: tuple[str, str] | tuple[str, str, Sequence[str]] | tuple[str, str, Sequence[str], Sequence[str]],
) -> gpd.GeoDataFrame:
    """Make places from (place_id, name, aliases, ignore), the last two optional."""
    full = [(*record, *((), ())[len(record) - 2 :]) for record in records]
    columns = {
        "name": [record[1] for record in full],
        "aliases": [tuple(record[2]) for record in full],
        "ignore": [tuple(record[3]) for record in full],
        "where": [f"places.geojson, feature {number}" for number in range(1, len(full) + 1)],
    }
    points = [Point(1, 2)] * len(full)
    return gpd.GeoDataFrame(columns, geometry=points, index=[record[0] for record in full], crs="EPSG:4326")


def article_of(*texts: str | Block, language: str = "en") -> Article:
    blocks = [
        Block("paragraph", text, line=2 * n + 1) if isinstance(text, str) else text for n, text in enumerate(texts)
    ]
    return Article("Title", tuple(blocks), name="story.md", language=language)


def surfaces(article: Article, mentions: Sequence[Mention]) -> list[str]:
    return [article.blocks[m.block].text[m.start : m.end] for m in mentions]


def found(text: str, *names: str, ignore: Sequence[str] = ()) -> list[str]:
    """Return what is found of several names of one place in a text."""
    article = article_of(text)
    return surfaces(article, find_mentions(article, places_of(("place", names[0], names[1:], ignore))))


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the brackets out of a text such as "in ⟦El Paso⟧"; return the text and the marked ranges."""
    plain = ""
    ranges: list[tuple[int, int]] = []
    start = 0
    for char in text:
        if char == "⟦":
            start = len(plain)
        elif char == "⟧":
            ranges.append((start, len(plain)))
        else:
            plain += char
    return plain, ranges


def place_span(text: str, words: str, place_id: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), "place", place_id)


def problems_of(article: Article, places: gpd.GeoDataFrame) -> tuple[tuple[Mention, ...], list[Problem]]:
    problems: list[Problem] = []
    return find_mentions(article, places, problems=problems), problems
