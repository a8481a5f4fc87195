"""Where on earth a place is: a piece of the picture of the earth that all pages share, and what lies on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry import mercator
from storymap.geometry.bounds import extent_of_boxes, part_bounds
from storymap.rendering.static_map.earth import EARTH_SIZE
from storymap.rendering.static_map.svg_path import SCALE, path_data

_WIDEST = EARTH_SIZE
_LEAST = EARTH_SIZE / 16  # about 22 degrees: what lies around is known
_ROOM = 2.5  # how many times as wide as the place the piece is
_SHAPE = 0.5  # height by width
_EXACT = 1e-9  # degrees
_STEPS = 600  # what is smaller than this part of the piece is not drawn


@dataclass(frozen=True, slots=True)
class Locator:
    """`box` is a viewBox in the units of the picture (`EARTH_SIZE`), `offsets` where pictures of the earth begin in it.

    `spot` is the middle of the place and the radius of a dot for it, or None for what has a `path`, whose
    units become the picture's by `scale`.
    """

    box: str
    offsets: tuple[int, ...]
    spot: tuple[str, str, str] | None
    path: str
    is_area: bool = False
    scale: str = f"scale({1 / SCALE:g})"


def locator(shape: BaseGeometry) -> Locator:
    """Return the piece of the earth around a shape in degrees."""
    west, south, east, north = extent_of_boxes(part_bounds([shape]))
    (left, top), (right, bottom) = mercator.points([[west, north], [east, south]]) * EARTH_SIZE
    width = min(max(_ROOM * (right - left), _ROOM * (bottom - top) / _SHAPE, _LEAST), _WIDEST)
    height = width * _SHAPE
    x = (left + right - width) / 2
    y = min(max((top + bottom - height) / 2, 0), EARTH_SIZE - height)
    box = " ".join(f"{value:.0f}" for value in (x, y, width, height))
    offsets = tuple(
        turn * EARTH_SIZE for turn in (-1, 0, 1) if x < (turn + 1) * EARTH_SIZE and x + width > turn * EARTH_SIZE
    )
    if shapely.get_dimensions(shape) < 1 or max(right - left, bottom - top) < width / 40:
        spot = (f"{(left + right) / 2:.0f}", f"{(top + bottom) / 2:.0f}", f"{width / 75:.0f}")
        return Locator(box, offsets, spot, "")
    is_area = shapely.get_dimensions(shape) == 2
    return Locator(box, offsets, None, path_data(_drawn(shape, west, width / _STEPS)), is_area)


def _drawn(shape: BaseGeometry, west: float, step: float) -> BaseGeometry:
    """Return a shape in the units of the picture, its parts beside each other where they lie across 180 degrees."""
    parts = shapely.get_parts(shape)
    starts = shapely.bounds(parts)[:, 0]
    turned = [
        shapely.transform(part, partial(_placed, turn=360.0 if start < west - _EXACT else 0.0))
        for part, start in zip(parts, starts, strict=True)
    ]
    return shapely.simplify(shapely.GeometryCollection(turned), step)


def _placed(points: mercator.Floats, turn: float) -> mercator.Floats:
    return mercator.points(points + (turn, 0.0)) * EARTH_SIZE
