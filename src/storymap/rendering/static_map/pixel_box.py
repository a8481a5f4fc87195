"""Boxes in pixels of the picture's frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storymap.rendering.static_map.projection import Floats

PixelBox = tuple[float, float, float, float]  # left, top, right, bottom


def boxes_meet(a: PixelBox, b: PixelBox) -> bool:
    """Say whether two boxes lie on each other."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class PixelBoxes:
    """Boxes that stand already; whether another would meet one of them is asked all at once."""

    def __init__(self, boxes: Sequence[PixelBox] = ()) -> None:
        self._rows: Floats = np.empty((64, 4))
        self._count = 0
        for box in boxes:
            self.add(box)

    def add(self, box: PixelBox) -> None:
        """Add a box."""
        if self._count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[self._count] = box
        self._count += 1

    def meet(self, box: PixelBox, margin: float) -> bool:
        """Say whether a box comes nearer than a margin to one of these."""
        left, top, right, bottom = self._rows[: self._count].T
        near = (box[0] - margin < right) & (box[2] + margin > left)
        return bool((near & (box[1] - margin < bottom) & (box[3] + margin > top)).any())
