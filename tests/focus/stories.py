"""Small stories for the tests of what a story is about: real places, texts of our own."""

from __future__ import annotations

import math
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.focus.find_focus import find_focus
from storymap.matching.mentions import find_mentions
from storymap.model import Article, Block, Place, StoryFocus
from storymap.reading.article.leading_blocks import with_leading_blocks
from storymap.reading.places.place_columns import places_frame

LAREDO, EL_PASO, JUAREZ = (-99.507, 27.506), (-106.487, 31.759), (-106.461, 31.720)
HOUSTON = (-95.37, 29.76)
WASHINGTON, KABUL, HONG_KONG = (-77.037, 38.895), (69.172, 34.528), (114.158, 22.278)
TEXAS = shapely.box(-106.65, 25.84, -93.51, 36.5)
UNITED_STATES = shapely.MultiPolygon([shapely.box(-124.7, 25.1, -66.9, 49.4), shapely.box(-160.0, 60.0, -145.0, 68.0)])
IRAN, IRAQ = shapely.box(44.1, 25.1, 63.3, 39.8), shapely.box(38.8, 29.1, 48.6, 37.4)
AFGHANISTAN, PAKISTAN = shapely.box(60.5, 29.4, 74.9, 38.5), shapely.box(60.9, 23.7, 77.0, 37.1)


def place(name: str, at: tuple[float, float] | BaseGeometry | None, **fields: Any) -> Place:
    geometry = shapely.Point(at) if isinstance(at, tuple) else at
    return Place(name.lower().replace(" ", "-"), name, geometry, **fields)


def focus_of(text: str, *places: Place, language: str = "en", **above: str) -> StoryFocus:
    """Return the focus of a text, whose paragraphs are parted by blank lines, with the title and so on `above` it."""
    blocks = tuple(Block("paragraph", " ".join(paragraph.split())) for paragraph in text.split("\n\n"))
    article = with_leading_blocks(Article(**{"title": "", **above}, blocks=blocks, language=language))
    frame: gpd.GeoDataFrame = places_frame(places)
    return find_focus(article, find_mentions(article, frame, problems=[], warn_unmentioned=False), frame)


def roles(focus: StoryFocus) -> dict[str, str]:
    return {place_id: weight.role for place_id, weight in focus.weights.items()}


def contains(frame: tuple[float, float, float, float] | None, at: tuple[float, float]) -> bool:
    assert frame is not None
    west, south, east, north = frame
    return west <= at[0] <= east and south <= at[1] <= north


def width_km(frame: tuple[float, float, float, float] | None) -> float:
    """Return how many kilometres a frame is wide in its middle."""
    assert frame is not None
    return (frame[2] - frame[0]) * 111.32 * math.cos(math.radians((frame[1] + frame[3]) / 2))
