"""Axis order: coordinates that are probably written latitude first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.reading.problem_log import ProblemLog

_FEWEST_OTHERS = 3
SWAP_QUESTION = "are longitude and latitude swapped?"


def fits_swapped(positions: NDArray[np.float64]) -> bool:
    """Say whether all `positions` (longitude, latitude) would be in range if latitude were written first."""
    largest = np.abs(positions).max(axis=0)
    return bool(largest[0] <= 90 and largest[1] <= 180)


def warn_of_swapped_axes(geometries: Sequence[BaseGeometry | None], wheres: Sequence[str], log: ProblemLog) -> None:
    """Warn of each place that is far from most others, but would be among them with its numbers swapped."""
    located = [index for index, geometry in enumerate(geometries) if geometry is not None]
    if len(located) <= _FEWEST_OTHERS:
        return
    bounds = shapely.bounds([geometries[index] for index in located])
    centres = (bounds[:, :2] + bounds[:, 2:]) / 2
    middle = np.median(centres, axis=0)
    distances = np.abs(centres - middle).max(axis=1)
    # The median does not move when a few places are wrong. The places of one town need some room too.
    radius = max(2 * float(np.median(distances)), 1.0)
    swapped = np.abs(centres[:, ::-1] - middle).max(axis=1)
    for index in np.flatnonzero((distances > 3 * radius) & (swapped <= radius)):
        longitude, latitude = centres[index]
        what = f"longitude {longitude:.6g}, latitude {latitude:.6g} is far from the other places"
        log.warning(
            wheres[located[index]],
            what,
            f"swapped it would be among them: {SWAP_QUESTION}",
        )
