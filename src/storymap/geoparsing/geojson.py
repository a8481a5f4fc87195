"""Suggestions as GeoJSON features and as plain data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from storymap.gazetteer.entry_geometry import STANDS_FOR_AREA, entry_geometry, stands_for_area
from storymap.gazetteer.plain_data import added_credit, entry_data
from storymap.geoparsing.suggestions import Suggestion, shown_score
from storymap.model import PLACE_CREDIT

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.alternatives import Alternative


def suggestion_feature(suggestion: Suggestion, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a suggestion as a GeoJSON feature that `build` takes as it is; without geometry if it is not located."""
    from shapely.geometry import mapping

    entry = suggestion.meant
    geometry = None if entry is None else entry_geometry(entry, gazetteer)
    properties: dict[str, Any] = {"name": suggestion.name}
    if suggestion.aliases:
        properties["aliases"] = list(suggestion.aliases)
    properties["layer"] = suggestion.layer
    if suggestion.kind:
        properties["kind"] = suggestion.kind
    if suggestion.focus is not None:
        properties["role"] = properties["suggested_role"] = suggestion.focus.role
    if suggestion.ignore:
        properties["ignore"] = list(suggestion.ignore)
    properties["score"] = shown_score(suggestion.score)
    if suggestion.places:
        properties["confidence"] = shown_score(suggestion.confidence)
    why = suggestion.why
    if stands_for_area(entry, geometry):
        why = (*why, STANDS_FOR_AREA)
    properties["why"] = "; ".join(why)
    properties |= _source_data(entry, gazetteer)
    if suggestion.town is not None:
        properties |= _town_data(suggestion.town, gazetteer)
    if suggestion.is_close:
        properties["candidates"] = [_alternative_data(one, gazetteer) for one in suggestion.alternatives]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": None if geometry is None else json.loads(json.dumps(mapping(geometry))),
    }


def _source_data(entry: GazetteerEntry | None, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return what says where a place comes from, as properties."""
    number = {"geonameid": entry.geonameid} if entry is not None and entry.geonameid else {}
    credit = added_credit(entry, gazetteer)
    return {**number, **({PLACE_CREDIT: credit} if credit else {})}


def _alternative_data(alternative: Alternative, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a place that a name can mean as plain data, with its probability and why."""
    data = entry_data(alternative.entry, gazetteer)
    return {**data, "probability": shown_score(alternative.probability), "why": alternative.why}


def _town_data(town: GazetteerEntry, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the town in which a street or building stands, as properties."""
    return {"town": gazetteer.full_name(town), **({"town_geonameid": town.geonameid} if town.geonameid else {})}


def suggestion_data(suggestion: Suggestion, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a suggestion as plain data for `storymap suggest --json`."""
    return {
        "name": suggestion.name,
        "status": suggestion.status,
        "score": shown_score(suggestion.score),
        "confidence": shown_score(suggestion.confidence) if suggestion.places else None,
        "aliases": list(suggestion.aliases),
        "layer": suggestion.layer,
        "kind": suggestion.kind,
        "role": None if suggestion.focus is None else suggestion.focus.role,
        "weight": None if suggestion.focus is None else suggestion.focus.value,
        "candidates": [_alternative_data(one, gazetteer) for one in suggestion.alternatives]
        or [entry_data(entry, gazetteer) for entry in suggestion.places],
        "mentions": [{"start": start, "end": end} for start, end in suggestion.mentions],
        "ignore": list(suggestion.ignore),
        "town": None if suggestion.town is None else gazetteer.full_name(suggestion.town),
        "town_geonameid": None if suggestion.town is None else suggestion.town.geonameid or None,
        "why": list(suggestion.why),
    }
