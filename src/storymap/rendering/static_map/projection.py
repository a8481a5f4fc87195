"""Where the picture looks: from degrees to pixels of its frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.rendering.basemap.view import MOST_NORTH, TILE, Bounds, mercator

Floats = npt.NDArray[np.float64]

CLOSEST = 12.0  # nearer than this the basemap is a blur
ONE_PLACE = 9.0
_EQUATOR = 40_075_017.0  # metres
_ROOM = (64.0, 56.0)  # pixels kept free beside and above the outermost places
_MOST_ROOM = 0.15


@dataclass(frozen=True, slots=True)
class Projection:
    """Web Mercator in a frame of `width` by `height` pixels: `world` is the width of the whole earth in pixels.

    `left` and `top` are where the frame's corner lies, from the corner of the world (180 degrees west, far north).
    """

    world: float
    left: float
    top: float
    width: int
    height: int

    @property
    def zoom(self) -> float:
        """The zoom as Leaflet counts: at 0 the earth is 256 pixels wide."""
        return math.log2(self.world / TILE)

    @property
    def west(self) -> float:
        """The longitude of the left side."""
        return self.left / self.world * 360 - 180

    @property
    def east(self) -> float:
        """The longitude of the right side; it may exceed 180."""
        return (self.left + self.width) / self.world * 360 - 180

    def points(self, degrees: npt.ArrayLike) -> Floats:
        """Return pixels, shape (n, 2), of longitudes and latitudes, shape (n, 2)."""
        lon, lat = np.asarray(degrees, float).T
        sine = np.sin(np.radians(np.clip(lat, -MOST_NORTH, MOST_NORTH)))
        y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
        return np.column_stack([(lon + 180) / 360 * self.world - self.left, y * self.world - self.top])

    def shape(self, geometry: BaseGeometry) -> Any:
        """Return a geometry in pixels."""
        return shapely.transform(geometry, self.points)

    def metres_per_pixel(self, y: float) -> float:
        """Return how many metres one pixel is at a height of the frame."""
        return _EQUATOR / self.world / math.cosh(math.pi * (1 - 2 * (y + self.top) / self.world))

    def box(self, margin: float = 0.0) -> Bounds:
        """Return the frame as left, top, right, bottom, larger by a margin."""
        return (-margin, -margin, self.width + margin, self.height + margin)


def frame_places(bounds: Bounds, width: int, height: int, one_place: float | None = None) -> Projection:
    """Return the projection that shows west, south, east, north with some room around.

    `one_place` is the zoom for bounds that are a point.
    """
    room_x, room_y = min(_ROOM[0], width * _MOST_ROOM), min(_ROOM[1], height * _MOST_ROOM)
    west, south, east, north = bounds
    low, high = mercator(south), mercator(north)
    if east - west < 1e-9 and high - low < 1e-9:
        zoom = min(ONE_PLACE if one_place is None else one_place, CLOSEST)
    else:
        degrees = max((east - west) / (width - 2 * room_x), (high - low) / (height - 2 * room_y))
        zoom = min(CLOSEST, math.log2(360 / degrees / TILE))
    world = TILE * 2**zoom
    x = ((west + east) / 2 + 180) / 360 * world
    y = (0.5 - (low + high) / 2 / 360) * world
    # The earth ends in the north and south: beyond it there is nothing to show.
    top = (world - height) / 2 if world <= height else min(max(y - height / 2, 0.0), world - height)
    return Projection(world, x - width / 2, top, width, height)
