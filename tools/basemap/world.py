"""The coarse layer of the whole earth that every page carries: countries, simplified together."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from .arcs import NOBODY, Arcs, build_arcs, line_ranges

STEP = 0.05  # degrees; a pixel at zoom 5 is 0.044
TOLERANCE = 0.17  # degrees: the root of the area of the smallest triangle that Visvalingam's method keeps
FAR_SOUTH = "ATA"
FAR_SOUTH_TOLERANCE = 0.4  # degrees: nobody's story needs the coves of Antarctica at zoom 4
SMALLEST_ISLAND = 0.03  # square degrees; the largest island of a country always stays
_NEAR = 0.3  # degrees from a simplified border to its boundary line
SMALLEST_LAKE = 0.25  # square degrees


def world_arcs(units: gpd.GeoDataFrame, lines: gpd.GeoDataFrame) -> tuple[Arcs, Any]:
    """Return the arcs of the world layer, and for each of its units the number of an admin-1 unit inside.

    Units that belong together in every point of view are one here.
    """
    groups = units.groupby(["adm0_a3", "own_country"], sort=True).indices
    shapes = np.array([_union(units.geometry.values[index]) for index in groups.values()])
    simple = shapely.coverage_simplify(shapes, TOLERANCE)
    south = [index for index, (country, _) in enumerate(groups) if country == FAR_SOUTH]
    simple[south] = shapely.coverage_simplify(shapes[south], FAR_SOUTH_TOLERANCE)
    large = [_large_parts(shape) for shape in simple]
    return _with_lines(build_arcs(large, STEP), lines), np.array([index[0] for index in groups.values()])


def _with_lines(arcs: Arcs, lines: gpd.GeoDataFrame) -> Arcs:
    """Give each range of a border the number of the boundary line nearest to it, for its class."""
    tree = shapely.STRtree(lines.geometry.values)
    points, facts = [], []
    for arc, left, right in zip(arcs.points, arcs.left.tolist(), arcs.right.tolist(), strict=True):
        nearest = np.full(len(arc) - 1, NOBODY)
        if NOBODY not in (left, right):
            middles = shapely.points((arc[:-1] + arc[1:]) * STEP / 2)
            at, found = tree.query_nearest(middles, max_distance=_NEAR, all_matches=False)
            nearest[at] = found
        for low, high, number in line_ranges(nearest):
            points.append(arc[low : high + 1])
            facts.append((left, right, number))
    table = np.array(facts, np.int64)
    return Arcs(points, table[:, 0], table[:, 1], table[:, 2])


def _union(shapes: Any) -> Any:
    try:
        return shapely.coverage_union_all(shapes)
    except shapely.errors.GEOSException:  # three units of the source overlap by a hair
        return shapely.union_all(shapes)


def _large_parts(shape: Any) -> Any:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area, default=None)
    return shapely.MultiPolygon([part for part in parts if part.area >= SMALLEST_ISLAND or part is largest])
