"""The opening view's frame: the box that earns most.

A frame earns the weight of each place that it shows, halved for every HALVING zoom levels that the frame is wider than
the place's own. So a lone far place, or a country that is named once for the reader, stays out because it costs more
than it brings; a state that the story is all about is shown whole; towns that share a story are shown together. An area
that holds what is shown without being all in view earns PART of its weight: what speaks for Indiana speaks for
Richmond, Indiana, too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heapreplace

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

Box = tuple[float, float, float, float]  # on the Mercator square: west, north, east, south (y goes south)
_SLACK = 1e-9
_ZOOM_SLACK = 0.1  # far more than the other one makes of the smallest box
_LEAST_SIDE = 1e-12
_WITH_MARGIN = 1 + 2 * MARGIN
_MOST_SCALE = 2**CLOSEST
_ACROSS, _DOWN = WINDOW[0] / 256, WINDOW[1] / 256


class Candidates:
    """The places that a frame may show.

    `boxes` are the places' own frames, `weights` has a number for each, and `inner` the positions of those that lie in
    its area. An article has a few dozen places: numbers one by one are quicker than arrays of them.
    """

    def __init__(self, boxes: Sequence[Box], weights: Sequence[float], inner: Sequence[Sequence[int]]) -> None:
        self.boxes, self.weights, self.inner = boxes, weights, inner
        self.zooms = [zoom(box) for box in boxes]
        # The zoom from which on a frame may be in the place's box, or in any case hold some of what lies in its area.
        self._area_zooms = [-math.inf if held else own for held, own in zip(inner, self.zooms, strict=True)]
        self._heavy = [(box, weight) for box, weight in zip(boxes, weights, strict=True) if weight > 0]

    def best_frame(self, start: Box | None = None) -> Box:
        """Return the frame that earns most: grown from the heaviest places by what widens it least.

        With `start`, which an author wants to be shown, it is grown from that box only.
        """
        order = sorted(range(len(self.boxes)), key=lambda row: -self.weights[row])
        frames: dict[Box, None] = {}
        for box in [self.boxes[row] for row in order[:SEEDS]] if start is None else [start]:
            for grown in self._growth(box):
                if grown in frames:
                    break  # and so is all that it grows to
                frames[grown] = None
        found = max(frames, key=self.worth)
        if start is not None:
            return found
        if self.coverage(found) < COVERAGE:
            for box in self._growth(found):
                found = box
                if self.coverage(box) >= WIDE_COVERAGE:
                    break
        return self._with_partners(found, order)

    def coverage(self, box: Box) -> float:
        """Return which share of the weight a frame shows; the areas around what it shows count neither way."""
        is_shown = [is_inside(own, box) for own in self.boxes]
        shown = everything = 0.0
        for row, weight in enumerate(self.weights):
            if is_shown[row]:
                shown += weight
                everything += weight
            elif not (is_inside(box, self.boxes[row]) or any(is_shown[inner] for inner in self.inner[row])):
                everything += weight
        return shown / max(everything, _SLACK)

    def worth(self, box: Box) -> float:
        """Return what a frame earns."""
        own_zoom = zoom(box)
        west, north, east, south = box[0] - _SLACK, box[1] - _SLACK, box[2] + _SLACK, box[3] + _SLACK
        # How much of each shown place is left at the frame's zoom, and of an area, of what it holds.
        left = [
            (2 ** ((own_zoom - closest) / HALVING) if closest > own_zoom else 1.0)
            if own[0] >= west and own[1] >= north and own[2] <= east and own[3] <= south
            else 0.0
            for own, closest in zip(self.boxes, self.zooms, strict=True)
        ]
        earned = left.copy()
        widest = own_zoom + _ZOOM_SLACK  # nothing that is smaller has the frame within it
        for row in [row for row, least in enumerate(self._area_zooms) if least <= widest]:
            if left[row] >= PART:
                continue  # what is near its own zoom can earn no more as an area
            if self.zooms[row] <= widest and is_inside(box, self.boxes[row]):
                earned[row] = PART
            elif inner := self.inner[row]:
                earned[row] = max(left[row], PART * max(left[other] for other in inner))
        total = 0.0
        for weight, share in zip(self.weights, earned, strict=True):
            total += weight * share
        return total

    def _growth(self, box: Box) -> Iterator[Box]:
        """Yield the box, and what it grows to, place by place."""
        yield box
        # A larger box with a place in it never fits at a larger scale. So a place comes no sooner than it would have
        # come before, and only the first of the queue is looked at again.
        queue = [(-_scale(join(box, own)), -weight, number) for number, (own, weight) in enumerate(self._heavy)]
        heapify(queue)
        while queue:
            before, weight, number = queue[0]
            own = self._heavy[number][0]
            if is_inside(own, box):
                heappop(queue)
                continue
            grown = join(box, own)
            now = -_scale(grown)
            if now == before:
                heappop(queue)
                box = grown
                yield box
            else:
                heapreplace(queue, (now, weight, number))

    def _with_partners(self, box: Box, order: Sequence[int]) -> Box:
        """Return the frame, widened to a second scene if there is one."""
        for row in order:
            if self.weights[row] < PARTNER * self.weights[order[0]]:
                break
            joined = join(box, self.boxes[row])
            if self.zooms[row] >= PARTNER_ZOOM and zoom(box) - zoom(joined) <= PARTNER_LEVELS:
                box = joined
        return box


def zoom(box: Box) -> float:
    """Return the zoom at which a box, with its margin, fits the window."""
    return math.log2(_scale(box))


def _scale(box: Box) -> float:
    """Return how many times as large as at zoom 0 the earth is where a box, with its margin, fits the window."""
    width, height = (box[2] - box[0]) * _WITH_MARGIN, (box[3] - box[1]) * _WITH_MARGIN
    across = _ACROSS / (width if width > _LEAST_SIDE else _LEAST_SIDE)
    down = _DOWN / (height if height > _LEAST_SIDE else _LEAST_SIDE)
    scale = across if across < down else down
    return scale if scale < _MOST_SCALE else _MOST_SCALE


def is_inside(inner: Box, outer: Box) -> bool:
    """Return whether a box lies in another, or is the same."""
    return (
        inner[0] >= outer[0] - _SLACK
        and inner[1] >= outer[1] - _SLACK
        and inner[2] <= outer[2] + _SLACK
        and inner[3] <= outer[3] + _SLACK
    )


def join(one: Box, other: Box) -> Box:
    """Return the box around two."""
    return (
        one[0] if one[0] < other[0] else other[0],
        one[1] if one[1] < other[1] else other[1],
        one[2] if one[2] > other[2] else other[2],
        one[3] if one[3] > other[3] else other[3],
    )
