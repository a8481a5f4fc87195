"""Coordinates that cannot be degrees of longitude and latitude."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.reading.places.geometry.axis_order import SWAP_QUESTION, fits_swapped
from storymap.reading.problem_log import ProblemLog

_DEGREES = "write degrees of WGS 84, longitude first"


def is_out_of_range(geometry: BaseGeometry, where: str, log: ProblemLog) -> bool:
    """Say whether a coordinate of `geometry` is not finite or no possible degree, and log it as an error.

    Longitudes may be -540 to 540: those beyond 180 are moved later.
    """
    positions = shapely.get_coordinates(geometry)
    finite = np.isfinite(positions).all(axis=1)
    if not finite.all():
        log.error(where, "a coordinate is not a finite number", "correct it")
        return True
    far = np.flatnonzero((np.abs(positions[:, 1]) > 90) | (np.abs(positions[:, 0]) > 540))
    if not len(far):
        return False
    longitude, latitude = positions[far[0]]
    if fits_swapped(positions):
        remedy = SWAP_QUESTION
    elif np.abs(positions).max() > 1000:
        remedy = f"these are not degrees; {_DEGREES}"
    else:
        remedy = _DEGREES
    if abs(latitude) > 90:
        log.error(where, f"latitude {_degrees(latitude)} is outside -90..90", remedy)
    else:
        log.error(where, f"longitude {_degrees(longitude)} is outside -180..180", remedy)
    return True


def _degrees(value: float) -> str:
    return f"{value:.8g}"
