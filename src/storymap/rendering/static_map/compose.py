"""The picture's elements: context, places, names, symbols, scale and credit (draw_base.py has land and water)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from shapely.geometry.base import BaseGeometry

from storymap.model import Role
from storymap.rendering.basemap.context_style import context_layout
from storymap.rendering.basemap.label_style import label_layout
from storymap.rendering.static_map.context import DrawnContext
from storymap.rendering.static_map.label_along import Turned
from storymap.rendering.static_map.label_layer import PlacedLabel
from storymap.rendering.static_map.markers import Marker, name_spacing
from storymap.rendering.static_map.palette import CONTEXT_CLASSES, label_class
from storymap.rendering.static_map.pixel_box import PixelBox
from storymap.rendering.static_map.projection import Floats, Projection
from storymap.rendering.static_map.scale_bar import Bar
from storymap.rendering.static_map.svg import Attributes, Element, element
from storymap.rendering.static_map.svg_path import SCALE, path
from storymap.rendering.static_map.text_width import BASELINE, text_width
from storymap.rendering.symbols import SHAPES

_SMALL = 10.0
_CLUSTER_DOT = 3.5
# In the units of a symbol, which is VIEW_BOX wide: those of the browser's (web/src/map/map.css).
VIEW_BOX = 28.0
_DIGITS = {1: 12.0, 2: 12.0, 3: 9.5}
_MANY_DIGITS = 7.5
_DOT_EDGE = 4.0


def draw_context(drawn: Iterable[DrawnContext], projection: Projection) -> Iterator[Element]:
    """Yield the author's context."""
    style = context_layout()
    weight = style.weight(projection.zoom)
    for one in drawn:
        if one.dimension == 0:
            for part in getattr(one.geometry, "geoms", [one.geometry]):
                yield element("circle", {"class": "k-dot", "cx": part.x, "cy": part.y, "r": style.dot_radius})
            continue
        if one.dimension == 2 and one.rule.fill:
            yield path(CONTEXT_CLASSES[one.rule.fill], one.geometry, 0)
        stroke = one.rule.line if one.dimension == 1 else one.rule.outline
        if stroke:
            kind = CONTEXT_CLASSES[stroke.colour] if stroke.dash else f"{CONTEXT_CLASSES[stroke.colour]} round"
            yield path(kind, one.geometry, stroke.width * weight, stroke.dash)


def draw_shape(geometry: BaseGeometry, colour: int, role: Role, is_area: bool) -> Element:
    """Return a place that is an area or a line: what is not the scene is quiet."""
    kind = "area" if is_area else "line"
    if role != "scene":
        return path(f"{kind} quiet c{colour}", geometry, 1)
    return path(f"{kind} c{colour}", geometry, 1.25 if is_area else 3.5)


def draw_dots(colour: int, points: Floats) -> Element:
    """Return dots of one colour at points in pixels, shape (n, 2): lines without length that have round ends."""
    steps = np.diff(np.rint(points * SCALE).astype(int), axis=0, prepend=0).tolist()
    data = "".join(f"m{x} {y}h0" if y >= 0 else f"m{x}{y}h0" for x, y in steps)
    return element("path", {"class": f"line dots c{colour}", "stroke-width": _CLUSTER_DOT * SCALE, "d": data})


def draw_hairlines(markers: Iterable[Marker]) -> Iterator[Element]:
    """Yield the lines from the symbols that were pushed away to their places."""
    for marker in markers:
        if marker.is_moved:
            pin = marker.pin
            line: Attributes = {"x1": pin.x, "y1": pin.y, "x2": marker.x, "y2": marker.y}
            yield element("line", {"class": f"line c{pin.colour}", **line})
            tip: Attributes = {"cx": pin.x, "cy": pin.y, "r": 2.5}
            yield element("circle", {"class": f"tip c{pin.colour}", **tip})


def draw_labels(placed: Sequence[PlacedLabel]) -> Iterator[Element]:
    """Yield the basemap's labels, their dots first, so that no dot lies on a word."""
    style = label_layout()
    for one in placed:
        if (dot := one.dot) is not None:
            is_capital = one.styled.label.is_capital
            width = style.capital_outline if is_capital else style.dot_outline
            kind = "dot capital" if is_capital else "dot"
            yield element("circle", {"class": kind, "cx": dot.x, "cy": dot.y, "r": dot.radius, "stroke-width": width})
    for one in placed:
        size, spacing = one.styled.size, one.styled.spacing
        attributes: Attributes = {
            "class": label_class(one.styled.rule),
            "font-size": size,
            "letter-spacing": spacing or None,
        }
        # The space after the last letter is not part of what is in the middle.
        shift = spacing / 2 if one.anchor == "middle" else 0.0
        if one.turned is not None:
            yield _turned_text(one.styled.lines[0], one.turned, size, attributes, shift)
            continue
        for row, line in enumerate(one.styled.lines):
            middle = one.box[1] + size * style.line_height * (row + 0.5)
            yield _text(line, one.box, middle, size, one.anchor, attributes, shift)


def _turned_text(text: str, turned: Turned, size: float, attributes: Attributes, shift: float) -> Element:
    angle = math.degrees(math.atan2(turned.down, turned.right))
    where = f"translate({turned.x:.1f} {turned.y:.1f})rotate({angle:.1f})"
    return element("g", {"transform": where}, _text(text, (0, 0, 0, 0), 0, size, "middle", attributes, shift))


def draw_marker(marker: Marker, digits: str) -> Element | None:
    """Return a place's symbol with its number, or its dot, a small symbol; None if its name is all it shows."""
    size = marker.size / VIEW_BOX
    if marker.form == "name":
        return None
    if marker.form == "dot":
        where = f"translate({marker.x:.1f} {marker.y:.1f})scale({size:.2f})translate(-12-12)"
        look: Attributes = {"transform": where, "d": SHAPES[marker.pin.shape], "stroke-width": _DOT_EDGE}
        return element("path", {"class": f"spot c{marker.pin.colour}", **look})
    letters = digit_size(len(digits)) * size
    shape: Attributes = {
        "transform": f"scale({size:.2f})translate(-12-12)",
        "d": SHAPES[marker.pin.shape],
        "stroke-width": 2.0,
    }
    return element(
        "g",
        {"class": f"symbol c{marker.pin.colour}", "transform": f"translate({marker.x:.1f} {marker.y:.1f})"},
        element("path", shape),
        element("text", {"y": letters * BASELINE, "font-size": letters}, digits),
    )


def digit_size(count: int) -> float:
    """Return how large the type of a number of so many digits is, in the units of a symbol."""
    return _DIGITS.get(count, _MANY_DIGITS)


def draw_marker_name(marker: Marker) -> Element | None:
    """Return the name beside a symbol or a dot, or in an area, if it has one there."""
    box = marker.name_box
    if box is None:
        return None
    size = marker.name_size
    spacing = name_spacing(marker)
    kind = {"symbol": "name", "dot": "spot-name", "name": "area-name"}[marker.form]
    look: Attributes = {"class": kind, "font-size": size, "letter-spacing": spacing or None}
    return _text(marker.pin.name, box, (box[1] + box[3]) / 2, size, marker.anchor, look, spacing / 2)


def scale_box(bar: Bar, height: int) -> PixelBox:
    """Return the box that the scale bar needs, in the lower left corner."""
    return (8, height - 26.0, 12 + max(bar.width, text_width(bar.text, _SMALL) + 8), height - 6)


def draw_scale(bar: Bar, height: int) -> Iterator[Element]:
    """Yield the scale bar."""
    y = height - 8
    yield element("path", {"class": "scale", "d": f"M10 {y - 5}v5h{bar.width:.1f}v-5"})
    yield _text(bar.text, (14, 0, 0, 0), y - 6.0, _SMALL, "start", {"class": "small"})


def credit_box(credit: str, width: int, height: int) -> PixelBox:
    """Return the box that the credit line needs, in the lower right corner."""
    return (width - 8 - text_width(credit, _SMALL), height - 20, width - 6, height - 4)


def draw_credit(credit: str, box: PixelBox) -> Element:
    """Return the line that says whose the map's data is."""
    return _text(credit, (box[0], box[1], box[2] - 2, box[3]), (box[1] + box[3]) / 2, _SMALL, "end", {"class": "small"})


def scaled(children: Iterable[Element]) -> Element:
    """Return a group for paths: they are drawn at SCALE."""
    return element("g", {"transform": f"scale({1 / SCALE})"}, *(child for child in children if child.get("d") != ""))


def _text(
    text: str,
    box: PixelBox,
    middle: float,
    size: float,
    anchor: str,
    attributes: Attributes,
    shift: float = 0.0,
) -> Element:
    x = {"start": box[0], "middle": (box[0] + box[2]) / 2 + shift, "end": box[2]}[anchor]
    place: Attributes = {"x": x, "y": middle + size * BASELINE, "text-anchor": None if anchor == "start" else anchor}
    return element("text", {**attributes, **place}, text)
