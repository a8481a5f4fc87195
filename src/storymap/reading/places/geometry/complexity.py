"""Complexity of geometry: most polygons are checked in no time, but some are drawn to take for ever.

Checking a polygon compares the boxes around its rings, and around its runs of segments that go one way. Where these
all lie over one another, the work grows with the square of their number. So the overlaps are counted first.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.geometry.parts import simple_parts
from storymap.limits import MOST_RING_STEPS, MOST_RUN_PAIRS, MOST_RUNS

_STEPS_PER_RING = 200
# So many cannot take longer than a millisecond.
FEW_POSITIONS = 200
_BATCH = 2_000_000

BBoxes = NDArray[np.float64]


class ComplexityBudget:
    """How much work the geometries of one file may still make."""

    def __init__(self) -> None:
        self._left = 1.0

    def admits(self, geometry: BaseGeometry) -> bool:
        """Say whether the areas of `geometry` can be checked within the budget, and spend what that takes."""
        parts, _ = simple_parts([geometry])
        rings = shapely.get_rings(parts[shapely.get_dimensions(parts) == 2])
        # A position that is not finite is refused without looking at the others.
        if not len(rings) or not np.isfinite(geometry.bounds).all():
            return True
        runs = _run_boxes(rings)
        if len(runs) > MOST_RUNS:
            return False
        pairs = _overlaps(runs, np.ones(len(runs)), self._left * MOST_RUN_PAIRS)
        self._left -= pairs / MOST_RUN_PAIRS
        if self._left > 0:
            weights = shapely.get_num_coordinates(rings).astype(np.float64) + _STEPS_PER_RING
            steps = _overlaps(shapely.bounds(rings), weights, self._left * MOST_RING_STEPS)
            self._left -= steps / MOST_RING_STEPS
        return self._left > 0


def simple_lines(geometry: BaseGeometry) -> NDArray[np.object_]:
    """Return the lines of `geometry` and the rings of its polygons."""
    parts, _ = simple_parts([geometry])
    dimensions = shapely.get_dimensions(parts)
    return np.concatenate([parts[dimensions == 1], shapely.get_rings(parts[dimensions == 2])])


def _run_boxes(rings: NDArray[np.object_]) -> BBoxes:
    """Return the boxes around the runs of segments that go the same way, as west, south, east, north."""
    positions, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    start, end = positions[:-1][inside], positions[1:][inside]
    direction = (end >= start) @ (1, 2) + 4 * ring[:-1][inside]
    first = np.flatnonzero(np.diff(direction, prepend=-1))
    low = np.minimum.reduceat(np.minimum(start, end), first)
    high = np.maximum.reduceat(np.maximum(start, end), first)
    return np.hstack([low, high])


def _overlaps(boxes: BBoxes, weights: NDArray[np.float64], most: float) -> float:
    """Return the sum, over all pairs of `boxes` that meet, of the weight of one of them; stop beyond `most`."""
    west, south, east, north = boxes.T
    rectangles = np.asarray(shapely.box(west, south, east, north), dtype=object)
    tree = shapely.STRtree(rectangles)
    step = max(1, _BATCH // len(rectangles))
    found = 0.0
    for start in range(0, len(rectangles), step):
        index, _ = tree.query(rectangles[start : start + step])
        found += float(weights[index + start].sum())
        if found > most:
            break
    return found
