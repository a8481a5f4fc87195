"""What a place is by the words that OpenStreetMap, Natural Earth, Pleiades, Linked Places and tables have for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from storymap.gazetteer import place_types
from storymap.shipped_files import shipped_text

# Where OpenStreetMap says what a thing is, the most telling first. What has one of these and no word of ours is a
# street, a shop or so, and stays out.
_TAGS = ("place", "natural", "waterway", "water", "boundary", "leisure", "historic", "aeroway", "tourism", "man_made")
_OTHER_TAGS = ("highway", "building", "shop", "amenity", "office", "railway", "power", "barrier", "public_transport",
               "landuse", "craft", "emergency", "route", "healthcare")  # fmt: skip
_COLUMNS = ("featurecla", "FEATURECLA", "featureclass", "kind", "type", "feature_type", "class", "placeTypes",
            "featureTypes", "place_types")  # fmt: skip
_ADMIN_LEVELS = {"2": place_types.COUNTRY, "4": place_types.STATE, "6": place_types.COUNTY}
_LONGEST = 60  # characters of a word that says a kind


def kind_of(properties: Mapping[str, Any]) -> int | None:
    """Return what a place is (see `place_types`) by its properties, None for what is no place of a gazetteer."""
    has_tags = False
    for tag in _TAGS:
        value = properties.get(tag)
        if not isinstance(value, str):
            continue
        if tag == "boundary" and value == "administrative":
            return _ADMIN_LEVELS.get(str(properties.get("admin_level")))
        kind = _words()["tags"].get(f"{tag}={value}")
        if kind is not None:
            return place_types.LABELS.index(kind)
        has_tags = True
    if has_tags or any(isinstance(properties.get(tag), str) for tag in _OTHER_TAGS):
        return None
    return _by_word(properties)


def _by_word(properties: Mapping[str, Any]) -> int:
    words = _words()["words"]
    for word in _said(properties):
        kind = words.get(word.strip().lower())
        if kind is not None:
            return place_types.LABELS.index(kind)
    return place_types.LOCAL


def _said(properties: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words that say what a place is: a column, or the types of Linked Places Format."""
    for column in _COLUMNS:
        value = properties.get(column)
        if isinstance(value, str) and len(value) <= _LONGEST:
            yield value
            yield from value.replace(";", ",").split(",")
        elif isinstance(value, list):
            yield from (one for one in value[:9] if isinstance(one, str))
    types = properties.get("types")
    for one in types[:9] if isinstance(types, list) else ():
        if isinstance(one, dict):
            labels = one.get("sourceLabels") or one.get("sourceLabel") or one.get("label")
            labels = labels if isinstance(labels, list) else [one.get("label"), labels]
            yield from (text for label in labels[:9] if isinstance(text := _label(label), str))


def _label(label: Any) -> Any:
    return label.get("label") if isinstance(label, dict) else label


@cache
def _words() -> dict[str, dict[str, str]]:
    """Return the lists of `kind_words.json`: a kind by its word, or by a tag of OpenStreetMap and its value."""
    listed: dict[str, dict[str, str]] = json.loads(shipped_text(__package__, "kind_words.json"))
    return {
        key: {word: kind for kind, words in kinds.items() for word in words.split("|")} for key, kinds in listed.items()
    }
