"""KML for Google Earth, My Maps and others: a folder for each layer, a placemark for each place."""

from __future__ import annotations

import html
from typing import Any, Final
from xml.etree.ElementTree import Element

from shapely.geometry.base import BaseGeometry

from storymap.exchange.exporters.place_members import by_layer, cells_of, tell_what_is_no_place
from storymap.exchange.layer_colours import layer_colours
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.geometry.degrees import pair_text
from storymap.model import DEFAULT_LAYER
from storymap.publishing.xml_file import child, xml_bytes
from storymap.reading.places.html_notes import note_text

LABEL: Final = "KML"
ENDING: Final = ".kml"
_BESIDE: Final = ("name", "layer", "note")


def write(story: SharedStory, report: Report) -> bytes:
    """Return the places; those without a position have none there either. What is not of a place is reported."""
    tell_what_is_no_place(story, report)
    root = Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = child(root, "Document")
    child(document, "name", story.article.title)
    if story.article.subtitle:
        child(document, "description", html_of(story.article.subtitle))
    layers = by_layer(story)
    for name, colour in layer_colours(story, layers).items():
        _style(document, f"layer-{list(layers).index(name) + 1}", colour)
    for number, (name, places) in enumerate(layers.items(), 1):
        folder = document if name == DEFAULT_LAYER else child(document, "Folder")
        if folder is not document:
            child(folder, "name", name)
        for place in places:
            _placemark(folder, place, f"#layer-{number}", report)
    return xml_bytes(root)


def html_of(text: str) -> str:
    """Return a plain text as the HTML that descriptions are; one that holds no sign of markup stays as it is."""
    if not any(sign in text for sign in "<&\n"):
        return text
    return "<p>" + html.escape(text, quote=False).replace("\n", "<br>") + "</p>"


def _style(document: Element, name: str, colour: str) -> None:
    """Add the style of a layer; KML writes colours as opacity, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    style = child(document, "Style", id=name)
    child(child(style, "IconStyle"), "color", f"ff{blue}{green}{red}")
    line = child(style, "LineStyle")
    child(line, "color", f"ff{blue}{green}{red}")
    child(line, "width", "3")
    child(child(style, "PolyStyle"), "color", f"40{blue}{green}{red}")


def _placemark(folder: Element, place: SharedPlace, style: str, report: Report) -> None:
    mark = child(folder, "Placemark")
    child(mark, "name", place.name)
    description = html_of(place.note)
    if place.note:
        child(mark, "description", description)
    child(mark, "styleUrl", style)
    data = {key: value for key, value in cells_of(place, report).items() if key not in _BESIDE}
    if note_text(description) != place.note:
        data["note"] = place.note
    extended = child(mark, "ExtendedData")
    for key, value in data.items():
        child(child(extended, "Data", name=key), "value", str(value))
    if place.geometry is not None:
        _shape(mark, place.geometry)


def _shape(parent: Element, geometry: BaseGeometry) -> None:
    shape: Any = geometry
    match geometry.geom_type:
        case "Point":
            child(child(parent, "Point"), "coordinates", _positions(shape.coords))
        case "LineString" | "LinearRing":
            child(child(parent, "LineString"), "coordinates", _positions(shape.coords))
        case "Polygon":
            area = child(parent, "Polygon")
            _ring(area, "outerBoundaryIs", shape.exterior)
            for hole in shape.interiors:
                _ring(area, "innerBoundaryIs", hole)
        case _:
            several = child(parent, "MultiGeometry")
            for part in shape.geoms:
                _shape(several, part)


def _ring(area: Element, boundary: str, ring: Any) -> None:
    child(child(child(area, boundary), "LinearRing"), "coordinates", _positions(ring.coords))


def _positions(positions: Any) -> str:
    return " ".join(map(pair_text, positions))
