"""Draws land, water and borders by the rules of line_style.json, as web/src/basemap/draw.ts does.

A test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapely.geometry.base import BaseGeometry

from storymap.rendering.basemap.line_style import line_layout
from storymap.rendering.static_map.base_shapes import BaseShapes
from storymap.rendering.static_map.projection import Projection
from storymap.rendering.static_map.svg import Element
from storymap.rendering.static_map.svg_path import path


def draw_base(shapes: BaseShapes, projection: Projection) -> Iterator[Element]:
    """Yield land, water and borders, their lines the softer the less exact they are."""
    zoom = projection.zoom
    weight = max(0.6, min(1.5, 0.5 + zoom / 10))
    far = zoom < line_layout().lines_from
    is_vague = zoom > line_layout().honest_to
    sharp = line_layout().sharpness(zoom) if is_vague else None

    yield path("land", shapes.land, 0.7 * weight, opacity=sharp)
    if not far:
        yield from _line("rivers", shapes.rivers, (0.6 if zoom < 6 else 0.9) * weight, zoom)
        yield from _line("states", shapes.states, 0.8 * weight, zoom)
    yield path("lakes", shapes.lakes, 0.5 * weight, opacity=sharp)
    if is_vague:
        coasts, shores = shapes.shores(projection)
        yield from _soft("k-shore", shores, 0.5 * weight, zoom)
        yield from _soft("coasts", coasts, 0.7 * weight, zoom)
    if not far:
        yield path("casing", shapes.countries, 3.2 * weight, opacity=sharp)
    yield from _line("countries", shapes.countries, (0.7 if far else 1.15) * weight, zoom)
    yield from _line("countries", shapes.disputed, (0.6 if far else 1) * weight, zoom, (4, 3))


def _line(
    kind: str, geometry: BaseGeometry, width: float, zoom: float, dashes: Sequence[float] = ()
) -> Iterator[Element]:
    is_vague = zoom > line_layout().honest_to
    yield path(kind, geometry, width, dashes, line_layout().sharpness(zoom) if is_vague else None)
    yield from _soft(kind, geometry, width, zoom, dashes)


def _soft(
    kind: str, geometry: BaseGeometry, width: float, zoom: float, dashes: Sequence[float] = ()
) -> Iterator[Element]:
    """Yield the strokes that a line gives way to; their ends are round if they have no dashes."""
    style = line_layout()
    opacity = style.softness(zoom)
    for more in style.soft_widths if opacity else ():
        look = kind if dashes else f"{kind} round"
        yield path(look, geometry, width + more, [dash * style.soft_dash for dash in dashes], opacity)
