"""The box that shows one place at its best: a town with its surroundings, a state with its borders."""

from __future__ import annotations

from functools import lru_cache

from storymap.focus.frame import Box
from storymap.geometry import mercator

# The side of the box, in kilometres, for a kind of which only a point is known.
SIDES = {
    "building": 1.0,
    "street": 1.0,
    "quarter": 4.0,
    "local place": 5.0,
    "town": 15.0,
    "city": 25.0,
    "capital": 30.0,
    "county": 50.0,
    "island": 50.0,
    "lake": 60.0,
    "river": 120.0,
    "region": 160.0,
    "mountains": 200.0,
    "state": 200.0,
    "country": 300.0,
    "sea": 1000.0,
    "continent": 4000.0,
}
DEFAULT_SIDE = 15.0
LEAST_SIDE = 1.0  # kilometres: of the box around a line or an area


def frame_of_point(longitude: float, latitude: float, kind: str) -> Box:
    """Return the box of a place of which only a point is known, as `own_frames` does for one such place."""
    x = (longitude + 180) / 360
    y, half = _y_and_half_side(latitude, kind)
    return x - half, y - half, x + half, y + half


@lru_cache(maxsize=8192)
def _y_and_half_side(latitude: float, kind: str) -> tuple[float, float]:
    y = mercator.y(min(max(latitude, -mercator.MOST_NORTH), mercator.MOST_NORTH))
    return y, SIDES.get(kind, DEFAULT_SIDE) * 1000 / mercator.metres(y) / 2


def frame_of_area(west: float, south: float, east: float, north: float) -> Box:
    """Return the box of an area with these main bounds in degrees, as `own_frames` does for one such place."""
    corners = ((west + 180) / 360, mercator.y(north), (east + 180) / 360, mercator.y(south))
    x, y = (corners[0] + corners[2]) / 2, (corners[1] + corners[3]) / 2
    least = LEAST_SIDE * 1000 / mercator.metres(y)
    width, height = max(corners[2] - corners[0], least), max(corners[3] - corners[1], least)
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
