"""Geometry that makes sense on the globe: in range, closed, valid, cut at the antimeridian.

Coordinates are degrees, longitude first. What can be mended is mended with a warning; the rest is an error.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.reading import shapes
from storymap.reading.antimeridian import cut_at_antimeridian
from storymap.reading.findings import Findings

# Mending a polygon of 1,000 corners that crosses itself at random (200,000 times) takes 3 s and 300 MB.
MOST_CROSSINGS = 20_000
MOST_MENDED = 100_000

_SWAPPED = "are longitude and latitude swapped?"
_DEGREES = "write degrees of WGS 84, longitude first"
_REASON = re.compile(r"([A-Za-z -]+)(?:\[([^ \]]+) ([^ \]]+)\])?")
_REASONS = {
    "Self-intersection": "it crosses itself",
    "Ring Self-intersection": "it touches itself",
    "Hole lies outside shell": "it has a hole outside of its outline",
    "Holes are nested": "it has a hole inside a hole",
    "Nested shells": "one of its areas lies inside another",
    "Interior is disconnected": "its holes cut it apart",
    "Duplicate Rings": "one of its rings is there twice",
    "Too few points in geometry component": "a part of it has no size",
}


def build_geometry(shape: Any, where: str, findings: Findings) -> BaseGeometry:
    """Return `shape`, one of the geometries of `shapes`, as a Shapely geometry; close rings that are open."""
    builder = _Builder()
    geometry = builder.build(shape)
    if builder.long_positions:
        what = "a position has more than three numbers; the first two are used"
        findings.warning(where, what, "write longitude, latitude and perhaps height")
    if builder.open_rings:
        findings.warning(where, "a ring is not closed; it was closed", "repeat its first position at the end")
    if builder.small_rings:
        findings.error(
            where, "a ring has fewer than 4 positions", "write at least 3 corners, and the first again"
        )
    return geometry


class _Builder:
    def __init__(self) -> None:
        self.long_positions = False
        self.open_rings = False
        self.small_rings = False

    def build(self, shape: Any) -> BaseGeometry:
        match shape:
            case shapes.Point():
                self._look_at([shape.coordinates])
                built: BaseGeometry = shapely.Point(shape.coordinates[0], shape.coordinates[1])
            case shapes.MultiPoint():
                built = shapely.MultiPoint(self._positions(shape.coordinates))
            case shapes.LineString():
                built = shapely.LineString(self._positions(shape.coordinates))
            case shapes.MultiLineString():
                built = shapely.MultiLineString([self._positions(line) for line in shape.coordinates])
            case shapes.Polygon():
                built = self._polygon(shape.coordinates)
            case shapes.MultiPolygon():
                built = shapely.MultiPolygon([self._polygon(rings) for rings in shape.coordinates])
            case _:
                built = shapely.GeometryCollection([self.build(part) for part in shape.geometries])
        return built

    def _polygon(self, rings: list[list[list[float]]]) -> shapely.Polygon:
        outline, *holes = [self._ring(ring) for ring in rings]
        return shapely.Polygon(outline, holes)

    def _ring(self, ring: list[list[float]]) -> NDArray[np.float64]:
        positions = self._positions(ring)
        if not np.array_equal(positions[0], positions[-1]):
            self.open_rings = True
            return np.vstack([positions, positions[:1]])
        if len(positions) < 4:
            self.small_rings = True
        return positions

    def _positions(self, positions: list[list[float]]) -> NDArray[np.float64]:
        self._look_at(positions)
        pairs = itertools.chain.from_iterable(position[:2] for position in positions)
        return np.fromiter(pairs, dtype=np.float64, count=2 * len(positions)).reshape(-1, 2)

    def _look_at(self, positions: Iterable[list[float]]) -> None:
        if not self.long_positions:
            self.long_positions = any(len(position) > 3 for position in positions)


def settle_geometries(
    geometries: Sequence[BaseGeometry | None], wheres: Sequence[str], findings: Findings
) -> list[BaseGeometry | None]:
    """Return `geometries`, flat, valid and between -180 and 180 degrees; None where there is none.

    `wheres` says where each stands. A geometry with an error comes back as it was.
    """
    flat: NDArray[np.object_] = np.empty(len(geometries), dtype=object)
    flat[:] = geometries
    flat = shapely.force_2d(flat)
    flat[shapely.is_empty(flat)] = None
    bounds = shapely.bounds(flat)
    in_range = (np.abs(bounds) <= (180, 90, 180, 90)).all(axis=1)
    wide = bounds[:, 2] - bounds[:, 0] > 180
    doubtful = ~in_range | wide | ~shapely.is_valid(flat)
    crossings = MOST_CROSSINGS
    for index in np.flatnonzero(doubtful).tolist():
        geometry, where = flat[index], wheres[index]
        if geometry is None:
            findings.warning(
                where, "has no geometry: it is listed, but not on the map", "add one when it is known"
            )
            continue
        if _out_of_range(geometry, where, findings):
            continue
        if not shapely.is_valid(geometry):
            geometry, crossings = _mend(geometry, where, findings, crossings)
            if geometry is None:
                continue
        if _beyond(geometry):
            geometry = cut_at_antimeridian(geometry)
            findings.warning(where, "it crosses longitude 180; it was moved or cut there")
        elif wide[index] and _jumps(geometry):
            what = "it goes from one edge of the map to the other in one step, the long way round the world"
            findings.warning(where, what, "write -179 as 181 if it crosses longitude 180")
        flat[index] = geometry
    return list(flat)


def _out_of_range(geometry: BaseGeometry, where: str, findings: Findings) -> bool:
    positions = shapely.get_coordinates(geometry)
    finite = np.isfinite(positions).all(axis=1)
    if not finite.all():
        findings.error(where, "a coordinate is not a finite number", "correct it")
        return True
    far = np.flatnonzero((np.abs(positions[:, 1]) > 90) | (np.abs(positions[:, 0]) > 540))
    if not len(far):
        return False
    longitude, latitude = positions[far[0]]
    largest = np.abs(positions).max(axis=0)
    if largest[0] <= 90 and largest[1] <= 180:
        remedy = _SWAPPED
    elif largest.max() > 1000:
        remedy = f"these are not degrees; {_DEGREES}"
    else:
        remedy = _DEGREES
    if abs(latitude) > 90:
        findings.error(where, f"latitude {_degrees(latitude)} is outside -90..90", remedy)
    else:
        findings.error(where, f"longitude {_degrees(longitude)} is outside -180..180", remedy)
    return True


def _degrees(value: float) -> str:
    return f"{value:.8g}"


def _beyond(geometry: BaseGeometry) -> bool:
    west, _, east, _ = geometry.bounds
    return bool(west < -180 or east > 180)


def _mend(
    geometry: BaseGeometry, where: str, findings: Findings, crossings: int
) -> tuple[BaseGeometry | None, int]:
    """Return a valid geometry, or None after an error; and how many crossings may still be mended."""
    reason = _reason(geometry)
    if shapely.get_num_coordinates(geometry) > MOST_MENDED:
        findings.error(where, f"{reason}, and it is too detailed to be mended", "simplify it")
        return None, crossings
    crossings -= _count_crossings(geometry, crossings)
    if crossings < 0:
        findings.error(where, f"{reason}, too often to be mended", "simplify it")
        return None, 0
    mended = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    if mended.is_empty:
        size = "length" if shapely.get_dimensions(geometry) == 1 else "area"
        findings.error(where, f"it has no {size}: {reason}", "correct it, or make it a Point")
        return None, crossings
    findings.warning(where, f"{reason}; it was mended", "check its shape")
    return mended, crossings


def _reason(geometry: BaseGeometry) -> str:
    match = _REASON.match(shapely.is_valid_reason(geometry))
    words = _REASONS.get(match[1].strip(), "its shape is not valid") if match else "its shape is not valid"
    if match and match[2]:
        return f"{words} near {float(match[2]):.6g}, {float(match[3]):.6g}"
    return words


def _count_crossings(geometry: BaseGeometry, most: int) -> int:
    """Count the pairs of segments that meet, but for neighbours; stop when there are more than `most`."""
    pairs = [np.stack([line[:-1], line[1:]], axis=1) for line in _lines(geometry)]
    segments: NDArray[np.object_] = np.array(shapely.linestrings(np.concatenate(pairs)), dtype=object)
    tree = shapely.STRtree(segments)
    # Each segment meets itself and its two neighbours.
    found = -3 * len(segments)
    step = max(1, 1_000_000 // len(segments))
    for start in range(0, len(segments), step):
        found += len(tree.query(segments[start : start + step], predicate="intersects")[0])
        if found > 2 * most:
            break
    return max(0, found // 2)


def _lines(geometry: BaseGeometry) -> Iterator[NDArray[np.float64]]:
    """Yield the positions of each line and each ring of `geometry`."""
    for part in shapely.get_parts(geometry):
        match part.geom_type:
            case "Point":
                continue
            case "LineString" | "LinearRing":
                yield shapely.get_coordinates(part)
            case "Polygon":
                yield from (shapely.get_coordinates(ring) for ring in shapely.get_rings(part))
            case _:
                yield from _lines(part)


def _jumps(geometry: BaseGeometry) -> bool:
    """Say whether a line goes more than half around the world in one step, but not all around."""
    for line in _lines(geometry):
        steps = np.abs(np.diff(line[:, 0]))
        if ((steps > 180) & (steps < 359)).any():
            return True
    return False
