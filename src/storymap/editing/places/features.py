"""Add places to a places file, take them out, and put them where a place of the gazetteer is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from storymap.editing.collection import PLACES_NAME, open_text
from storymap.editing.edit import Edit, Replacement
from storymap.editing.json_text import GONE, is_same
from storymap.editing.places.addressing import (
    COPY_THEM,
    changeable_at,
    feature_at,
    field_names,
    first_row,
    properties_of,
)
from storymap.editing.places.geometry import check_degrees, geometry_changes, rounded
from storymap.editing.places.members import set_properties
from storymap.editing.places.suggestions import remembered
from storymap.editing.places.whole_file import edit_of
from storymap.errors import PlacesError, Problem
from storymap.gazetteer import place_types
from storymap.gazetteer.entries import is_local
from storymap.gazetteer.entry_geometry import STANDS_FOR_AREA, entry_geometry, stands_for_area
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.plain_data import added_credit
from storymap.geoparsing.layers import layer_of_kind
from storymap.geoparsing.suggestions import shown_score
from storymap.model import PLACE_CREDIT
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.place_choices import AS_WRITTEN, PlaceChoices

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer


def new_feature(
    place_name: str,
    *,
    aliases: Sequence[str] = (),
    layer: str = "",
    geometry: Mapping[str, Any] | None = None,
    entry: GazetteerEntry | None = None,
    gazetteer: Gazetteer | None = None,
) -> dict[str, Any]:
    """Return a feature to add: at a GeoJSON geometry, where an `entry` of the gazetteer is, or without a location.

    Names are written as they are given, but for one that differs from the gazetteer's in capitals or so. Without a
    layer it is that of what kind of place it is.
    """
    properties: dict[str, Any] = {"name": place_name}
    if aliases:
        properties["aliases"] = list(aliases)
    if layer := layer or (entry is not None and layer_of_kind(entry.kind)) or "":
        properties["layer"] = layer
    if entry is not None and gazetteer is not None:
        geometry, source = _located(entry, gazetteer)
        properties |= {key: value for key, value in source.items() if value is not GONE}
        proper = gazetteer.name(entry)
        if entry.kind != place_types.CUSTOM and name_key(proper) == name_key(place_name):
            properties["name"] = proper
    return {"type": "Feature", "properties": properties, "geometry": geometry if entry else rounded(geometry)}


def add_features(
    text: str | None,
    features: Sequence[Mapping[str, Any]],
    *,
    name: str = PLACES_NAME,
    choices: PlaceChoices = AS_WRITTEN,
) -> Edit:
    """Return the edit that adds features after the last one of a file, in its style, with its names of fields.

    Raises PlacesError if the file's own places would not be read any more as they are, or it has no degrees.
    """
    collection = open_text(text, name)
    if any(feature.get("geometry") for feature in features):
        check_degrees(collection, name)
    fields = field_names(collection, choices, name)
    added = []
    for feature in features:
        value: dict[str, Any] = {**feature, "properties": {}}
        for member, item in properties_of(feature).items():
            key = fields.key_of(member, Feature("", value)) if fields else member
            if key is None:
                raise PlacesError(Problem(name, "its places have no field with their names", COPY_THEM))
            value["properties"][key] = item
        added.append(value)
    return edit_of(text, collection, list(collection.added(added)))


def remove_feature(text: str | None, rows: Sequence[int], *, name: str = PLACES_NAME) -> Edit:
    """Return the edit that takes a place out of a file. `suggest` does not bring it back. Raises PlacesError."""
    collection = open_text(text, name)
    first = first_row(rows, name)
    values = [feature_at(collection, row, name) for row in rows]
    start, end = collection.span("features") or (0, 0)
    replacements: list[Replacement] = list(collection.changes.without_items(collection.items, start, end, set(rows)))
    place_name = properties_of(values[rows.index(first)]).get("name")
    if isinstance(place_name, str) and place_name:
        replacements += remembered(collection, [place_name])
    return Edit.of(replacements)


def locate(
    text: str | None, rows: Sequence[int], entry: GazetteerEntry, gazetteer: Gazetteer, *, name: str = PLACES_NAME
) -> Edit:
    """Return the edit that puts a place where one of the gazetteer is, and says which. Raises PlacesError.

    What `suggest` wrote of the other places that the name could mean goes: an editor has decided.
    """
    collection = open_text(text, name)
    first = first_row(rows, name)
    check_degrees(collection, name)
    geometry, source = _located(entry, gazetteer)
    replacements: list[Replacement] = []
    for row in rows:
        before = properties_of(changeable_at(collection, row, name))
        replacements += geometry_changes(collection, row, geometry)
        if row == first:
            source |= {"candidates": GONE}
            source |= {"confidence": shown_score(1.0)} if "confidence" in before else {}
            source |= {"kind": _kind(entry)} if "kind" in before else {}
            changed = {key: value for key, value in source.items() if not is_same(before.get(key, GONE), value)}
            replacements += set_properties(collection, row, changed)
    return Edit.of(replacements)


def _located(entry: GazetteerEntry, gazetteer: Gazetteer) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return where an entry is, as GeoJSON, and what says where that comes from, as properties."""
    from shapely.geometry import mapping

    shape = entry_geometry(entry, gazetteer)
    source = {
        "geonameid": entry.geonameid or GONE,
        PLACE_CREDIT: added_credit(entry, gazetteer) or GONE,
        "why": STANDS_FOR_AREA if stands_for_area(entry, shape) else GONE,
    }
    return json.loads(json.dumps(mapping(shape))), source


def _kind(entry: GazetteerEntry) -> str:
    return place_types.LABELS[place_types.LOCAL if is_local(entry) else entry.kind]
