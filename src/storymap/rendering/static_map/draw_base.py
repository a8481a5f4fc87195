"""Draws land, water and borders. Widths and strengths are those of web/src/basemap/draw.ts; a test compares them."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from storymap.rendering.basemap.extent import HONEST_ZOOM
from storymap.rendering.static_map.base_shapes import BaseShapes
from storymap.rendering.static_map.projection import Projection
from storymap.rendering.static_map.svg import Element
from storymap.rendering.static_map.svg_path import path

_LINES_FROM = 4  # zoom
# How far a line may lie from the truth, in metres: Natural Earth is made for 1:10,000,000.
_UNCERTAINTY = 700.0
# How strong the bands of that width are at their strongest, and nearer still, where they would fill the frame.
_BAND, _PALE_BAND = 0.18, 0.05


def draw_base(shapes: BaseShapes, projection: Projection) -> Iterator[Element]:
    """Yield land, water and borders, their lines the paler the less exact they are."""
    zoom = projection.zoom
    weight = max(0.6, min(1.5, 0.5 + zoom / 10))
    far = zoom < _LINES_FROM
    vague = vagueness(zoom)
    sharp = 1 - vague if vague else None
    # Where a line must be, if it is not exact.
    width = 2 * _UNCERTAINTY / projection.metres_per_pixel(projection.height / 2)
    band = band_opacity(zoom)

    yield path("land", shapes.land, 0.7 * weight, opacity=sharp)
    if not far:
        yield path("rivers", shapes.rivers, (0.6 if zoom < 6 else 0.9) * weight, opacity=sharp)
        yield path("states", shapes.states, 0.8 * weight, opacity=sharp)
    yield path("lakes", shapes.lakes, 0.5 * weight, opacity=sharp)
    if band:
        yield path("coasts", shapes.shores(projection), width, opacity=band)
    if not far:
        yield path("casing", shapes.countries, 3.2 * weight, opacity=sharp)
    yield path("countries", shapes.countries, (0.7 if far else 1.15) * weight, opacity=sharp)
    if band:
        yield path("countries", shapely.union(shapes.countries, shapes.disputed), width, opacity=band)
    yield path("countries", shapes.disputed, (0.6 if far else 1) * weight, (4, 3), sharp)


def vagueness(zoom: float) -> float:
    """Return 0 as long as the lines are as exact as they look, 1 where they can only say "about here"."""
    return max(0.0, min(1.0, (zoom - HONEST_ZOOM) / 2))


def band_opacity(zoom: float) -> float:
    """Return how strong the bands are that stand for lines which are not exact."""
    paling = max(0.0, min(1.0, (zoom - HONEST_ZOOM - 2) / 3))
    return vagueness(zoom) * (_BAND + (_PALE_BAND - _BAND) * paling)
