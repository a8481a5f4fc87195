"""Repair of invalid geometries, where that is possible, with messages that say what was wrong."""

from __future__ import annotations

import re

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.limits import MOST_CROSSINGS, MOST_MENDED_POSITIONS
from storymap.reading.places.geometry.complexity import simple_lines
from storymap.reading.problem_log import ProblemLog

_REASON = re.compile(r"([A-Za-z -]+)(?:\[([^ \]]+) ([^ \]]+)\])?")
_REASONS = {
    "Self-intersection": "it crosses itself",
    "Ring Self-intersection": "it touches itself",
    "Hole lies outside shell": "it has a hole outside of its outline",
    "Holes are nested": "it has a hole inside a hole",
    "Nested shells": "one of its areas lies inside another",
    "Interior is disconnected": "its holes cut it apart",
    "Duplicate Rings": "one of its rings is there twice",
    "Too few points in geometry component": "a part of it has no size",
}


class GeometryRepairer:
    """Repairs the geometries of one file, as long as they do not cross themselves too often in all."""

    def __init__(self, log: ProblemLog) -> None:
        self._log = log
        self._crossings_left = MOST_CROSSINGS

    def repair(self, geometry: BaseGeometry, where: str) -> BaseGeometry | None:
        """Return a valid geometry that covers the same area, with a warning; or None, with an error."""
        reason = _reason(geometry)
        if shapely.get_num_coordinates(geometry) > MOST_MENDED_POSITIONS:
            self._log.error(where, f"{reason}, and it is too detailed to be mended", "simplify it")
            return None
        if self._crossings_left >= 0:
            self._crossings_left -= _count_crossings(geometry, self._crossings_left)
        if self._crossings_left < 0:
            self._log.error(where, f"{reason}, too often to be mended", "simplify it")
            return None
        repaired = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
        if repaired.is_empty:
            size = "length" if shapely.get_dimensions(geometry) == 1 else "area"
            self._log.error(where, f"it has no {size}: {reason}", "correct it, or make it a Point")
            return None
        self._log.warning(where, f"{reason}; it was mended", "check its shape")
        return repaired


def _reason(geometry: BaseGeometry) -> str:
    match = _REASON.match(shapely.is_valid_reason(geometry))
    words = _REASONS.get(match[1].strip(), "") if match else ""
    if not match or not words:
        return "its shape is not valid"
    return f"{words} near {float(match[2]):.6g}, {float(match[3]):.6g}" if match[2] else words


def _count_crossings(geometry: BaseGeometry, most: int) -> int:
    """Count the pairs of segments that meet without following each other; stop when there are more than `most`."""
    positions, line = shapely.get_coordinates(simple_lines(geometry), return_index=True)
    inside = line[1:] == line[:-1]
    ends = np.stack([positions[:-1][inside], positions[1:][inside]], axis=1)
    segments: NDArray[np.object_] = np.array(shapely.linestrings(ends), dtype=object)
    tree = shapely.STRtree(segments)
    # Each segment meets itself, the one before and the one after.
    found = -3 * len(segments)
    step = max(1, 1_000_000 // len(segments))
    for start in range(0, len(segments), step):
        found += len(tree.query(segments[start : start + step], predicate="intersects")[0])
        if found > 2 * most:
            break
    return max(0, found // 2)
