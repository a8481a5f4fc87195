"""The author's context on the picture: areas, rivers and other lines, dots, all of it quiet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.model import ContextFeature
from storymap.rendering.context_layer import beside, simple_parts
from storymap.rendering.static_map.label_placement import Dot
from storymap.rendering.static_map.labels import Name
from storymap.rendering.static_map.projection import Projection

_MARGIN = 6.0
_UNSEEN = 0.4
_SMALLEST = 3.0
_DOTS_FROM = 7.0
_LETTER = 9.0
_WATERS = ("river", "water")


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: its class in the style sheet, its width in pixels at street level, its dashes."""

    kind: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """One feature in pixels of the frame: `shape` is 0 for points, 1 for lines, 2 for areas."""

    shape: int
    geometry: BaseGeometry
    fill: str
    stroke: Stroke | None


_QUIET = Stroke("k-line", 1)
_RIVER = Stroke("rivers", 4.5)
_BORDER = Stroke("countries", 1.2)
_BARRIER = Stroke("k-line", 2, (1.5, 3))
_SHORE = Stroke("k-shore", 0.6)
_LINES = {
    "river": _RIVER,
    "water": _RIVER,
    "road": Stroke("k-line", 1.6),
    "rail": Stroke("k-line", 1.4, (6, 3)),
    "border": _BORDER,
    "barrier": _BARRIER,
}
_AREAS: dict[str, tuple[str, Stroke | None]] = {
    "river": ("k-water", _SHORE),
    "water": ("k-water", _SHORE),
    "built": ("k-area", None),
    "green": ("k-green", None),
    "area": ("k-area", Stroke("k-line", 0.7, (3, 3))),
    "road": ("k-area", None),
    "rail": ("k-area", None),
    "border": ("", _BORDER),
    "barrier": ("", _BARRIER),
}


def draw_context(
    features: Iterable[ContextFeature], bounds: tuple[float, float, float, float], projection: Projection
) -> tuple[list[Drawn], list[Name]]:
    """Return what is drawn of the features, in the order of drawing, and their names."""
    drawn: list[Drawn] = []
    names: list[Name] = []
    for number, feature in enumerate(features):
        told = f"context {number}"
        for shape in (2, 1, 0):
            parts = [
                projection.shape(beside(part, bounds))
                for part in simple_parts(feature.geometry)
                if shapely.get_dimensions(part) == shape
            ]
            geometry = shapely.clip_by_rect(shapely.GeometryCollection(parts), *projection.box(_MARGIN))
            geometry = shapely.simplify(geometry, _UNSEEN)
            if geometry.is_empty or (shape > 0 and _extent(geometry) < _SMALLEST):
                continue
            if shape > 0 or projection.zoom >= _DOTS_FROM:
                fill, stroke = _AREAS.get(feature.kind, ("k-area", _QUIET))
                if shape == 1:
                    fill, stroke = "", _LINES.get(feature.kind, _QUIET)
                drawn.append(Drawn(shape, geometry, fill, stroke))
            if feature.name:
                names += _names(feature, shape, geometry, projection.zoom, told)
    drawn.sort(key=lambda one: (-one.shape, one.shape == 1 and one.stroke is not _RIVER))
    return drawn, names


def _extent(geometry: BaseGeometry) -> float:
    left, top, right, bottom = geometry.bounds
    return max(right - left, bottom - top)


def _names(feature: ContextFeature, shape: int, geometry: BaseGeometry, zoom: float, told: str) -> list[Name]:
    """Return where a feature's name may stand: a line has several places for it."""
    is_water = feature.kind in _WATERS
    room = _LETTER * len(feature.name)
    if shape == 0:
        is_town = feature.kind == "town"
        if zoom < (_DOTS_FROM if is_town else 10):
            return []
        x, y = shapely.get_coordinates(geometry)[0]
        return [Name("town", (feature.name,), (x, y), 11.5, 8, dot=Dot(x, y, 1.7), told=told)]
    if shape == 1:
        line = max((part for part in shapely.get_parts(geometry)), key=lambda part: part.length)
        if line.length < room:
            return []
        spots = [line.interpolate(share, normalized=True) for share in (0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875)]
    else:
        spots = [shapely.point_on_surface(geometry)]
        if is_water and _extent(geometry) < room:
            return []
    kind, size = ("sea", 12.5) if is_water else ("state", 10.0 if zoom < 6 else 11.0 if zoom < 7.5 else 12.0)
    text = feature.name if is_water else feature.name.upper()
    spacing = size * (0.06 if is_water else 0.12)
    return [Name(kind, (text,), (spot.x, spot.y), size, 4, spacing, told=told) for spot in spots]
