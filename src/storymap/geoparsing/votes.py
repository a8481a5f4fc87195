"""Votes: every name of an article votes for the countries, states and counties of all places that it can mean.

A name's vote is divided among its places in proportion to how likely it means each. A wrong first guess thus never
takes all of it, and loses as soon as the other names agree on another part of the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY, GazetteerEntry
from storymap.geoparsing.place_traits import PlaceTraits
from storymap.geoparsing.proximity import LEAST_VOTE, NearbyPlace
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


class NameVotes(NamedTuple):
    """The votes of one name.

    `shares` say how likely it means each of `places`. `units` are its votes for countries, states and counties, by the
    number of their entry, `sisters` those for states, by the number of the country. `for_countries`, `for_states` and
    `for_sisters` are the single votes in order, and `nearby` the small places that it votes for.
    """

    places: list[GazetteerEntry]
    shares: list[float]
    units: dict[int, float]
    sisters: dict[int, float]
    for_countries: list[float]
    for_states: list[float]
    for_sisters: list[tuple[int, float]]
    nearby: list[NearbyPlace]


@dataclass(slots=True)
class ArticleVotes:
    """The votes of an article for countries, states and counties, by the number of their entry.

    `supports` says what the votes of all names for each of them mean (see `support`). `for_countries` and `for_states`
    are the sums of all votes for one of them. `sister_states` holds by the number of a country the votes for states of
    it. `names` hold the votes of each name.
    """

    traits: Mapping[int, PlaceTraits]
    names: dict[str, NameVotes] = field(default_factory=dict)
    units: dict[int, float] = field(default_factory=dict)
    supports: dict[int, float] = field(default_factory=dict)
    for_countries: float = 0.0
    for_states: float = 0.0
    sister_states: dict[int, float] = field(default_factory=dict)
    _leading: dict[int, list[int]] = field(default_factory=dict)

    def of_others(self, number: int, name: str) -> float:
        """Return the votes for a country, state or county of all names but one."""
        return self.units.get(number, 0.0) - self.names[name].units.get(number, 0.0)

    def of_leading(self, kind: int, name: str) -> float:
        """Return the votes of all names but one for the country or state that has most of them."""
        leading = self._leading.get(kind)
        if leading is None:
            order = sorted(self._voted(kind), key=lambda n: (self.units.get(n, 0.0), n), reverse=True)
            leading = self._leading[kind] = order[:_LEADING]
        units, own = self.units, self.names[name].units
        return max([units.get(number, 0.0) - own.get(number, 0.0) for number in leading], default=0.0)

    def _voted(self, kind: int) -> set[int]:
        """Return the numbers of the countries, or of the states, that names vote for."""
        entries = [entry for votes in self.names.values() for entry in votes.places]
        if kind == place_types.COUNTRY:
            return {entry.country_number for entry in entries} - {NO_ENTRY}
        return {self.traits[entry.number].state for entry in entries} - {NO_ENTRY}

    def of_sisters(self, country: int, name: str) -> float:
        """Return the votes for states of a country of all names but one."""
        return self.sister_states.get(country, 0.0) - self.names[name].sisters.get(country, 0.0)


def count_votes(
    rankings: Mapping[str, Ranking],
    strengths: Mapping[str, float],
    traits: Mapping[int, PlaceTraits],
    before: ArticleVotes | None = None,
) -> ArticleVotes:
    """Return the votes of the names in `rankings`, each of the strength that it has in `strengths`.

    `traits` are those of all places by number. `before` are the votes of the round before: most names vote as they did.
    """
    votes = ArticleVotes(traits)
    names, units, sisters = votes.names, votes.units, votes.sister_states
    for name, ranking in rankings.items():
        own = None if before is None else before.names[name]
        places = ranking.likely
        if own is None or own.shares != ranking.shares or own.places != places:
            own = _votes_of_name(name, places, ranking.shares, strengths[name], traits)
        names[name] = own
        for number, part in own.units.items():
            units[number] = units.get(number, 0.0) + part
        for part in own.for_countries:
            votes.for_countries += part
        for part in own.for_states:
            votes.for_states += part
        for number, part in own.for_sisters:
            sisters[number] = sisters.get(number, 0.0) + part
    votes.supports = supports_of(units)
    return votes


def _votes_of_name(
    name: str,
    places: list[GazetteerEntry],
    shares: list[float],
    strength: float,
    all_traits: Mapping[int, PlaceTraits],
) -> NameVotes:
    own = NameVotes(places, shares, {}, {}, [], [], [], [])
    units = own.units
    for entry, share in zip(places, shares, strict=True):
        vote, traits = strength * share, all_traits[entry.number]
        of_country, of_state, of_county = _PARTS.get(entry.kind, _OTHER_PARTS)
        country = entry.country_number
        if country != NO_ENTRY:
            units[country] = units.get(country, 0.0) + vote * of_country
            own.for_countries.append(vote * of_country)
        if of_state and traits.state != NO_ENTRY:
            units[traits.state] = units.get(traits.state, 0.0) + vote * of_state
            own.for_states.append(vote * of_state)
        if of_county and traits.county != NO_ENTRY:
            units[traits.county] = units.get(traits.county, 0.0) + vote * of_county
        if entry.kind == place_types.STATE:
            own.sisters[country] = own.sisters.get(country, 0.0) + vote
            own.for_sisters.append((country, vote))
        if traits.is_small and vote > LEAST_VOTE:
            own.nearby.append((traits.cell, entry.lat, entry.lon, vote, name))
    return own


def support(votes: float) -> float:
    """Return how much votes say, 0 to 1: the first few say most, and all of a long article's no more than a country."""
    return votes / (votes + _HALF) if votes > 0 else 0.0


def supports_of(votes: Mapping[int, float]) -> dict[int, float]:
    """Return the `support` of many votes at once, each under its own key."""
    return {number: vote / (vote + _HALF) if vote > 0 else 0.0 for number, vote in votes.items()}
