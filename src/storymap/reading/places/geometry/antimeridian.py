"""Geometries that cross the antimeridian: they are cut there and moved into -180 to 180 degrees (RFC 7946, 3.1.9)."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.geometry.parts import collected, simple_parts


def cut_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """Return the valid `geometry`, whose longitudes are in -540 to 540, with longitudes in -180 to 180."""
    cut = collected(piece for part in simple_parts([geometry])[0] for piece in _cut(part))
    # What goes more than once around the earth lies over itself.
    return cut if cut.is_valid else shapely.union_all(simple_parts([cut])[0])


def _cut(part: BaseGeometry) -> list[BaseGeometry]:
    if isinstance(part, shapely.Point):
        return [shapely.Point((part.x + 180) % 360 - 180, part.y)]
    pieces = []
    for offset in (-360, 0, 360):
        window = shapely.box(offset - 180, -90, offset + 180, 90)
        inside = shapely.intersection(part, window)
        # Where a shape only touches the window, a line or a point is left of it.
        whole = [
            piece
            for piece in simple_parts([inside])[0]
            if shapely.get_dimensions(piece) == shapely.get_dimensions(part)
        ]
        pieces += [_shift(piece, -offset) for piece in whole]
    return pieces


def _shift(part: BaseGeometry, by: int) -> BaseGeometry:
    def move(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([np.clip(positions[:, 0] + by, -180, 180), positions[:, 1]])

    return shapely.transform(part, move) if by else part
