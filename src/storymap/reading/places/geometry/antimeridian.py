"""Geometries that cross the antimeridian: they are cut there and moved into -180 to 180 degrees (RFC 7946, 3.1.9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry


def cut_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """Return the valid `geometry`, whose longitudes are in -540 to 540, with longitudes in -180 to 180."""
    simple = _simple_parts(geometry)
    pieces = [piece for part in simple for piece in _cut(part)]
    return pieces[0] if len(pieces) == 1 else _collect(pieces)


def _simple_parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    if not hasattr(geometry, "geoms"):
        return [geometry]
    return [simple for part in geometry.geoms for simple in _simple_parts(part)]


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
            for piece in _simple_parts(inside)
            if not piece.is_empty and shapely.get_dimensions(piece) == shapely.get_dimensions(part)
        ]
        pieces += [_shift(piece, -offset) for piece in whole]
    return pieces


def _shift(part: BaseGeometry, by: int) -> BaseGeometry:
    def move(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([np.clip(positions[:, 0] + by, -180, 180), positions[:, 1]])

    return shapely.transform(part, move) if by else part


def _collect(pieces: list[BaseGeometry]) -> BaseGeometry:
    kinds = {piece.geom_type for piece in pieces}
    collect = _COLLECTORS[kinds.pop()] if len(kinds) == 1 else shapely.geometrycollections
    collected: BaseGeometry = collect(pieces)
    return collected


_COLLECTORS: dict[str, Callable[..., Any]] = {
    "Point": shapely.multipoints,
    "LineString": shapely.multilinestrings,
    "Polygon": shapely.multipolygons,
}
