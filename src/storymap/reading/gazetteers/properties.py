"""Places as other programs have them: more names, country, population, GeoNames id and the maker by properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from storymap.gazetteer.added_packing import PlaceRecord
from storymap.reading.gazetteers.kind_words import kind_of
from storymap.reading.gazetteers.makers import NATURAL_EARTH, OPENSTREETMAP, UNKNOWN, Maker
from storymap.reading.gazetteers.records import is_name, is_point, usable_names

# A name in a language, another one, or an older one: OpenStreetMap's tags and Natural Earth's columns.
_NAME = re.compile(
    r"name[:_][a-z]{2,3}(?:[-_][A-Za-z]{2,4})?|(?:alt|int|loc|nat|official|short|old)_name|name_?alt|nameascii|namepar",
    re.IGNORECASE,
)
_COUNTRY = ("country", "country_code", "countrycode", "cc", "iso_a2", "ISO_A2", "iso2", "ISO3166-1:alpha2",
            "ISO3166-1", "is_in:country_code", "addr:country", "ccodes", "ccode")  # fmt: skip
_POPULATION = ("population", "pop_max", "POP_MAX", "pop", "POP_EST", "pop_est")
_GEONAMEID = ("geonameid", "GEONAMEID", "geoname_id", "gn_id", "geonames_id")
_MOST_PEOPLE = 10**10
_OSM_ID = re.compile(r"(?:node|way|relation)/[0-9]+")


def place_of(
    name: str, lat: float, lon: float, properties: Mapping[str, Any], aliases: tuple[str, ...] = ()
) -> PlaceRecord | None:
    """Return a place by its name, point in degrees and properties; None for what is no place of a gazetteer."""
    kind = kind_of(properties)
    if kind is None or not is_name(name) or not is_point(lat, lon):
        return None
    names = usable_names((*aliases, *_other_names(properties)))
    country = next(_countries(properties), "")
    numbers = (max(_numbers(properties, keys), default=0) for keys in (_POPULATION, _GEONAMEID))
    population, geonameid = numbers
    return PlaceRecord(name, lat, lon, kind, names, country, "", "", population, geonameid)


def _other_names(properties: Mapping[str, Any]) -> Iterator[str]:
    for key, value in properties.items():
        if isinstance(value, str) and _NAME.fullmatch(key):
            yield from value.split(";")


def _countries(properties: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is said to be the country, if it is a code of two letters."""
    for key in _COUNTRY:
        value = properties.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha():
            yield value.upper()


def _numbers(properties: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[int]:
    for key in keys:
        value = properties.get(key)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 12:
            value = int(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _MOST_PEOPLE:
            yield int(value)


def maker_of(properties: Mapping[str, Any]) -> Maker:
    """Return who made a feature, as far as its properties tell."""
    at = properties.get("@id") or properties.get("id")
    if (isinstance(at, str) and _OSM_ID.fullmatch(at)) or "osm_id" in properties or "osm_type" in properties:
        return OPENSTREETMAP
    if any(isinstance(properties.get(tag), str) for tag in ("place", "waterway", "natural", "admin_level")):
        return OPENSTREETMAP
    if {"featurecla", "FEATURECLA", "featureclass"} & properties.keys():
        return NATURAL_EARTH
    return UNKNOWN
