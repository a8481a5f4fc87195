"""Where labels go: greedily, each at the best of its positions.

A position is barred by symbols and other labels, and spoilt by lines and dots under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storymap.rendering.basemap.label_style import label_layout
from storymap.rendering.static_map.label_along import Turned
from storymap.rendering.static_map.line_grid import LineGrid
from storymap.rendering.static_map.pixel_box import PixelBox, PixelBoxes


@dataclass(frozen=True, slots=True)
class Dot:
    """The point that a label stands beside."""

    x: float
    y: float
    radius: float

    def box(self, margin: float = 0.0) -> PixelBox:
        """Return the box around the dot."""
        reach = self.radius + margin
        return (self.x - reach, self.y - reach, self.x + reach, self.y + reach)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that wants one of several `boxes`, the earlier the better, with a `margin` around it.

    `dot` is what it stands beside; other labels keep off it, and it must be free itself, unless `aside` says where the
    text may stand if a symbol stands there. `home` is the point of what it names, and no line as heavy as `barrier`
    may part it from there. `turned` says how it stands in each box, if it does not stand level.
    """

    boxes: Sequence[PixelBox]
    margin: float
    dot: Dot | None = None
    aside: Sequence[PixelBox] = ()
    home: tuple[float, float] = (0.0, 0.0)
    barrier: int = 0
    turned: Sequence[Turned] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A label's place: its box, which of the positions it is, and whether its dot is there."""

    box: PixelBox
    position: int
    has_dot: bool


class Placement:
    """What has its place in a frame of `width` by `height` pixels.

    Labels rather keep off `lines`, and off the `soft_dots` of labels that are not placed yet.
    """

    def __init__(
        self, width: float, height: float, lines: LineGrid, standing: PixelBoxes, soft_dots: Sequence[Dot] = ()
    ) -> None:
        self._layout = label_layout()
        self._width, self._height = width, height
        self._lines = lines
        self._standing = standing
        self._labels = PixelBoxes()
        self._dots: list[Dot] = []
        self._soft_dots = np.array([(dot.x, dot.y) for dot in soft_dots]).reshape(-1, 2)

    def place(self, candidate: Candidate) -> Place | None:
        """Take the best free one of a label's boxes; None if there is none."""
        dot, boxes, has_dot = candidate.dot, candidate.boxes, False
        if dot is not None:
            if not self._is_seen(dot) or self._meets_dot(dot) or _is_under(self._labels, dot):
                return None
            has_dot = not _is_under(self._standing, dot)
            boxes = boxes if has_dot else candidate.aside
        position = self._best(candidate, boxes)
        if position is None:
            return None
        for part in _parts(candidate, boxes, position):
            self._labels.add(part)
        if dot is not None and has_dot:
            self._dots.append(dot)
        return Place(boxes[position], position, has_dot)

    def _best(self, candidate: Candidate, boxes: Sequence[PixelBox]) -> int | None:
        best, least = None, float("inf")
        for position, box in enumerate(boxes):
            usual = position * self._layout.position_cost
            if usual >= least:
                break
            parts = _parts(candidate, boxes, position)
            if not all(self._is_free(part, candidate.margin) for part in parts):
                continue
            ends = self._ends_beyond(candidate, box)
            if ends is None:
                continue
            # A line under the label is worse than any less usual position.
            spoilt = sum(
                self._lines.under(part) + self._layout.dot_cost * self._soft_dots_under(part, candidate.dot)
                for part in parts
            )
            cost = spoilt + self._layout.end_cost * ends + usual
            if cost < least:
                best, least = position, cost
        return best

    def _ends_beyond(self, candidate: Candidate, box: PixelBox) -> int | None:
        """Return how many ends of a label lie beyond a line that bars it from its home; None if it is parted."""
        if not candidate.barrier:
            return 0
        body, ends = self._layout.body, self._layout.ends
        middle, width = (box[0] + box[2]) / 2, box[2] - box[0]
        targets = np.array([(middle + share * width, (box[1] + box[3]) / 2) for share in (*body, *ends)])
        beyond = [weight >= candidate.barrier for weight in self._lines.between(*candidate.home, targets)]
        return None if any(beyond[: len(body)]) else sum(beyond[len(body) :])

    def _is_free(self, box: PixelBox, margin: float) -> bool:
        edge = self._layout.edge
        if box[0] < edge or box[1] < edge or box[2] > self._width - edge or box[3] > self._height - edge:
            return False
        if self._standing.meet(box, min(margin, self._layout.symbol_air)) or self._labels.meet(box, margin):
            return False
        return not any(_is_near(box, dot, dot.radius + self._layout.dot_air) for dot in self._dots)

    def _is_seen(self, dot: Dot) -> bool:
        left, top, right, bottom = dot.box()
        return left >= 0 and top >= 0 and right <= self._width and bottom <= self._height

    def _meets_dot(self, dot: Dot) -> bool:
        apart = dot.radius + self._layout.dots_apart
        return any((dot.x - one.x) ** 2 + (dot.y - one.y) ** 2 < (one.radius + apart) ** 2 for one in self._dots)

    def _soft_dots_under(self, box: PixelBox, own: Dot | None) -> int:
        air, (x, y) = self._layout.dot_soft_air, self._soft_dots.T
        near = (x > box[0] - air) & (x < box[2] + air) & (y > box[1] - air) & (y < box[3] + air)
        if own is not None:
            near &= (x != own.x) | (y != own.y)
        return int(near.sum())


def _parts(candidate: Candidate, boxes: Sequence[PixelBox], position: int) -> Sequence[PixelBox]:
    """Return the boxes that a label covers in one of its positions: a turned one has several."""
    return candidate.turned[position].parts if candidate.turned else (boxes[position],)


def _is_under(boxes: PixelBoxes, dot: Dot) -> bool:
    return boxes.meet((dot.x, dot.y, dot.x, dot.y), dot.radius + label_layout().dots_apart)


def _is_near(box: PixelBox, dot: Dot, air: float) -> bool:
    return box[0] - air < dot.x < box[2] + air and box[1] - air < dot.y < box[3] + air
