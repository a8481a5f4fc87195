"""How heavy the lines are under the labels: coarse, but one look-up a cell instead of a test a line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.rendering.basemap.label_style import label_layout
from storymap.rendering.static_map.pixel_box import PixelBox
from storymap.rendering.static_map.projection import Floats


class LineGrid:
    """The weight of the heaviest line through each cell of a frame of `width` by `height` pixels."""

    def __init__(self, width: float, height: float) -> None:
        self._size = label_layout().line_cell
        self._dividing = label_layout().dividing_weight
        self._cells = np.zeros((math.ceil(height / self._size), math.ceil(width / self._size)), np.int64)

    def add(self, lines: BaseGeometry, weight: int) -> None:
        """Mark the cells along lines, and along the outlines of areas, with a weight."""
        parts = shapely.get_parts(_outlines(lines))
        points, part = shapely.get_coordinates(parts, return_index=True)
        starts = np.flatnonzero(part[1:] == part[:-1])
        self.add_segments(np.column_stack([points[starts], points[starts + 1]]), weight)

    def add_segments(self, segments: Floats, weight: int) -> None:
        """Mark the cells along segments, shape (n, 4): from x, y to x, y."""
        start, offset = segments[:, :2], segments[:, 2:] - segments[:, :2]
        steps = np.maximum(1, np.ceil(np.abs(offset).max(axis=1, initial=0) / (self._size / 2)))
        # A segment from far outside would take as many steps as it is long: only what is near the frame counts.
        near = steps <= 4 * sum(self._cells.shape)
        start, offset, steps = start[near], offset[near], steps[near].astype(int)
        which = np.repeat(np.arange(len(steps)), steps + 1)
        share = np.arange(len(which)) - np.repeat(np.cumsum(steps + 1) - steps - 1, steps + 1)
        rows, columns, inside = self._cells_at(start[which] + offset[which] * share[:, None] / steps[which, None])
        np.maximum.at(self._cells, (rows[inside], columns[inside]), weight)

    def under(self, box: PixelBox) -> int:
        """Return the weight of all cells that a box covers."""
        left, top, right, bottom = (max(0, math.floor(side / self._size)) for side in box)
        return int(self._cells[top : bottom + 1, left : right + 1].sum())

    def between(self, x: float, y: float, targets: Floats) -> list[int]:
        """Return the heaviest line between a point and each of the targets, shape (n, 2).

        A light line that the point stands on does not count.
        """
        offsets = targets - (x, y)
        steps = np.maximum(1, np.ceil(np.sqrt((offsets**2).sum(axis=1)) / (self._size / 2))).astype(int)
        # All of them at once, each as far as it goes, which a row of the array says.
        numbers = np.arange(steps.max(initial=0) + 1)
        points = (x, y) + offsets[:, None, :] * numbers[None, :, None] / steps[:, None, None]
        rows, columns, inside = self._cells_at(points.reshape(-1, 2))
        counts = inside.reshape(len(steps), -1) & (numbers <= steps[:, None])
        weights = np.zeros(counts.shape, np.int64)
        weights[counts] = self._cells[rows[counts.ravel()], columns[counts.ravel()]]
        has_left = np.maximum.accumulate(counts & (weights == 0), axis=1)
        heaviest: list[int] = np.where(has_left | (weights >= self._dividing), weights, 0).max(axis=1).tolist()
        return heaviest

    def _cells_at(self, points: Floats) -> tuple[Floats, Floats, Floats]:
        columns, rows = np.floor(points / self._size).astype(int).T
        height, width = self._cells.shape
        return rows, columns, (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)


def line_grid(width: float, height: float, lines: Mapping[str, Iterable[BaseGeometry]]) -> LineGrid:
    """Return the grid of a frame with lines by what they are: "state", "context", "coast", "country" or "place"."""
    grid = LineGrid(width, height)
    for what, geometries in lines.items():
        for geometry in geometries:
            grid.add(geometry, label_layout().line_weights[what])
    return grid


def _outlines(geometry: BaseGeometry) -> BaseGeometry:
    """Return the lines of a geometry: those of its areas are their rings."""
    found = []
    for part in shapely.get_parts(geometry):
        if hasattr(part, "geoms"):
            found += shapely.get_parts(_outlines(part)).tolist()
        elif shapely.get_dimensions(part) == 2:
            found += [part.exterior, *part.interiors]
        elif shapely.get_dimensions(part) == 1:
            found.append(part)
    return shapely.GeometryCollection(found)
