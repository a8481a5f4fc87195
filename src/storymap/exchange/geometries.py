"""Positions as other tools write them, as GeoJSON that a places file takes; what is none is no position."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from storymap.exchange.story_files import point

_DECIMALS = 7  # a centimetre


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
    if shape is None or shape.is_empty or not is_on_earth(*shape.bounds[:2]) or not is_on_earth(*shape.bounds[2:]):
        return None
    if shape.geom_type == "Point" and shape.bounds == (0, 0, 0, 0):
        return None
    written: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return written


def point_of(latitude: object, longitude: object) -> dict[str, Any] | None:
    """Return a point of two numbers, or texts of numbers, in degrees; None where they are no position."""
    numbers = degrees(latitude), degrees(longitude)
    if numbers[0] is None or numbers[1] is None:
        return None
    return usable_geometry(point(numbers[1], numbers[0]))


def degrees(value: object) -> float | None:
    """Return a number, or a text with a decimal point or comma, as degrees; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value.strip().replace(",", ".")[:40] if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return round(number, _DECIMALS) if math.isfinite(number) else None


def is_on_earth(longitude: float, latitude: float) -> bool:
    """Say whether two numbers are degrees of a place on earth."""
    return -180 <= longitude <= 180 and -90 <= latitude <= 90
