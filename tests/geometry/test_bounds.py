"""Bounds, and the flat map of all places, across longitude 180."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPoint, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from storymap.geometry.anchors import anchor, anchors
from storymap.geometry.bounds import bounds_of, extent, extent_of, extent_of_boxes, part_bounds, unwrapped
from tests.geometry.across_180 import (
    ALEUTIAN_ROUTE,
    ALEUTIANS,
    ALEUTIANS_EXTENT,
    ANTARCTICA,
    CHUKOTKA,
    CHUKOTKA_EXTENT,
    FIJI,
    FIJI_EXTENT,
    NEW_ZEALAND,
    NEW_ZEALAND_EXTENT,
    PACIFIC,
    RUSSIA,
    RUSSIA_EXTENT,
    SAMOA,
    SUVA,
    TONGA,
    beyond,
)
from tests.time_limit import TimeLimit

ACROSS = {
    "Fiji": (FIJI, FIJI_EXTENT),
    "Chukotka": (CHUKOTKA, CHUKOTKA_EXTENT),
    "the Aleutians": (ALEUTIANS, ALEUTIANS_EXTENT),
    "along the Aleutians": (ALEUTIAN_ROUTE, ALEUTIANS_EXTENT),
    "New Zealand with Chatham": (NEW_ZEALAND, NEW_ZEALAND_EXTENT),
    "Russia": (RUSSIA, RUSSIA_EXTENT),
    "the Pacific": (PACIFIC, (125, -60, 290, 60)),
    "a collection": (
        GeometryCollection([SUVA, GeometryCollection([TONGA, LineString([(-179, -17), (-178, -18)])])]),
        (178.44, -21.13, 184.8, -17),
    ),
}


@pytest.mark.parametrize(("geometry", "expected"), ACROSS.values(), ids=ACROSS.keys())
def test_a_place_across_180_has_an_extent_as_close_as_any_other(geometry: BaseGeometry, expected: Any) -> None:
    assert extent(geometry) == pytest.approx(expected, abs=1e-9)
    assert bounds_of(unwrapped([geometry])) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("geometry", [FIJI, CHUKOTKA, ALEUTIANS, ALEUTIAN_ROUTE, NEW_ZEALAND])
def test_minus_179_may_be_written_as_181_and_181_as_minus_179(geometry: BaseGeometry) -> None:
    for turn in (0, -360):
        other = shapely.transform(beyond(geometry), lambda points, by=turn: points + (by, 0))
        assert extent(other) == pytest.approx(extent(geometry), abs=1e-9)
        assert shapely.equals(unwrapped([other])[0], unwrapped([geometry])[0]) or (
            unwrapped([other])[0].symmetric_difference(unwrapped([geometry])[0]).area < 1e-9
        )


@pytest.mark.parametrize(("x", "y"), [(180, 0), (-180, 0)])
def test_one_place_at_180_itself_is_a_point(x: float, y: float) -> None:
    assert extent(Point(x, y)) == (-180, 0, -180, 0)


def test_a_place_at_180_stands_with_its_neighbours_however_it_is_written() -> None:
    for x in (180, -180):
        assert extent_of([Point(x, -17), SUVA]) == pytest.approx((178.44, -18.14, 180, -17))
        assert extent_of([Point(x, -17), TONGA]) == pytest.approx((-180, -21.13, -175.2, -17))


def test_tonga_and_samoa_are_not_moved() -> None:
    assert extent_of([TONGA, SAMOA]) == (-175.2, -21.13, -171.76, -13.83)
    assert list(unwrapped([TONGA, SAMOA])) == [TONGA, SAMOA]


def test_antarctica_goes_all_around_and_down_to_the_edge_of_the_map() -> None:
    assert extent(ANTARCTICA) == (-180, -85, 180, -64)
    (flat,) = unwrapped([ANTARCTICA])
    assert flat.bounds == (-180, -85, 180, -64)
    assert flat.is_valid
    assert extent_of([ANTARCTICA, FIJI]) == (-180, -85, 180, -16.15)


@pytest.mark.parametrize(("latitude", "shown"), [(90, 85), (-90, -85), (84, 84)])
def test_a_place_at_a_pole_stands_at_the_edge_of_the_map(latitude: float, shown: float) -> None:
    assert extent(Point(10, latitude)) == (10, shown, 10, shown)
    assert anchors(unwrapped([Point(10, latitude)])).tolist() == [[10, shown]]


def test_an_area_around_the_pole_is_on_the_map_too() -> None:
    (flat,) = unwrapped([box(-30, 86, 30, 90)])
    assert flat.bounds == (-30, 85, 30, 85)
    assert flat.covers(anchor(flat))


def test_what_is_not_located_has_no_extent_and_stays_not_located() -> None:
    assert extent_of([]) is None
    assert extent_of([None, Point()]) is None
    assert bounds_of(unwrapped([None])) is None
    assert list(unwrapped([None, FIJI, MultiPolygon()])[[0, 2]]) == [None, None]
    with pytest.raises(ValueError, match="empty geometry"):
        extent(Point())


def test_fifty_places_in_one_town_and_one_on_another_continent() -> None:
    town = [Point(174.7 + n / 1000, -36.8) for n in range(50)]
    lima = Point(-77.03, -12.05)
    assert extent_of([*town, lima]) == pytest.approx((174.7, -36.8, 282.97, -12.05))
    assert [shape.x for shape in unwrapped([*town, lima])[:50]] == [place.x for place in town]


def test_a_map_of_the_world_begins_where_maps_of_the_world_begin() -> None:
    assert extent_of([Point(x, 0) for x in range(-177, 180, 7)]) == (-177, 0, 173, 0)
    assert extent_of([Point(-77, -12), Point(37, -1), Point(121, 15)]) == (-77, -12, 121, 15)


def test_the_halves_of_an_area_become_one_without_a_seam() -> None:
    (flat,) = unwrapped([CHUKOTKA])
    assert isinstance(flat, Polygon)
    assert flat.area == pytest.approx(CHUKOTKA.area)
    assert flat.contains(Point(180, 65))
    # Vanua Levu is one; the others stay islands of their own.
    assert len(FIJI.geoms) == 5
    assert len(unwrapped([FIJI])[0].geoms) == 4


def test_the_halves_of_a_line_become_one() -> None:
    (flat,) = unwrapped([ALEUTIAN_ROUTE])
    assert isinstance(flat, LineString)
    assert flat.length == pytest.approx(ALEUTIAN_ROUTE.length)


def test_halves_that_nearly_reach_180_are_joined_too() -> None:
    nearly = MultiPolygon([box(170, 60, 179.9999999, 70), box(-179.9999999, 60, -170, 70)])
    assert unwrapped([nearly])[0].equals(box(170, 60, 190, 70))


def test_halves_that_are_not_valid_are_left_as_they_are() -> None:
    bowtie = Polygon([(-180, 60), (-170, 70), (-170, 60), (-180, 70)])
    flat = unwrapped([MultiPolygon([box(170, 60, 180, 70), bowtie])])[0]
    assert len(flat.geoms) == 2
    assert flat.bounds == (170, 60, 190, 70)


def test_the_symbol_stands_on_the_whole_and_in_the_same_range() -> None:
    shapes = unwrapped([CHUKOTKA, FIJI, ALEUTIAN_ROUTE])
    west, _, east, _ = bounds_of(shapes)
    for shape, (x, y) in zip(shapes, anchors(shapes), strict=True):
        assert west <= x <= east
        assert shape.distance(Point(x, y)) < 1e-9
    assert anchor(unwrapped([CHUKOTKA])[0]).x == pytest.approx(unwrapped([CHUKOTKA])[0].centroid.x)


def test_the_parts_of_a_place_have_bounds_of_their_own() -> None:
    assert part_bounds([GeometryCollection([MultiPoint([(179, 1), (-179, 2)])]), None]) == [
        (179, 1, 179, 1),
        (-179, 2, -179, 2),
    ]
    assert extent_of_boxes(part_bounds([Point(179, 89), Point(-179, -89)])) == (179, -89, 181, 89)


@pytest.mark.parametrize("east", [10, 185], ids=["around the world", "across 180"])
def test_a_hundred_thousand_points_take_no_time(within: TimeLimit, east: float) -> None:
    rng = np.random.default_rng(1)
    longitudes = (rng.uniform(east - 10, east, 100_000) + 180) % 360 - 180
    points = shapely.points(longitudes, rng.uniform(-80, 80, 100_000))
    with within(2):
        bounds = bounds_of(unwrapped(points))
        assert bounds == pytest.approx(extent_of(points))
        assert bounds[2] - bounds[0] < 10.0


longitudes = st.integers(-180, 180)
boxes = st.builds(
    lambda west, wide, south, high: (west, south, min(180, west + wide), south + high),
    longitudes,
    st.integers(1, 60),
    st.integers(-80, 60),
    st.integers(1, 20),
).filter(lambda sides: sides[0] < sides[2])
stories = st.lists(boxes, min_size=1, max_size=6)


@given(stories, st.lists(st.integers(-3, 3), min_size=6, max_size=6))
def test_turns_of_the_earth_change_no_extent(story: list[Any], turns: list[int]) -> None:
    places = [box(*sides) for sides in story]
    turned = [box(w + 360 * k, s, e + 360 * k, n) for (w, s, e, n), k in zip(story, turns, strict=False)]
    assert extent_of(turned) == pytest.approx(extent_of(places), abs=1e-9)
    assert bounds_of(unwrapped(turned)) == pytest.approx(bounds_of(unwrapped(places)), abs=1e-9)


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.integers(-80, 80)), min_size=1, max_size=9),
    st.lists(st.integers(-3, 3), min_size=9, max_size=9),
)
def test_turns_change_no_extent_of_points(points: list[Any], turns: list[int]) -> None:
    turned = [Point(x + 360 * k, y) for (x, y), k in zip(points, turns, strict=False)]
    found, expected = extent_of(turned), extent_of([Point(point) for point in points])
    assert found[2] - found[0] == pytest.approx(expected[2] - expected[0], abs=1e-9)
    assert (found[0] - expected[0] + 180) % 360 - 180 == pytest.approx(0, abs=1e-9)


@given(st.integers(-180, 179), st.integers(1, 170), st.integers(-80, 60), st.integers(1, 20))
def test_cutting_an_area_at_180_changes_neither_its_extent_nor_its_area(
    west: int, wide: int, south: int, high: int
) -> None:
    whole = box(west, south, west + wide, south + high)
    inside = whole.intersection(box(-180, -90, 180, 90))
    outside = shapely.transform(whole.intersection(box(180, -90, 540, 90)), lambda points: points - (360, 0))
    halves = [half for half in (inside, outside) if half.area]
    cut = MultiPolygon(halves)
    assert extent(cut) == pytest.approx(extent(whole), abs=1e-9)
    (flat,) = unwrapped([cut])
    assert flat.area == pytest.approx(whole.area)
    assert flat.geom_type == "Polygon" or len(halves) == 1
    assert flat.symmetric_difference(whole).area < 1e-9


@given(stories)
def test_an_extent_is_at_most_the_naive_one_and_holds_every_place(story: list[Any]) -> None:
    places = [box(*sides) for sides in story]
    west, south, east, north = extent_of(places)
    assert -180 <= west < 180
    assert 0 <= east - west <= 360
    assert east - west <= max(sides[2] for sides in story) - min(sides[0] for sides in story)
    shapes = unwrapped(places)
    assert sum(shapely.area(shapes)) == pytest.approx(sum(place.area for place in places))
    for shape in shapes:
        assert west - 1e-9 <= shape.bounds[0]
        assert shape.bounds[2] <= east + 1e-9
        assert south <= shape.bounds[1] <= shape.bounds[3] <= north
