"""GPX: waypoints are places, tracks and routes lines. When somebody was there is not taken."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, cast
from xml.etree.ElementTree import Element

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.limits import MOST_FEATURES
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.xml_file import parse_xml
from storymap.reading.places.html_notes import note_text
from storymap.reading.problem_log import ProblemLog
from storymap.reading.xml_elements import child_text, children, local_name

# In degrees, some ten metres: a receiver writes a position a second.
_FINE = 1e-4
_MANY = 500
_LABELS = {"wpt": "waypoint", "rte": "route", "trk": "track"}


def read_gpx(data: bytes, name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each waypoint, route and track of the GPX file `data`. What is wrong goes to `log`.

    Raises StorymapError when it is not GPX at all.
    """
    root = parse_xml(data, name, "gpx")
    collection = FeatureCollection()
    counts = dict.fromkeys(_LABELS, 0)
    # Receivers record tracks without names: the file has one.
    title = _title(root) or PurePath(name).stem
    for element in root:
        kind = local_name(element)
        if kind not in _LABELS:
            continue
        if len(collection.features) == MOST_FEATURES:
            log.error(name, f"it has more than {MOST_FEATURES:,} waypoints, routes and tracks", "leave some out")
            break
        counts[kind] += 1
        feature = _feature(element, kind, f"{_LABELS[kind]} {counts[kind]}")
        if kind != "wpt":
            feature.value["properties"].setdefault("name", title)
        collection.features.append(feature)
    if any(local_name(element) == "time" for element in root.iter()):
        log.note(name, "it says when somebody was there; the times are left out")
    if not collection.features and not log.failed:
        log.warning(name, "has no waypoints, routes and tracks", "add a waypoint for each place")
    return collection


def _feature(element: Element, kind: str, label: str) -> Feature:
    note = child_text(element, "desc") or child_text(element, "cmt")
    links = [link.get("href", "") for link in children(element, "link")]
    properties = {
        "name": child_text(element, "name"),
        "note": note_text(note),
        "layer": child_text(element, "type"),
        "url": next((link for link in links if link.startswith(("https://", "http://"))), ""),
    }
    value: dict[str, Any] = {
        "type": "Feature",
        "properties": {key: text for key, text in properties.items() if text},
        "geometry": None,
    }
    if kind == "wpt":
        value["geometry"] = {"type": "Point", "coordinates": _position(element)}
        return Feature(label, value)
    parts = [element] if kind == "rte" else list(children(element, "trkseg"))
    lines = [[_position(point) for point in children(part, f"{kind}pt")] for part in parts]
    positions = [position for line in lines for position in line]
    lines = [line for line in lines if len(line) > 1]
    if not lines:
        value["geometry"] = {"type": "Point", "coordinates": positions[0]} if positions else None
        return Feature(label, value)
    value["geometry"] = {"type": "MultiLineString", "coordinates": lines}
    shape = _fine_shape(lines)
    return Feature(label, value) if shape is None else Feature(label, {**value, "geometry": None}, shape=shape)


def _title(root: Element) -> str:
    return next((title for about in (*children(root, "metadata"), root) if (title := child_text(about, "name"))), "")


def _position(element: Element) -> list[float | str]:
    return [_number(element.get("lon", "")), _number(element.get("lat", ""))]


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _fine_shape(lines: list[list[list[float | str]]]) -> BaseGeometry | None:
    """Return the lines with as many positions as can be seen, or None if they are to be checked as they are."""
    if not all(type(number) is float for line in lines for position in line for number in position):
        return None
    positions = cast("list[list[list[float]]]", lines)
    shape = shapely.MultiLineString(positions) if len(positions) > 1 else shapely.LineString(positions[0])
    return shapely.simplify(shape, _FINE) if shapely.get_num_coordinates(shape) > _MANY else shape
