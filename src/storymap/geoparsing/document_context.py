"""How well a place fits what the rest of an article names: its country and state, what is near it, what it lies in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.geoparsing.place_traits import PlaceTraits
from storymap.geoparsing.proximity import NearbyPlaces
from storymap.geoparsing.ranking import Ranking, ScoredPlace
from storymap.geoparsing.votes import ArticleVotes, support, supports_of

_MOST_CONTAINED = 12  # places of one name that another name's place may contain
# Kinds that are one in a list: all towns, whatever their size, all that is land or water without a government.
_CLASS_OF_KIND = {
    **{kind: kind for kind in range(len(place_types.LABELS))},
    **dict.fromkeys(place_types.SETTLEMENTS, place_types.TOWN),
    **dict.fromkeys(place_types.NATURAL, place_types.REGION),
}


class DocumentContext(NamedTuple):
    """What a round of toponym resolution knows of an article. All but `traits` and `home` is by name key.

    `priors` are the places that each name can mean, with their scores without a context, and `traits` those of all
    places by their number; `rankings`, `votes` and `nearby` come of the round before. `containers` holds for each name
    the names written after it as what it lies in, and how often; `contents` is its reverse. `longer` holds the names of
    the article that have this one in them, as "ciudad juarez" has "juarez"; `beside` those that stand beside it in the
    text, and how close; `listed` those that are listed with it. `home` holds the numbers of the newsroom's country and
    state.
    """

    priors: Mapping[str, list[ScoredPlace]]
    traits: Mapping[int, PlaceTraits]
    containers: Mapping[str, Counter[str]]
    contents: Mapping[str, list[str]]
    longer: Mapping[str, list[str]]
    beside: Mapping[str, Mapping[str, float]]
    listed: Mapping[str, Collection[str]]
    home: Mapping[int, float] | None
    rankings: Mapping[str, Ranking]
    votes: ArticleVotes
    nearby: NearbyPlaces


class ContextScorer:
    """Scores the places of one name by the context of the article.

    A score is a sum of weights, each times what was observed: `tools.gazetteer.training` reads the observations off it
    by vectors in place of weights.
    """

    def __init__(self, key: str, context: DocumentContext, weights: Mapping[str, float]) -> None:
        self._key = key
        self._context = context
        self._weights = weights
        self._votes = votes = context.votes
        self._containers = context.containers.get(key)
        self._contents = context.contents.get(key)
        # How much the votes for a country, state or county say, by its number; the name's own are left out.
        units = votes.units
        own = supports_of({number: units[number] - vote for number, vote in votes.names[key].units.items()})
        self._supports = {**votes.supports, **own}
        beside = context.beside.get(key)
        self._beside = [(votes.names[name].units, close) for name, close in beside.items()] if beside else ()
        listed = context.listed.get(key)
        self._listed = self._kinds_of(listed) if listed else None
        self._rivals = [entry.number for _, entry, _ in context.priors[key][:4] if entry.kind == place_types.COUNTRY]
        # "Mexico" beside "Mexico City" is the country.
        self._longer = () if self._rivals else context.longer.get(key, ())

    def score(self, entry: GazetteerEntry) -> float:
        """Return how much the context speaks for a place."""
        kind, home, traits = entry.kind, self._context.home, self._context.traits[entry.number]
        total = 0.0
        if traits.is_in_country:
            # "Mexico" is the country, whatever the article names of the state or the city that lie in it.
            if entry.country_number not in self._rivals:
                total += self._vote_score(entry, traits)
            if home:
                total += self._weights["home"] * (home.get(entry.state, 0.0) + home.get(entry.country_number, 0.0))
        elif kind == place_types.COUNTRY:
            total += self._weights["places of the country"] * self._supports.get(entry.number, 0.0)
        if self._containers:
            total += self._container_score(entry, self._containers)
        if self._longer:
            total += self._weights["full name"] * sum(self._share(name, entry.number) for name in self._longer)
        if self._listed:
            total += self._weights["listed with its kind"] * self._listed.get(_CLASS_OF_KIND[kind], 0.0)
        if self._contents and kind in (place_types.STATE, place_types.COUNTY):
            total += self._content_score(entry, self._contents)
        return total

    def _kinds_of(self, names: Iterable[str]) -> dict[int, float]:
        """Return how likely the other names mean a town, a state, a country or so, on the whole."""
        kinds: dict[int, float] = {}
        for name in names:
            ranking = self._context.rankings[name]
            for entry, share in zip(ranking.likely, ranking.shares, strict=True):
                kind = _CLASS_OF_KIND[entry.kind]
                kinds[kind] = kinds.get(kind, 0.0) + share
        total = sum(kinds.values())
        return {kind: share / total for kind, share in kinds.items()}

    def _share(self, name: str, number: int) -> float:
        """Return how likely another name means a place."""
        ranking = self._context.rankings[name]
        return sum(share for entry, share in zip(ranking.likely, ranking.shares, strict=True) if entry.number == number)

    def _vote_score(self, entry: GazetteerEntry, traits: PlaceTraits) -> float:
        """Return what the other names say of the place's country, state and county, and what lies near it."""
        weights, kind, support_of = self._weights, entry.kind, self._supports.get
        total = weights["same country"] * support_of(entry.country_number, 0.0)
        of_state = support_of(traits.state)
        if of_state:  # most states have no votes of other names
            total += weights["places of the state" if kind == place_types.STATE else "same state"] * of_state
            if self._beside:
                total += weights["beside"] * support(self._beside_votes(traits.state))
        if kind == place_types.STATE:
            if any(rival != entry.country_number for rival in self._rivals):
                # Georgia beside Alabama is the state.
                sisters = self._votes.of_sisters(entry.country_number, self._key)
                total += weights["sister states"] * support(sisters)
        elif traits.is_small:
            if traits.cell in self._context.nearby:
                total += weights["near"] * support(self._context.nearby.proximity(entry, self._key, traits.cell))
            of_county = support_of(traits.county)
            if of_county is not None:
                total += weights["places of the county" if kind == place_types.COUNTY else "same county"] * of_county
        return total

    def _beside_votes(self, state: int) -> float:
        """Return the votes for a state of the names beside this one, by how close they come."""
        total = 0.0
        for units, closeness in self._beside:
            vote = units.get(state)
            if vote is not None:
                total += closeness * vote
        return total

    def _container_score(self, entry: GazetteerEntry, containers: Mapping[str, float]) -> float:
        """Return how much the names written after this one speak for a place that lies in what they mean."""
        inside = (entry.country_number, entry.state, entry.county)
        total = 0.0
        for key, count in containers.items():
            ranking = self._context.rankings[key]
            share = sum(
                share
                for o, share in zip(ranking.likely, ranking.shares, strict=True)
                if o.number in inside and o.number != entry.number
            )
            total += share * min(1.0, count)
        return self._weights["within"] * total

    def _content_score(self, entry: GazetteerEntry, contents: list[str]) -> float:
        """Return how much the names before this one speak for a state or country that contains what they mean."""
        priors = self._context.priors
        inside = sum(
            any(entry.number in (o.state, o.country_number) for _, o, _ in priors.get(key, ())[:_MOST_CONTAINED])
            for key in contents
        )
        return self._weights["holds"] * math.log1p(inside)
