"""The numbered symbols of the places: pushed apart where they would hide each other, with names where there is room.

A hairline ties a symbol that was pushed away to where its place is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storymap.rendering.numbering import MOST_MARKERS
from storymap.rendering.static_map.label_positions import ANCHORS, beside_point
from storymap.rendering.static_map.marker_spread import GAP, HAIRLINE_FROM, spread
from storymap.rendering.static_map.pixel_box import PixelBox, PixelBoxes
from storymap.rendering.static_map.text_width import text_width

NAME_SIZE = 13.0
_LEADING = 1.25
# Beyond so many, pushing apart would take long and help nobody, and names would find no room.
_MOST = MOST_MARKERS
_AIR = 2.0
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Pin:
    """A place that wants a symbol at `x`, `y` in pixels."""

    number: int
    name: str
    colour: int
    shape: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Marker:
    """A pin's symbol in its place, `size` pixels wide, and its name if there was room for it.

    `name_box` is the name's box, `anchor` the side of it that the text is tied to.
    """

    pin: Pin
    x: float
    y: float
    size: float
    name_box: PixelBox | None = None
    anchor: str = "start"

    @property
    def is_moved(self) -> bool:
        """Whether the symbol stands so far from its place that a hairline must say so."""
        return abs(complex(self.x - self.pin.x, self.y - self.pin.y)) >= self.size * HAIRLINE_FROM

    def box(self) -> PixelBox:
        """Return the symbol's box."""
        reach = self.size / 2
        return (self.x - reach, self.y - reach, self.x + reach, self.y + reach)


def symbol_size(count: int) -> float:
    """Return how wide the symbols are, in pixels, when there are so many of them."""
    return 28.0 if count <= 60 else 22.0 if count <= _MOST else 15.0


def place_markers(pins: Sequence[Pin], frame: PixelBox, taken: Sequence[PixelBox]) -> list[Marker]:
    """Return the markers of pins, in their order, all of them whole within the frame.

    The names keep off the symbols, the true places, each other and what is `taken`.
    """
    size = symbol_size(len(pins))
    reach = size / 2 + 1
    points = np.array([(pin.x, pin.y) for pin in pins], float).reshape(-1, 2)
    low, high = (frame[0] + reach, frame[1] + reach), (frame[2] - reach, frame[3] - reach)
    points = np.clip(points, low, high)
    if len(pins) <= _MOST:
        points = spread(points, size + GAP, (low, high))
    markers = [Marker(pin, float(x), float(y), size) for pin, (x, y) in zip(pins, points, strict=True)]
    if len(pins) > _MOST:
        return markers
    barred = PixelBoxes([*taken, *(marker.box() for marker in markers)])
    for marker in markers:
        if marker.is_moved:
            for x, y in np.linspace((marker.pin.x, marker.pin.y), (marker.x, marker.y), 6):
                barred.add((float(x) - 2, float(y) - 2, float(x) + 2, float(y) + 2))
    return [_named(marker, frame, barred) for marker in markers]


def _named(marker: Marker, frame: PixelBox, barred: PixelBoxes) -> Marker:
    name = marker.pin.name
    if not name or len(name) > _LONGEST_NAME:
        return marker
    width, height = text_width(name, NAME_SIZE), NAME_SIZE * _LEADING
    for box, anchor in zip(beside_point(marker.x, marker.y, marker.size / 2, width, height), ANCHORS, strict=True):
        inside = box[0] > frame[0] + 3 and box[1] > frame[1] + 3 and box[2] < frame[2] - 3 and box[3] < frame[3] - 3
        if inside and not barred.meet(box, _AIR):
            barred.add(box)
            return Marker(marker.pin, marker.x, marker.y, marker.size, box, anchor)
    return marker
