"""Which places of the gazetteer are the one that a corpus marks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key

from .labelled_news import is_labelled

# How far from the marked point a place of a kind may lie to be the one that is marked. The points of countries, states
# and regions differ from source to source; another one of the same name is farther away.
_TOWN_KM, _STATE_KM, _COUNTRY_KM, _REGION_KM, _CONTINENT_KM = 161.0, 350.0, 2500.0, 1500.0, 4000.0
_KM = {
    place_types.CONTINENT: _CONTINENT_KM,
    place_types.COUNTRY: _COUNTRY_KM,
    place_types.STATE: _STATE_KM,
    **dict.fromkeys(place_types.NATURAL, _REGION_KM),
}
_EARTH_KM = 6371.0


def is_right(marked: Mapping[str, Any], entry: GazetteerEntry, gazetteer: Gazetteer) -> bool:
    """Return whether an entry is the place that a corpus marks: by its label, id, distance, or its article's title."""
    if "label" in marked:
        return is_labelled(marked["label"], entry, gazetteer)
    if marked.get("geonameid") and str(marked["geonameid"]) == str(entry.geonameid):
        return True
    if kilometres(marked["lat"], marked["lon"], entry.lat, entry.lon) <= _KM.get(entry.kind, _TOWN_KM):
        return True
    title = str(marked.get("page") or "").rpartition("/")[2].replace("_", " ")
    return entry.kind in _KM and name_key(title) == name_key(gazetteer.name(entry))


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two positions in degrees on a ball."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
