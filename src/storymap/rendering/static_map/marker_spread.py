"""Symbols that would hide each other are pushed apart. The rule is that of web/src/map/marker_spread.ts.

A test puts the same points through both. The picture alone has an edge that its symbols stay within.
"""

from __future__ import annotations

import math

import numpy as np

from storymap.rendering.static_map.projection import Floats

GAP = 4.0  # pixels between symbols that were pushed apart
HAIRLINE_FROM = 0.25  # of a symbol's size: pushed so far, a line ties it to its place
BOXES = 34 / 31  # symbols may be squares, which touch at their corners: so much more they need across or down
_ROUNDS = 80

Corner = tuple[float, float]


def spread(points: Floats, distance: float, bounds: tuple[Corner, Corner] | None = None) -> Floats:
    """Return points, shape (n, 2), moved until none are nearer than `distance`, if there is room.

    With `bounds`, the corners of least and of greatest x and y, they stay within. Each pair is looked at in turn, and
    what was pushed stands elsewhere for the next pair: the order decides where all come to stand.
    """
    x, y = (column.tolist() for column in np.asarray(points, float).reshape(-1, 2).T)
    for _ in range(_ROUNDS):
        if not _push_apart(x, y, distance):
            break
        if bounds is not None:
            (west, north), (east, south) = bounds
            x = [min(max(value, west), east) for value in x]
            y = [min(max(value, north), south) for value in y]
    return np.column_stack([x, y])


def _push_apart(x: list[float], y: list[float], distance: float) -> bool:
    """Push every pair that is too near apart, in place. Returns whether there was one."""
    was_near = False
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            dx, dy = x[j] - x[i], y[j] - y[i]
            # Most pairs are far apart: that is seen without a root. Unlike hypot, a root is the same on every machine.
            if dx >= distance or -dx >= distance:
                continue
            apart = min(math.sqrt(dx * dx + dy * dy), BOXES * max(abs(dx), abs(dy)))
            if apart >= distance:
                continue
            was_near = True
            if apart < 0.01:
                # One on top of the other: any direction will do, if it is the same each time.
                dx, dy, apart = _thousandths(math.cos(i * 2.4 + j)), _thousandths(math.sin(i * 2.4 + j)), 1.0
            push = (distance - min(apart, distance) + 0.5) / 2 / apart
            x[i] -= dx * push
            y[i] -= dy * push
            x[j] += dx * push
            y[j] += dy * push
    return was_near


def _thousandths(value: float) -> float:
    return round(value * 1000) / 1000
