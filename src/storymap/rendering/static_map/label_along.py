"""Where the label of a line may stand: beside it, turned as it runs, and level beside a point where it bends too much.

The rule is that of web/src/basemap/label_along.ts; a test compares the two.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from storymap.rendering.basemap.label_style import label_layout
from storymap.rendering.static_map.label_positions import beside_point
from storymap.rendering.static_map.pixel_box import PixelBox
from storymap.rendering.static_map.projection import Floats, Projection

Point = tuple[float, float]
_QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True, eq=False)
class LabelLine:
    """A line of the unit square, shape (n, 2), and how far along it each of its points lies."""

    points: Floats
    lengths: Floats

    @property
    def length(self) -> float:
        """How long the line is."""
        return float(self.lengths[-1])

    def point(self, far: float) -> Point:
        """Return the point that lies so far from the start."""
        x, y = (float(np.interp(far, self.lengths, self.points[:, axis])) for axis in (0, 1))
        return x, y


@dataclass(frozen=True, slots=True)
class Turned:
    """A turned label: its middle, the direction it is written in (of length 1), and boxes that cover it."""

    x: float
    y: float
    right: float
    down: float
    parts: tuple[PixelBox, ...]

    @property
    def box(self) -> PixelBox:
        """The box around it."""
        left, top, right, bottom = zip(*self.parts, strict=True)
        return min(left), min(top), max(right), max(bottom)


def label_line(points: Floats) -> LabelLine:
    """Return a line with its lengths."""
    steps = np.sqrt((np.diff(points, axis=0) ** 2).sum(axis=1))
    return LabelLine(points, np.concatenate([[0.0], np.cumsum(steps)]))


def along_line(
    line: LabelLine, at: float, projection: Projection, width: float, height: float
) -> tuple[list[PixelBox], list[Turned]]:
    """Return the boxes of a label around the point of its line that lies `at` from the start, and how it is turned.

    Where the line bends too much the boxes are level, and none is turned.
    """
    world = projection.world

    def pixel(far: float) -> Point:
        x, y = line.point(far / world)
        return x * world - projection.left, y * world - projection.top

    turned: list[Turned] = []
    for shift in label_layout().along_shifts:
        start = at * world + shift * width - width / 2
        if start < 0 or start + width > line.length * world:
            continue
        between = [pixel(start + share * width) for share in _QUARTERS]
        turned += _beside_chord(pixel(start), pixel(start + width), between, width, height)
    if turned:
        return [one.box for one in turned], turned
    return beside_point(*pixel(at * world), label_layout().beside_line, width, height), []


def _beside_chord(a: Point, b: Point, between: Sequence[Point], width: float, height: float) -> Iterator[Turned]:
    """Yield a label above and one below a piece of line, from its ends and points between, if it bends little."""
    (ax, ay), (bx, by) = a, b
    chord = math.sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    if chord < label_layout().along_straight * width:
        return
    sense = -1 if bx < ax or (bx == ax and by > ay) else 1
    right, down = sense * (bx - ax) / chord, sense * (by - ay) / chord
    # How far below the straight line between the ends each point lies, as the text is written.
    below = [(y - ay) * right - (x - ax) * down for x, y in between]
    highest, lowest = min(0.0, *below), max(0.0, *below)
    gap = label_layout().along_gap
    if lowest - highest > label_layout().along_bend * height:
        return
    for off in (highest - gap - height / 2, lowest + gap + height / 2):
        x, y = (ax + bx) / 2 - down * off, (ay + by) / 2 + right * off
        yield Turned(x, y, right, down, tuple(_parts(x, y, right, down, width, height)))


def _parts(x: float, y: float, right: float, down: float, width: float, height: float) -> Iterator[PixelBox]:
    count = math.ceil(width / height)
    length = width / count
    half_x, half_y = (abs(right) * length + abs(down) * height) / 2, (abs(down) * length + abs(right) * height) / 2
    for start, end in pairwise(np.linspace(-width / 2, width / 2, count + 1).tolist()):
        far = (start + end) / 2
        middle, level = x + right * far, y + down * far
        yield (middle - half_x, level - half_y, middle + half_x, level + half_y)
