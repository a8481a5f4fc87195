"""Priors: what a name means by itself, by the kinds and sizes of its places and the words that say its kind."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import HOUSE_NAME, PROPER, GazetteerEntry, is_local
from storymap.gazetteer.gazetteer import GazetteerMatch
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.place_traits import PlaceTraits, traits_of
from storymap.geoparsing.ranking import Ranking, ScoredPlace, rank
from storymap.geoparsing.tokens import Tokens
from storymap.storage.memo import ObjectMemo, Same

_LARGE_STATES = frozenset({"US", "CA", "GB", "AU", "IN", "DE", "MX", "BR"})
_JOINING = frozenset({
    "of", "de", "del", "des", "du", "d'", "do", "da", "dos", "das", "di", "dell'", "della", "dello", "dei", "degli",
    "von", "van",
})  # fmt: skip
_CITY = place_types.SETTLEMENTS
_NOT_IN_A_COUNTRY = frozenset({place_types.COUNTRY, place_types.CONTINENT, place_types.CUSTOM}) | place_types.NATURAL
# Countries whose towns are called after those of others: a text in another language hardly means Amsterdam, New York.
_SETTLED = frozenset({"US", "CA", "AU", "NZ", "ZA", "PH", "JM"})
_WEIGHT_OF_KIND = {
    place_types.STATE: "state",
    place_types.COUNTY: "county",
    place_types.COUNTRY: "country",
    place_types.CONTINENT: "country",
    **dict.fromkeys(place_types.NATURAL, "region"),
    place_types.CAPITAL: "capital",
    place_types.SEAT: "seat",
    place_types.QUARTER: "quarter",
    place_types.FORMER: "gone",
    place_types.CUSTOM: "custom",
}
# The least and the greatest size that a kind counts with, as the logarithm of its population.
_ANY_SIZE = (0.0, math.inf)
_SIZE_OF_KIND = {
    place_types.COUNTY: (0.0, 5.2),
    place_types.COUNTRY: (6.5, math.inf),
    place_types.CONTINENT: (7.5, 7.5),
    **dict.fromkeys(place_types.NATURAL, (7.5, 7.5)),
    place_types.CUSTOM: (6.0, math.inf),
}
_SIZE_OF_LARGE_STATE, _SIZE_OF_STATE = (6.5, math.inf), (0.0, 5.5)


_MOST_NAMES = 8192  # that are kept

_Matches = tuple[GazetteerMatch, ...]


class NamedPlaces(NamedTuple):
    """The places of a name: scored without any text, as a ranking, and the traits of each by its number."""

    scored: list[ScoredPlace]
    ranking: Ranking
    traits: dict[int, PlaceTraits]


class Priors(NamedTuple):
    """By name key the places of the names of an article, scored without the rest of it, and ranked by that.

    `traits` are those of all places by their number.
    """

    scored: dict[str, list[ScoredPlace]]
    rankings: dict[str, Ranking]
    traits: dict[int, PlaceTraits]


def prior_scores(
    tokens: Tokens, candidates: list[Candidate], weights: Mapping[str, float], cues: CueWords
) -> dict[str, list[ScoredPlace]]:
    """Return for each name key its places, scored without the rest of the article."""
    kinds_said = _kinds_said(tokens, candidates, cues)
    return {
        key: _scored(matches, cues, weights, cues.usual.get(key), kinds_said.get(key, ()))
        for key, matches in _matches_by_key(candidates).items()
    }


def find_priors(tokens: Tokens, candidates: list[Candidate], weights: Mapping[str, float], cues: CueWords) -> Priors:
    """Return what the names of an article mean by themselves."""
    named = _named_places(cues, Same(weights))
    kinds_said = _kinds_said(tokens, candidates, cues)
    priors = Priors({}, {}, {})
    for key, matches in _matches_by_key(candidates).items():
        usual, kinds = cues.usual.get(key), kinds_said.get(key)
        of_name = named(matches)
        if usual or kinds:
            scored = _scored(matches, cues, weights, usual, kinds or ())
            ranking = rank(list(scored))
        else:
            scored, ranking = of_name.scored, of_name.ranking
        priors.scored[key], priors.rankings[key] = scored, ranking
        priors.traits.update(of_name.traits)
    return priors


def _matches_by_key(candidates: list[Candidate]) -> dict[str, _Matches]:
    return {candidate.key: candidate.matches for candidate in candidates if candidate.matches}


@lru_cache(maxsize=8)
def _named_places(cues: CueWords, weights: Same[Mapping[str, float]]) -> ObjectMemo[_Matches, NamedPlaces]:
    """Return the places of names by their matches: towns recur from article to article."""

    def named_places(matches: _Matches) -> NamedPlaces:
        scored = _scored(matches, cues, weights.of)
        return NamedPlaces(scored, rank(list(scored)), {entry.number: traits_of(entry) for entry, _ in matches})

    return ObjectMemo(named_places, _MOST_NAMES)


def _scored(
    matches: _Matches,
    cues: CueWords,
    weights: Mapping[str, float],
    usual: int | None = None,
    kinds: Collection[int] = (),
) -> list[ScoredPlace]:
    """Return places with their scores. `usual` is the GeoNames id of what the name usually means, if it is known."""
    return [
        (
            _prior(match, weights)
            + (weights["usual"] if usual == match.entry.geonameid and usual else 0.0)
            + (weights["kind"] if match.entry.kind in kinds else 0.0)
            + _language_score(match.entry, cues, weights),
            match.entry,
            match.name_type,
        )
        for match in matches
    ]


def _prior(match: GazetteerMatch, weights: Mapping[str, float]) -> float:
    entry = match.entry
    kind_weight = "large state" if _is_large_state(entry) else _WEIGHT_OF_KIND.get(entry.kind)
    if is_local(entry):
        kind_weight = None
    return (
        _size(entry) * weights["population"]
        + (0.0 if kind_weight is None else weights[kind_weight])
        + _weight_of_name(match.name_type, weights)
    )


def _weight_of_name(name_type: int, weights: Mapping[str, float]) -> float:
    if name_type == HOUSE_NAME:
        return weights["house name"]
    return 0.0 if name_type == PROPER else weights["alternate"]


def _is_large_state(entry: GazetteerEntry) -> bool:
    """Return whether a place is a state of a country whose states readers elsewhere know."""
    return entry.kind == place_types.STATE and entry.country in _LARGE_STATES


def _size(entry: GazetteerEntry) -> float:
    """Return the logarithm of a population, within the limits of the place's kind."""
    if entry.kind == place_types.STATE:
        least, most = _SIZE_OF_LARGE_STATE if _is_large_state(entry) else _SIZE_OF_STATE
    elif is_local(entry):
        least, most = _ANY_SIZE
    else:
        least, most = _SIZE_OF_KIND.get(entry.kind, _ANY_SIZE)
    return min(max(math.log10(entry.population + 10), least), most)


def _language_score(entry: GazetteerEntry, cues: CueWords, weights: Mapping[str, float]) -> float:
    """Return how much the language of a text says for a place: news is mostly of the countries where it is spoken."""
    if not cues.countries or entry.kind in _NOT_IN_A_COUNTRY:
        return 0.0
    if entry.country in cues.countries:
        return weights["country of the language"]
    return weights["named after a place elsewhere"] if entry.country in _SETTLED else 0.0


def _kinds_said(tokens: Tokens, candidates: list[Candidate], cues: CueWords) -> dict[str, frozenset[int]]:
    """Return the kinds of place that the words around a name say: "Chihuahua state", "the city of Chihuahua"."""
    said: dict[str, frozenset[int]] = {}
    for candidate in candidates:
        for word in _words_beside(tokens, candidate):
            kinds = cues.kinds.get(word)
            if kinds is not None:
                # A state that is said once is none of the towns of its name.
                said[candidate.key] = kinds if kinds != _CITY else said.get(candidate.key, kinds)
    return said


def _words_beside(tokens: Tokens, candidate: Candidate) -> Iterator[str]:
    """Yield the folded words after and before a candidate that may say its kind."""
    first, last = candidate.first, candidate.last
    if last < len(tokens) and tokens.gap(last - 1) == " ":
        yield tokens.folded[last]
    if not first or tokens.gap(first - 1) not in (" ", ""):
        return
    before = tokens.folded[first - 1]
    if before in _JOINING:
        if first > 1 and tokens.gap(first - 2) == " ":
            yield tokens.folded[first - 2]
    elif tokens.language != "en":
        yield before
