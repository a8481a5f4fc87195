"""How well a place fits what the rest of an article names: its country and state, what is near it, what it lies in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY, GazetteerEntry
from storymap.geoparsing.country_votes import CountryVotes, state_number, vote_shares
from storymap.geoparsing.proximity import NearbyPlaces, is_small
from storymap.geoparsing.ranking import Ranking, ScoredPlace

_MOST_CONTAINED = 12  # places of one name that another name's place may contain
_NOT_IN_A_COUNTRY = frozenset({place_types.COUNTRY, place_types.CONTINENT}) | place_types.NATURAL


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What a round of toponym resolution knows of an article. All but `home` is by name key.

    `priors` are the places that each name can mean, with their scores without a context; `rankings`, `votes` and
    `nearby` come of the round before. `containers` holds for each name the names written after it as what it lies in,
    and how often; `contents` is its reverse. `home` holds the numbers of the newsroom's country and state.
    """

    priors: Mapping[str, list[ScoredPlace]]
    containers: Mapping[str, Counter[str]]
    contents: Mapping[str, list[str]]
    home: Mapping[int, float] | None
    rankings: Mapping[str, Ranking]
    votes: CountryVotes
    nearby: NearbyPlaces


class ContextScorer:
    """Scores the places of one name by the context of the article."""

    def __init__(self, key: str, context: DocumentContext, weights: Mapping[str, float]) -> None:
        self._key = key
        self._context = context
        self._weights = weights
        # A name's own vote does not speak for itself.
        self._best = context.rankings[key].best
        self._vote = context.votes.by_name[key]
        self._country_share, self._state_share = vote_shares(self._best, self._vote)
        self._best_state = state_number(self._best)
        self._containers = context.containers.get(key)
        self._contents = context.contents.get(key)

    def score(self, entry: GazetteerEntry) -> float:
        """Return how much the context speaks for a place."""
        kind, home = entry.kind, self._context.home
        in_country = kind not in _NOT_IN_A_COUNTRY
        total = self._vote_score(entry) if in_country else 0.0
        if self._containers:
            total += self._container_score(entry, self._containers)
        if self._contents and kind in (place_types.STATE, place_types.COUNTRY):
            total += self._content_score(entry, self._contents)
        if home and in_country:
            total += self._weights["home"] * (home.get(entry.state, 0.0) + home.get(entry.country_number, 0.0))
        return total

    def _vote_score(self, entry: GazetteerEntry) -> float:
        """Return what the other names say of the place's country and state, and what lies near it."""
        votes, weights, kind = self._context.votes, self._weights, entry.kind
        total = 0.0
        others = votes.countries[entry.country] - (self._country_share if self._best.country == entry.country else 0.0)
        if others > 0:
            total += weights["same_country"] * math.log1p(others)
        if kind != place_types.STATE and entry.state != NO_ENTRY:
            others = votes.states[entry.state] - (self._state_share if self._best_state == entry.state else 0.0)
            if others > 0:
                total += weights["same_state"] * math.log1p(others)
        if is_small(entry):
            total += weights["near"] * math.log1p(self._context.nearby.proximity(entry, self._key))
        if kind == place_types.STATE and self._is_rival_of_country(entry):
            total += weights["sister states"] * math.log1p(max(0.0, self._sister_states(entry)))
        return total

    def _is_rival_of_country(self, state: GazetteerEntry) -> bool:
        """Return whether a state has the name of a country that it does not lie in, as Georgia has."""
        return any(
            entry.kind == place_types.COUNTRY and entry.number != state.country_number
            for _, entry, _ in self._context.priors[self._key][:4]
        )

    def _sister_states(self, state: GazetteerEntry) -> float:
        """Return the votes of the other states of a state's country: Georgia beside Alabama is the state."""
        votes: float = self._context.votes.sister_states[state.country]
        if self._best.kind == place_types.STATE and self._best.country == state.country:
            votes -= self._vote
        return votes

    def _container_score(self, entry: GazetteerEntry, containers: Mapping[str, float]) -> float:
        """Return how much the names written after this one speak for a place that lies in what they mean."""
        total = 0.0
        weight = self._weights["within"]
        inside = (entry.country_number, entry.state, entry.county)
        for key, count in containers.items():
            container = self._context.rankings[key].best.number
            if container in inside and container != entry.number:
                total += weight * min(1.0, count)
            elif any(o.number in inside and o.number != entry.number for _, o, _ in self._context.priors[key][:6]):
                total += weight * 0.5 * min(1.0, count)
        return total

    def _content_score(self, entry: GazetteerEntry, contents: list[str]) -> float:
        """Return how much the names before this one speak for a state or country that contains what they mean."""
        priors = self._context.priors
        inside = sum(
            any(entry.number in (o.state, o.country_number) for _, o, _ in priors.get(key, ())[:_MOST_CONTAINED])
            for key in contents
        )
        return self._weights["holds"] * math.log1p(inside)
