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

HALVING = 2.75  # zoom levels
PART = 0.6
# A frame that shows a smaller share of the weight is about one place of many, as in a voyage: it must show so much.
COVERAGE, WIDE_COVERAGE = 0.4, 0.5
WINDOW = (741, 800)  # pixels: the map of a wide page, for whose shape the frame is looked for
MARGIN = 0.12  # of the frame's size, on each side
CLOSEST = 12.0  # zoom
SEEDS = 6
# A second scene, far from the first: at least so heavy beside the heaviest place, a town rather than a country (its own
# zoom), and not further than so many zoom levels.
PARTNER, PARTNER_ZOOM, PARTNER_LEVELS = 0.75, 7.0, 6.0

Floats = npt.NDArray[np.float64]
_SLACK = 1e-9


class Candidates:
    """The places that a frame may show.

    `boxes`, shape (n, 4), are the places' own frames on the Mercator square: west, north, east, south (y goes south).
    `weights` has n numbers, `within` is (n, n): `within[i, j]` is true where place i lies in the area of place j.
    """

    def __init__(self, boxes: Floats, weights: Floats, within: npt.NDArray[np.bool_]) -> None:
        self.boxes, self.weights, self.within = boxes, weights, within
        self.zooms = zooms(boxes)

    def best_frame(self, start: Floats | None = None) -> Floats:
        """Return the frame that earns most, shape (4,): grown from the heaviest places by what widens it least.

        With `start`, which an author wants to be shown, it is grown from that box only.
        """
        order = np.argsort(-self.weights, kind="stable")
        seeds = [self.boxes[seed] for seed in order[:SEEDS]] if start is None else [start]
        frames = [grown for box in seeds for grown in self._growth(box)]
        if start is not None:
            return max(frames, key=self.worth)
        found = max(frames, key=self.worth)
        if self.coverage(found) < COVERAGE:
            grown = self._growth(found)
            found = next((box for box in grown if self.coverage(box) >= WIDE_COVERAGE), grown[-1])
        return self._with_partners(found, order)

    def coverage(self, box: Floats) -> float:
        """Return which share of the weight a frame shows; the areas around what it shows count neither way."""
        shown = is_inside(self.boxes, box)
        holds = np.any(self.within[shown], axis=0) | is_inside(box, self.boxes)
        return float(self.weights[shown].sum() / max(self.weights[shown | ~holds].sum(), _SLACK))

    def worth(self, box: Floats) -> float:
        """Return what a frame earns."""
        shown = is_inside(self.boxes, box)
        # How much of each shown place is left at the frame's zoom, and of an area, of what it holds.
        left = np.where(shown, 2 ** (-np.maximum(self.zooms - zooms(box)[0], 0) / HALVING), 0)
        held = np.where(self.within, left[:, None], 0).max(axis=0, initial=0)
        held = np.where(is_inside(box, self.boxes), 1, held)
        return float((self.weights * np.maximum(left, PART * held)).sum())

    def _growth(self, box: Floats) -> list[Floats]:
        """Return the box, and what it grows to, place by place."""
        grown = [box]
        while True:
            rest = np.flatnonzero(~is_inside(self.boxes, box) & (self.weights > 0))
            if not len(rest):
                return grown
            joined = joins(box, self.boxes[rest])
            box = joined[np.lexsort([-self.weights[rest], -zooms(joined)])[0]]
            grown.append(box)

    def _with_partners(self, box: Floats, order: npt.NDArray[np.int_]) -> Floats:
        """Return the frame, widened to a second scene if there is one."""
        for row in order:
            if self.weights[row] < PARTNER * self.weights.max():
                break
            joined = joins(box, self.boxes[row])
            if self.zooms[row] >= PARTNER_ZOOM and zooms(box)[0] - zooms(joined)[0] <= PARTNER_LEVELS:
                box = joined[0]
        return box


def zooms(boxes: Floats) -> Floats:
    """Return the zoom at which each box, with its margin, fits the window; for one box, shape (4,), one number."""
    boxes = np.atleast_2d(boxes)
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
    boxes = np.atleast_2d(boxes)
    return np.column_stack([np.minimum(box[:2], boxes[:, :2]), np.maximum(box[2:], boxes[:, 2:])])
