"""Overpass JSON: what OpenStreetMap's Overpass answers. Elements that have tags are places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storymap.limits import MOST_FEATURES, MOST_TOPOLOGY_POSITIONS
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.problem_log import ProblemLog

# A closed way with these is a line all the same.
_LINES = {"highway", "barrier", "railway", "waterway"}


def is_overpass(members: Mapping[str, Any]) -> bool:
    """Say whether a JSON object is an answer of Overpass."""
    return isinstance(members.get("elements"), list) and ("osm3s" in members or "generator" in members)


def read_overpass(members: Mapping[str, Any], name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each element with tags: a node, a way, and the middle of a relation."""
    elements = [element for element in members["elements"] if isinstance(element, dict)]
    nodes = {
        number: position
        for element in elements
        if isinstance(number := element.get("id"), int) and (position := _position(element)) is not None
    }
    collection = FeatureCollection()
    left = MOST_TOPOLOGY_POSITIONS
    for element in elements:
        tags = element.get("tags")
        if not isinstance(tags, dict) or not tags:
            continue
        left -= len(_list(element, "nodes")) + len(_list(element, "geometry"))
        if len(collection.features) == MOST_FEATURES or left < 0:
            what = f"it has more than {MOST_FEATURES:,} elements or {MOST_TOPOLOGY_POSITIONS:,} positions"
            log.error(name, what, "leave some out")
            break
        value = {"type": "Feature", "properties": dict(tags), "geometry": _geometry(element, tags, nodes)}
        collection.features.append(Feature(f"element {len(collection.features) + 1}", value))
    if not collection.features and not log.failed:
        log.warning(name, "has no elements with tags", "ask Overpass for them with out center;")
    return collection


def _geometry(element: Mapping[str, Any], tags: Mapping[str, Any], nodes: Mapping[Any, list[Any]]) -> Any:
    centre = element.get("center")
    at = _position(element) or (_position(centre) if isinstance(centre, dict) else None)
    if at is not None:
        return {"type": "Point", "coordinates": at}
    line = [_position(one) for one in _list(element, "geometry") if isinstance(one, dict)]
    line = line or [nodes.get(number) for number in _list(element, "nodes") if isinstance(number, int)]
    known = [position for position in line if position is not None]
    if len(known) > 3 and known[0] == known[-1] and not _LINES & tags.keys():
        return {"type": "Polygon", "coordinates": [known]}
    if len(known) > 1:
        return {"type": "LineString", "coordinates": known}
    bounds = element.get("bounds")
    return _middle(bounds) if isinstance(bounds, dict) else None


def _middle(bounds: Mapping[str, Any]) -> Any:
    west, south, east, north = (bounds.get(key) for key in ("minlon", "minlat", "maxlon", "maxlat"))
    if not all(isinstance(edge, int | float) for edge in (west, south, east, north)):
        return None
    return {"type": "Point", "coordinates": [(west + east) / 2, (south + north) / 2]}  # type: ignore[operator]


def _position(element: Mapping[str, Any]) -> list[Any] | None:
    return [element["lon"], element["lat"]] if "lat" in element and "lon" in element else None


def _list(element: Mapping[str, Any], key: str) -> list[Any]:
    found = element.get(key)
    return found if isinstance(found, list) else []
