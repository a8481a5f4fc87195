"""The boxes that show places at their best, of all places of a story at once; `single_frames` has the rule."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.focus.single_frames import DEFAULT_SIDE, LEAST_SIDE, SIDES
from storymap.geometry import mercator
from storymap.geometry.main_parts import main_extent


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


def _main_box(area: BaseGeometry, whole: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the bounds of an area's main parts, where the story's map has them: within the bounds of the whole."""
    west, south, east, north = main_extent(area)
    turn = 360.0 * round((whole[0] + whole[2] - west - east) / 720)
    return np.array([west + turn, south, east + turn, north])
