"""What an article is about: every name votes for the country and the state of the place it most likely means."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NOBODY, Entry
from storymap.geoparsing.ranking import Ranking


@dataclass(slots=True)
class Votes:
    """The votes of an article: `of` each name, and what they add up to.

    `countries` are counted by code and `states` by number of entry; `sisters` says how much the names of a country's
    states weigh.
    """

    of: dict[str, float] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[int] = field(default_factory=Counter)
    sisters: Counter[str] = field(default_factory=Counter)


def count_votes(rankings: Mapping[str, Ranking], counts: Mapping[str, int], weight_of: Mapping[str, float]) -> Votes:
    """Return the votes. A name counts by how often it is there, how likely it is a place, and how sure which."""
    votes = Votes()
    for key, ranking in rankings.items():
        entry = ranking.best
        vote = (1 + math.log(counts[key])) * ranking.confidence * weight_of[key]
        votes.of[key] = vote
        country, state = shares(entry, vote)
        if entry.country:
            votes.countries[entry.country] += country  # type: ignore[assignment]
        if entry.kind == place_types.STATE:
            votes.sisters[entry.country] += vote  # type: ignore[assignment]
        place = state_of(entry)
        if place != NOBODY and state:
            votes.states[place] += state  # type: ignore[assignment]
    return votes


def state_of(entry: Entry) -> int:
    """Return the number of the state that an entry is or lies in, or NOBODY."""
    return entry.number if entry.kind == place_types.STATE else entry.state


def shares(entry: Entry, vote: float) -> tuple[float, float]:
    """Return what a place's vote is worth for its country and for its state."""
    if entry.kind == place_types.COUNTRY:
        return vote, 0.0
    if entry.kind == place_types.STATE:
        return vote * 0.5, vote * 1.5
    if entry.kind in place_types.SETTLEMENTS or entry.kind == place_types.COUNTY:
        return vote * 0.5, vote * 0.8
    return vote * 0.5, 0.0
