from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
)
from shapely.geometry.base import BaseGeometry

from storymap.geometry.anchors import anchor
from storymap.geometry.bounds import story_bounds
from storymap.model import Article, Block, Story
from storymap.rendering.folium_layers import drawn_layers
from storymap.rendering.folium_map import layer_group
from storymap.rendering.numbering import Numbering
from tests.rendering.conftest import places_frame, tie


def story_of(*shapes: BaseGeometry | None) -> Story:
    records = [{"place_id": f"p{i}", "name": f"P{i}", "geometry": shape} for i, shape in enumerate(shapes)]
    return tie(Article(title="T", blocks=(Block("paragraph", "x"),)), places_frame(*records))


def test_each_layer_is_a_group_in_the_order_of_the_file_with_symbol_and_count(border_story: Story) -> None:
    groups = [layer_group(layer) for layer in drawn_layers(Numbering(border_story))]
    names = [re.sub(r"<[^>]+>", "", group.layer_name) for group in groups]
    assert names == ["States 1", "Crossings 1", "Cities 1"]
    assert [group.get_name() for group in groups] == [f"feature_group_layer_{n}" for n in (1, 2, 3)]
    paths = [re.search(r' d="([^"]+)"', group.layer_name)[1] for group in groups]  # type: ignore[index]
    assert len(set(paths)) == 3


def test_folium_gets_geometry_and_place_ids_only(border_story: Story) -> None:
    for layer in drawn_layers(Numbering(border_story)):
        (places,) = layer_group(layer)._children.values()
        for feature in places.data["features"]:
            assert list(feature["properties"]) == ["place_id"]
            assert re.fullmatch(r"[a-z0-9-]+", feature["properties"]["place_id"])


def test_a_line_and_an_area_get_a_marker_on_themselves(border_story: Story) -> None:
    states, crossings, cities = (layer.features for layer in drawn_layers(Numbering(border_story)))
    assert [f["geometry"]["type"] for f in states] == ["Polygon", "Point"]
    assert [f["geometry"]["type"] for f in crossings] == ["LineString", "Point"]
    assert crossings[1]["geometry"]["coordinates"] == (-106.4867, 31.7478)
    assert [f["geometry"]["type"] for f in cities] == ["Point"]


RING_WITHOUT_MIDDLE = Polygon(Point(0, 0).buffer(2).exterior.coords, [Point(0, 0).buffer(1.5).exterior.coords])


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (LineString([(0, 0), (10, 0)]), (5, 0)),
        (MultiLineString([[(0, 0), (1, 0)], [(0, 5), (10, 5)]]), (5, 5)),
        (box(0, 0, 2, 2), (1, 1)),
        (MultiPolygon([box(0, 0, 1, 1), box(10, 10, 14, 14)]), (12, 12)),
        (GeometryCollection([Point(9, 9), LineString([(0, 0), (4, 0)])]), (2, 0)),
        (GeometryCollection([GeometryCollection([MultiPoint([(3, 4), (5, 6)])])]), (3, 4)),
    ],
)
def test_the_marker_stands_in_the_middle_of_the_largest_part(
    shape: BaseGeometry, expected: tuple[float, float]
) -> None:
    assert anchor(shape).coords[0] == pytest.approx(expected)


def test_the_marker_of_a_ring_stands_on_the_ring() -> None:
    assert RING_WITHOUT_MIDDLE.contains(anchor(RING_WITHOUT_MIDDLE))


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=3, max_size=8))
def test_the_marker_is_always_on_its_shape(points: list[tuple[float, float]]) -> None:
    shape = MultiPoint(points).convex_hull.buffer(0.5)
    assert shape.covers(anchor(shape))


def test_the_bounds_are_those_of_all_places() -> None:
    assert story_bounds(story_of(Point(-99.5, 27.5), Point(-106.5, 31.7), None)) == (
        -106.5,
        27.5,
        -99.5,
        31.7,
    )


def test_a_story_without_located_places_has_no_bounds() -> None:
    assert story_bounds(story_of(None)) is None


def test_a_story_across_the_antimeridian_is_one_narrow_box() -> None:
    assert story_bounds(story_of(Point(178, -18), Point(-179, -17), Point(-175, -21))) == (178, -21, 185, -17)


def test_a_story_around_the_world_keeps_its_longitudes() -> None:
    around = story_of(Point(-120, 40), Point(0, 50), Point(120, 30))
    assert story_bounds(around) == (-120, 30, 120, 50)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=1, max_size=8))
def test_bounds_hold_every_place_and_are_at_most_the_earth(points: list[tuple[float, float]]) -> None:
    bounds = story_bounds(story_of(*(Point(p) for p in points)))
    assert bounds is not None
    west, south, east, north = bounds
    assert 0 <= east - west <= 360
    for lon, lat in points:
        assert south <= lat <= north
        # 180 degrees west and east are one meridian.
        assert any(west <= lon + turn <= east for turn in (-360, 0, 360))


def test_coordinates_are_written_to_ten_centimetres() -> None:
    story = story_of(Point(-106.460812345678, 31.720212345678))
    (layer,) = drawn_layers(Numbering(story))
    data = json.dumps(layer.features)
    assert "[-106.460812, 31.720212]" in data
