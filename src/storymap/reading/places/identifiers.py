"""Identifiers of places: which entry of which gazetteer a place is, as its properties and its address say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_MOST: Final = 50  # of one place
_LONGEST: Final = 300  # code points: an address that is looked at
_GEONAMES = re.compile(
    r"(?:https?://(?:www\.|sws\.)?geonames\.org/|gn:|geonames:)([0-9]{1,9})(?:[/#?].*)?", re.IGNORECASE
)
_OTHERS: Final = (
    ("wikidata", re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/|wikidata:)(Q[1-9][0-9]{0,11})/?")),
    ("pleiades", re.compile(r"(?:https?://pleiades\.stoa\.org/places/|pleiades:)([0-9]{1,12})(?:[/#].*)?")),
    ("osm", re.compile(r"https?://(?:www\.)?openstreetmap\.org/((?:node|way|relation)/[0-9]{1,15})/?")),
)
_WIKIDATA_NUMBER = re.compile(r"Q[1-9][0-9]{0,11}")


def geonames_number(uri: str) -> int | None:
    """Return the number of a place in GeoNames, None for an address of another gazetteer."""
    found = _GEONAMES.fullmatch(uri.strip())
    return int(found[1]) if found else None


def identifiers_of(properties: Mapping[str, Any], url: str = "") -> tuple[str, ...]:
    """Return the identifiers of a place, each as "scheme:value", sorted: "geonames:5520993", "wikidata:Q16562".

    They are in the properties that `suggest`, importers and other programs write (`geonameid`, `wikidata`, `uri`,
    `uris`), in a list `identifiers` of this form, and in the address `url` of the place.
    """
    return tuple(sorted(dict.fromkeys([*_of_members(properties), *_of_addresses(_addresses(properties, url))])))[:_MOST]


def _of_members(properties: Mapping[str, Any]) -> Iterator[str]:
    number = properties.get("geonameid")
    if isinstance(number, str) and number.strip().isascii() and number.strip().isdigit():
        number = int(number[:20])
    if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 1_000_000_000:
        yield f"geonames:{number}"
    item = properties.get("wikidata")
    if isinstance(item, str) and _WIKIDATA_NUMBER.fullmatch(item.strip()):
        yield f"wikidata:{item.strip()}"


def _addresses(properties: Mapping[str, Any], url: str) -> Iterator[str]:
    yield url
    for key in ("uri", "uris", "identifiers", "wikidata"):
        value = properties.get(key)
        listed = value[:_MOST] if isinstance(value, list | tuple) else [value]
        yield from (one for one in listed if isinstance(one, str))


def _of_addresses(addresses: Iterator[str]) -> Iterator[str]:
    for address in addresses:
        written = address.strip() if len(address) <= _LONGEST else ""
        number = geonames_number(written)
        if number:
            yield f"geonames:{number}"
        for scheme, form in _OTHERS:
            if found := form.fullmatch(written):
                yield f"{scheme}:{found[1]}"
