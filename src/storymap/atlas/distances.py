"""How far two places are from each other."""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from storymap.gazetteer.distances import KM_OF_DEGREE

# The circumference in degrees.
_TURN = 360.0


def kilometres(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the shortest distance in kilometres of two shapes in degrees, right to a percent below 100 km.

    Degrees of longitude are as long as in the middle of both, and a shape beyond longitude 180 is a neighbour of one
    before it.
    """
    if isinstance(one, Point) and isinstance(other, Point) and not (one.is_empty or other.is_empty):
        return _of_points(one, other)
    (west, south, east, north), other_box = one.bounds, other.bounds
    shift = _TURN * round(((west + east) - (other_box[0] + other_box[2])) / 2 / _TURN)
    middle = math.radians((min(south, other_box[1]) + max(north, other_box[3])) / 2)
    scale = np.array([math.cos(middle), 1.0])
    flat = shapely.transform(one, lambda points: points * scale)
    moved = shapely.transform(other, lambda points: (points + (shift, 0.0)) * scale)
    return float(shapely.distance(flat, moved)) * KM_OF_DEGREE


def _of_points(one: Point, other: Point) -> float:
    """Return the distance of two points by the same rule, in a tenth of the time."""
    turn = abs(one.x - other.x) % _TURN
    east = min(turn, _TURN - turn) * math.cos(math.radians((min(one.y, other.y) + max(one.y, other.y)) / 2))
    return math.hypot(east, one.y - other.y) * KM_OF_DEGREE
