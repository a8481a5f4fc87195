"""The whole earth as a picture of its own, from which pages show a piece each: land, lakes and borders, no names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from markupsafe import escape

from storymap.basemap_data.borders import NEUTRAL
from storymap.geometry import mercator
from storymap.model import Theme
from storymap.rendering.basemap.decode import Floats, decode_layer
from storymap.rendering.basemap.earth_layer import earth_layer
from storymap.rendering.basemap.layer import COUNTRY, DISPUTED, LAKE
from storymap.rendering.static_map.palette import DARK, LIGHT, PAGE, MapPalette

EARTH_SIZE: Final = 16384
"""The picture is a square of so many units: Mercator's, west and north at 0."""
_LINES = (LAKE, COUNTRY, DISPUTED)
_USED: Final = ("map-water", "map-land", "map-coast", "map-lake-shore", "map-country")
_STYLE = (
    "rect{fill:%(map-water)s}.l{fill:%(map-land)s;stroke:%(map-coast)s}.w{fill:%(map-water)s;stroke:%(map-lake-shore)s}"
    ".c,.d{fill:none;stroke:%(map-country)s}"
)


def earth_svg(worldview: str = NEUTRAL, theme: Theme | None = None) -> str:
    """Return the picture as an SVG file, with borders as a worldview has them.

    It is dark where its reader asks for that, unless the theme has one scheme. A theme's style sheet goes along whole:
    a picture has no other way to its colours, which may depend on each other and on the screen. It must be text that
    XML can hold.
    """
    layer = decode_layer(earth_layer(worldview))
    arcs = [mercator.points(arc) * EARTH_SIZE for arc in layer.arcs]
    lines = {kind: [arc for arc, drawn in zip(arcs, layer.classes, strict=True) if drawn == kind] for kind in _LINES}
    land = "".join(_path(ring, closed=True) for ring in layer.land_rings(arcs))
    size = str(EARTH_SIZE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
        f"<style>path{{fill-rule:evenodd;stroke-linejoin:round;vector-effect:non-scaling-stroke}}"
        f".d{{stroke-dasharray:4 3}}{_colours(theme)}</style>"
        f'<rect width="{size}" height="{size}"/><path class="l" d="{land}"/>'
        f'<path class="w" d="{_paths(lines[LAKE], closed=True)}"/>'
        f'<path class="c" d="{_paths(lines[COUNTRY])}"/><path class="d" d="{_paths(lines[DISPUTED])}"/></svg>\n'
    )


def _colours(theme: Theme | None) -> str:
    if theme is None:
        return f"{_rules(LIGHT)}@media (prefers-color-scheme:dark){{{_rules(DARK)}}}"
    own = _properties(DARK if theme.scheme == "dark" else LIGHT)
    dark = "" if theme.scheme else f"@media (prefers-color-scheme:dark){{{_properties(DARK)}}}"
    return f"{own}{dark}{_rules(PAGE)}{escape(theme.css)}"


def _properties(palette: MapPalette) -> str:
    return f":root{{{''.join(f'--{name}:{value};' for name, value in palette.items() if name in _USED)}}}"


def _rules(palette: MapPalette) -> str:
    return _STYLE % palette


def _paths(lines: Iterable[Floats], *, closed: bool = False) -> str:
    return "".join(_path(line, closed=closed) for line in lines)


def _path(points: Floats, *, closed: bool) -> str:
    whole = np.rint(points).astype(int)
    whole = whole[np.r_[True, (np.diff(whole, axis=0) != 0).any(axis=1)]]
    if len(whole) < 2:
        return ""
    start, steps = whole[0], np.diff(whole, axis=0).ravel()
    data = " ".join(map(str, steps.tolist())).replace(" -", "-")
    return f"M{start[0]} {start[1]}l{data}{'z' if closed else ''}"
