"""The coarse layer of the whole earth that every page carries: countries, simplified together."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from .arcs import Arcs, build_arcs

STEP = 0.03  # degrees; a pixel at zoom 5 is 0.044
TOLERANCE = 0.1  # degrees: the root of the area of the smallest triangle that Visvalingam's method keeps
SMALLEST_ISLAND = 0.02  # square degrees; the largest island of a country always stays
SMALLEST_LAKE = 0.25  # square degrees


def world_arcs(units: gpd.GeoDataFrame, lines: gpd.GeoDataFrame) -> tuple[Arcs, Any]:
    """Return the arcs of the world layer, and for each of its own units the number of one admin-1 unit inside it.

    Units that belong together in every point of view are one here.
    """
    groups = units.groupby(["adm0_a3", "own_country"], sort=True).indices
    shapes = np.array([_union(units.geometry.values[index]) for index in groups.values()])
    kept = [_large_parts(shape) for shape in shapely.coverage_simplify(shapes, TOLERANCE)]
    return build_arcs(kept, STEP, ()), np.array([index[0] for index in groups.values()])


def _union(shapes: Any) -> Any:
    try:
        return shapely.coverage_union_all(shapes)
    except shapely.errors.GEOSException:  # three units of the source overlap by a hair
        return shapely.union_all(shapes)


def _large_parts(shape: Any) -> Any:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area, default=None)
    return shapely.MultiPolygon([part for part in parts if part.area >= SMALLEST_ISLAND or part is largest])
