"""From a story and its basemap to the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry.anchors import anchor
from storymap.geometry.bounds import BBox
from storymap.model import Story
from storymap.rendering.basemap.line_style import line_layout
from storymap.rendering.basemap.upper_case import upper_case
from storymap.rendering.context_layer import context_shapes
from storymap.rendering.contract.basemap import BasemapData
from storymap.rendering.i18n import Catalogue
from storymap.rendering.numbering import Numbering
from storymap.rendering.static_map import compose
from storymap.rendering.static_map.alt_text import picture_description, picture_title
from storymap.rendering.static_map.base_shapes import BaseShapes, base_shapes
from storymap.rendering.static_map.clusters import cluster_dots
from storymap.rendering.static_map.context import drawn_context
from storymap.rendering.static_map.context_labels import context_labels
from storymap.rendering.static_map.draw_base import draw_base
from storymap.rendering.static_map.edge_hints import draw_hint, edge_hints
from storymap.rendering.static_map.globe import has_inset
from storymap.rendering.static_map.inset import draw_inset, inset_box
from storymap.rendering.static_map.label_data import read_labels
from storymap.rendering.static_map.label_layer import place_labels
from storymap.rendering.static_map.line_grid import line_grid
from storymap.rendering.static_map.markers import Form, Marker, Pin, place_markers, with_names
from storymap.rendering.static_map.palette import MapPalette, style_sheet
from storymap.rendering.static_map.pixel_box import PixelBoxes
from storymap.rendering.static_map.projection import Projection, frame_places
from storymap.rendering.static_map.scale_bar import scale_bar
from storymap.rendering.static_map.svg import Element, element, write
from storymap.rendering.weights import weight_of

WIDTH, HEIGHT = 640, 480
_CLASS = "map-picture"
_MARGIN = 6.0
_UNSEEN = 0.7
_MOST_NAMES = 40
# A name may set the direction of its own letters, and of nothing else.
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def story_svg(
    story: Story,
    numbering: Numbering,
    basemap: BasemapData | None,
    *,
    width: int = WIDTH,
    height: int = HEIGHT,
    palette: MapPalette | None = None,
    most_names: int = _MOST_NAMES,
) -> str:
    """Return the numbered map of a story as SVG, `width` by `height` pixels; "" if no place is located.

    With a `palette` it is a file of its own, with its style inside. Without, it is an element for the page, whose style
    sheet must hold `style_sheet(PAGE)`. `basemap` is what `make_basemap` returned for the story's places; of its labels
    `most_names` are shown at most. The same story gives the same bytes.
    """
    bounds = numbering.bounds
    if bounds is None or basemap is None:
        return ""
    projection = _opening(story, numbering, bounds, width, height)
    title, description = picture_title(numbering), f"{_CLASS}-description"
    root = element(
        "svg",
        {
            "xmlns": None if palette is None else "http://www.w3.org/2000/svg",
            "class": _CLASS,
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-label": title,
            "aria-describedby": description,
        },
    )
    if palette is not None:
        # A page has its own title, and a title within it would show as a tooltip.
        root.append(element("title", {}, title))
        root.append(element("style", {}, style_sheet(palette)))
    root.append(element("desc", {"id": description}, picture_description(story, numbering)))
    root.append(element("rect", {"class": "water", "width": width, "height": height}))
    root.extend(_map(story, numbering, basemap, projection, bounds, most_names))
    root.append(element("rect", {"class": "frame", "x": 0.5, "y": 0.5, "width": width - 1, "height": height - 1}))
    return write(root)


def _map(
    story: Story,
    numbering: Numbering,
    basemap: BasemapData,
    projection: Projection,
    bounds: tuple[float, float, float, float],
    most_names: int,
) -> list[Element]:
    width, height = projection.width, projection.height
    base = base_shapes(basemap, projection)
    context = drawn_context(story.context, bounds, projection)
    drawn_places, shapes, pins = _places(story, numbering, projection, basemap["case_language"])

    credit = _credit(basemap, base, projection, numbering.words)
    corner = compose.credit_box(credit, width, height)
    bar = scale_bar(projection, numbering.words, story.article.language)
    taken = [corner, *([compose.scale_box(bar, height)] if bar else [])]
    unnamed = place_markers(pins, projection.box())
    symbols = [marker.box() for marker in unnamed if marker.size]
    frame = story.focus.frame or bounds
    inset = inset_box(projection, symbols) if has_inset(story, frame) else None
    taken += [inset] if inset else []
    hints = edge_hints(story, numbering, _names(story), projection, taken, symbols)
    taken += [hint.place.box for hint in hints]
    markers = with_names(unnamed, projection.box(), taken)

    standing = PixelBoxes([*taken, *(marker.box() for marker in markers if marker.size)])
    for marker in markers:
        if marker.name_box is not None:
            standing.add(marker.name_box)
        if marker.size:
            standing.add((marker.pin.x - 3, marker.pin.y - 3, marker.pin.x + 3, marker.pin.y + 3))
    lines = line_grid(
        width,
        height,
        {
            "state": [base.states],
            "context": [one.geometry for one in context],
            "coast": [base.land.boundary],
            "country": [base.countries, base.disputed],
            "place": shapes,
        },
    )
    labels = [*context_labels(context_shapes(story.context, bounds), basemap["case_language"]), *read_labels(basemap)]
    placed = place_labels(labels, projection, lines, standing, most=most_names)

    marker_names = [name for marker in markers if (name := compose.draw_marker_name(marker)) is not None]
    return [
        compose.scaled(draw_base(base, projection)),
        compose.scaled(one for one in compose.draw_context(context, projection) if one.tag == "path"),
        *(one for one in compose.draw_context(context, projection) if one.tag != "path"),
        compose.scaled(drawn_places),
        compose.scaled(compose.draw_dots(colour, points) for colour, points in cluster_dots(numbering, projection)),
        *compose.draw_hairlines(markers),
        *compose.draw_labels(placed),
        *_symbols_and_dots(markers, numbering),
        *marker_names,
        *(compose.draw_scale(bar, height) if bar else ()),
        compose.draw_credit(credit, corner),
        *([draw_inset(basemap["world"], frame, projection, inset)] if inset else []),
        *map(draw_hint, hints),
    ]


def _credit(basemap: BasemapData, base: BaseShapes, projection: Projection, words: Catalogue) -> str:
    """Return whom the picture credits, and how exact its lines are where they are seen from too near."""
    is_told = projection.zoom >= line_layout().said_from and projection.width >= line_layout().said_width
    if not is_told or shapely.clip_by_rect(base.lines(projection), *projection.box()).is_empty:
        return basemap["credit"]
    return f"{basemap['credit']} · {words.say('lines', distance=words.say('scaleKm', count=1))}"


def _symbols_and_dots(markers: Sequence[Marker], numbering: Numbering) -> Iterator[Element]:
    """Yield the markers, dots below symbols; the first lie on top, where symbols touch."""
    symbols = [marker for marker in markers if marker.form == "symbol"]
    dots = [marker for marker in markers if marker.form != "symbol"]
    for marker in (*reversed(dots), *reversed(symbols)):
        drawn = compose.draw_marker(marker, numbering.words.number(marker.pin.number))
        if drawn is not None:
            yield drawn


def _places(
    story: Story, numbering: Numbering, projection: Projection, language: str
) -> tuple[list[Element], list[BaseGeometry], list[Pin]]:
    """Return the places that are areas and lines, areas first; their shapes; and what wants a symbol, by number.

    `language` is that of the names of areas, which are in capitals.
    """
    areas: list[Element] = []
    lines: list[Element] = []
    shapes: list[BaseGeometry] = []
    pins: list[Pin] = []
    names = _names(story)
    clustered = frozenset(numbering.clustered)
    for place_id, number in numbering.number.items():
        geometry = numbering.shape(place_id)
        if geometry is None or place_id in clustered:
            continue
        symbol = numbering.layer_of[place_id].symbol
        weight = weight_of(story, place_id)
        dimension = shapely.get_dimensions(geometry)
        shape = _cut(geometry, projection)
        if dimension == 1 or (dimension == 2 and weight.role != "passing"):
            drawn = compose.draw_shape(shape, symbol.colour, weight.role, dimension == 2)
            (areas if dimension == 2 else lines).append(drawn)
            shapes.append(shape)
        name = names[numbering.row(place_id)]
        form: Form = "symbol" if weight.role == "scene" else "dot"
        points = projection.points([(point.x, point.y) for point in _symbols(geometry)])
        if weight.role == "setting" and dimension == 2:
            # Its name stands in the part of it that is seen.
            form, name, points = "name", upper_case(name, language), shapely.get_coordinates(_middle(shape))
        look = (name, symbol.colour, symbol.shape)
        pins += [Pin(number, *look, x, y, form, weight.value, weight.role == "setting") for x, y in points.tolist()]
    return areas + lines, shapes, pins


def _names(story: Story) -> list[str]:
    """Return the names of the places, in their order, as one line each."""
    return [_DIRECTION_MARKS.sub("", " ".join(name.split())) for name in story.places["name"].tolist()]


def _symbols(geometry: BaseGeometry) -> list[Any]:
    """Return where a place carries its symbol: each of its points, or one point of a line or an area."""
    if shapely.get_dimensions(geometry) == 0:
        return list(getattr(geometry, "geoms", [geometry]))
    return [anchor(geometry)]


def _middle(shape: BaseGeometry) -> BaseGeometry:
    return shape if shape.is_empty else anchor(shape)


def _cut(geometry: BaseGeometry, projection: Projection) -> BaseGeometry:
    cut = shapely.clip_by_rect(projection.shape(geometry), *projection.box(_MARGIN))
    simple: BaseGeometry = shapely.simplify(cut, _UNSEEN)
    return simple


def _opening(story: Story, numbering: Numbering, bounds: BBox, width: int, height: int) -> Projection:
    """Return what the picture shows: the story's frame, or its only point from as close as the author wants it."""
    zoom = _own_zoom(story, numbering)
    is_point = bounds[0] == bounds[2] and bounds[1] == bounds[3]
    frame = bounds if is_point and zoom is not None else story.focus.frame or bounds
    return frame_places(frame, width, height, zoom)


def _own_zoom(story: Story, numbering: Numbering) -> float | None:
    """Return the zoom that the author gave the first place on the map."""
    for place_id in numbering.number:
        if place_id in numbering.located:
            zoom = story.places.at[place_id, "zoom"]
            return None if zoom is None else float(zoom)
    return None
