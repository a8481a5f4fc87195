"""Where hints stand: at the rim of the picture in the direction of what they point at, pushed along it.

The browser's rules are those of web/src/map/rim.ts; a test compares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storymap.rendering.static_map.pixel_box import PixelBox, PixelBoxes, boxes_meet

# Pixels: between hints and what they keep off, and along the rim from one try to the next.
_AIR = 4.0
_STEP = 6
_FARTHEST = 0.2  # of the rim's length: how far a hint may be pushed
_SOFT_COST = 70  # pixels along the rim: as bad is a symbol or a name under a hint


@dataclass(frozen=True, slots=True)
class RimHint:
    """What a hint points at, in pixels of the window, and how large the hint is."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class RimPlace:
    """The box of a hint, and the side on which lies what it is for: top, right, bottom or left."""

    box: PixelBox
    side: str


def place_at_rim(
    hints: Sequence[RimHint], window: PixelBox, hard: Sequence[PixelBox], soft: Sequence[PixelBox]
) -> list[RimPlace | None]:
    """Return a place for each hint within a window, the first ones first, None where there is none.

    It is never on `hard` boxes or another hint, and on `soft` ones only if the free rim is far.
    """
    taken = PixelBoxes(hard)
    places = []
    for hint in hints:
        place = _best(hint, window, taken, soft)
        if place is not None:
            taken.add(place.box)
        places.append(place)
    return places


def _best(hint: RimHint, window: PixelBox, hard: PixelBoxes, soft: Sequence[PixelBox]) -> RimPlace | None:
    rim = _Rim(window, hint)
    if rim.width < 0 or rim.height < 0:
        return None
    home, side = rim.home()
    best, least = None, float("inf")
    away = 0
    while away <= rim.length * _FARTHEST and away < least:
        for shift in (away, -away) if away else (0,):
            box = rim.box(home + shift)
            if hard.meet(box, _AIR):
                continue
            cost = away + _SOFT_COST * sum(boxes_meet(box, other) for other in soft)
            if cost < least:
                best, least = RimPlace(box, side), cost
        away += _STEP
    return best


class _Rim:
    """The line on which the middle of a hint may lie, clockwise from its top left corner, in pixels."""

    def __init__(self, window: PixelBox, hint: RimHint) -> None:
        self._hint = hint
        self._left, self._top = window[0] + hint.width / 2, window[1] + hint.height / 2
        self.width = window[2] - window[0] - hint.width
        self.height = window[3] - window[1] - hint.height
        self.length = 2 * (self.width + self.height)

    def home(self) -> tuple[float, str]:
        """Return where the ray from the middle to what is pointed at meets the line, and on which side."""
        width, height = self.width, self.height
        dx, dy = self._hint.x - self._left - width / 2, self._hint.y - self._top - height / 2
        reach = min(width / 2 / max(abs(dx), 1e-9), height / 2 / max(abs(dy), 1e-9))
        across, down = width / 2 + dx * reach, height / 2 + dy * reach
        if abs(dx) * height >= abs(dy) * width:
            return (width + down, "right") if dx > 0 else (2 * width + 2 * height - down, "left")
        return (across, "top") if dy < 0 else (2 * width + height - across, "bottom")

    def box(self, at: float) -> PixelBox:
        """Return the hint's box there."""
        width, height = self.width, self.height
        along = at % (self.length or 1)
        if along <= width:
            x, y = along, 0.0
        elif along <= width + height:
            x, y = width, along - width
        elif along <= 2 * width + height:
            x, y = 2 * width + height - along, height
        else:
            x, y = 0.0, self.length - along
        left, top = self._left + x - self._hint.width / 2, self._top + y - self._hint.height / 2
        return (left, top, left + self._hint.width, top + self._hint.height)
