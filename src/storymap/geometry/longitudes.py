"""Longitudes on a circle: where the flat map begins, and by how many turns of 360 degrees what lies on it is moved."""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt
import shapely

from storymap.geometry.parts import Shapes

Floats = npt.NDArray[np.float64]

# Degrees: less than this is rounding, from moving longitudes by turns.
_ROUNDING = 1e-9
_NARROW = 10.0  # degrees
_BESIDE = 30.0  # degrees


def narrowest_range(wests: npt.ArrayLike, easts: npt.ArrayLike) -> tuple[float, float]:
    """Return west and east in degrees of the shortest range of longitudes that holds extents, at least one.

    The extents, each from its west to its east, lie on a circle: the range begins after the widest gap between them.
    West is at least -180 and less than 180, east may exceed 180. Of gaps of one width that at 180 degrees is taken, so
    that nothing is moved without need, and then the westernmost. What goes around the earth with only narrow gaps has
    a range within -180 to 180: a map of the world begins where maps of the world begin.
    """
    west, east = np.asarray(wests, float), np.asarray(easts, float)
    starts = _in_first_turn(west)
    ends = starts + (east - west)
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], ends[order]
    # How far all before an extent reach; before the first there are those that go on across 180 degrees.
    reach = np.maximum.accumulate(np.concatenate([[ends.max() - 360], ends[:-1]]))
    gaps = starts - reach
    if gaps.max() <= _NARROW:
        return (-180.0, 180.0) if ends.max() > 180 else (float(starts[0]), float(ends.max()))
    first = int(np.argmax(gaps >= gaps.max() - _ROUNDING))
    return float(starts[first]), float(ends.max() if first == 0 else reach[first] + 360)


def shifts_into(wests: npt.ArrayLike, start: float) -> Floats:
    """Return how far to move extents, in degrees, so that the west of each lies in the turn that begins at `start`."""
    shifts: Floats = -360 * np.floor((np.asarray(wests, float) - start + _ROUNDING) / 360)
    return shifts


def shifts_beside(wests: npt.ArrayLike, easts: npt.ArrayLike, start: float, end: float) -> Floats:
    """Return how far to move extents, in degrees, to be seen beside a map's range from `start` to `end`.

    Beside a range that goes on across 180 degrees that is where they are nearest. Else they stay as they are, unless
    a move brings them so near that a window around the range shows them.
    """
    west, east = np.asarray(wests, float), np.asarray(easts, float)
    shifts: Floats = 360 * np.rint(((start + end) - (west + east)) / 720)
    if end > 180:
        return shifts
    apart = np.maximum(start - (east + shifts), (west + shifts) - end)
    return np.where(apart <= _BESIDE, shifts, 0.0)


def moved(shapes: Shapes, shifts: Floats) -> Shapes:
    """Return shapes moved to the east, each by its own shift in degrees."""
    result = shapes.copy()
    for shift in sorted(set(shifts[shifts != 0].tolist())):
        chosen = shifts == shift
        result[chosen] = shapely.transform(result[chosen], partial(np.add, (shift, 0.0)))
    return result


def _in_first_turn(longitudes: Floats) -> Floats:
    # What lies there already is not touched, to the last bit.
    turned: Floats = longitudes - 360 * np.floor((longitudes + 180) / 360)
    return np.clip(turned, -180.0, None)
