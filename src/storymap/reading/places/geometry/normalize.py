"""Geometry that makes sense on the globe: in range, valid, cut at the antimeridian.

Coordinates are degrees, longitude first. What can be mended is mended with a warning; the rest is an error.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.reading.places.geometry.antimeridian import cut_at_antimeridian
from storymap.reading.places.geometry.complexity import FEW_POSITIONS, Workload, simple_lines
from storymap.reading.places.geometry.repair import Mender
from storymap.reading.problem_log import ProblemLog

_MOST_CUT = 200_000
_SWAPPED = "are longitude and latitude swapped?"
_DEGREES = "write degrees of WGS 84, longitude first"


def settle_geometries(
    geometries: Sequence[BaseGeometry | None], wheres: Sequence[str], log: ProblemLog
) -> list[BaseGeometry | None]:
    """Return `geometries`, flat, valid and between -180 and 180 degrees; None where there is none.

    `wheres` says where each stands. A geometry with an error comes back as it was.
    """
    flat: NDArray[np.object_] = np.empty(len(geometries), dtype=object)
    flat[:] = geometries
    flat = shapely.force_2d(flat)
    flat[shapely.is_empty(flat)] = None
    workload = Workload()
    for index in np.flatnonzero(shapely.get_num_coordinates(flat) > FEW_POSITIONS).tolist():
        if not workload.admits(flat[index]):
            log.error(wheres[index], "its shape is too detailed to be checked", "simplify it")
            return list(flat)
    bounds = shapely.bounds(flat)
    in_range = (np.abs(bounds) <= (180, 90, 180, 90)).all(axis=1)
    with np.errstate(invalid="ignore"):
        wide = bounds[:, 2] - bounds[:, 0] > 180
    mender = Mender(log)
    for index in np.flatnonzero(~in_range | wide | ~shapely.is_valid(flat)).tolist():
        geometry, where = flat[index], wheres[index]
        if geometry is None:
            log.warning(where, "has no geometry: it is listed, but not on the map", "add one when it is known")
            continue
        if _out_of_range(geometry, where, log):
            continue
        if not shapely.is_valid(geometry):
            geometry = mender.mend(geometry, where)
            if geometry is None:
                continue
        west, _, east, _ = geometry.bounds
        if west < -180 or east > 180:
            geometry = _bring_back(geometry, where, log)
        elif wide[index] and _jumps(geometry):
            what = "it goes from one edge of the map to the other in one step, the long way round the world"
            log.warning(where, what, "write -179 as 181 if it crosses longitude 180")
        flat[index] = geometry
    return list(flat)


def _out_of_range(geometry: BaseGeometry, where: str, log: ProblemLog) -> bool:
    positions = shapely.get_coordinates(geometry)
    finite = np.isfinite(positions).all(axis=1)
    if not finite.all():
        log.error(where, "a coordinate is not a finite number", "correct it")
        return True
    far = np.flatnonzero((np.abs(positions[:, 1]) > 90) | (np.abs(positions[:, 0]) > 540))
    if not len(far):
        return False
    longitude, latitude = positions[far[0]]
    largest = np.abs(positions).max(axis=0)
    if largest[0] <= 90 and largest[1] <= 180:
        remedy = _SWAPPED
    elif largest.max() > 1000:
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


def _bring_back(geometry: BaseGeometry, where: str, log: ProblemLog) -> BaseGeometry:
    west, _, east, _ = geometry.bounds
    if west > 180 or east < -180:
        log.warning(where, "it lies beyond longitude 180; it was moved by 360 degrees")
    elif shapely.get_num_coordinates(geometry) > _MOST_CUT:
        log.error(where, "it crosses longitude 180, and is too detailed to be cut there", "simplify it")
        return geometry
    else:
        log.warning(where, "it crosses longitude 180; it was cut there")
    return cut_at_antimeridian(geometry)


def _jumps(geometry: BaseGeometry) -> bool:
    """Say whether a line goes more than half around the world in one step, but not all around."""
    lines = simple_lines(geometry)
    positions, line = shapely.get_coordinates(lines, return_index=True)
    steps = np.abs(np.diff(positions[:, 0]))[line[1:] == line[:-1]]
    return bool(((steps > 180) & (steps < 359)).any())
