"""GeoJSON features one after the other, however many: a line each, as osmium exports them, or a long list."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError

from storymap.gazetteer.added_packing import PlaceRecord
from storymap.reading.gazetteers.json_stream import objects_by_line, objects_of_list
from storymap.reading.gazetteers.makers import UNKNOWN
from storymap.reading.gazetteers.properties import maker_of, place_of
from storymap.reading.gazetteers.source import Source
from storymap.reading.gazetteers.streams import open_dump
from storymap.reading.places.formats.linked_places import is_linked_place, plain_feature

ENDINGS = (".geojsonseq", ".geojsonl", ".geojsons", ".ndjson", ".jsonl")


def read_feature_lines(path: Path, source: Source, countries: Collection[str]) -> Iterator[PlaceRecord]:
    """Yield the places of a file of features, those of some countries only if these are named (ISO codes)."""
    with open_dump(path, source.name, ENDINGS) as stream:
        yield from _places(objects_by_line(stream, source.name), source, countries)


def read_feature_list(path: Path, source: Source, countries: Collection[str]) -> Iterator[PlaceRecord]:
    """Yield the places of a FeatureCollection that is too large to be read as a whole, or packed."""
    with open_dump(path, source.name, (".geojson", ".json")) as stream:
        yield from _places(objects_of_list(stream, source.name), source, countries)


def _places(values: Iterator[dict[str, Any]], source: Source, countries: Collection[str]) -> Iterator[PlaceRecord]:
    for value in values:
        feature = plain_feature(value) if is_linked_place(value) else value
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        if source.maker is UNKNOWN:
            source.maker = maker_of({**properties, "id": value.get("id")})
        place = _place(properties, feature.get("geometry"))
        if place is None:
            source.left_out += 1
        elif not countries or place.country in countries:
            yield place


def _place(properties: dict[str, Any], geometry: Any) -> PlaceRecord | None:
    name = properties.get("name") or properties.get("title")
    if not isinstance(name, str) or not isinstance(geometry, dict):
        return None
    at = _point(geometry)
    aliases = properties.get("aliases")
    listed = tuple(one for one in aliases if isinstance(one, str)) if isinstance(aliases, list) else ()
    return None if at is None else place_of(name.strip(), at[0], at[1], properties, listed)


def _point(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """Return a point within a geometry, as latitude and longitude in degrees."""
    at = geometry.get("coordinates")
    if geometry.get("type") == "Point":
        is_pair = isinstance(at, list) and len(at) >= 2 and all(map(_is_degrees, at[:2]))
        return (float(at[1]), float(at[0])) if is_pair and at else None
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
        point = shape.representative_point()
    except (ShapelyError, ValueError, RecursionError, AttributeError):
        return None
    return None if point.is_empty else (point.y, point.x)


def _is_degrees(number: Any) -> bool:
    """Say whether a number can be degrees; one of hundreds of digits would be no float."""
    return isinstance(number, int | float) and abs(number) <= 180
