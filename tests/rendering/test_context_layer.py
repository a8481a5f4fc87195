"""The context as the page gets it, read back by a second reader that was written from the contract's text."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPoint, Point, Polygon, box

from storymap.model import Article, ContextFeature, Story
from storymap.rendering.context_layer import context_data
from storymap.rendering.escaping import script_json
from tests.hostile import HOSTILE
from tests.rendering.basemap.reader import integers
from tests.rendering.conftest import one_place, places_frame, tie

Line = list[tuple[float, float]]
PLACELESS = tie(Article(title="T", blocks=()), places_frame(one_place(None)))
RIVER = LineString([(-106.54, 31.80), (-106.487, 31.7477), (-106.33, 31.67)])


def read_back(data: dict[str, Any]) -> list[tuple[str, str, int, list[Line]]]:
    starts, xs, ys = integers(data["starts"]), integers(data["x"]), integers(data["y"])
    x = y = 0
    parts = []
    for count in integers(data["counts"]):
        x += next(starts) * 1_000_000 + next(starts)
        y += next(starts) * 1_000_000 + next(starts)
        px, py = x, y
        part = [(px, py)]
        for _ in range(count):
            px, py = px + next(xs), py + next(ys)
            part.append((px, py))
        parts.append([(px * data["step"], py * data["step"]) for px, py in part])
    assert [*starts, *xs, *ys] == []
    queue = iter(parts)
    rows = [(kind, name, shape, [next(queue) for _ in range(count)]) for kind, name, shape, count in data["features"]]
    assert list(queue) == []
    return rows


def drawn(*features: ContextFeature, story: Story = PLACELESS) -> list[tuple[str, str, int, list[Line]]]:
    data = context_data(replace(story, context=features))
    return [] if data is None else read_back(json.loads(script_json(data)))


def test_without_context_there_is_nothing(make_story: Callable[..., Story]) -> None:
    assert context_data(make_story()) is None


def test_a_line_comes_back_within_half_a_metre(make_story: Callable[..., Story]) -> None:
    ((kind, name, shape, (line,)),) = drawn(ContextFeature(RIVER, "Río Bravo", "river"), story=make_story())
    assert (kind, name, shape) == ("river", "Río Bravo", 1)
    assert line == [pytest.approx(point, abs=5e-6) for point in RIVER.coords]


def test_an_area_brings_its_holes_as_closed_rings() -> None:
    ring = Polygon(box(0, 0, 4, 4).exterior, [box(1, 1, 2, 2).exterior])
    ((_, _, shape, rings),) = drawn(ContextFeature(ring, kind="built"))
    assert shape == 2
    assert [one[0] == one[-1] for one in rings] == [True, True]
    assert Polygon(rings[0], rings[1:]).equals_exact(ring, 1e-9, normalize=True)


def test_a_mixed_collection_is_a_row_for_each_kind_of_shape_and_named_once() -> None:
    mixed = GeometryCollection([Point(1, 1), RIVER, box(0, 0, 1, 1), GeometryCollection([Point(2, 2)])])
    rows = drawn(ContextFeature(mixed, "All", "area"))
    assert [(name, shape, len(parts)) for _, name, shape, parts in rows] == [("All", 2, 1), ("", 1, 1), ("", 0, 2)]


def test_what_is_smaller_than_a_metre_is_left_out() -> None:
    shed = box(0, 0, 1e-7, 1e-7)
    assert drawn(ContextFeature(shed), ContextFeature(RIVER)) == drawn(ContextFeature(RIVER))
    assert drawn(ContextFeature(shed)) == []


def test_points_on_a_straight_line_are_saved() -> None:
    line = LineString([(index / 100_000, 0) for index in range(1001)])
    ((_, _, _, (points,)),) = drawn(ContextFeature(line))
    assert points == [(0, 0), (pytest.approx(0.01), 0)]


def test_context_beyond_the_antimeridian_stands_beside_its_places() -> None:
    suva, vanua = Point(178.44, -18.14), Point(-178.95, -17.25)
    places = places_frame(
        {"place_id": "suva", "name": "Suva", "geometry": suva},
        {"place_id": "vanua", "name": "Vanua Balavu", "geometry": vanua},
    )
    story = replace(PLACELESS, places=places)
    reef = shapely.MultiLineString([[(179, -17), (180, -17)], [(-180, -17), (-179, -17)]])
    ((_, _, _, parts),) = drawn(ContextFeature(reef), story=story)
    assert [[(round(x, 6), y) for x, y in part] for part in parts] == [[(179, -17), (181, -17)]]


def test_context_on_the_other_side_of_the_earth_stays_where_it_is(make_story: Callable[..., Story]) -> None:
    ((_, _, _, ((point,),)),) = drawn(ContextFeature(Point(120, 15)), story=make_story())
    assert point == pytest.approx((120, 15))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_cannot_end_the_data_block_and_come_back_as_they_were(text: str) -> None:
    data = context_data(replace(PLACELESS, context=(ContextFeature(RIVER, text),)))
    coded = script_json(data)
    assert not set(coded) & set("<>&\u2028\u2029")
    assert json.loads(coded)["features"][0][1] == text


lon = st.floats(-180, 180, allow_nan=False)
lat = st.floats(-90, 90, allow_nan=False)


@given(st.lists(st.tuples(lon, lat), min_size=1, max_size=8), st.lists(st.tuples(lon, lat), min_size=2, max_size=8))
def test_any_points_and_lines_come_back_within_a_metre(dots: list[Any], bends: list[Any]) -> None:
    rows = drawn(ContextFeature(MultiPoint(dots)), ContextFeature(LineString(bends)))
    assert [part[0] for part in rows[0][3]] == [pytest.approx(dot, abs=6e-6) for dot in dots]
    if len(rows) == 2:
        line = LineString(rows[1][3][0])
        assert shapely.hausdorff_distance(line, LineString(bends)) < 2e-5
    else:
        assert LineString(bends).length < 1e-4
