"""The water pack: lakes as rings and rivers as lines."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from .arcs import NOBODY, Arcs, Ints, grid_points
from .land import STEP
from .packing import pack_lines
from .world import SMALLEST_LAKE, TOLERANCE
from .world import STEP as WORLD_STEP

_BESIDE_BORDER = 0.03  # degrees: a river that runs this near to a border is drawn as the border
_SHORTEST = 0.05  # degrees: what a border leaves of a river


def pack_lakes(lakes: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the rings of all lakes and their islands, the largest lakes first."""
    return _pack_rings(shapely.make_valid(lakes.geometry.values), STEP)


def pack_world_lakes(lakes: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the rings of the largest lakes on the coarse grid."""
    large = lakes.geometry.values[shapely.area(lakes.geometry.values) >= SMALLEST_LAKE]
    return _pack_rings(shapely.coverage_simplify(shapely.make_valid(large), TOLERANCE), WORLD_STEP)


def _pack_rings(shapes: Any, step: float) -> dict[str, Any]:
    order = np.argsort(-shapely.area(shapes), kind="stable")
    rings = []
    for ring in shapely.get_rings(shapely.get_parts(shapes[order])):
        points = _moved(grid_points(shapely.get_coordinates(ring), step))
        if len(points) >= 4:
            rings.append(points)
    return {**pack_lines(rings), "step": np.array(step)}


def pack_rivers(rivers: list[tuple[str, Any]], arcs: Arcs, country_of: Ints) -> dict[str, Any]:
    """Return the rivers, less what runs along a border between countries: one line there is enough."""
    between = [
        shapely.LineString(points * STEP)
        for points, left, right in zip(arcs.points, arcs.left, arcs.right, strict=True)
        if NOBODY not in (left, right) and country_of[left] != country_of[right]
    ]
    borders = shapely.union_all(shapely.buffer(between, _BESIDE_BORDER))
    shapely.prepare(borders)
    lines = []
    for _, river in rivers:
        free = shapely.difference(river, borders) if shapely.intersects(borders, river) else river
        for part in shapely.get_parts(shapely.line_merge(free)):
            if part.length >= _SHORTEST:
                lines.append(_moved(grid_points(shapely.get_coordinates(part), STEP)))
    lines.sort(key=lambda line: line[0].tolist())
    return {**pack_lines(lines), "step": np.array(STEP)}


def _moved(points: Ints) -> Ints:
    return points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
