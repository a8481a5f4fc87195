"""Cutting at the antimeridian."""

from __future__ import annotations

import math

import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storymap.reading.places.geometry.antimeridian import cut_at_antimeridian


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(-539, 500), st.integers(-80, 70), st.integers(1, 39), st.integers(1, 10))
def test_cutting_at_the_antimeridian_keeps_the_area(west: int, south: int, width: int, height: int) -> None:
    box = shapely.box(west, south, west + width, south + height)
    cut = cut_at_antimeridian(box)
    assert cut.is_valid
    assert math.isclose(cut.area, box.area)
    assert -180 <= cut.bounds[0] <= cut.bounds[2] <= 180


def test_what_goes_more_than_once_around_the_earth_covers_it_once() -> None:
    cut = cut_at_antimeridian(shapely.box(-200, -10, 200, 10))
    assert cut.is_valid
    assert cut.equals(shapely.box(-180, -10, 180, 10))
