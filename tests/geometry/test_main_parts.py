"""What one means by a country."""

from __future__ import annotations

import pytest
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, box

from storymap.gazetteer.areas import area_of
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geometry.main_parts import main_extent, main_parts
from tests.geometry.across_180 import CHUKOTKA, FIJI, FRANCE, NEW_ZEALAND, RUSSIA, UNITED_STATES


def test_the_united_states_are_shown_without_hawaii_and_the_aleutians() -> None:
    # On the flat map that begins with the Aleutians, at 172 degrees.
    alone = MultiPolygon([part for part in UNITED_STATES.geoms if part.bounds[0] < 0])
    assert main_extent(UNITED_STATES, 0.5) == pytest.approx((-124.7, 25, -67, 49))
    assert main_extent(alone, 0.5) == pytest.approx((-124.7, 25, -67, 49))


def test_france_is_shown_without_guiana() -> None:
    assert main_extent(FRANCE) == (-4.8, 42.4, 8.2, 51.1)


def test_degrees_of_longitude_count_less_towards_the_poles() -> None:
    north, south = box(0, 79, 10, 80), box(20, 0, 22, 1)
    assert main_extent(MultiPolygon([north, south])) == (0, 0, 22, 80)
    assert main_parts(MultiPolygon([box(0, 79, 1, 80), box(20, 0, 22, 1)])).equals(south)
    assert main_extent(MultiPolygon([box(0, 79, 1, 80), box(20, 0, 22, 1)]), 0.05) == (0, 0, 22, 80)


def test_the_halves_of_an_area_across_180_count_as_one() -> None:
    assert main_extent(CHUKOTKA) == pytest.approx((160, 61.5, 190.3, 70))
    assert main_extent(RUSSIA) == pytest.approx((28, 42, 190, 77))
    assert main_extent(FIJI) == pytest.approx((177.3, -18.25, 180.15, -16.15))
    assert main_extent(NEW_ZEALAND) == pytest.approx((166.4, -46.0, 178.5, -34.4))


def test_what_has_no_area_is_shown_whole() -> None:
    line = LineString([(0, 0), (1, 1)])
    assert main_parts(line).equals(line)
    assert main_parts(Point(3, 4)).equals(Point(3, 4))
    assert main_parts(Point()).is_empty
    assert main_parts(GeometryCollection([line, Point(9, 9), box(5, 5, 6, 6)])).equals(box(5, 5, 6, 6))


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("United States", (-124.75, 25.1, -67.2, 49.35)),
        ("France", (-4.75, 42.35, 8.2, 51.1)),
        ("Russia", (27.35, 41.2, 190.3, 77.75)),
        ("New Zealand", (166.5, -46.7, 178.55, -34.4)),
    ],
)
def test_countries_are_shown_as_an_atlas_shows_them(country: str, expected: tuple[float, ...]) -> None:
    gazetteer = open_gazetteer()
    area = area_of(gazetteer.lookup(country)[0].entry, gazetteer)
    assert area is not None
    assert main_extent(area) == pytest.approx(expected, abs=0.5)
