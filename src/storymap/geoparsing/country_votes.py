"""Country votes: every name of an article votes for the country and state of the place that it most likely means."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY, GazetteerEntry
from storymap.geoparsing.ranking import Ranking


@dataclass(slots=True)
class CountryVotes:
    """The votes of an article: those of each name, and their sums.

    `by_name` holds the vote of each name key. `countries` are summed by code and `states` by number of entry;
    `sister_states` holds by country code the votes of the names that mean a state of it.
    """

    by_name: dict[str, float] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[int] = field(default_factory=Counter)
    sister_states: Counter[str] = field(default_factory=Counter)


def count_votes(
    rankings: Mapping[str, Ranking], occurrences: Mapping[str, int], probabilities: Mapping[str, float]
) -> CountryVotes:
    """Return the votes of the names in `rankings`.

    A name's vote grows with its occurrences, with the probability that it is a place, and with the confidence in its
    first place.
    """
    votes = CountryVotes()
    for key, ranking in rankings.items():
        entry = ranking.best
        vote = (1 + math.log(occurrences[key])) * ranking.confidence * probabilities[key]
        votes.by_name[key] = vote
        country, state = vote_shares(entry, vote)
        if entry.country:
            votes.countries[entry.country] += country  # type: ignore[assignment]
        if entry.kind == place_types.STATE:
            votes.sister_states[entry.country] += vote  # type: ignore[assignment]
        number = state_number(entry)
        if number != NO_ENTRY and state:
            votes.states[number] += state  # type: ignore[assignment]
    return votes


def state_number(entry: GazetteerEntry) -> int:
    """Return the number of the state that an entry is or lies in, or NO_ENTRY."""
    return entry.number if entry.kind == place_types.STATE else entry.state


def vote_shares(entry: GazetteerEntry, vote: float) -> tuple[float, float]:
    """Return how much of a place's vote goes to its country and how much to its state."""
    if entry.kind == place_types.COUNTRY:
        return vote, 0.0
    if entry.kind == place_types.STATE:
        return vote * 0.5, vote * 1.5
    if entry.kind in place_types.SETTLEMENTS or entry.kind == place_types.COUNTY:
        return vote * 0.5, vote * 0.8
    return vote * 0.5, 0.0
