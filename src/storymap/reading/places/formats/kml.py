"""KML and KMZ: a feature for each Placemark, its folder as layer. No link in it is followed, and no time is taken.

KML is read here and not by GDAL, which opens what a file is and not what it is called: a virtual file inside KML
would be opened. XML is parsed without document types and entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from storymap.errors import Problem, StorymapError
from storymap.limits import DEEPEST_KML, MOST_FEATURES
from storymap.reading.places.formats.addresses import warn_of_addresses
from storymap.reading.places.formats.column_names import gather_picture, member_names
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.xml_file import parse_xml
from storymap.reading.places.html_notes import note_text
from storymap.reading.problem_log import ProblemLog
from storymap.reading.xml_elements import child_text, children, local_name
from storymap.reading.zip_archive import ZipArchive

_COMMA = re.compile(r"\s*,\s*")
_MULTI = {"Point": "MultiPoint", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}


def read_kmz(data: bytes, name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of the main KML file of a KMZ archive."""
    return read_kml(main_file(ZipArchive(data, name), name), name, log)


def main_file(archive: ZipArchive, name: str) -> bytes:
    """Return the main KML file of a KMZ archive. Raises StorymapError where there is none."""
    inner = [member for member in archive.names if member.lower().endswith(".kml")]
    if not inner:
        raise StorymapError(Problem(name, "the archive holds no KML file", "save it from Google Earth again"))
    main = next((member for member in inner if member.lower() == "doc.kml"), inner[0])
    return archive.read(main)


def read_kml(data: bytes, name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each Placemark of the KML file `data`. What is wrong goes to `log`.

    Raises StorymapError when it is not KML at all.
    """
    root = parse_xml(data, name, "kml")
    features: list[Feature] = []
    addresses: list[tuple[str, str]] = []
    for element, folder in placemarks(root):
        kind = local_name(element)
        if kind == "NetworkLink":
            what = "it links to another file, which is not loaded"
            log.error(name, what, "open it in Google Earth and save the places themselves")
        elif kind == "Placemark":
            if len(features) == MOST_FEATURES:
                log.error(name, f"it has more than {MOST_FEATURES:,} placemarks", "leave some out")
                break
            features.append(_feature(element, folder, len(features) + 1, name, log))
            address = child_text(element, "address")
            if address and features[-1].value["geometry"] is None:
                addresses.append((features[-1].where(name), address))
                features[-1].value["properties"].setdefault("address", address)
    warn_of_addresses(addresses, log)
    if not features and not log.failed:
        log.warning(name, "has no placemarks", "add one for each place")
    return FeatureCollection(features)


def placemarks(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield every Placemark and NetworkLink in order, each with the name of its innermost folder."""
    # No recursion: folders may be nested a hundred thousand deep.
    stack = [(root, "")]
    while stack:
        element, folder = stack.pop()
        kind = local_name(element)
        if kind in {"Placemark", "NetworkLink"}:
            yield element, folder
            continue
        if kind == "Folder":
            folder = child_text(element, "name") or folder
        stack += [(child, folder) for child in reversed(element)]


def _feature(element: Element, folder: str, number: int, name: str, log: ProblemLog) -> Feature:
    properties: dict[str, Any] = {"layer": folder} if folder else {}
    properties |= {"name": child_text(element, "name"), "note": note_text(child_text(element, "description"))}
    given = dict(_extended(element))
    members = member_names(given)
    properties |= {members[key]: text for key, text in given.items()}
    properties = {key: text for key, text in properties.items() if text}
    if "zoom" in properties:
        properties["zoom"] = _number(properties["zoom"])
    value: dict[str, Any] = {"type": "Feature", "properties": gather_picture(properties)}
    feature = Feature(f"placemark {number}", value)
    shapes = [shape for child in element if (shape := _geometry(child, 0))]
    value["geometry"] = shapes[0] if shapes else None
    if not shapes and any(local_name(child) in {"Model", "Tour"} for child in element):
        log.warning(feature.where(name), "its model is not drawn", "make it a line or a point")
    return feature


def _extended(element: Element) -> Iterator[tuple[str, str]]:
    for data in children(element, "ExtendedData"):
        for child in data:
            if local_name(child) == "Data":
                yield child.get("name", ""), child_text(child, "value")
            for field in children(child, "SimpleData"):
                yield field.get("name", ""), (field.text or "").strip()


def _geometry(element: Element, depth: int) -> dict[str, Any] | None:
    """Return a KML geometry as GeoJSON, unchecked, or None for one without positions and for anything else."""
    match local_name(element):
        case "Point":
            positions = _positions(element)
            return {"type": "Point", "coordinates": positions[0]} if positions else None
        case "LineString" | "LinearRing":
            positions = _positions(element)
            return {"type": "LineString", "coordinates": positions} if positions else None
        case "Polygon":
            rings = [
                _positions(ring)
                for boundary in ("outerBoundaryIs", "innerBoundaryIs")
                for side in children(element, boundary)
                for ring in children(side, "LinearRing")
            ]
            return {"type": "Polygon", "coordinates": rings}
        case "Track":
            positions = [[_number(number) for number in coord.split()] for coord in _texts(element, "coord")]
            return _track(positions)
        case "MultiGeometry" | "MultiTrack" if depth < DEEPEST_KML:
            return _collect([part for child in element if (part := _geometry(child, depth + 1))])
    return None


def _collect(parts: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = {part["type"] for part in parts}
    if len(kinds) == 1 and kinds <= set(_MULTI):
        return {"type": _MULTI[kinds.pop()], "coordinates": [part["coordinates"] for part in parts]}
    return {"type": "GeometryCollection", "geometries": parts}


def _positions(element: Element) -> list[list[float | str]]:
    text = _COMMA.sub(",", child_text(element, "coordinates"))
    return [[_number(number) for number in position.split(",")] for position in text.split()]


def _texts(element: Element, name: str) -> list[str]:
    return [(child.text or "").strip() for child in children(element, name)]


def _track(positions: list[list[float | str]]) -> dict[str, Any] | None:
    """Return where somebody went as a line, without the times; a point where they stood."""
    positions = [position for position in positions if position]
    if len(positions) < 2:
        return {"type": "Point", "coordinates": positions[0]} if positions else None
    return {"type": "LineString", "coordinates": positions}


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
