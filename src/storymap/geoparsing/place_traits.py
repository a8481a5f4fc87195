"""Traits of places: what resolution asks of a place again and again, worked out once."""

from __future__ import annotations

from typing import NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry, is_local

CELL_DEGREES = 2.5
CELL_ROW = 1000  # what the number of a cell grows by to the north: more than there are cells around the earth
_NOT_IN_A_COUNTRY = frozenset({place_types.COUNTRY, place_types.CONTINENT}) | place_types.NATURAL
_SMALL = place_types.SETTLEMENTS | {place_types.COUNTY, place_types.CUSTOM}


class PlaceTraits(NamedTuple):
    """What a place is and lies in: the numbers of its `state` and `county`, which it may be itself, or NO_ENTRY.

    `cell` is that of a grid of CELL_DEGREES. `is_in_country`: it is no country, and nothing that countries share.
    """

    is_in_country: bool
    is_small: bool
    state: int
    county: int
    cell: int


def traits_of(entry: GazetteerEntry) -> PlaceTraits:
    """Return the traits of a place."""
    return PlaceTraits(
        entry.kind not in _NOT_IN_A_COUNTRY or is_local(entry),
        is_small(entry),
        state_number(entry),
        county_number(entry),
        cell_of(entry.lat, entry.lon),
    )


def is_small(entry: GazetteerEntry) -> bool:
    """Return whether a place is small enough to be near another one: a town, a county, a place of the user's own."""
    return entry.kind in _SMALL or is_local(entry)


def state_number(entry: GazetteerEntry) -> int:
    """Return the number of the state that an entry is or lies in, or NO_ENTRY."""
    return entry.number if entry.kind == place_types.STATE else entry.state


def county_number(entry: GazetteerEntry) -> int:
    """Return the number of the county that an entry is or lies in, or NO_ENTRY."""
    return entry.number if entry.kind == place_types.COUNTY else entry.county


def cell_of(lat: float, lon: float) -> int:
    """Return the number of the cell that a point lies in."""
    return int(lat // CELL_DEGREES) * CELL_ROW + int(lon // CELL_DEGREES)
