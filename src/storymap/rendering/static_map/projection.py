"""What the picture's frame shows: from degrees to pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry import mercator
from storymap.geometry.bounds import BBox
from storymap.geometry.mercator import TILE

Floats = npt.NDArray[np.float64]

# No closer, unless a place asks for it; and for a point.
CLOSEST = 12.0
ONE_PLACE = 9.0
_ROOM = (64.0, 56.0)  # pixels that stay free beside and above the outermost places: there are no buttons, as on the map
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
        return mercator.points(degrees) * self.world - (self.left, self.top)

    def shape(self, geometry: BaseGeometry) -> Any:
        """Return a geometry in pixels."""
        return shapely.transform(geometry, self.points)

    def metres_per_pixel(self, y: float) -> float:
        """Return how many metres one pixel is at a height of the frame."""
        return mercator.metres((y + self.top) / self.world) / self.world

    def box(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """Return the frame as left, top, right, bottom in pixels, larger by a margin."""
        return (-margin, -margin, self.width + margin, self.height + margin)


def frame_places(bounds: BBox, width: int, height: int, one_place: float | None = None) -> Projection:
    """Return the projection that shows west, south, east, north with some room around.

    `one_place` is the zoom for bounds that are a point.
    """
    room_x, room_y = min(_ROOM[0], width * _MOST_ROOM), min(_ROOM[1], height * _MOST_ROOM)
    west, south, east, north = bounds
    (left, bottom), (right, top) = mercator.points([[west, south], [east, north]]).tolist()
    if max(right - left, bottom - top) < 1e-12:
        zoom = min(ONE_PLACE if one_place is None else one_place, CLOSEST)
    else:
        world = 1 / max((right - left) / (width - 2 * room_x), (bottom - top) / (height - 2 * room_y))
        zoom = min(CLOSEST, math.log2(world / TILE))
    world = TILE * 2**zoom
    y = (top + bottom) / 2 * world
    # The earth ends in the north and south: beyond it there is nothing to show.
    from_top = (world - height) / 2 if world <= height else min(max(y - height / 2, 0.0), world - height)
    return Projection(world, (left + right) / 2 * world - width / 2, from_top, width, height)
