"""What a name means by itself: the kinds and sizes of its places, and the words beside it that say its kind."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import PROPER, Entry
from storymap.gazetteer.gazetteer import Match
from storymap.geoparsing.candidates import Spot
from storymap.geoparsing.cue_words import Cues
from storymap.geoparsing.ranking import Ranking, ranked
from storymap.geoparsing.tokens import Tokens

_MOST = 30  # places of one name that are weighed
_SHARPNESS = 2.0
_BIG_STATES = frozenset({"US", "CA", "GB", "AU", "IN", "DE", "MX", "BR"})
_STATE_WORDS = frozenset({"state", "province", "governor", "gov", "legislature", "prefecture", "estado", "provincia"})
_COUNTY_WORDS = frozenset({"county", "parish", "borough", "district", "prefecture", "municipality", "province"})
_CITY_WORDS = frozenset(
    {"city", "town", "village", "mayor", "downtown", "airport", "suburb", "ciudad", "ville", "stadt"}
)


def prior_rankings(tokens: Tokens, spots: list[Spot], weights: Mapping[str, float], cues: Cues) -> dict[str, Ranking]:
    """Return the places of each name, ranked by themselves."""
    wanted = _wanted_kinds(tokens, spots)
    rankings = {}
    for key, matches in {spot.key: spot.matches for spot in spots if spot.matches}.items():
        usual = cues.usual.get(key)
        scored = [
            (
                _prior(match, weights)
                + (weights["usual"] if usual == match.entry.geonameid and usual else 0.0)
                + _kind_bonus(match.entry, wanted.get(key), weights),
                match.entry,
                match.quality,
            )
            for match in matches[: _MOST * 2]
        ]
        scored.sort(key=lambda item: -item[0])
        rankings[key] = ranked(scored[:_MOST], _SHARPNESS)
    _prefer_full_names(rankings, weights)
    return rankings


def _prefer_full_names(rankings: dict[str, Ranking], weights: Mapping[str, float]) -> None:
    """Let "Juárez" mean what "Ciudad Juárez" means where an article has both."""
    long_names: dict[str, set[int]] = defaultdict(set)
    for key, ranking in rankings.items():
        for word in key.split(" ") if " " in key else ():
            long_names[word].add(ranking.best.number)
    for key, ranking in rankings.items():
        full = long_names.get(key)
        if full and any(entry.number in full for _, entry, _ in ranking.candidates):
            scored = [
                (score + (weights["full name"] if entry.number in full else 0.0), entry, quality)
                for score, entry, quality in ranking.candidates
            ]
            rankings[key] = ranked(scored, _SHARPNESS)


def _prior(match: Match, weights: Mapping[str, float]) -> float:
    entry = match.entry
    kind = entry.kind
    size = math.log10(entry.population + 10)
    bonus = 0.0
    if kind == place_types.STATE:
        size = max(size, 6.5) if entry.country in _BIG_STATES else min(size, 5.5)
        bonus = weights["state"]
    elif kind == place_types.COUNTY:
        size, bonus = min(size, 5.2), weights["county"]
    elif kind == place_types.COUNTRY:
        size, bonus = max(size, 6.5), weights["country"]
    elif kind == place_types.CONTINENT:
        size, bonus = 7.5, weights["country"]
    elif kind in place_types.NATURAL:
        size, bonus = 7.5, weights["region"]
    elif kind == place_types.CAPITAL:
        bonus = weights["capital"]
    elif kind == place_types.SEAT:
        bonus = weights["seat"]
    elif kind == place_types.QUARTER:
        bonus = weights["quarter"]
    elif kind == place_types.GONE:
        bonus = weights["gone"]
    elif kind == place_types.CUSTOM:
        size, bonus = max(size, 6.0), weights["custom"]
    return size * weights["population"] + bonus + (0.0 if match.quality == PROPER else weights["alternate"])


def _kind_bonus(entry: Entry, wanted: str | None, weights: Mapping[str, float]) -> float:
    if wanted is None:
        return 0.0
    kind = entry.kind
    fits = (
        (wanted == "state" and kind == place_types.STATE)
        or (wanted == "county" and kind in (place_types.COUNTY, place_types.STATE))
        or (wanted == "city" and kind in place_types.SETTLEMENTS)
    )
    return weights["kind"] if fits else 0.0


def _wanted_kinds(tokens: Tokens, spots: list[Spot]) -> dict[str, str]:
    """Return what kind of place the words around a name say it is: "Chihuahua state", "the city of Chihuahua"."""
    wanted = {}
    for spot in spots:
        after = tokens.low[spot.last] if spot.last < len(tokens) and tokens.gap(spot.last - 1) == " " else ""
        before = ""
        if spot.first > 1 and tokens.low[spot.first - 1] in ("of", "de") and tokens.gap(spot.first - 1) == " ":
            before = tokens.low[spot.first - 2]
        for word in (after, before):
            if word in _STATE_WORDS:
                wanted[spot.key] = "state"
            elif word in _COUNTY_WORDS:
                wanted[spot.key] = "county"
            elif word in _CITY_WORDS:
                wanted.setdefault(spot.key, "city")
    return wanted
