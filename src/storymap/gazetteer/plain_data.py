"""Entries and matches of the gazetteer as plain data, for JSON and for messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storymap.gazetteer import place_types

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch


def entry_data(entry: GazetteerEntry, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return an entry's full name, point (degrees) and GeoNames id (None for a place of the user's own)."""
    return {
        "name": gazetteer.full_name(entry),
        "lat": round(entry.lat, 5),
        "lon": round(entry.lon, 5),
        "geonameid": entry.geonameid or None,
    }


def match_data(match: GazetteerMatch, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return what `storymap find --json` says of a place."""
    entry = match.entry
    return {
        **entry_data(entry, gazetteer),
        "kind": place_types.LABELS[entry.kind],
        "population": entry.population or None,
        "country": entry.country or None,
    }
