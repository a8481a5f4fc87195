"""Geometry that makes sense on the globe: in range, valid, cut at the antimeridian.

Coordinates are degrees, longitude first. What can be repaired is repaired with a warning; the rest is an error.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.limits import MOST_CUT_POSITIONS
from storymap.reading.places.geometry.antimeridian import cut_at_antimeridian
from storymap.reading.places.geometry.complexity import FEW_POSITIONS, ComplexityBudget, simple_lines
from storymap.reading.places.geometry.coordinate_range import is_out_of_range
from storymap.reading.places.geometry.repair import GeometryRepairer
from storymap.reading.problem_log import ProblemLog


def normalise_geometries(
    geometries: Sequence[BaseGeometry | None], wheres: Sequence[str], log: ProblemLog
) -> list[BaseGeometry | None]:
    """Return `geometries`, flat, valid and between -180 and 180 degrees; None where there is none.

    `wheres` says where each stands. A geometry with an error comes back as it was, or as None.
    """
    flat: NDArray[np.object_] = np.empty(len(geometries), dtype=object)
    flat[:] = geometries
    flat = shapely.force_2d(flat)
    flat[shapely.is_empty(flat)] = None
    budget = ComplexityBudget()
    refused: set[int] = set()
    for index in np.flatnonzero(shapely.get_num_coordinates(flat) > FEW_POSITIONS).tolist():
        if not budget.admits(flat[index]):
            log.error(wheres[index], "its shape is too detailed to be checked", "simplify it")
            flat[index] = None
            refused.add(index)
    bounds = shapely.bounds(flat)
    in_range = (np.abs(bounds) <= (180, 90, 180, 90)).all(axis=1)
    with np.errstate(invalid="ignore"):
        wide = bounds[:, 2] - bounds[:, 0] > 180
    repairer = GeometryRepairer(log)
    for index in np.flatnonzero(~in_range | wide | ~shapely.is_valid(flat)).tolist():
        geometry, where = flat[index], wheres[index]
        if index in refused:
            continue
        if geometry is None:
            log.warning(where, "has no geometry: it is listed, but not on the map", "add one when it is known")
        elif not is_out_of_range(geometry, where, log):
            flat[index] = _normalise(geometry, where, bool(wide[index]), repairer, log)
    return list(flat)


def _normalise(
    geometry: BaseGeometry, where: str, is_wide: bool, repairer: GeometryRepairer, log: ProblemLog
) -> BaseGeometry:
    """Return `geometry`, valid and between -180 and 180 degrees; with an error it comes back as it was.

    `is_wide` says whether it spans more than half of the earth.
    """
    if not shapely.is_valid(geometry):
        repaired = repairer.repair(geometry, where)
        if repaired is None:
            return geometry
        geometry = repaired
    west, _, east, _ = geometry.bounds
    if west < -180 or east > 180:
        return _wrap_longitudes(geometry, where, log)
    if is_wide and _jumps(geometry):
        what = "it goes from one edge of the map to the other in one step, the long way round the world"
        log.warning(where, what, "write -179 as 181 if it crosses longitude 180")
    return geometry


def _wrap_longitudes(geometry: BaseGeometry, where: str, log: ProblemLog) -> BaseGeometry:
    west, _, east, _ = geometry.bounds
    if west > 180 or east < -180:
        log.warning(where, "it lies beyond longitude 180; it was moved by 360 degrees")
    elif shapely.get_num_coordinates(geometry) > MOST_CUT_POSITIONS:
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
