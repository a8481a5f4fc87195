"""Geometries as other tools write them, as GeoJSON that a places file takes; what is none is no position."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def usable_geometry(value: Any) -> dict[str, Any] | None:
    """Return a GeoJSON geometry in degrees, longitude first, without heights; None where it cannot be shown.

    That is one of another form, with numbers that are none or beyond the earth, an empty one, and a point at 0, 0,
    which tools write for places that they could not find.
    """
    import shapely
    from shapely.errors import ShapelyError

    if not isinstance(value, Mapping):
        return None
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(value, allow_nan=False)))
    except (ShapelyError, ValueError, TypeError, RecursionError):
        return None
    if shape is None or shape.is_empty or not _is_on_earth(*shape.bounds[:2]) or not _is_on_earth(*shape.bounds[2:]):
        return None
    if shape.geom_type == "Point" and shape.bounds == (0, 0, 0, 0):
        return None
    written: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return written


def _is_on_earth(longitude: float, latitude: float) -> bool:
    return -180 <= longitude <= 180 and -90 <= latitude <= 90
