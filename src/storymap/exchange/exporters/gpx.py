"""GPX for receivers and route planners: points as waypoints, lines as tracks, areas as the tracks around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from shapely.geometry.base import BaseGeometry

from storymap.exchange.exporters.place_members import tell_what_is_no_place
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.geometry.degrees import degrees_text
from storymap.model import DEFAULT_LAYER
from storymap.publishing.xml_file import child, xml_bytes
from storymap.reading.places.html_notes import note_text
from storymap.urls import is_web_address

LABEL: Final = "GPX"
ENDING: Final = ".gpx"


def write(story: SharedStory, report: Report) -> bytes:
    """Return the places that have a position; what GPX has no word for is reported."""
    tell_what_is_no_place(story, report)
    root = Element("gpx", version="1.1", creator="storymap", xmlns="http://www.topografix.com/GPX/1/1")
    about = child(root, "metadata")
    child(about, "name", story.article.title)
    if story.article.subtitle:
        child(about, "desc", story.article.subtitle)
    if is_web_address(story.url):
        child(about, "link", href=story.url)
    for place in story.places:
        _tell(place, report)
    located = [place for place in story.places if place.geometry is not None]
    # Waypoints come before tracks in a GPX file.
    for place in located:
        for point in _points(place.geometry):
            _describe(child(root, "wpt", lat=degrees_text(point.y), lon=degrees_text(point.x)), place)
    for place in located:
        lines = list(_lines(place.geometry))
        if lines:
            track = child(root, "trk")
            _describe(track, place)
            for line in lines:
                _segment(track, line)
    return xml_bytes(root)


def _tell(place: SharedPlace, report: Report) -> None:
    if place.geometry is None:
        report.lost("places without a position", example=place.name)
        return
    if place.aliases:
        report.lost("aliases", example=place.name)
    if place.zoom is not None or place.kind or place.credit or place.properties:
        report.lost("what else is known of places", example=place.name)
    if place.url and not is_web_address(place.url):
        report.lost("mail addresses", example=place.name)
    if place.note and note_text(place.note) != place.note:
        report.changed("notes that look like markup", "other programs may take them for that", example=place.name)
    if place.geometry.geom_type not in ("Point", "LineString"):
        report.changed(
            "areas and several shapes", "an area is the track around it, each point a waypoint", example=place.name
        )


def _describe(element: Element, place: SharedPlace) -> None:
    child(element, "name", place.name)
    if place.note:
        child(element, "desc", place.note)
    if is_web_address(place.url):
        child(element, "link", href=place.url)
    if place.layer != DEFAULT_LAYER:
        child(element, "type", place.layer)


def _segment(track: Element, line: Any) -> None:
    segment = child(track, "trkseg")
    for position in line.coords:
        child(segment, "trkpt", lat=degrees_text(position[1]), lon=degrees_text(position[0]))


def _points(geometry: BaseGeometry | None) -> Iterator[Any]:
    yield from (part for part in _parts(geometry) if part.geom_type == "Point")


def _lines(geometry: BaseGeometry | None) -> Iterator[Any]:
    for part in _parts(geometry):
        if part.geom_type == "Polygon":
            yield from (part.exterior, *part.interiors)
        elif part.geom_type != "Point":
            yield part


def _parts(geometry: Any) -> Iterator[Any]:
    """Yield the points, lines and areas of a geometry, those of collections one after the other."""
    if geometry is None:
        return
    if not hasattr(geometry, "geoms"):
        yield geometry
        return
    for part in geometry.geoms:
        yield from _parts(part)
