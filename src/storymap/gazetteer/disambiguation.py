"""Which places a name that an editor typed leaves to choose from, and the names that tell them apart."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NOBODY, PROPER, Entry
from storymap.gazetteer.gazetteer import Gazetteer, Match

_SAME_DEGREES = 0.2  # two entries of one kind that are nearer than this are one place to a person
_AROUND_DEGREES = 0.5
_TOWNS = frozenset({place_types.CAPITAL, place_types.SEAT, place_types.TOWN})


def choices(name: str, gazetteer: Gazetteer) -> list[Match]:
    """Return the places that a typed name leaves to choose from, the likeliest first; one if the name says which.

    "El Paso, Texas" is the city, not the county around it, which is "El Paso County, Texas".
    """
    found = distinct_matches(gazetteer.lookup(name, most=sys.maxsize))
    if "," not in name and "(" not in name:
        return found
    towns = [match for match in found if match.entry.kind in _TOWNS]
    return [
        m for m in found if m.entry.kind != place_types.COUNTY or not any(_is_rather_meant(town, m) for town in towns)
    ]


def _is_rather_meant(town: Match, county: Match) -> bool:
    """Return whether a name with its state means the town and not the county of this name."""
    if county.quality == PROPER:
        return town.quality == PROPER and _apart(town.entry, county.entry) < _AROUND_DEGREES
    return town.quality == PROPER or town.entry.population >= county.entry.population


def distinct_matches(matches: Sequence[Match]) -> list[Match]:
    """Return the matches without those that are one to a person: of the same kind and at the same place."""
    out: list[Match] = []
    for match in matches:
        if all(_apart(match.entry, m.entry) > _SAME_DEGREES or match.entry.kind != m.entry.kind for m in out):
            out.append(match)
    return out


def _apart(one: Entry, other: Entry) -> float:
    return abs(one.lat - other.lat) + abs(one.lon - other.lon)


def telling_name(entry: Entry, gazetteer: Gazetteer) -> str | None:
    """Return the shortest name that leads to this place alone ("San José (capital), Costa Rica"), None if none does."""
    for name in _longer_and_longer(entry, gazetteer):
        found = choices(name, gazetteer)
        if len(found) == 1 and found[0].entry.number == entry.number:
            return name
    return None


def _longer_and_longer(entry: Entry, gazetteer: Gazetteer) -> Iterator[str]:
    name = gazetteer.name(entry)
    land, state, county = (
        "" if number in (NOBODY, entry.number) else gazetteer.name(gazetteer.entry(number))
        for number in (entry.land, entry.state, entry.county)
    )
    outers = ((), (state,), (state, land), (land,), (county, state, land))
    for kind in ("", f" ({place_types.LABELS[entry.kind]})"):
        for outer in outers:
            yield ", ".join([name + kind, *filter(None, outer)])
