"""Resolution: which of a name's places an article means, by what else it names.

Every name votes for its country and its state; a place is likelier near other named places, and much likelier within
the place that is written after it ("Laredo, Texas"). The votes are counted three times, each time with the places that
were likeliest the time before.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from storymap.gazetteer import kinds
from storymap.gazetteer.entries import NOBODY, PROPER, Entry
from storymap.gazetteer.gazetteer import Match
from storymap.suggesting.cues import Cues
from storymap.suggesting.spots import Spot
from storymap.suggesting.tokens import Tokens

_ROUNDS = 3
_LIKELY = 12  # places of one name that another one may hold
_MOST = 30  # places of one name that are weighed
_NEAR_KM, _FADING_KM = 200.0, 60.0
_CELL_DEGREES = 2.5  # a neighbour is in the same cell or the next, but in the far north
_MOST_IN_CELL = 20
_BIG_STATES = frozenset({"US", "CA", "GB", "AU", "IN", "DE", "MX", "BR"})
_BETWEEN = {", ": 1.0, ",": 1.0, " (": 1.0, ",\n": 1.0, ", in ": 1.0, " in ": 0.4}
_STATE_WORDS = frozenset({"state", "province", "governor", "gov", "legislature", "prefecture", "estado", "provincia"})
_COUNTY_WORDS = frozenset({"county", "parish", "borough", "district", "prefecture", "municipality", "province"})
_CITY_WORDS = frozenset(
    {"city", "town", "village", "mayor", "downtown", "airport", "suburb", "ciudad", "ville", "stadt"}
)


@dataclass(slots=True)
class Ranking:
    """The places of one name, the likeliest first, with scores; `confidence` is the share of the first, 0 to 1."""

    candidates: list[tuple[float, Entry, int]]
    confidence: float = 1.0

    @property
    def best(self) -> Entry:
        """The likeliest place."""
        return self.candidates[0][1]


@dataclass(slots=True)
class Resolution:
    """What the names of an article mean, and what the article is about: countries and states with their votes."""

    rankings: dict[str, Ranking]
    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[int] = field(default_factory=Counter)
    votes: dict[str, float] = field(default_factory=dict)
    within: dict[str, Counter[str]] = field(default_factory=dict)
    holds: dict[str, list[str]] = field(default_factory=dict)
    sisters: Counter[str] = field(default_factory=Counter)


def resolve(
    tokens: Tokens,
    spots: list[Spot],
    plausible: list[float],
    weights: Mapping[str, float],
    cues: Cues,
    home: Mapping[int, float] | None = None,
) -> Resolution:
    """Return what each name means. `plausible` says how likely each spot is a place at all, 0 to 1.

    `home` holds the newsroom's region: numbers of countries and states, with how much each counts.
    """
    weight_of: dict[str, float] = defaultdict(float)
    matches_of: dict[str, tuple[Match, ...]] = {}
    for spot, plausibility in zip(spots, plausible, strict=True):
        if spot.matches:
            weight_of[spot.key] = max(weight_of[spot.key], plausibility)
            matches_of[spot.key] = spot.matches
    counts = Counter(spot.key for spot in spots)
    within = _containers(tokens, spots)
    wanted = _wanted_kinds(tokens, spots)
    rankings = {}
    for key, matches in matches_of.items():
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
        rankings[key] = Ranking(scored[:_MOST])
        rankings[key].confidence = _share(rankings[key].candidates, 2.0)
    _prefer_full_names(rankings, weights)
    priors = {key: ranking.candidates for key, ranking in rankings.items()}
    result = Resolution(rankings, within=within)
    for inner, outers in within.items():
        for outer in outers:
            result.holds.setdefault(outer, []).append(inner)
    for _ in range(_ROUNDS):
        _count_votes(result, counts, weight_of)
        near = _settlements(result)
        for key, candidates in priors.items():
            own = result.rankings[key].best
            scored = [
                (score + _coherence(entry, key, own, result, near, weights, home, priors), entry, quality)
                for score, entry, quality in candidates
            ]
            scored.sort(key=lambda item: -item[0])
            rankings[key] = Ranking(scored, _share(scored, weights["sharpness"]))
        result.rankings = dict(rankings)
    _count_votes(result, counts, weight_of)
    return result


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
            scored.sort(key=lambda item: -item[0])
            rankings[key] = Ranking(scored, _share(scored, 2.0))


def _prior(match: Match, weights: Mapping[str, float]) -> float:
    entry = match.entry
    kind = entry.kind
    size = math.log10(entry.population + 10)
    bonus = 0.0
    if kind == kinds.STATE:
        size = max(size, 6.5) if entry.country in _BIG_STATES else min(size, 5.5)
        bonus = weights["state"]
    elif kind == kinds.COUNTY:
        size, bonus = min(size, 5.2), weights["county"]
    elif kind == kinds.COUNTRY:
        size, bonus = max(size, 6.5), weights["country"]
    elif kind == kinds.CONTINENT:
        size, bonus = 7.5, weights["country"]
    elif kind in kinds.NATURAL:
        size, bonus = 7.5, weights["region"]
    elif kind == kinds.CAPITAL:
        bonus = weights["capital"]
    elif kind == kinds.SEAT:
        bonus = weights["seat"]
    elif kind == kinds.QUARTER:
        bonus = weights["quarter"]
    elif kind == kinds.GONE:
        bonus = weights["gone"]
    elif kind == kinds.CUSTOM:
        size, bonus = max(size, 6.0), weights["custom"]
    return size * weights["population"] + bonus + (0.0 if match.quality == PROPER else weights["alternate"])


def _kind_bonus(entry: Entry, wanted: str | None, weights: Mapping[str, float]) -> float:
    if wanted is None:
        return 0.0
    kind = entry.kind
    fits = (
        (wanted == "state" and kind == kinds.STATE)
        or (wanted == "county" and kind in (kinds.COUNTY, kinds.STATE))
        or (wanted == "city" and kind in kinds.SETTLEMENTS)
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


def _containers(tokens: Tokens, spots: list[Spot]) -> dict[str, Counter[str]]:
    """Return for each name the names that are written after it as what it lies in, and how often."""
    within: dict[str, Counter[str]] = defaultdict(Counter)
    for spot, after in pairwise(spots):
        gap = tokens.text[tokens.ends[spot.last - 1] : tokens.starts[after.first]]
        if gap in _BETWEEN and any(
            entry.kind in (kinds.COUNTRY, kinds.STATE, kinds.COUNTY) for entry, _ in after.matches[:8]
        ):
            within[spot.key][after.key] += _BETWEEN[gap]  # type: ignore[assignment]
    return dict(within)


def _count_votes(result: Resolution, counts: Mapping[str, int], weight_of: Mapping[str, float]) -> None:
    result.countries, result.states, result.votes, result.sisters = Counter(), Counter(), {}, Counter()
    for key, ranking in result.rankings.items():
        entry = ranking.best
        vote = (1 + math.log(counts[key])) * ranking.confidence * weight_of[key]
        result.votes[key] = vote
        country, state = _shares(entry, vote)
        if entry.country:
            result.countries[entry.country] += country  # type: ignore[assignment]
        if entry.kind == kinds.STATE:
            result.sisters[entry.country] += vote  # type: ignore[assignment]
        place = entry.number if entry.kind == kinds.STATE else entry.state
        if place != NOBODY and state:
            result.states[place] += state  # type: ignore[assignment]


def _shares(entry: Entry, vote: float) -> tuple[float, float]:
    """Return what a place's vote is worth for its country and for its state."""
    if entry.kind == kinds.COUNTRY:
        return vote, 0.0
    if entry.kind == kinds.STATE:
        return vote * 0.5, vote * 1.5
    if entry.kind in kinds.SETTLEMENTS or entry.kind == kinds.COUNTY:
        return vote * 0.5, vote * 0.8
    return vote * 0.5, 0.0


_Near = dict[tuple[int, int], list[tuple[str, float, Entry]]]


def _settlements(result: Resolution) -> _Near:
    """Return the towns and counties that are meant, by cells of some degrees."""
    cells: _Near = defaultdict(list)
    for key, ranking in result.rankings.items():
        best = ranking.best
        if best.kind in kinds.SETTLEMENTS or best.kind in (kinds.COUNTY, kinds.CUSTOM):
            cell = cells[_cell(best.lat, best.lon)]
            if len(cell) < _MOST_IN_CELL:
                cell.append((key, result.votes[key], best))
    return cells


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _CELL_DEGREES), int(lon // _CELL_DEGREES)


def _coherence(
    entry: Entry,
    key: str,
    own: Entry,
    result: Resolution,
    near: _Near,
    weights: Mapping[str, float],
    home: Mapping[int, float] | None,
    priors: Mapping[str, list[tuple[float, Entry, int]]],
) -> float:
    kind = entry.kind
    total = 0.0
    vote = result.votes[key]
    small = kind not in (kinds.COUNTRY, kinds.CONTINENT) and kind not in kinds.NATURAL
    if small:
        country, state = _shares(own, vote)
        others = result.countries[entry.country] - (country if own.country == entry.country else 0.0)
        if others > 0:
            total += weights["same_country"] * math.log1p(others)
        if kind != kinds.STATE and entry.state != NOBODY:
            own_state = own.number if own.kind == kinds.STATE else own.state
            others = result.states[entry.state] - (state if own_state == entry.state else 0.0)
            if others > 0:
                total += weights["same_state"] * math.log1p(others)
        if kind in kinds.SETTLEMENTS or kind in (kinds.COUNTY, kinds.CUSTOM):
            total += weights["near"] * math.log1p(_nearness(entry, key, near))
        if kind == kinds.STATE and _is_rival_of_country(entry, priors[key]):
            # Georgia beside Alabama is the state.
            sisters: float = result.sisters[entry.country]
            if own.kind == kinds.STATE and own.country == entry.country:
                sisters -= vote
            total += weights["sister states"] * math.log1p(max(0.0, sisters))
    containers = result.within.get(key)
    if containers:
        total += _contained(entry, containers, result, weights, priors)
    if kind in (kinds.STATE, kinds.COUNTRY) and key in result.holds:
        number = entry.number
        inside = sum(
            any(number in (o.state, o.land) for _, o, _ in priors.get(inner, ())[:_LIKELY])
            for inner in result.holds[key]
        )
        total += weights["holds"] * math.log1p(inside)
    if home and small:
        total += weights["home"] * (home.get(entry.state, 0.0) + home.get(entry.land, 0.0))
    return total


def _is_rival_of_country(state: Entry, candidates: list[tuple[float, Entry, int]]) -> bool:
    """Return whether a state has the name of a country that it does not lie in."""
    return any(entry.kind == kinds.COUNTRY and entry.number != state.land for _, entry, _ in candidates[:4])


def _nearness(entry: Entry, key: str, near: _Near) -> float:
    total = 0.0
    lat, lon = entry.lat, entry.lon
    row, column = _cell(lat, lon)
    for cell in ((row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1)):
        for other_key, vote, other in near.get(cell, ()):
            if other_key != key and other.lat != lat:
                km = distance_km(lat, lon, other.lat, other.lon)
                if km < _NEAR_KM:
                    total += vote * math.exp(-km / _FADING_KM)
    return total


def _contained(
    entry: Entry,
    containers: Mapping[str, float],
    result: Resolution,
    weights: Mapping[str, float],
    priors: Mapping[str, list[tuple[float, Entry, int]]],
) -> float:
    total = 0.0
    inside = (entry.land, entry.state, entry.county)
    for key, count in containers.items():
        outer = result.rankings[key].best.number
        if outer in inside and outer != entry.number:
            total += weights["within"] * min(1.0, count)
        elif any(o.number in inside and o.number != entry.number for _, o, _ in priors[key][:6]):
            total += weights["within"] * 0.5 * min(1.0, count)
    return total


def _share(candidates: list[tuple[float, Entry, int]], sharpness: float) -> float:
    """Return how much of the belief the first place has, against those that lie elsewhere."""
    best, entry, _ = candidates[0]
    rest = sum(
        math.exp(sharpness * (score - best))
        for score, other, _ in candidates[1:8]
        if abs(other.lat - entry.lat) + abs(other.lon - entry.lon) > 0.7
    )
    return 1 / (1 + rest)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two points on the globe; exact enough below 500 km."""
    x = math.radians(other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 6371.0 * math.hypot(x, math.radians(other_lat - lat))
