"""Recognition from end to end: a text to its toponyms, each with a score and the places it can mean."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NOBODY, Entry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.lexicon import Lexicon, open_lexicon
from storymap.geoparsing.candidates import Spot, find_spots
from storymap.geoparsing.cue_words import Cues, read_cues
from storymap.geoparsing.evidence import Evidence, local_evidence, logit, name_evidence, probability
from storymap.geoparsing.person_names import find_people
from storymap.geoparsing.ranking import Ranking
from storymap.geoparsing.resolution import Resolution, resolve
from storymap.geoparsing.tokens import Tokens

CANDIDATES = 3
_SAME_DEGREES = 0.7  # candidates nearer than this are one to an editor

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A stretch of text that names a place: `text[start:end]`, code points.

    `score` is the probability that it names a place at all; `candidates` are up to three places that it can mean, the
    likeliest first (none for a landmark that the gazetteer does not have), and `confidence` is how sure the
    first is among them, 0 to 1. `evidence` says why.
    """

    start: int
    end: int
    key: str
    score: float
    candidates: tuple[Entry, ...]
    confidence: float
    evidence: Evidence


@lru_cache(maxsize=1)
def read_weights() -> Weights:
    """Return the weights that ship with the package."""
    weights: Weights = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return weights


def find_toponyms(
    text: str,
    gazetteer: Gazetteer,
    *,
    language: str = "en",
    demonyms: bool = False,
    home: Mapping[int, float] | None = None,
    lexicon: Lexicon | None = None,
    weights: Weights | None = None,
) -> list[Toponym]:
    """Return everything in a text that may name a place, in order, whatever its score.

    `home` holds the numbers of countries and states that the newsroom is at home in, with how much each counts.
    """
    weights = weights or read_weights()
    cues = read_cues(language)
    tokens = Tokens(text, lexicon or open_lexicon())
    spots = find_spots(tokens, gazetteer, cues, demonyms=demonyms)
    if not spots:
        return []
    local, plausible = _first_look(tokens, spots, gazetteer, cues, weights)
    resolution = resolve(tokens, spots, plausible, weights["resolution"], cues, home)
    best_of: dict[str, float] = defaultdict(float)
    for spot, chance in zip(spots, plausible, strict=True):
        best_of[spot.key] = max(best_of[spot.key], chance)
    return [
        _toponym(tokens, spot, seen, chance, best_of[spot.key], resolution, home, weights)
        for spot, seen, chance in zip(spots, local, plausible, strict=True)
    ]


def _first_look(
    tokens: Tokens, spots: list[Spot], gazetteer: Gazetteer, cues: Cues, weights: Weights
) -> tuple[list[Evidence], list[float]]:
    """Return each spot's own evidence, and how likely it is a place by that alone."""
    people = find_people(tokens, gazetteer, cues)
    lower_case = frozenset(word for word, capital in zip(tokens.words, tokens.capital, strict=True) if not capital)
    local, plausible = [], []
    for number, spot in enumerate(spots):
        seen = local_evidence(tokens, spots, number, people, lower_case, cues)
        local.append(seen)
        first = dict(seen)
        if spot.matches:
            name_evidence(*spot.matches[0], spot, first)
        plausible.append(probability(logit(first, weights["first look"])))
    return local, plausible


def _toponym(
    tokens: Tokens,
    spot: Spot,
    local: Evidence,
    chance: float,
    best_chance: float,
    resolution: Resolution,
    home: Mapping[int, float] | None,
    weights: Weights,
) -> Toponym:
    seen = dict(local)
    start = tokens.starts[spot.first]
    if not spot.matches:
        seen["by itself"] = _log_odds(chance)
        score = probability(logit(seen, weights["recognition"]))
        return Toponym(start, spot.end, spot.key, score, (), 0.0, seen)
    ranking = resolution.rankings[spot.key]
    entry, quality = ranking.candidates[0][1:]
    name_evidence(entry, quality, spot, seen)
    _document_evidence(spot, ranking, resolution, chance, best_chance, home, seen)
    score = probability(logit(seen, weights["recognition"]))
    return Toponym(start, spot.end, spot.key, score, tuple(_distinct(ranking)), ranking.confidence, seen)


def _log_odds(chance: float) -> float:
    return max(-4.0, min(4.0, math.log((chance + 1e-6) / (1 - chance + 1e-6))))


def _document_evidence(
    spot: Spot,
    ranking: Ranking,
    resolution: Resolution,
    chance: float,
    best_chance: float,
    home: Mapping[int, float] | None,
    seen: Evidence,
) -> None:
    """Add what the rest of the article says: other places of the same state and country, other mentions."""
    entry = ranking.best
    votes = resolution.votes
    vote = votes.of[spot.key]
    seen["by itself"] = _log_odds(chance)
    if best_chance > chance + 0.05:
        seen["surer elsewhere"] = best_chance - chance
    if entry.kind in place_types.SETTLEMENTS or entry.kind == place_types.COUNTY:
        states = sum(votes.states.values()) or 1.0
        countries = sum(votes.countries.values()) or 1.0
        own_state = votes.states[entry.state] - vote * 0.8 if entry.state != NOBODY else 0.0
        own_country = votes.countries[entry.country] - vote * 0.5
        if home:
            own_state += 2 * home.get(entry.state, 0.0)
            own_country += home.get(entry.land, 0.0)
        if own_state > 0.4:
            seen["others of its state"] = 1
            seen["share of its state"] = min(1.0, own_state / states)
        if own_country > 0.4:
            seen["others of its country"] = 1
            seen["share of its country"] = min(1.0, own_country / countries)
    containers = resolution.within.get(spot.key)
    if containers:
        inside = (entry.land, entry.state, entry.county)
        if any(resolution.rankings[key].best.number in inside for key in containers):
            seen["its state or country after it"] = 1
    seen["sure which"] = ranking.confidence
    seen["number of namesakes"] = math.log(len(ranking.candidates))


def _distinct(ranking: Ranking) -> Iterator[Entry]:
    """Yield up to three places that lie apart from each other."""
    chosen: list[Entry] = []
    for _, entry, _ in ranking.candidates:
        if all(abs(entry.lat - c.lat) + abs(entry.lon - c.lon) > _SAME_DEGREES for c in chosen):
            chosen.append(entry)
            yield entry
            if len(chosen) == CANDIDATES:
                return
