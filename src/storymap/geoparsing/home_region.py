"""The newsroom's home region: its state and country, whose places an article likelier means."""

from __future__ import annotations

from storymap.errors import PlacesError, Problem
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer

_STATE_WEIGHT, _COUNTRY_WEIGHT = 1.0, 0.4


def home_region(home: str | None, gazetteer: Gazetteer, where: str = "--home") -> dict[int, float] | None:
    """Return the numbers of the newsroom's state and country, with how much each counts; None without a home.

    `home` is a name such as "El Paso, Texas", which stands at `where`. Raises PlacesError if the gazetteer does not
    have it.
    """
    if not home:
        return None
    found = gazetteer.lookup(home, most=1)
    if not found:
        raise PlacesError(Problem(where, f'the gazetteer has no "{home}"', 'write for example "El Paso, Texas"'))
    return numbers_of_home(found[0].entry, gazetteer)


def numbers_of_home(entry: GazetteerEntry, gazetteer: Gazetteer) -> dict[int, float]:
    """Return the numbers of a place, its state and its country, with how much each counts."""
    numbers = gazetteer.parents(entry) | {entry.number}
    return {number: _COUNTRY_WEIGHT if number == entry.country_number else _STATE_WEIGHT for number in numbers}
