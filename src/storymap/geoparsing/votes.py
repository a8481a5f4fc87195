"""Votes: every name of an article votes for the countries, states and counties of all places that it can mean.

A name's vote is divided among its places in proportion to how likely it means each. A wrong first guess thus never
takes all of it, and loses as soon as the other names agree on another part of the world.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY, GazetteerEntry
from storymap.geoparsing.ranking import Ranking

# How much of a vote for a place goes to its country, its state and its county, by the kind of the place.
_PARTS = {
    place_types.COUNTRY: (1.0, 0.0, 0.0),
    place_types.STATE: (0.5, 1.5, 0.0),
    place_types.COUNTY: (0.5, 0.8, 1.0),
    **dict.fromkeys(place_types.SETTLEMENTS, (0.5, 0.8, 0.5)),
}
_OTHER_PARTS = (0.5, 0.0, 0.0)
_HALF = 1.0  # votes that say half of what any number of them can
_LEADING = 3  # one of them leads without any one name


@dataclass(slots=True)
class ArticleVotes:
    """The votes of an article for countries, states and counties, by the number of their entry.

    `supports` says what the votes of all names for each of them mean (see `support`). `for_countries` and `for_states`
    are the sums of all votes for one of them. `sister_states` holds by the number of a country the votes for states of
    it. `by_name` and `sisters_by_name` hold the votes of each name; `places` the places that a name votes for, each
    with its part of the vote. `voted` holds by kind (a country, a state) the numbers of those that names vote for.
    """

    units: dict[int, float] = field(default_factory=dict)
    supports: dict[int, float] = field(default_factory=dict)
    for_countries: float = 0.0
    for_states: float = 0.0
    sister_states: dict[int, float] = field(default_factory=dict)
    by_name: dict[str, dict[int, float]] = field(default_factory=dict)
    sisters_by_name: dict[str, dict[int, float]] = field(default_factory=dict)
    voted: dict[int, set[int]] = field(default_factory=dict)
    _leading: dict[int, list[int]] = field(default_factory=dict)
    places: dict[str, list[tuple[GazetteerEntry, float]]] = field(default_factory=dict)

    def add(self, entry: GazetteerEntry, vote: float, own: dict[int, float]) -> None:
        """Add to a name's own votes one for the country, state and county that a place is or lies in."""
        of_country, of_state, of_county = _PARTS.get(entry.kind, _OTHER_PARTS)
        country = entry.country_number
        if country != NO_ENTRY:
            _add(own, country, vote * of_country)
            self.for_countries += vote * of_country
        if of_state and (state := state_number(entry)) != NO_ENTRY:
            _add(own, state, vote * of_state)
            self.for_states += vote * of_state
        if of_county and (county := county_number(entry)) != NO_ENTRY:
            _add(own, county, vote * of_county)

    def of_others(self, number: int, name: str) -> float:
        """Return the votes for a country, state or county of all names but one."""
        return self.units.get(number, 0.0) - self.by_name[name].get(number, 0.0)

    def of_leading(self, kind: int, name: str) -> float:
        """Return the votes of all names but one for the country or state that has most of them."""
        leading = self._leading.get(kind)
        if leading is None:
            order = sorted(self.voted.get(kind, ()), key=lambda n: (self.units.get(n, 0.0), n), reverse=True)
            leading = self._leading[kind] = order[:_LEADING]
        return max((self.of_others(number, name) for number in leading), default=0.0)

    def of_sisters(self, country: int, name: str) -> float:
        """Return the votes for states of a country of all names but one."""
        own = self.sisters_by_name.get(name)
        return self.sister_states.get(country, 0.0) - (own.get(country, 0.0) if own else 0.0)


def count_votes(
    rankings: Mapping[str, Ranking], occurrences: Mapping[str, int], probabilities: Mapping[str, float]
) -> ArticleVotes:
    """Return the votes of the names in `rankings`.

    A name's vote grows with its occurrences and with the probability that it is a place.
    """
    countries: set[int] = set()
    states: set[int] = set()
    votes = ArticleVotes(voted={place_types.COUNTRY: countries, place_types.STATE: states})
    units = votes.units
    for name, ranking in rankings.items():
        vote = (1 + math.log(occurrences[name])) * probabilities[name]
        own = votes.by_name[name] = {}
        places = votes.places[name] = []
        for (_, entry, _), share in zip(ranking.places, ranking.shares, strict=False):
            part = vote * share
            places.append((entry, part))
            votes.add(entry, part, own)
            countries.add(entry.country_number)
            states.add(state_number(entry))
            if entry.kind == place_types.STATE:
                sisters = votes.sisters_by_name.setdefault(name, {})
                _add(sisters, entry.country_number, part)
                _add(votes.sister_states, entry.country_number, part)
        for number, part in own.items():
            units[number] = units.get(number, 0.0) + part
    votes.supports = {number: support(vote) for number, vote in units.items()}
    countries.discard(NO_ENTRY)
    states.discard(NO_ENTRY)
    return votes


def support(votes: float) -> float:
    """Return how much votes say, 0 to 1: the first few say most, and all of a long article's no more than a country."""
    return votes / (votes + _HALF) if votes > 0 else 0.0


def _add(votes: dict[int, float], number: int, vote: float) -> None:
    votes[number] = votes.get(number, 0.0) + vote


def state_number(entry: GazetteerEntry) -> int:
    """Return the number of the state that an entry is or lies in, or NO_ENTRY."""
    return entry.number if entry.kind == place_types.STATE else entry.state


def county_number(entry: GazetteerEntry) -> int:
    """Return the number of the county that an entry is or lies in, or NO_ENTRY."""
    return entry.number if entry.kind == place_types.COUNTY else entry.county
