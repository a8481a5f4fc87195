"""The opening view's frame: the box that earns most.

A frame earns the weight of each place that it shows, halved for every HALVING zoom levels that the frame is wider than
the place's own. So a lone far place, or a country that is named once for the reader, stays out because it costs more
than it brings; a state that the story is all about is shown whole; towns that share a story are shown together. An area
that holds what is shown without being all in view earns PART of its weight: what speaks for Indiana speaks for
Richmond, Indiana, too.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

HALVING = 2.5  # zoom levels
PART = 0.5
WINDOW = (741, 800)  # pixels: the map of a wide page, for whose shape the frame is looked for
MARGIN = 0.12  # of the frame's size, on each side
CLOSEST = 12.0  # zoom
SEEDS = 6

Floats = npt.NDArray[np.float64]
_SLACK = 1e-9


class Candidates:
    """The places that a frame may show: `boxes` (n, 4) on the Mercator square, `weights` (n,), `within` (n, n).

    `within[i, j]` is true where place i lies in the area of place j.
    """

    def __init__(self, boxes: Floats, weights: Floats, within: npt.NDArray[np.bool_]) -> None:
        self.boxes, self.weights, self.within = boxes, weights, within
        self.zooms = zooms(boxes)

    def worth(self, box: Floats) -> float:
        """Return what a frame earns."""
        shown = is_inside(self.boxes, box)
        holds = self.within[shown].any(axis=0) | is_inside(box, self.boxes)
        loss = np.maximum(self.zooms - zooms(box[None, :])[0], 0)
        earned = np.where(shown, self.weights * 2 ** (-loss / HALVING), np.where(holds, PART * self.weights, 0))
        return float(earned.sum())

    def best(self, start: Floats | None = None) -> Floats:
        """Return the frame that earns most: grown from the heaviest places, each time by what widens it least."""
        order = np.argsort(-self.weights, kind="stable")
        seeds = [start] if start is not None else [self.boxes[seed] for seed in order[:SEEDS]]
        best = -1.0
        found: Floats = self.boxes[order[0]]
        for seed in seeds:
            box = seed
            while True:
                value = self.worth(box)
                if value > best + _SLACK:
                    best, found = value, box
                rest = np.flatnonzero(~is_inside(self.boxes, box) & (self.weights > 0))
                if not len(rest):
                    break
                joined = joins(box, self.boxes[rest])
                cheapest = np.lexsort([-self.weights[rest], -zooms(joined)])[0]
                box = joined[cheapest]
        return found


def zooms(boxes: Floats) -> Floats:
    """Return the zoom at which each box, with its margin, fits the window."""
    sides = np.maximum((boxes[:, 2:] - boxes[:, :2]) * (1 + 2 * MARGIN), 1e-12)
    fits = np.log2(np.array(WINDOW) / 256 / sides)
    return np.minimum(np.minimum(fits[:, 0], fits[:, 1]), CLOSEST)


def is_inside(boxes: Floats, box: Floats) -> npt.NDArray[np.bool_]:
    """Return for each of `boxes` whether it lies in `box`; either may be one box, shape (4,), or many."""
    inner, outer = np.atleast_2d(boxes), np.atleast_2d(box)
    inside = (inner[:, :2] >= outer[:, :2] - _SLACK) & (inner[:, 2:] <= outer[:, 2:] + _SLACK)
    return np.logical_and(inside[:, 0], inside[:, 1])


def joins(box: Floats, boxes: Floats) -> Floats:
    """Return the box around `box` and each of `boxes`."""
    return np.column_stack([np.minimum(box[:2], boxes[:, :2]), np.maximum(box[2:], boxes[:, 2:])])
