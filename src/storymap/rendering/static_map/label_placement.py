"""Where names go: greedily, each at the best of its positions.

A position is barred by symbols and other names, and spoilt by lines and dots under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.rendering.static_map.projection import Floats

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels

_EDGE = 3.0
_CELL = 8


class Boxes:
    """Boxes that stand already; whether another would meet one of them is asked all at once."""

    def __init__(self, boxes: Sequence[Box] = ()) -> None:
        self._rows: Floats = np.empty((64, 4))
        self._count = 0
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Add a box."""
        if self._count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[self._count] = box
        self._count += 1

    def meet(self, box: Box, margin: float) -> bool:
        """Say whether a box comes nearer than a margin to one of these."""
        left, top, right, bottom = self._rows[: self._count].T
        near = (left < box[2] + margin) & (right > box[0] - margin)
        return bool((near & (top < box[3] + margin) & (bottom > box[1] - margin)).any())


class LineGrid:
    """How many lines run through each cell of the frame: coarse, but one look-up a cell instead of a test a line."""

    def __init__(self, width: int, height: int, lines: BaseGeometry) -> None:
        self._cells = np.zeros((height // _CELL + 1, width // _CELL + 1), np.int64)
        points = shapely.get_coordinates(shapely.segmentize(lines, _CELL / 2))
        columns, rows = (points // _CELL).astype(int).T
        inside = (rows >= 0) & (rows < len(self._cells)) & (columns >= 0) & (columns < self._cells.shape[1])
        self._cells[rows[inside], columns[inside]] = 1

    def under(self, box: Box) -> int:
        """Return how many cells with a line lie under a box."""
        left, top, right, bottom = (max(0, int(side // _CELL)) for side in box)
        return int(self._cells[top : bottom + 1, left : right + 1].sum())


@dataclass(frozen=True, slots=True)
class Dot:
    """The point that a name stands beside."""

    x: float
    y: float
    radius: float

    def box(self, margin: float = 0.0) -> Box:
        """Return the box around the dot."""
        reach = self.radius + margin
        return (self.x - reach, self.y - reach, self.x + reach, self.y + reach)


class Placement:
    """What has its place in a frame of `width` by `height` pixels, and what names rather keep off: `lines`."""

    def __init__(self, width: int, height: int, lines: LineGrid, standing: Boxes) -> None:
        self._frame = (_EDGE, _EDGE, width - _EDGE, height - _EDGE)
        self._lines = lines
        self._standing = standing
        self._names = Boxes()
        self._dots = Boxes()

    def place(self, positions: Sequence[Box], margin: float, dot: Dot | None = None) -> int | None:
        """Take the best free one of the positions, the first being the preferred one; return which.

        A name with a dot is placed only if the dot is free, too.
        """
        if dot is not None and not self._is_open(dot):
            return None
        best, least = None, float("inf")
        for preference, box in enumerate(positions):
            # A line under the name is worse than any less usual position.
            cost = preference * 0.1
            if cost >= least or not self._is_free(box, margin):
                continue
            cost += self._lines.under(box)
            if cost < least:
                best, least = preference, cost
        if best is not None:
            self._names.add(positions[best])
            if dot is not None:
                self._dots.add(dot.box())
        return best

    def _is_free(self, box: Box, margin: float) -> bool:
        left, top, right, bottom = self._frame
        if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
            return False
        if self._standing.meet(box, min(margin, 2)) or self._names.meet(box, margin):
            return False
        return not self._dots.meet(box, 2)

    def _is_open(self, dot: Dot) -> bool:
        left, top, right, bottom = self._frame
        box = dot.box()
        if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
            return False
        return not (self._standing.meet(box, 1) or self._names.meet(box, 1) or self._dots.meet(box, 1))
