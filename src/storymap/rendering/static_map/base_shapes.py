"""Land, water and borders of the basemap, cut to the picture's frame and simplified to what can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry.pieces import pieces
from storymap.rendering.basemap.decode import decode_layer
from storymap.rendering.basemap.layer import COUNTRY, DISPUTED, LAKE, RIVER, STATE
from storymap.rendering.basemap.line_style import line_layout
from storymap.rendering.contract.basemap import BasemapData, DetailData, LayerData
from storymap.rendering.static_map.projection import Floats, Projection

# In pixels. What the frame cuts off ends outside it, where it is not seen.
_MARGIN, _WIDE_MARGIN = 6.0, 20.0
# Twice what the browser leaves out (web/src/basemap/simplify.ts): a picture is written into the page, point by point.
_UNSEEN = 0.75
_SMALLEST_LAND = 3.0  # square pixels
_SHORTEST = 3.0
_SEAM = 0.01
_LINES = {RIVER: "rivers", COUNTRY: "countries", STATE: "states", DISPUTED: "disputed"}


@dataclass(frozen=True, slots=True)
class BaseShapes:
    """Areas and lines in pixels of the frame."""

    land: BaseGeometry
    lakes: BaseGeometry
    rivers: BaseGeometry
    states: BaseGeometry
    countries: BaseGeometry
    disputed: BaseGeometry

    def shores(self, projection: Projection) -> tuple[BaseGeometry, BaseGeometry]:
        """Return where land ends and where lakes do, not where the frame does."""
        edge = shapely.box(*projection.box(_margin(projection) - 1))
        return self.land.boundary.intersection(edge), self.lakes.boundary.intersection(edge)

    def lines(self, projection: Projection) -> BaseGeometry:
        """Return all that is drawn as a line."""
        return shapely.GeometryCollection(
            [*self.shores(projection), self.rivers, self.states, self.countries, self.disputed]
        )


def base_shapes(basemap: BasemapData, projection: Projection) -> BaseShapes:
    """Return what the frame shows of the basemap: its details where they are, the world around them."""
    rest: BaseGeometry = shapely.box(*projection.box(_margin(projection)))
    parts = []
    for layer in shown_details(basemap["details"], projection):
        region = rest.intersection(_box(layer, projection))
        if region.area > 0:
            rest = rest.difference(region)
            parts.append(_shapes(layer, projection, 0, region))
    if rest.area > 1:
        first, last = (int((lon + 180) // 360) for lon in (projection.west, projection.east))
        parts += [_shapes(basemap["world"], projection, turn, rest) for turn in range(first, last + 1)]
    areas = {name: _joined([part[name] for part in parts]) for name in ("land", "lakes")}
    lines = {name: shapely.line_merge(shapely.union_all([part[name] for part in parts])) for name in _LINES.values()}
    return BaseShapes(**areas, **lines)


def shown_details(details: list[DetailData], projection: Projection) -> list[DetailData]:
    """Return the details that a zoom shows: near enough, or where the frame could lie within their box.

    `shownDetails` of web/src/basemap/decode.ts is the browser's.
    """
    return [
        layer
        for layer in details
        if projection.zoom >= layer["least_zoom"] or _could_hold_frame(_box(layer, projection), projection)
    ]


def _could_hold_frame(box: BaseGeometry, projection: Projection) -> bool:
    left, top, right, bottom = box.bounds
    return bool(right - left >= projection.width and bottom - top >= projection.height)


def _box(layer: DetailData, projection: Projection) -> BaseGeometry:
    west, south, east, north = layer["box"]
    (left, bottom), (right, top) = projection.points([[west, south], [east, north]])
    box: BaseGeometry = shapely.box(left, top, right, bottom)
    return box


def _margin(projection: Projection) -> float:
    return _MARGIN if projection.zoom <= line_layout().honest_to else _WIDE_MARGIN


def _shapes(layer: LayerData, projection: Projection, turn: int, region: BaseGeometry) -> dict[str, BaseGeometry]:
    """Return one layer within a region of the frame, moved by a number of turns of the earth."""
    decoded = decode_layer(layer)
    arcs = _simplified(_projected(decoded.arcs, projection, turn))
    of_class: dict[str, list[Floats]] = {}
    for arc, drawn in zip(arcs, decoded.classes, strict=True):
        if drawn.islower() or projection.zoom <= line_layout().honest_to:
            of_class.setdefault(drawn.lower(), []).append(arc)
    return {
        "land": _areas(decoded.land_rings(arcs), region),
        "lakes": _areas(of_class.get(LAKE, []), region),
        **{name: _strokes(of_class.get(letter, []), region) for letter, name in _LINES.items()},
    }


def _projected(arcs: list[Floats], projection: Projection, turn: int) -> list[Floats]:
    """Return arcs in pixels, moved by a number of turns of the earth."""
    if not arcs:
        return []
    points = projection.points(np.concatenate(arcs) + (360.0 * turn, 0.0))
    return pieces(points, np.cumsum([len(arc) for arc in arcs[:-1]], dtype=int))


def _simplified(arcs: list[Floats]) -> list[Floats]:
    """Simplify each arc by itself, so that what meets still meets."""
    if not arcs:
        return []
    lengths = [len(arc) for arc in arcs]
    lines = shapely.linestrings(
        np.concatenate([np.repeat(arc, 2, axis=0) if len(arc) == 1 else arc for arc in arcs]),
        indices=np.repeat(np.arange(len(arcs)), np.maximum(lengths, 2)),
    )
    simple = np.atleast_1d(np.asarray(shapely.simplify(lines, _UNSEEN, preserve_topology=False)))
    points, of_line = shapely.get_coordinates(simple, return_index=True)
    return pieces(points, np.searchsorted(of_line, np.arange(1, len(arcs))))


def _seen(lines: Iterable[Floats], region: BaseGeometry, least: int) -> list[Floats]:
    """Return the lines of at least so many points that may be seen in a region: of the earth, a few of thousands."""
    long = [line for line in lines if len(line) >= least]
    if not long:
        return []
    points, first = np.concatenate(long), np.cumsum([0, *(len(line) for line in long[:-1])])
    low, high = np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)
    left, top, right, bottom = region.bounds
    is_seen = np.all((low <= (right, bottom)) & (high >= (left, top)), axis=1).tolist()
    return list(compress(long, is_seen))


def _areas(rings: Iterable[Floats], region: BaseGeometry) -> BaseGeometry:
    """Return what rings fill by the even-odd rule, within a region."""
    polygons = [shapely.Polygon(ring) for ring in _seen(rings, region, 4)]
    # What GEOS makes valid it fills by that rule.
    filled = shapely.make_valid(shapely.MultiPolygon(polygons)) if polygons else shapely.Polygon()
    return shapely.MultiPolygon(list(_simple_parts(filled.intersection(region), 2)))


def _joined(areas: list[BaseGeometry]) -> BaseGeometry:
    """Return areas without the seams between layers and at the antimeridian, and without what is too small to see."""
    return shapely.MultiPolygon(
        [
            (part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area >= _SMALLEST_LAND])
            for part in _simple_parts(shapely.union_all(areas, grid_size=_SEAM), 2)
            if part.area >= _SMALLEST_LAND
        ]
    )


def _strokes(arcs: list[Floats], region: BaseGeometry) -> BaseGeometry:
    lines = _seen(arcs, region, 2)
    if not lines:
        return shapely.MultiLineString()
    cut = shapely.MultiLineString(lines).intersection(region)
    return shapely.MultiLineString([part for part in _simple_parts(cut, 1) if part.length >= _SHORTEST])


def _simple_parts(geometry: BaseGeometry, dimension: int) -> Iterator[Any]:
    """Yield the simple parts of a geometry that have a dimension: 1 for lines, 2 for areas."""
    for part in shapely.get_parts(geometry):
        if hasattr(part, "geoms"):
            yield from _simple_parts(part, dimension)
        elif shapely.get_dimensions(part) == dimension and not part.is_empty:
            yield part
