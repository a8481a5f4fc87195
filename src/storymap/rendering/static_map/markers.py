"""The places on the picture: numbered symbols, dots, or names alone, by their roles and by the room there is.

Symbols that would hide each other are pushed apart, and a hairline ties each to where its place is; those that find no
room near it are dots. Names stand where there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from storymap.rendering.joined_scripts import letter_spacing
from storymap.rendering.place_order import MOST_MARKERS
from storymap.rendering.static_map.label_positions import ANCHORS, beside_point
from storymap.rendering.static_map.marker_spread import HAIRLINE_FROM
from storymap.rendering.static_map.pixel_box import PixelBox, PixelBoxes
from storymap.rendering.static_map.symbol_choice import choose_symbols
from storymap.rendering.static_map.text_width import text_width

NAME_SIZE = 13.0
SMALL_NAME_SIZE = 12.0  # of a dot's name, and of an area's
_AREA_NAME_SPACING = 0.12  # of the type's size
DOT_SIZE = 11.0
_LEADING = 1.25
# Beyond so many, pushing apart would take long and help nobody, and names would find no room.
_MOST = MOST_MARKERS
_AIR = 2.0
_LONGEST_NAME = 40


Form = Literal["symbol", "dot", "name"]


@dataclass(frozen=True, slots=True)
class Pin:
    """A place that wants to be shown at `x`, `y` in pixels: as a symbol, or quietly as a dot or by its name alone.

    Of those that want symbols the weightiest have them, as far as there is room. `is_setting` places are named before
    others that are dots.
    """

    number: int
    name: str
    colour: int
    shape: str
    x: float
    y: float
    form: Form = "symbol"
    weight: float = 1.0
    is_setting: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """A pin's symbol or dot in its place, `size` pixels wide, and its name if there was room for it.

    `name_box` is the name's box, `anchor` the side of it that the text is tied to. A name alone has size 0.
    """

    pin: Pin
    x: float
    y: float
    size: float
    form: Form = "symbol"
    name_box: PixelBox | None = None
    anchor: str = "start"

    @property
    def is_moved(self) -> bool:
        """Whether the symbol stands so far from its place that a hairline must say so."""
        return (
            self.form == "symbol"
            and abs(complex(self.x - self.pin.x, self.y - self.pin.y)) >= self.size * HAIRLINE_FROM
        )

    def box(self) -> PixelBox:
        """Return the symbol's box."""
        reach = self.size / 2
        return (self.x - reach, self.y - reach, self.x + reach, self.y + reach)

    @property
    def name_size(self) -> float:
        """The size of the name's type in pixels."""
        return NAME_SIZE if self.form == "symbol" else SMALL_NAME_SIZE


def symbol_size(count: int) -> float:
    """Return how wide the symbols are, in pixels, when so many places want one."""
    return 28.0 if count <= 60 else 22.0 if count <= _MOST else 15.0


def place_markers(pins: Sequence[Pin], frame: PixelBox) -> list[Marker]:
    """Return the markers of the pins within the frame, in their order, all of them whole within it, without names."""
    pins = [pin for pin in pins if frame[0] <= pin.x <= frame[2] and frame[1] <= pin.y <= frame[3]]
    wanting = [i for i, pin in enumerate(pins) if pin.form == "symbol"]
    wanting.sort(key=lambda i: (-pins[i].weight, pins[i].number))
    size = symbol_size(len(wanting))
    symbols = dict(zip(wanting, _symbols([pins[i] for i in wanting], size, frame), strict=True))
    return [symbols.get(i) or _quiet(pin, frame) for i, pin in enumerate(pins)]


def with_names(markers: Sequence[Marker], frame: PixelBox, taken: Sequence[PixelBox]) -> list[Marker]:
    """Return the markers with their names, which keep off the symbols, the true places, each other and what is `taken`.

    Too many symbols leave no room for names.
    """
    if sum(marker.pin.form == "symbol" for marker in markers) > _MOST:
        return list(markers)
    named = list(markers)
    barred = PixelBoxes([*taken, *(marker.box() for marker in markers if marker.size)])
    for marker in markers:
        if marker.is_moved:
            for x, y in np.linspace((marker.pin.x, marker.pin.y), (marker.x, marker.y), 6):
                barred.add((float(x) - 2, float(y) - 2, float(x) + 2, float(y) + 2))
    for i in sorted(range(len(named)), key=lambda i: _naming_order(named[i])):
        named[i] = _named(named[i], frame, barred)
    return named


def _naming_order(marker: Marker) -> int:
    if marker.form == "dot":
        return 2 if marker.pin.is_setting else 3
    return ("symbol", "name").index(marker.form)


def _symbols(pins: Sequence[Pin], size: float, frame: PixelBox) -> list[Marker | None]:
    """Return the markers of pins that want symbols, the weightiest first; None for one that has no room."""
    reach = size / 2 + 1
    low, high = (frame[0] + reach, frame[1] + reach), (frame[2] - reach, frame[3] - reach)
    points = np.clip(np.array([(pin.x, pin.y) for pin in pins], float).reshape(-1, 2), low, high)
    places = points.tolist() if len(pins) > _MOST else choose_symbols(points, size, (low, high))
    both = zip(pins, places, strict=True)
    return [None if place is None else Marker(pin, place[0], place[1], size) for pin, place in both]


def _quiet(pin: Pin, frame: PixelBox) -> Marker:
    if pin.form == "name":
        return Marker(pin, pin.x, pin.y, 0.0, "name")
    reach = DOT_SIZE / 2
    x, y = (min(max(value, frame[i] + reach), frame[i + 2] - reach) for i, value in enumerate((pin.x, pin.y)))
    return Marker(pin, x, y, DOT_SIZE, "dot")


def name_spacing(marker: Marker) -> float:
    """Return the pixels after each letter of a marker's name: names in areas are set wide where letters do not join."""
    spacing = _AREA_NAME_SPACING * marker.name_size if marker.form == "name" else 0.0
    return letter_spacing(marker.pin.name, spacing)


def _named(marker: Marker, frame: PixelBox, barred: PixelBoxes) -> Marker:
    name, size = marker.pin.name, marker.name_size
    if not name or len(name) > _LONGEST_NAME:
        return marker
    spacing = name_spacing(marker)
    width, height = text_width(name, size, spacing), size * _LEADING
    if marker.form == "name":
        middles = [(marker.x, marker.y + down * height) for down in (0, -1, 1, -2, 2)]
        boxes = [(x - width / 2, y - height / 2, x + width / 2, y + height / 2) for x, y in middles]
        anchors: Sequence[str] = ["middle"] * len(boxes)
    else:
        boxes, anchors = beside_point(marker.x, marker.y, marker.size / 2, width, height), ANCHORS
    for box, anchor in zip(boxes, anchors, strict=True):
        inside = box[0] > frame[0] + 3 and box[1] > frame[1] + 3 and box[2] < frame[2] - 3 and box[3] < frame[3] - 3
        if inside and not barred.meet(box, _AIR):
            barred.add(box)
            return replace(marker, name_box=box, anchor=anchor)
    return marker
