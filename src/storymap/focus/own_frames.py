"""The box that shows one place at its best: a town with its surroundings, a state with its borders."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.focus.frame import Box
from storymap.geometry import mercator
from storymap.geometry.main_parts import main_extent

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


def own_frames(geometries: npt.NDArray[np.object_], kinds: list[str]) -> npt.NDArray[np.float64]:
    """Return the box of each place on the Mercator square, shape (n, 4): west, north, east, south.

    `geometries` are on the flat map of the story (`unwrapped`), and so are the boxes. A place that is not located has a
    row of NaN.
    """
    boxes = shapely.bounds(geometries).reshape(-1, 4)
    for row in np.flatnonzero(shapely.get_dimensions(geometries) == 2):
        boxes[row] = _main_box(geometries[row], boxes[row])
    frames = np.column_stack([mercator.points(boxes[:, corner]) for corner in ([0, 3], [2, 1])])
    middle = (frames[:, :2] + frames[:, 2:]) / 2
    metres = mercator.EQUATOR / np.cosh(np.pi * (1 - 2 * middle[:, 1]))
    is_point = shapely.get_dimensions(geometries) == 0
    sides = np.where(is_point, [SIDES.get(kind, DEFAULT_SIDE) for kind in kinds], LEAST_SIDE)
    size = np.maximum(frames[:, 2:] - frames[:, :2], (sides * 1000 / metres)[:, None])
    return np.column_stack([middle - size / 2, middle + size / 2])


def frame_of_point(longitude: float, latitude: float, kind: str) -> Box:
    """Return the box of a place of which only a point is known, as `own_frames` does for one such place."""
    x = (longitude + 180) / 360
    y, half = _y_and_half_side(latitude, kind)
    return x - half, y - half, x + half, y + half


@lru_cache(maxsize=8192)
def _y_and_half_side(latitude: float, kind: str) -> tuple[float, float]:
    y = mercator.y(min(max(latitude, -mercator.MOST_NORTH), mercator.MOST_NORTH))
    return y, SIDES.get(kind, DEFAULT_SIDE) * 1000 / mercator.metres(y) / 2


def _main_box(area: BaseGeometry, whole: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the bounds of an area's main parts, where the story's map has them: within the bounds of the whole."""
    west, south, east, north = main_extent(area)
    turn = 360.0 * round((whole[0] + whole[2] - west - east) / 720)
    return np.array([west + turn, south, east + turn, north])
