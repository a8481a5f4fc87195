"""Disambiguation of a name that an editor typed: the places that it leaves to choose from, and names for each alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import HOUSE_NAME, NO_ENTRY, PROPER, GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch

_SAME_DEGREES = 0.2  # two entries of one kind that are nearer than this are one place to a person
_TOWN_IN_COUNTY_DEGREES = 0.5
_TOWNS = frozenset({place_types.CAPITAL, place_types.SEAT, place_types.TOWN})


def choices(name: str, gazetteer: Gazetteer) -> list[GazetteerMatch]:
    """Return the places that a typed name leaves to choose from, the likeliest first; one if the name says which.

    "El Paso, Texas" is the city, not the county around it, which is "El Paso County, Texas". What is called so in the
    house is meant.
    """
    found = distinct_matches(gazetteer.lookup(name, most=sys.maxsize))
    if found and found[0].name_type == HOUSE_NAME:
        return found[:1]
    if "," not in name and "(" not in name:
        return found
    towns = [match for match in found if match.entry.kind in _TOWNS]
    return [
        m for m in found if m.entry.kind != place_types.COUNTY or not any(_town_is_likelier(town, m) for town in towns)
    ]


def _town_is_likelier(town: GazetteerMatch, county: GazetteerMatch) -> bool:
    """Return whether a name with its state means the town rather than the county of this name."""
    if county.name_type == PROPER:
        return town.name_type == PROPER and _apart(town.entry, county.entry) < _TOWN_IN_COUNTY_DEGREES
    return town.name_type == PROPER or town.entry.population >= county.entry.population


def distinct_matches(matches: Sequence[GazetteerMatch]) -> list[GazetteerMatch]:
    """Return the matches without those that a person takes for one: of the same kind and at the same place."""
    out: list[GazetteerMatch] = []
    for match in matches:
        if all(_apart(match.entry, m.entry) > _SAME_DEGREES or match.entry.kind != m.entry.kind for m in out):
            out.append(match)
    return out


def _apart(one: GazetteerEntry, other: GazetteerEntry) -> float:
    return abs(one.lat - other.lat) + abs(one.lon - other.lon)


def unambiguous_name(entry: GazetteerEntry, gazetteer: Gazetteer) -> str | None:
    """Return the shortest name that leads to this place alone, such as "San José (capital), Costa Rica", or None."""
    for name in _qualified_names(entry, gazetteer):
        found = choices(name, gazetteer)
        if len(found) == 1 and found[0].entry.number == entry.number:
            return name
    return None


def _qualified_names(entry: GazetteerEntry, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the name of an entry with more and more of what it lies in, then with its kind too."""
    name = gazetteer.name(entry)
    country, state, county = (
        "" if number in (NO_ENTRY, entry.number) else gazetteer.name(gazetteer.entry(number))
        for number in (entry.country_number, entry.state, entry.county)
    )
    containers = ((), (state,), (state, country), (country,), (county, state, country))
    for kind in ("", f" ({place_types.LABELS[entry.kind]})"):
        for container in containers:
            yield ", ".join([name + kind, *filter(None, container)])
