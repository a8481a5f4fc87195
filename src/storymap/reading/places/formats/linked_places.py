"""Linked Places Format: GeoJSON whose features have names, descriptions and times beside their properties.

A feature's names are in its member `names`, each a `toponym`, and its title in `properties.title`
(https://github.com/LinkedPasts/linked-places-format).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import shapely
from shapely.errors import ShapelyError

from storymap.limits import LONGEST_NAME, MOST_ALIASES
from storymap.reading.text import is_blank

# What says when a place was there, what it was and where else it is described stays with it, as data.
RETAINED = ("when", "types", "links", "relations", "depictions")
GEOMETRY = "lpf_geometry"
"""The property with a geometry as it was written, where it says more than where the place is: times, certainty."""


def is_linked_place(value: Any) -> bool:
    """Say whether a feature has the names that Linked Places Format gives it, or its title alone."""
    if not isinstance(value, dict):
        return False
    names, properties = value.get("names"), value.get("properties")
    if isinstance(names, list) and any(isinstance(name, dict) and "toponym" in name for name in names):
        return True
    return "@id" in value and isinstance(properties, dict) and "title" in properties and "name" not in properties


def plain_feature(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a feature of Linked Places Format as a place has it: name, aliases, note; the rest as properties."""
    given = value.get("properties")
    properties: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
    listed = value.get("names")
    given_names = listed if isinstance(listed, list) else []
    toponyms = [name["toponym"] for name in given_names if isinstance(name, dict) and "toponym" in name]
    names = [name for name in (properties.get("title"), *toponyms) if isinstance(name, str) and not is_blank(name)]
    if names and "name" not in properties:
        properties.pop("title", None)
        properties["name"] = names[0]
        others = (name for name in names[1:] if name != names[0] and len(name) <= LONGEST_NAME)
        if aliases := list(dict.fromkeys(others))[:MOST_ALIASES]:
            properties.setdefault("aliases", aliases)
    descriptions = value.get("descriptions")
    if isinstance(descriptions, list):
        texts = [one.get("value") for one in descriptions if isinstance(one, dict)]
        note = next((text for text in texts if isinstance(text, str)), None)
        if note is not None:
            properties.setdefault("note", note)
    properties |= {key: value[key] for key in (*RETAINED, *_with_more(value)) if key in value and key not in properties}
    if isinstance(value.get("@id"), str):
        properties.setdefault("@id", value["@id"])
    written = value.get("geometry")
    geometry = plain_geometry(written)
    if geometry != written and isinstance(written, dict) and "coordinates" not in written:
        properties.setdefault(GEOMETRY, written)
    return {"type": value.get("type"), "properties": properties, "geometry": geometry}


def _with_more(value: Mapping[str, Any]) -> list[str]:
    """Return which of names and descriptions say more than a name and a note can: languages, times, sources."""
    return [
        key
        for key, known in (("names", "toponym"), ("descriptions", "value"))
        if isinstance(value.get(key), list) and any(isinstance(one, dict) and set(one) != {known} for one in value[key])
    ]


def plain_geometry(geometry: Any) -> Any:
    """Return a geometry without what belongs to times: of several those that are certain, one of one as itself."""
    if not isinstance(geometry, dict):
        return geometry
    if "geowkt" in geometry and "coordinates" not in geometry:
        return _from_wkt(geometry["geowkt"])
    parts = geometry.get("geometries")
    if geometry.get("type") != "GeometryCollection" or not isinstance(parts, list):
        return geometry
    certain = [part for part in parts if isinstance(part, dict) and part.get("certainty") == "certain"] or parts
    placed = [plain_geometry(part) for part in certain]
    return placed[0] if len(placed) == 1 else {"type": "GeometryCollection", "geometries": placed}


def _from_wkt(text: Any) -> Any:
    try:
        shape = shapely.from_wkt(text) if isinstance(text, str) else None
    except (ShapelyError, ValueError):
        shape = None
    return None if shape is None else json.loads(shapely.to_geojson(shape))
