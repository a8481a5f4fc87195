"""Places of the gazetteer and suggestions as GeoJSON features and plain data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from storymap.gazetteer import place_types
from storymap.geoparsing.suggestions import Suggestion, calibrated

if TYPE_CHECKING:
    from storymap.gazetteer.entries import Entry
    from storymap.gazetteer.gazetteer import Gazetteer, Match
STAND_IN = "a point stands for its area, which the basemap does not have"


def geometry_of(suggestion: Suggestion, gazetteer: Gazetteer) -> Any:
    """Return a suggestion's geometry: an area, a point, or None when it is not located."""
    return entry_geometry(suggestion.candidates[0], gazetteer) if suggestion.candidates else None


def entry_geometry(entry: Entry, gazetteer: Gazetteer) -> Any:
    """Return the area of a country or state where the basemap has one, else the place's point."""
    import shapely

    from storymap.gazetteer.areas import area_of

    area = area_of(entry, gazetteer)
    return shapely.Point(round(entry.lon, 5), round(entry.lat, 5)) if area is None else area


def is_stand_in(entry: Entry | None, geometry: Any) -> bool:
    """Return whether a country or state has a point for want of its area."""
    return (
        entry is not None and entry.kind in (place_types.COUNTRY, place_types.STATE) and geometry.geom_type == "Point"
    )


def candidate_data(entry: Entry, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a candidate as plain data."""
    return {
        "name": gazetteer.full_name(entry),
        "lat": round(entry.lat, 5),
        "lon": round(entry.lon, 5),
        "geonameid": entry.geonameid or None,
    }


def feature_of(suggestion: Suggestion, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a suggestion as a GeoJSON feature that `build` takes as it is."""
    from shapely.geometry import mapping

    geometry = geometry_of(suggestion, gazetteer)
    properties: dict[str, Any] = {"name": suggestion.name}
    if suggestion.aliases:
        properties["aliases"] = list(suggestion.aliases)
    properties["layer"] = suggestion.layer
    if suggestion.ignore:
        properties["ignore"] = list(suggestion.ignore)
    properties["score"] = calibrated(suggestion.score)
    why = suggestion.why
    if is_stand_in(suggestion.candidates[0] if suggestion.candidates else None, geometry):
        why = (*why, STAND_IN)
    properties["why"] = "; ".join(why)
    if suggestion.candidates and suggestion.candidates[0].geonameid:
        properties["geonameid"] = suggestion.candidates[0].geonameid
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": None if geometry is None else json.loads(json.dumps(mapping(geometry))),
    }


def suggestion_data(suggestion: Suggestion, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a suggestion as plain data for `--json`."""
    return {
        "name": suggestion.name,
        "status": suggestion.status,
        "score": calibrated(suggestion.score),
        "aliases": list(suggestion.aliases),
        "layer": suggestion.layer,
        "candidates": [candidate_data(entry, gazetteer) for entry in suggestion.candidates],
        "mentions": [{"start": start, "end": end} for start, end in suggestion.mentions],
        "ignore": list(suggestion.ignore),
        "why": list(suggestion.why),
    }


def match_data(match: Match, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return what `find` says of a place."""
    entry = match.entry
    return {
        **candidate_data(entry, gazetteer),
        "kind": place_types.LABELS[entry.kind],
        "population": entry.population or None,
        "country": entry.country or None,
    }
