"""Axis order: coordinates that are probably written latitude first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from storymap.errors import Problem
from storymap.reading.problem_log import ProblemLog

_FEWEST_OTHERS = 3
_MOST_LOOKED_UP = 1_000
SWAP_QUESTION = "are longitude and latitude swapped?"


def fits_swapped(positions: NDArray[np.float64]) -> bool:
    """Say whether all `positions` (longitude, latitude) would be in range if latitude were written first."""
    largest = np.abs(positions).max(axis=0)
    return bool(largest[0] <= 90 and largest[1] <= 180)


def bounds_of(geometries: Sequence[BaseGeometry | None]) -> NDArray[np.float64]:
    """Return west, south, east and north of each geometry, (number, 4); NaN where there is none, or it is empty."""
    bounds: NDArray[np.float64] = shapely.bounds(np.array(geometries, dtype=object))
    return bounds.reshape(-1, 4)


class Spread:
    """How places lie around their middle: `centres` (longitude, latitude) of those `located`, by row; who `is_far`.

    `bounds` are west, south, east and north of each place, (number, 4) in degrees; NaN for one without a geometry.
    """

    def __init__(self, bounds: NDArray[np.float64]) -> None:
        is_located = ~np.isnan(bounds[:, 0])
        self.located: NDArray[np.int64] = np.flatnonzero(is_located)
        if not len(self.located):
            self.is_far = np.zeros(0, np.bool_)
            return
        bounds = bounds[is_located]
        self.centres = (bounds[:, :2] + bounds[:, 2:]) / 2
        self.middle = np.median(self.centres, axis=0)
        distances = np.abs(self.centres - self.middle).max(axis=1)
        # The median does not move when a few places are wrong. The places of one town need some room too.
        self.radius = max(2 * float(np.median(distances)), 1.0)
        self.is_far = distances > 3 * self.radius


def warn_of_swapped_axes(columns: Mapping[str, Sequence[Any]], spread: Spread, log: ProblemLog) -> list[int]:
    """Warn of each place that is far from most others, but would be among them with its numbers swapped.

    Not of one that the gazetteer has there under its name. `columns` are those of `Place`, `spread` that of its
    geometries. Returns the rows of those that were warned of.
    """
    geometries, wheres = columns["geometry"], columns["where"]
    told: list[int] = []
    if len(spread.located) <= _FEWEST_OTHERS:
        return told
    swapped = np.abs(spread.centres[:, ::-1] - spread.middle).max(axis=1)
    for number, index in enumerate(np.flatnonzero(spread.is_far & (swapped <= spread.radius))):
        row = int(spread.located[index])
        if number < _MOST_LOOKED_UP and _is_named_there(columns["name"][row], geometries[row]):
            continue
        longitude, latitude = spread.centres[index]
        what = f"longitude {longitude:.6g}, latitude {latitude:.6g} is far from the other places"
        log.warning(
            wheres[row],
            what,
            f"swapped it would be among them: {SWAP_QUESTION}",
        )
        told.append(row)
    return told


def _is_named_there(name: str, geometry: BaseGeometry) -> bool:
    # Opening the gazetteer takes some milliseconds, which most stories need not wait for.
    from storymap.gazetteer.gazetteer import open_gazetteer
    from storymap.gazetteer.swapped_positions import is_named_there

    return is_named_there(name, geometry.bounds, open_gazetteer())


def swapped_outlier(columns: Mapping[str, Sequence[Any]], spread: Spread, told: Collection[str]) -> list[Problem]:
    """Return a warning if one place alone is far from all others, and is of another place of its name, numbers swapped.

    `columns` are those of `Place`, `spread` that of its geometries. `told` says of which places, by where they are,
    there is a warning already.
    """
    geometries, wheres = columns["geometry"], columns["where"]
    far = np.flatnonzero(spread.is_far)
    if len(spread.located) < _FEWEST_OTHERS or len(far) != 1:
        return []
    row = int(spread.located[far[0]])
    point = geometries[row]
    if not isinstance(point, Point) or wheres[row] in told:
        return []
    # Opening the gazetteer takes some milliseconds, which most stories need not wait for.
    from storymap.gazetteer.gazetteer import open_gazetteer
    from storymap.gazetteer.swapped_positions import NamedPoint, swapped_positions

    return swapped_positions([NamedPoint(columns["name"][row], wheres[row], point.x, point.y)], open_gazetteer())
