"""Which points lie in an area, without NumPy: an article asks of some ten towns, and NumPy takes longer to load."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise

_EDGES_IN_BAND = 8  # some
_ROUNDING = 1e-5  # a point that is given to a hundredth is on an edge, or farther off than this


class Outline:
    """The rings of an area, in bands of latitude: whether a point lies in it, the few edges of its band tell.

    Points of all rings are in `xs` and `ys`, whole numbers, one ring after the other; `ends` says where each ends. The
    last point of a ring is its first.
    """

    def __init__(self, xs: array[int], ys: array[int], ends: Sequence[int]) -> None:
        self._xs, self._ys = xs, ys
        self._south = min(ys)
        count = len(ys) // _EDGES_IN_BAND + 1
        self._height = (max(ys) - self._south) / count
        self._bands = [array("H") for _ in range(count + 1)]
        for begin, end in pairwise([0, *ends]):
            for edge in range(begin, end - 1):
                low, high = sorted((ys[edge], ys[edge + 1]))
                if low < high:
                    for band in range(self._band(low), self._band(high) + 1):
                        self._bands[band].append(edge)

    def _band(self, y: float) -> int:
        return int((y - self._south) / self._height)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point between south and north of the area lies in it; one on an edge does not.

        A line from the point to the east crosses an odd number of edges then.
        """
        xs, ys = self._xs, self._ys
        is_inside = False
        for edge in self._bands[self._band(y)]:
            south, north = ys[edge], ys[edge + 1]
            if abs(y - south) < _ROUNDING and abs(x - xs[edge]) < _ROUNDING:
                return False
            if (south > y) != (north > y):
                side = (xs[edge + 1] - xs[edge]) * (y - south) - (x - xs[edge]) * (north - south)
                if abs(side) < _ROUNDING:
                    return False
                if (side > 0) == (north > south):
                    is_inside = not is_inside
        return is_inside
