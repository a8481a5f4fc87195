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

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NOBODY, Entry
from storymap.geoparsing.candidates import Spot
from storymap.geoparsing.country_votes import Votes, count_votes, shares, state_of
from storymap.geoparsing.cue_words import Cues
from storymap.geoparsing.priors import prior_rankings
from storymap.geoparsing.proximity import Neighbours, is_small
from storymap.geoparsing.ranking import Ranking, Scored, ranked
from storymap.geoparsing.tokens import Tokens

_ROUNDS = 3
_LIKELY = 12  # places of one name that another one may hold
_BETWEEN = {", ": 1.0, ",": 1.0, " (": 1.0, ",\n": 1.0, ", in ": 1.0, " in ": 0.4}


@dataclass(slots=True)
class Resolution:
    """What the names of an article mean, and what the article is about.

    `within` holds for each name the names written after it as what it lies in, and how often; `holds` is its reverse.
    """

    rankings: dict[str, Ranking]
    votes: Votes = field(default_factory=Votes)
    within: dict[str, Counter[str]] = field(default_factory=dict)
    holds: dict[str, list[str]] = field(default_factory=dict)


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
    for spot, plausibility in zip(spots, plausible, strict=True):
        if spot.matches:
            weight_of[spot.key] = max(weight_of[spot.key], plausibility)
    counts = Counter(spot.key for spot in spots)
    rankings = prior_rankings(tokens, spots, weights, cues)
    priors = {key: ranking.candidates for key, ranking in rankings.items()}
    result = Resolution(rankings, within=_containers(tokens, spots))
    for inner, outers in result.within.items():
        for outer in outers:
            result.holds.setdefault(outer, []).append(inner)
    for _ in range(_ROUNDS):
        result.votes = count_votes(result.rankings, counts, weight_of)
        near = Neighbours(result.rankings, result.votes.of)
        result.rankings = {
            key: ranked(
                [
                    (score + _coherence(entry, key, result, near, weights, home, priors), entry, quality)
                    for score, entry, quality in candidates
                ],
                weights["sharpness"],
            )
            for key, candidates in priors.items()
        }
    result.votes = count_votes(result.rankings, counts, weight_of)
    return result


def _containers(tokens: Tokens, spots: list[Spot]) -> dict[str, Counter[str]]:
    """Return for each name the names that are written after it as what it lies in, and how often."""
    within: dict[str, Counter[str]] = defaultdict(Counter)
    for spot, after in pairwise(spots):
        gap = tokens.text[tokens.ends[spot.last - 1] : tokens.starts[after.first]]
        if gap in _BETWEEN and any(
            entry.kind in (place_types.COUNTRY, place_types.STATE, place_types.COUNTY) for entry, _ in after.matches[:8]
        ):
            within[spot.key][after.key] += _BETWEEN[gap]  # type: ignore[assignment]
    return dict(within)


def _coherence(
    entry: Entry,
    key: str,
    result: Resolution,
    near: Neighbours,
    weights: Mapping[str, float],
    home: Mapping[int, float] | None,
    priors: Mapping[str, Scored],
) -> float:
    kind = entry.kind
    total = 0.0
    votes, own = result.votes, result.rankings[key].best
    vote = votes.of[key]
    small = kind not in (place_types.COUNTRY, place_types.CONTINENT) and kind not in place_types.NATURAL
    if small:
        country, state = shares(own, vote)
        others = votes.countries[entry.country] - (country if own.country == entry.country else 0.0)
        if others > 0:
            total += weights["same_country"] * math.log1p(others)
        if kind != place_types.STATE and entry.state != NOBODY:
            others = votes.states[entry.state] - (state if state_of(own) == entry.state else 0.0)
            if others > 0:
                total += weights["same_state"] * math.log1p(others)
        if is_small(entry):
            total += weights["near"] * math.log1p(near.nearness(entry, key))
        if kind == place_types.STATE and _is_rival_of_country(entry, priors[key]):
            # Georgia beside Alabama is the state.
            sisters: float = votes.sisters[entry.country]
            if own.kind == place_types.STATE and own.country == entry.country:
                sisters -= vote
            total += weights["sister states"] * math.log1p(max(0.0, sisters))
    containers = result.within.get(key)
    if containers:
        total += _contained(entry, containers, result, weights, priors)
    if kind in (place_types.STATE, place_types.COUNTRY) and key in result.holds:
        number = entry.number
        inside = sum(
            any(number in (o.state, o.land) for _, o, _ in priors.get(inner, ())[:_LIKELY])
            for inner in result.holds[key]
        )
        total += weights["holds"] * math.log1p(inside)
    if home and small:
        total += weights["home"] * (home.get(entry.state, 0.0) + home.get(entry.land, 0.0))
    return total


def _is_rival_of_country(state: Entry, candidates: Scored) -> bool:
    """Return whether a state has the name of a country that it does not lie in."""
    return any(entry.kind == place_types.COUNTRY and entry.number != state.land for _, entry, _ in candidates[:4])


def _contained(
    entry: Entry,
    containers: Mapping[str, float],
    result: Resolution,
    weights: Mapping[str, float],
    priors: Mapping[str, Scored],
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
