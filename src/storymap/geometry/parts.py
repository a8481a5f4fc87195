"""The points, lines and polygons that geometries consist of, and geometries made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Shapes = npt.NDArray[np.object_]
Rows = npt.NDArray[np.intp]


def simple_parts(geometries: Any) -> tuple[Shapes, Rows]:
    """Return the points, lines and polygons of geometries, also of nested collections, and whose each is, by row.

    What is missing or empty has none.
    """
    parts = np.array(geometries, dtype=object)
    rows = np.flatnonzero(~(shapely.is_missing(parts) | shapely.is_empty(parts)))
    parts = parts[rows]
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts, inside = shapely.get_parts(parts, return_index=True)
        rows = rows[inside]
    there = ~shapely.is_empty(parts)
    return parts[there], rows[there]


def collected(parts: Iterable[BaseGeometry]) -> BaseGeometry:
    """Return simple parts, of which there is at least one, as one geometry of the narrowest type."""
    found = list(parts)
    if len(found) == 1:
        return found[0]
    kinds = {part.geom_type for part in found}
    collect = _COLLECTORS.get(kinds.pop()) if len(kinds) == 1 else None
    made: BaseGeometry = (collect or shapely.geometrycollections)(found)
    return made


_COLLECTORS: dict[str, Callable[..., Any]] = {
    "Point": shapely.multipoints,
    "LineString": shapely.multilinestrings,
    "Polygon": shapely.multipolygons,
}
