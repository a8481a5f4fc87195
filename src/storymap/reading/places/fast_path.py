"""The fast path for simple features: those in which checking would find nothing and change nothing.

Nearly all features of a gazetteer are simple, and this look at them is several times as fast as checking. Everything
else is checked as usual, with the same result: only the speed is decided here.
"""

from __future__ import annotations

import math
import unicodedata
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.limits import LONGEST_NAME, MOST_ALIASES
from storymap.model import DEFAULT_LAYER, Place
from storymap.reading.places.crs import WGS84
from storymap.reading.places.extra_properties import is_likely_member
from storymap.reading.places.focus_properties import kind_of
from storymap.reading.places.formats.feature import Feature, place_where
from storymap.reading.places.geometry.from_geojson import geometry_of_plain
from storymap.reading.places.geometry.plain_geometry import plain_geometry
from storymap.reading.places.record_fields import FIELDS
from storymap.reading.text import is_blank
from storymap.urls import link_refusal

LONGEST_TEXT = 1_000
_FEATURE_MEMBERS = {"type", "geometry", "properties", "id"}
TEXT_PROPERTIES = frozenset({"name", "layer", "note"})
_NO_PROPERTIES: dict[str, Any] = {}
Shape = BaseGeometry | tuple[float, float] | None


def fast_place(feature: Feature, where: str) -> tuple[Place, Shape] | None:
    """Return the place of a simple feature, without an id, and its point (longitude, latitude in degrees).

    A shape that the feature came with is returned as it is. Returns None for a feature that is not simple.
    """
    value = feature.value
    properties = value.get("properties") if _is_plain(value) else None
    if type(properties) is not dict:
        return None
    shape = _shape(value.get("geometry")) if feature.shape is None else feature.shape
    place = None if shape is None else _simple_place(properties, where)
    return None if place is None else (place, shape)


def plain_record(value: Any, name: Any) -> tuple[str, BaseGeometry] | None:
    """Return the name and the geometry of a feature of context that is simple, None for one that is not."""
    if type(value) is not dict or value.get("type") != "Feature" or not is_line(name):
        return None
    plain = plain_geometry(value.get("geometry"))
    return None if plain is None else (name, geometry_of_plain(plain))


def fast_columns(frame: Any, file: str) -> dict[str, list[Any]] | None:
    """Return name, layer, note, geometry and where of each row of a GeoDataFrame; None if any row is not simple.

    A simple row is a point in degrees, with a name and perhaps a layer and a note.
    """
    has_geometry = isinstance(frame, gpd.GeoDataFrame) and frame.active_geometry_name in frame.columns
    if not has_geometry or frame.index.name == "place_id":
        return None
    members = [column for column in frame.columns if column != frame.active_geometry_name]
    if "name" not in members or not TEXT_PROPERTIES.issuperset(members) or frame.crs != WGS84:
        return None
    columns: dict[str, list[Any]] = {column: frame[column].tolist() for column in members}
    shapes = np.array(frame.geometry, dtype=object)
    if not (shapely.get_type_id(shapes) == shapely.GeometryType.POINT).all() or shapely.has_z(shapes).any():
        return None
    positions = shapely.get_coordinates(shapes)
    if len(positions) < len(shapes) or not (np.abs(positions) <= (180, 90)).all():
        return None
    longest = {"note": LONGEST_TEXT}
    for column, values in columns.items():
        if not all(value and is_line(value, longest.get(column, LONGEST_NAME)) for value in values):
            return None
    columns["geometry"] = shapes.tolist()
    columns["where"] = [place_where(file, f"row {row}", name) for row, name in enumerate(columns["name"], 1)]
    return columns


def _is_plain(value: Any) -> bool:
    if type(value) is not dict or value.get("type") != "Feature" or not _FEATURE_MEMBERS.issuperset(value):
        return False
    # What is no id is said of the others later, but of a place that is the same as another nobody would ask.
    return _is_clean_id(value.get("id", ""))


def _is_clean_id(written: Any) -> bool:
    if type(written) is str:
        return len(written) <= LONGEST_TEXT and written.isprintable()
    return type(written) is int or (type(written) is float and math.isfinite(written))


def _simple_place(properties: dict[str, Any], where: str) -> Place | None:
    name, layer, note = properties.get("name"), properties.get("layer", DEFAULT_LAYER), properties.get("note", "")
    if not (is_line(name) and name and is_line(layer) and layer and is_line(note, LONGEST_TEXT)):
        return None
    if len(properties) <= 3 and properties.keys() <= TEXT_PROPERTIES:
        return Place("", name, None, layer=layer, note=note, properties=_NO_PROPERTIES, where=where)
    extra = {key: item for key, item in properties.items() if key not in FIELDS}
    others = _other_members(properties, name)
    if others is None or not all(_is_clean_property(key, item) for key, item in extra.items()):
        return None
    return Place("", name, None, layer=layer, note=note, kind=kind_of(extra), properties=extra, where=where, **others)


def _other_members(properties: dict[str, Any], name: str) -> dict[str, Any] | None:
    """Return the members beside name, layer and note that a simple feature has, None if one is not simple."""
    if "image" in properties:
        return None
    members: dict[str, Any] = {}
    for member in ("aliases", "ignore"):
        if member in properties:
            names = properties[member]
            if type(names) is not list or len(names) > MOST_ALIASES or not all(one and is_line(one) for one in names):
                return None
            members[member] = tuple(one for one in dict.fromkeys(names) if member == "ignore" or one != name)
    if "url" in properties:
        url = properties["url"]
        if type(url) is not str or not is_link(url):
            return None
        members["url"] = url
    if "zoom" in properties:
        zoom = properties["zoom"]
        if type(zoom) not in (float, int) or not 0 <= zoom <= 22:
            return None
        members["zoom"] = float(zoom)
    return members


def _shape(geometry: Any) -> Shape:
    point = _point(geometry)
    if point is not None:
        return point
    plain = plain_geometry(geometry)
    return None if plain is None else geometry_of_plain(plain)


def _point(geometry: Any) -> tuple[float, float] | None:
    if type(geometry) is not dict or len(geometry) != 2 or geometry.get("type") != "Point":
        return None
    pair = geometry.get("coordinates")
    if type(pair) is not list or len(pair) != 2:
        return None
    longitude, latitude = pair
    # A comparison with a number that is none is false; JSON writes whole degrees as integers.
    if type(longitude) not in (float, int) or type(latitude) not in (float, int):
        return None
    return (longitude, latitude) if -180 <= longitude <= 180 and -90 <= latitude <= 90 else None


def is_clean_key(key: str) -> bool:
    """Say whether what an unknown property is called needs no cleaning, and is no misspelling."""
    return len(key) <= LONGEST_TEXT and key.isprintable() and not is_likely_member(key)


def is_link(url: str) -> bool:
    """Say whether `url` is a link that stays as it is."""
    return url.isascii() and not link_refusal(url)


def is_line(text: Any, longest: int = LONGEST_NAME) -> bool:
    """Say whether `text` is a text on one line that normalising would not change."""
    return (
        type(text) is str
        and len(text) <= longest
        and text.isprintable()
        and (text.isascii() or (_is_normal(text) and not is_blank(text)))
        and text == text.strip()
    )


def _is_normal(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and not any(map(unicodedata.combining, text))


def _is_clean_property(key: str, item: Any) -> bool:
    """Say whether an unknown property needs no cleaning and is no misspelling."""
    if not is_clean_key(key):
        return False
    if type(item) is float:
        return math.isfinite(item)
    return item is None or type(item) in (bool, int) or is_line(item, LONGEST_TEXT)
