"""The inset: a small map that shows where on earth the picture is. web/src/inset draws the page's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry import mercator
from storymap.geometry.bounds import BBox
from storymap.geometry.pieces import pieces
from storymap.rendering.basemap.decode import decode_layer
from storymap.rendering.basemap.layer import COUNTRY, LAKE
from storymap.rendering.contract.basemap import LayerData
from storymap.rendering.static_map.at_sea import is_at_sea
from storymap.rendering.static_map.globe import WHOLE_EARTH, Globe, inset_size, inset_view, span
from storymap.rendering.static_map.pixel_box import PixelBox, boxes_meet
from storymap.rendering.static_map.projection import Floats, Projection
from storymap.rendering.static_map.svg import Element, element
from storymap.rendering.static_map.svg_path import SCALE, path

_MARGIN = 10.0
_CREDIT = 24.0
_SMALLEST = 7.0
_UNSEEN = 0.8  # pixels: at the size of an inset nobody sees less
_SMALLEST_LAND = 1.5  # square pixels
_SHORTEST = 4.0


def inset_box(projection: Projection, symbols: Sequence[PixelBox]) -> PixelBox | None:
    """Return where the inset stands, in a corner without a symbol; None where there is no room for it."""
    width, height = projection.width, projection.height
    size = inset_size(width, height)
    if not size or projection.east - projection.west >= WHOLE_EARTH:
        return None
    right, bottom = width - _MARGIN - size, height - _CREDIT - size
    corners = [(right, bottom), (right, _MARGIN), (_MARGIN, _MARGIN)]
    boxes = [(left, top, left + size, top + size) for left, top in corners]
    return next((box for box in boxes if not any(boxes_meet(box, symbol) for symbol in symbols)), None)


def draw_inset(world: LayerData, frame: BBox, projection: Projection, box: PixelBox) -> Element:
    """Return the inset with what the picture shows as a frame on it."""
    north, south = (
        mercator.latitude(y / projection.world) for y in (projection.top, projection.top + projection.height)
    )
    window = (projection.west, south, projection.east, north)
    size = box[2] - box[0]
    globe = Globe(inset_view(frame, max(span(frame), span(window)), at_sea=is_at_sea(frame)), size)
    disc = shapely.Point(globe.half, globe.half).buffer(globe.half, quad_segs=24)
    region = disc if globe.view.is_globe else shapely.box(0, 0, size, size)
    place = f"translate({box[0]:.0f} {box[1]:.0f})scale({1 / SCALE})"
    return element(
        "g",
        {"class": "picture-inset", "transform": place},
        path("inset-sea", region, 1),
        *(part for part in _earth(world, globe) if part.get("d")),
        *_here(globe, window),
    )


def _earth(world: LayerData, globe: Globe) -> Iterator[Element]:
    decoded = decode_layer(world)
    yield path("land", _filled(list(decoded.land_rings(decoded.arcs)), globe), 0.6)
    classed = list(zip(decoded.arcs, decoded.classes, strict=True))
    lakes, borders = ([arc for arc, own in classed if own == kind] for kind in (LAKE, COUNTRY))
    yield path("inset-lakes", _filled(lakes, globe), 0)
    runs = [run for points, seen in globe.lines(borders) for run in _seen_runs(points, seen)]
    cut = shapely.simplify(_cut(shapely.line_merge(shapely.MultiLineString(runs)), globe), _UNSEEN)
    kept = [line for line in shapely.get_parts(cut) if shapely.length(line) >= _SHORTEST]
    yield path("countries", shapely.GeometryCollection(kept), 0.5)


def _filled(rings: list[Floats], globe: Globe) -> BaseGeometry:
    """Return what is filled by the even-odd rule, as rings that may overlap: making them valid would take a minute."""
    closed = [ring for ring in rings if len(ring) > 3]
    shown = [
        (ring, globe.along_edge(points, seen))
        for ring, (points, seen) in zip(closed, globe.lines(closed), strict=True)
        if seen.any()
    ]
    if not shown:
        return shapely.GeometryCollection()
    on_earth, drawn = (_polygons(list(lines)) for lines in zip(*shown, strict=True))
    # Where the far side's land lies behind the middle, its outline goes all around the edge: the rule turns it.
    if np.count_nonzero(shapely.contains_xy(on_earth, *globe.antipode)) % 2:
        edge = shapely.Point(globe.half, globe.half).buffer(globe.radius, quad_segs=24)
        drawn = np.array([*drawn, edge], dtype=object)
    parts = shapely.get_parts(_cut(shapely.simplify(drawn, _UNSEEN, preserve_topology=False), globe))
    return shapely.GeometryCollection(parts[shapely.area(parts) >= _SMALLEST_LAND].tolist())


def _polygons(rings: Sequence[Floats]) -> Any:
    """Return the area within each of some rings: one call for all."""
    numbers = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    return shapely.polygons(shapely.linearrings(np.concatenate(rings), indices=numbers))


def _cut(geometry: Any, globe: Globe) -> Any:
    """Return what lies in the inset's square of a geometry, or of each of several: of a globe, all."""
    size = 2 * globe.half
    return geometry if globe.view.is_globe else shapely.clip_by_rect(geometry, 0, 0, size, size)


def _seen_runs(points: Floats, seen: npt.NDArray[np.bool_]) -> Iterator[Floats]:
    """Yield the runs of a line that are on this side of the earth, where each of its points is `seen` or not."""
    ends = np.flatnonzero(np.diff(seen)) + 1
    for run, is_seen in zip(pieces(points, ends), pieces(seen, ends), strict=True):
        if is_seen[0] and len(run) > 1:
            yield run


def _here(globe: Globe, window: BBox) -> Iterator[Element]:
    """Yield the frame of what the picture shows, or a square where that would be too small."""
    west, south, east, north = window
    shares = np.arange(12) / 12
    sides = [
        np.column_stack([x + (to_x - x) * shares, y + (to_y - y) * shares])
        for (x, y), (to_x, to_y) in [
            ((west, north), (east, north)),
            ((east, north), (east, south)),
            ((east, south), (west, south)),
            ((west, south), (west, north)),
        ]
    ]
    points, _ = globe.points(np.concatenate(sides))
    outline = shapely.Polygon(points)
    left, top, right, bottom = outline.bounds
    if max(right - left, bottom - top) < _SMALLEST:
        x, y, reach = (left + right) / 2, (top + bottom) / 2, _SMALLEST / 2
        outline = shapely.box(x - reach, y - reach, x + reach, y + reach)
    yield path("here-halo", shapely.simplify(outline, 0.2), 3.5)
    yield path("here", shapely.simplify(outline, 0.2), 1.5)
