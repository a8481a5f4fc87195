"""Points at 0, 0 in the Gulf of Guinea: where failed geocoding lands, hardly ever where a place is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.reading.problem_log import ProblemLog

ALLOW_ZERO = "allow_zero"
"""A property of a place that is meant to lie at 0, 0."""


def refuse_zero(
    geometries: Sequence[BaseGeometry | None], is_meant: Sequence[bool], wheres: Sequence[str], rows: ProblemLog
) -> None:
    """Log an error for each point at longitude 0, latitude 0 that is not meant."""
    points = np.array(geometries, dtype=object)
    is_point = shapely.get_type_id(points) == shapely.GeometryType.POINT
    x, y = np.full(len(points), np.nan), np.full(len(points), np.nan)
    x[is_point], y[is_point] = shapely.get_x(points[is_point]), shapely.get_y(points[is_point])
    for index in np.flatnonzero((x == 0) & (y == 0)).tolist():
        if not is_meant[index]:
            what = "lies at 0, 0, where failed geocoding lands"
            rows.error(wheres[index], what, 'write where it is, or "allow_zero": true if it is there')
