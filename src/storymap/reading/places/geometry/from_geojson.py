"""GeoJSON geometries, whose form is checked, to Shapely geometries."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.limits import DEEPEST_COLLECTION
from storymap.reading.places.geometry.plain_geometry import PlainGeometry
from storymap.reading.problem_log import ProblemLog


def geometry_from_geojson(shape: Any, where: str, log: ProblemLog) -> BaseGeometry | None:
    """Return `shape`, one of the geometries of `geojson_schema` or a plain one, as a Shapely geometry.

    Rings that are open are closed, with a warning.

    Returns None, with an error, when collections are nested too deeply.
    """
    builder = _GeometryBuilder()
    geometry = builder.build(shape)
    if builder.long_positions:
        what = "a position has more than three numbers; the first two are used"
        log.warning(where, what, "write longitude, latitude and perhaps height")
    if builder.open_rings:
        log.warning(where, "a ring is not closed; it was closed", "repeat its first position at the end")
    if builder.too_deep:
        log.error(where, f"collections are nested more than {DEEPEST_COLLECTION} deep", "make it flat")
        return None
    return geometry


def geometry_of_plain(shape: PlainGeometry) -> BaseGeometry:
    """Return a plain geometry as a Shapely geometry: there is nothing to say of it."""
    return _GeometryBuilder().build(shape)


class _GeometryBuilder:
    def __init__(self) -> None:
        self.long_positions = False
        self.open_rings = False
        self.too_deep = False

    def build(self, shape: Any, depth: int = 0) -> BaseGeometry:
        match shape.type:
            case "Point":
                self._look_at([shape.coordinates])
                built: BaseGeometry = shapely.Point(shape.coordinates[0], shape.coordinates[1])
            case "MultiPoint":
                built = shapely.MultiPoint(self._positions(shape.coordinates))
            case "LineString":
                built = shapely.LineString(self._positions(shape.coordinates))
            case "MultiLineString":
                built = shapely.MultiLineString([self._positions(line) for line in shape.coordinates])
            case "Polygon":
                built = self._polygon(shape.coordinates)
            case "MultiPolygon":
                built = shapely.MultiPolygon([self._polygon(rings) for rings in shape.coordinates])
            case _ if depth < DEEPEST_COLLECTION:
                parts = [self.build(part, depth + 1) for part in shape.geometries]
                built = shapely.GeometryCollection(parts)
            case _:
                self.too_deep = True
                built = shapely.GeometryCollection()
        return built

    def _polygon(self, rings: list[list[list[float]]]) -> shapely.Polygon:
        outline, *holes = [self._ring(ring) for ring in rings]
        return shapely.Polygon(outline, holes)

    def _ring(self, ring: list[list[float]]) -> NDArray[np.float64]:
        positions = self._positions(ring)
        if not np.array_equal(positions[0], positions[-1]):
            self.open_rings = True
            return np.vstack([positions, positions[:1]])
        return positions

    def _positions(self, positions: list[list[float]]) -> NDArray[np.float64]:
        self._look_at(positions)
        pairs = itertools.chain.from_iterable(position[:2] for position in positions)
        return np.fromiter(pairs, dtype=np.float64, count=2 * len(positions)).reshape(-1, 2)

    def _look_at(self, positions: Iterable[list[float]]) -> None:
        if not self.long_positions:
            self.long_positions = any(len(position) > 3 for position in positions)
