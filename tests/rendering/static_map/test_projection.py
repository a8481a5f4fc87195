from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.rendering.static_map.projection import Projection, frame_places


def test_the_whole_earth_at_zoom_0_fills_256_pixels() -> None:
    earth = Projection(world=256, left=0, top=0, width=256, height=256)
    assert earth.zoom == 0
    assert (earth.west, earth.east) == (-180, 180)
    assert earth.points([[0, 0], [-180, 0], [180, 0]]).tolist() == [[128, 128], [0, 128], [256, 128]]
    # Mercator is 128 pixels high to the north at 85.0511 degrees; 60 degrees north is where sec and tan say.
    north = 128 - 256 * math.log(math.tan(math.radians(60)) + 2) / (2 * math.pi)
    assert earth.points([[0, 60]])[0, 1] == pytest.approx(north)


def test_a_pixel_is_half_as_long_at_60_degrees_as_at_the_equator() -> None:
    earth = Projection(world=256, left=0, top=0, width=256, height=256)
    (_, y) = earth.points([[0, 60]])[0]
    assert earth.metres_per_pixel(128) == pytest.approx(40_075_017 / 256)
    assert earth.metres_per_pixel(y) == pytest.approx(40_075_017 / 512)


def test_one_point_is_shown_in_the_middle_at_zoom_9_or_its_own() -> None:
    view = frame_places((10.44, 45.13, 10.44, 45.13), 640, 480)
    assert view.zoom == pytest.approx(9)
    assert view.points([[10.44, 45.13]])[0].tolist() == pytest.approx([320, 240])
    assert frame_places((10.44, 45.13, 10.44, 45.13), 640, 480, one_place=6).zoom == pytest.approx(6)
    assert frame_places((10.44, 45.13, 10.44, 45.13), 640, 480, one_place=18).zoom == pytest.approx(12)


@given(
    st.floats(-180, 180),
    st.floats(-80, 80),
    st.floats(0, 340),
    st.floats(0, 60),
    st.integers(200, 2000),
    st.integers(200, 2000),
)
def test_every_corner_of_the_story_is_in_the_frame(
    west: float, south: float, wide: float, high: float, width: int, height: int
) -> None:
    east, north = west + wide, min(84.0, south + high)
    view = frame_places((west, south, east, north), width, height)
    assert view.zoom <= 12.0001
    shown = view.points([[west, south], [east, north]])
    assert np.all(shown >= -0.01)
    assert np.all(shown <= np.array([width, height]) + 0.01)
