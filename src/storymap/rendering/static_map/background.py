"""Land, water and borders of the basemap, cut to the picture's frame and thinned to what can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.rendering.basemap import codes
from storymap.rendering.basemap.view import CLOSEST
from storymap.rendering.contract.basemap import BasemapData, LayerData
from storymap.rendering.static_map.projection import Floats, Projection

# In pixels. What the frame cuts off ends outside it, where it is not seen; bands, drawn when near, are wide.
_MARGIN, _WIDE_MARGIN = 6.0, 60.0
_UNSEEN = 0.75
_SMALLEST_LAND = 3.0  # square pixels
_SHORTEST = 3.0
_SEAM = 0.01
_LINES = {"r": "rivers", "n": "countries", "x": "states", "d": "disputed"}


@dataclass(frozen=True, slots=True)
class Ground:
    """Areas and lines in pixels of the frame."""

    land: BaseGeometry
    lakes: BaseGeometry
    rivers: BaseGeometry
    states: BaseGeometry
    countries: BaseGeometry
    disputed: BaseGeometry

    def coasts(self, projection: Projection) -> BaseGeometry:
        """Return where land ends, not where the frame does."""
        return self.land.boundary.intersection(shapely.box(*projection.box(_margin(projection) - 1)))

    def lines(self) -> BaseGeometry:
        """Return all that is drawn as a line: what names keep off."""
        return shapely.GeometryCollection(
            [self.land.boundary, self.lakes.boundary, self.rivers, self.states, self.countries, self.disputed]
        )


def make_ground(basemap: BasemapData, projection: Projection) -> Ground:
    """Return the basemap's ground as the frame shows it: its details where they are, the world around them."""
    frame = shapely.box(*projection.box(_margin(projection)))
    rest, sheets = frame, []
    for layer in basemap["details"]:
        west, south, east, north = layer["box"]
        (left, bottom), (right, top) = projection.points([[west, south], [east, north]])
        fills = right - left >= projection.width and bottom - top >= projection.height
        if projection.zoom < layer["least_zoom"] and not fills:
            continue
        region = frame.intersection(shapely.box(left, top, right, bottom))
        if region.area > 0:
            rest = rest.difference(region)
            sheets.append(_sheet(layer, projection, 0, region))
    if rest.area > 1:
        first, last = (int((lon + 180) // 360) for lon in (projection.west, projection.east))
        sheets += [_sheet(basemap["world"], projection, turn, rest) for turn in range(first, last + 1)]
    areas = {name: _joined([sheet[name] for sheet in sheets]) for name in ("land", "lakes")}
    lines = {name: shapely.line_merge(shapely.union_all([sheet[name] for sheet in sheets])) for name in _LINES.values()}
    return Ground(**areas, **lines)


def _margin(projection: Projection) -> float:
    return _MARGIN if projection.zoom <= CLOSEST else _WIDE_MARGIN


def _sheet(layer: LayerData, projection: Projection, turn: int, region: BaseGeometry) -> dict[str, BaseGeometry]:
    """Return one layer within a region of the frame, moved by a number of turns of the earth."""
    arcs = _thinned([projection.points(arc + (360.0 * turn, 0.0)) for arc in _arcs(layer)])
    rings, first = [], 0
    for count in codes.decode(layer["rings"]):
        members = arcs[first : first + count]
        rings.append(np.concatenate([members[0], *(arc[1:] for arc in members[1:])]))
        first += int(count)
    of_class: dict[str, list[Floats]] = {}
    for arc, drawn in zip(arcs, layer["classes"], strict=True):
        of_class.setdefault(drawn, []).append(arc)
    return {
        "land": _areas(rings, region),
        "lakes": _areas(of_class.get("l", []), region),
        **{name: _strokes(of_class.get(letter, []), region) for letter, name in _LINES.items()},
    }


def _arcs(layer: LayerData) -> list[Floats]:
    """Return the arcs of a layer: longitudes and latitudes, shape (n, 2) each."""
    counts, jumps = codes.decode(layer["counts"]), codes.decode(layer["jumps"]).reshape(-1, 2)
    if not len(counts):
        return []  # the open sea
    steps = np.column_stack([codes.decode(layer["x"]), codes.decode(layer["y"])])
    walk = np.insert(steps, np.cumsum(counts) - counts, jumps, axis=0)
    return np.split(walk.cumsum(axis=0) * layer["step"], np.cumsum(counts + 1)[:-1])


def _thinned(arcs: list[Floats]) -> list[Floats]:
    """Thin each arc by itself, so that what meets still meets."""
    if not arcs:
        return []
    lengths = [len(arc) for arc in arcs]
    lines = shapely.linestrings(
        np.concatenate([np.repeat(arc, 2, axis=0) if len(arc) == 1 else arc for arc in arcs]),
        indices=np.repeat(np.arange(len(arcs)), np.maximum(lengths, 2)),
    )
    thin = np.atleast_1d(np.asarray(shapely.simplify(lines, _UNSEEN, preserve_topology=False)))
    return [shapely.get_coordinates(line) for line in thin]


def _seen(points: Floats, region: BaseGeometry) -> bool:
    left, top, right, bottom = region.bounds
    (west, north), (east, south) = points.min(axis=0), points.max(axis=0)
    return bool(west <= right and east >= left and north <= bottom and south >= top)


def _areas(rings: list[Floats], region: BaseGeometry) -> BaseGeometry:
    """Return what rings fill by the even-odd rule, within a region."""
    polygons = [shapely.Polygon(ring) for ring in rings if len(ring) > 3 and _seen(ring, region)]
    # What GEOS makes valid it fills by that rule.
    filled = shapely.make_valid(shapely.MultiPolygon(polygons)) if polygons else shapely.Polygon()
    return shapely.MultiPolygon(list(_parts(filled.intersection(region), 2)))


def _joined(sheets: list[BaseGeometry]) -> BaseGeometry:
    """Return areas without the seams between sheets and at the antimeridian, and without what is too small to see."""
    areas = _parts(shapely.union_all(sheets, grid_size=_SEAM), 2)
    return shapely.MultiPolygon(
        [
            (part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area >= _SMALLEST_LAND])
            for part in areas
            if part.area >= _SMALLEST_LAND
        ]
    )


def _strokes(arcs: list[Floats], region: BaseGeometry) -> BaseGeometry:
    lines = [arc for arc in arcs if len(arc) > 1 and _seen(arc, region)]
    if not lines:
        return shapely.MultiLineString()
    cut = shapely.MultiLineString(lines).intersection(region)
    return shapely.MultiLineString([part for part in _parts(cut, 1) if part.length >= _SHORTEST])


def _parts(geometry: BaseGeometry, dimension: int) -> Iterator[Any]:
    """Yield the simple parts of a geometry that have a dimension: 1 for lines, 2 for areas."""
    for part in shapely.get_parts(geometry):
        if hasattr(part, "geoms"):
            yield from _parts(part, dimension)
        elif shapely.get_dimensions(part) == dimension and not part.is_empty:
            yield part
