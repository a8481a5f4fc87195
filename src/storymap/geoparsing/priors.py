"""Priors: what a name means by itself, by the kinds and sizes of its places and the words that say its kind."""

from __future__ import annotations

import math
from collections.abc import Mapping

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import HOUSE_NAME, PROPER, GazetteerEntry, is_local
from storymap.gazetteer.gazetteer import GazetteerMatch
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.ranking import ScoredPlace
from storymap.geoparsing.tokens import Tokens

_LARGE_STATES = frozenset({"US", "CA", "GB", "AU", "IN", "DE", "MX", "BR"})
_STATE_WORDS = frozenset({"state", "province", "governor", "gov", "legislature", "prefecture", "estado", "provincia"})
_COUNTY_WORDS = frozenset({"county", "parish", "borough", "district", "prefecture", "municipality", "province"})
_CITY_WORDS = frozenset(
    {"city", "town", "village", "mayor", "downtown", "airport", "suburb", "ciudad", "ville", "stadt"}
)
_CITY, _STATE, _COUNTY = (
    place_types.SETTLEMENTS,
    frozenset({place_types.STATE}),
    frozenset({place_types.COUNTY, place_types.STATE}),
)
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


def prior_scores(
    tokens: Tokens, candidates: list[Candidate], weights: Mapping[str, float], cues: CueWords
) -> dict[str, list[ScoredPlace]]:
    """Return for each name key its places, scored without the rest of the article."""
    kinds_said = _kinds_said(tokens, candidates)
    scores = {}
    for key, matches in {candidate.key: candidate.matches for candidate in candidates if candidate.matches}.items():
        usual, kinds = cues.usual.get(key), kinds_said.get(key, ())
        scores[key] = [
            (
                _prior(match, weights)
                + (weights["usual"] if usual == match.entry.geonameid and usual else 0.0)
                + (weights["kind"] if match.entry.kind in kinds else 0.0),
                match.entry,
                match.name_type,
            )
            for match in matches
        ]
    return scores


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


def _kinds_said(tokens: Tokens, candidates: list[Candidate]) -> dict[str, frozenset[int]]:
    """Return the kinds of place that the words around a name say: "Chihuahua state", "the city of Chihuahua"."""
    said: dict[str, frozenset[int]] = {}
    for candidate in candidates:
        first, last = candidate.first, candidate.last
        after = tokens.folded[last] if last < len(tokens) and tokens.gap(last - 1) == " " else ""
        before = ""
        if first > 1 and tokens.folded[first - 1] in ("of", "de") and tokens.gap(first - 1) == " ":
            before = tokens.folded[first - 2]
        for word in (after, before):
            if word in _STATE_WORDS:
                said[candidate.key] = _STATE
            elif word in _COUNTY_WORDS:
                said[candidate.key] = _COUNTY
            elif word in _CITY_WORDS:
                said.setdefault(candidate.key, _CITY)
    return said
