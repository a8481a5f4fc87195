"""A small story made by hand, so that the tests of the page do not depend on reading and matching."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from storymap.model import Article, Block, Excerpt, Mention, Story

JUAREZ = Point(-106.4608, 31.7202)
BRIDGE = LineString([(-106.4868, 31.7497), (-106.4866, 31.7459)])
SINALOA = Polygon([(-109, 26), (-106, 23), (-105.5, 23), (-107, 26)])


def places_frame(*records: dict[str, Any]) -> gpd.GeoDataFrame:
    defaults = {
        "aliases": (),
        "layer": "Places",
        "note": "",
        "ignore": (),
        "url": "",
        "image": None,
        "zoom": None,
        "properties": {},
        "where": "places.geojson",
    }
    rows = [{**defaults, **record} for record in records]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326").set_index("place_id")


def one_place(geometry: BaseGeometry | None = JUAREZ, **fields: Any) -> dict[str, Any]:
    return {"place_id": "juarez", "name": "Juárez", "geometry": geometry, **fields}


def tie(article: Article, places: gpd.GeoDataFrame, *mentions: Mention) -> Story:
    """A story in which every block with mentions is one passage."""
    excerpts = [
        Excerpt(
            place_id,
            block,
            0,
            len(article.blocks[block].text),
            tuple(m for m in mentions if (m.block, m.place_id) == (block, place_id)),
        )
        for block, place_id in sorted({(m.block, m.place_id) for m in mentions})
    ]
    return Story(article, places, tuple(sorted(mentions)), tuple(excerpts))


def record(number: int, **fields: Any) -> dict[str, Any]:
    point = shapely.Point(-100 + number % 37 * 0.5, 20 + number // 37 * 0.25)
    return {"place_id": f"p{number}", "name": f"Place {number}", "geometry": point, **fields}


def clustered_story(count: int, *named: int, **changed: dict[str, Any]) -> Story:
    """A story of so many places, which names some of them in order, one a block."""
    rows = [record(number, **changed.get(f"p{number}", {})) for number in range(count)]
    article = Article(title="T", blocks=tuple(Block("paragraph", f"To Place {number}.") for number in named))
    mentions = [Mention(block, 3, 9 + len(str(number)), f"p{number}") for block, number in enumerate(named)]
    return tie(article, places_frame(*rows), *mentions)


def unpacked(column: dict[str, Any]) -> list[int]:
    """The integers of a packed column, by what its type says."""
    text, width = base64.b64decode(column["text"]), column["width"]
    counts = [int.from_bytes(text[at : at + width], "little") for at in range(0, len(text), width)]
    return [column["least"] + column["step"] * count for count in counts]


@pytest.fixture
def make_story() -> Callable[..., Story]:
    def make(text: str = "In Juárez it rained.", **fields: Any) -> Story:
        article = Article(title="Rain", blocks=(Block("paragraph", text),))
        start = text.find("Juárez")
        return tie(article, places_frame(one_place(**fields)), Mention(0, start, start + 6, "juarez"))

    return make


@pytest.fixture
def border_story() -> Story:
    """Three places in two layers: a point that is named twice, a line, and an area that is never named."""
    blocks = (
        Block("heading", "The river", level=2),
        Block("paragraph", "Juárez lies south of the Santa Fe bridge."),
        Block("paragraph", "Nobody comes to Juárez."),
    )
    places = places_frame(
        {"place_id": "sinaloa", "name": "Sinaloa", "geometry": SINALOA, "layer": "States"},
        {"place_id": "bridge", "name": "Santa Fe bridge", "geometry": BRIDGE, "layer": "Crossings"},
        {"place_id": "juarez", "name": "Juárez", "geometry": JUAREZ, "layer": "Cities"},
    )
    return tie(
        Article(title="The border", blocks=blocks),
        places,
        Mention(1, 0, 6, "juarez"),
        Mention(1, 25, 40, "bridge"),
        Mention(2, 16, 22, "juarez"),
    )
