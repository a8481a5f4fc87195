"""Entries and matches of the gazetteer as plain data, for JSON and for messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from storymap.gazetteer import place_types

SHIPPED_MAKER = "GeoNames"  # whom every map credits
_SHIPPED = f"Places: {SHIPPED_MAKER} (CC BY 4.0)"

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch


def added_credit(entry: GazetteerEntry | None, gazetteer: Gazetteer) -> str:
    """Return whom to credit for a place of an added gazetteer, "" for those that every map credits anyway."""
    added = None if entry is None else gazetteer.added_from(entry)
    return "" if added is None or added.maker == SHIPPED_MAKER else added.credit


def credit_line(entries: Iterable[GazetteerEntry], gazetteer: Gazetteer, before: str = "") -> str:
    """Return whom to credit for places, on one line; nobody who is credited on the line `before` is left out."""
    said = before.split("; ") if before.startswith(_SHIPPED) else [_SHIPPED]
    said += [added_credit(entry, gazetteer) for entry in entries]
    return "; ".join(filter(None, dict.fromkeys(said)))


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
