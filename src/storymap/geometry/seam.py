"""The seam at 180 degrees: the halves of an area or a line that were cut there are joined again.

RFC 7946 (3.1.9) has shapes across the antimeridian cut in two. Drawn like that, a line would go down the middle.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from storymap.geometry.parts import Shapes

# Degrees, 10 cm: halves that end so near to the seam are meant to end on it.
_NEAR = 1e-6


def meets_seam(parts: Shapes, at: float = 180.0) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Say of simple parts which end at the seam, and which begin there."""
    bounds = shapely.bounds(parts)
    return np.abs(bounds[:, 2] - at) <= _NEAR, np.abs(bounds[:, 0] - at) <= _NEAR


def joined(parts: Shapes, at: float = 180.0) -> Shapes:
    """Return the parts of one geometry, on a map that runs across the seam; areas and lines that meet there are one.

    `at` is the seam's longitude on that map: 180 or -180.
    """
    dimensions = shapely.get_dimensions(parts)
    ends, begins = meets_seam(parts, at)
    result = [parts[dimensions == 0]]
    for dimension, join in ((1, _joined_lines), (2, _joined_areas)):
        of_kind = dimensions == dimension
        halves = of_kind & (ends | begins)
        if (of_kind & ends).any() and (of_kind & begins).any():
            result += [parts[of_kind & ~halves], join(_on_seam(parts[halves], at))]
        else:
            result.append(parts[of_kind])
    return np.concatenate(result)


def _joined_lines(halves: Shapes) -> Shapes:
    merged = shapely.line_merge(shapely.multilinestrings(halves))
    return np.asarray(shapely.get_parts(merged), dtype=object)


def _joined_areas(halves: Shapes) -> Shapes:
    if not shapely.is_valid(halves).all():
        return halves
    merged = shapely.get_parts(shapely.union_all(halves))
    return np.asarray(merged[shapely.get_dimensions(merged) == 2], dtype=object)


def _on_seam(halves: Shapes, at: float) -> Shapes:
    """Put what is near the seam on it."""

    def put(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        longitudes = np.where(np.abs(points[:, 0] - at) <= _NEAR, at, points[:, 0])
        return np.column_stack([longitudes, points[:, 1]])

    return np.asarray(shapely.transform(halves, put), dtype=object)
