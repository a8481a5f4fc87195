"""Toponym recognition and resolution from end to end: a text to its toponyms, each with a score and its places."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.lexicon import Lexicon, open_lexicon
from storymap.geoparsing.candidates import Candidate, find_candidates
from storymap.geoparsing.choice_evidence import choice_evidence
from storymap.geoparsing.cue_words import CueWords, read_cue_words
from storymap.geoparsing.document_evidence import document_evidence
from storymap.geoparsing.evidence import local_evidence
from storymap.geoparsing.logistic import Evidence, log_odds, logit, probability
from storymap.geoparsing.person_names import find_person_names
from storymap.geoparsing.place_evidence import place_evidence
from storymap.geoparsing.ranking import Ranking
from storymap.geoparsing.resolution import Resolution, resolve
from storymap.geoparsing.tokens import Tokens

MOST_PLACES = 3  # of one toponym
_SAME_DEGREES = 0.7  # places nearer than this are one to an editor

# The weights of each model: "first look" (is it a place, by local evidence), "recognition" (is it one, by all evidence),
# "resolution" (which place it is) and "choice" (how sure that is).
Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A range of a text that names a place: `text[start:end]`, code points.

    `score` is the probability that it names a place at all; `places` are up to three places that it can mean, the
    likeliest first (none for a landmark that the gazetteer does not have), and `confidence` is the probability that the
    first is meant if a place is. `evidence` and `choice` say why.
    """

    start: int
    end: int
    key: str
    score: float
    places: tuple[GazetteerEntry, ...]
    confidence: float
    evidence: Evidence
    choice: Evidence = field(default_factory=dict)


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
    cues = read_cue_words(language)
    tokens = Tokens(text, lexicon or open_lexicon())
    candidates, evidence, probabilities = first_look(tokens, gazetteer, cues, weights, demonyms=demonyms)
    if not candidates:
        return []
    resolution = resolve(tokens, candidates, probabilities, weights["resolution"], cues, home)
    best_of: dict[str, float] = defaultdict(float)
    for candidate, chance in zip(candidates, probabilities, strict=True):
        best_of[candidate.key] = max(best_of[candidate.key], chance)
    toponyms = []
    for candidate, observed, chance in zip(candidates, evidence, probabilities, strict=True):
        start = tokens.starts[candidate.first]
        if candidate.matches:
            best_chance = best_of[candidate.key]
            toponyms.append(_located(start, candidate, observed, chance, best_chance, resolution, home, weights))
        else:
            toponyms.append(_not_located(start, candidate, observed, chance, weights))
    return toponyms


def first_look(
    tokens: Tokens, gazetteer: Gazetteer, cues: CueWords, weights: Weights, *, demonyms: bool = False
) -> tuple[list[Candidate], list[Evidence], list[float]]:
    """Return the candidates of a text, with the evidence of each from its words and those around it.

    The third list says how likely each is a place by this evidence and by its likeliest place alone.
    """
    candidates = find_candidates(tokens, gazetteer, cues, demonyms=demonyms)
    person_names = find_person_names(tokens, gazetteer, cues)
    lower_case = frozenset(word for word, capital in zip(tokens.words, tokens.capitalized, strict=True) if not capital)
    evidence = [
        local_evidence(tokens, candidates, number, person_names, lower_case, cues) for number in range(len(candidates))
    ]
    probabilities = [
        _local_probability(candidate, observed, weights)
        for candidate, observed in zip(candidates, evidence, strict=True)
    ]
    return candidates, evidence, probabilities


def _local_probability(candidate: Candidate, local: Evidence, weights: Weights) -> float:
    """Return how likely a candidate is a place, by its local evidence and its likeliest place alone."""
    evidence = dict(local)
    if candidate.matches:
        place_evidence(*candidate.matches[0], candidate, evidence)
    return probability(logit(evidence, weights["first look"]))


def _located(
    start: int,
    candidate: Candidate,
    local: Evidence,
    local_probability: float,
    best_probability: float,
    resolution: Resolution,
    home: Mapping[int, float] | None,
    weights: Weights,
) -> Toponym:
    """Return the toponym of a candidate that the gazetteer has."""
    evidence = dict(local)
    ranking = resolution.rankings[candidate.key]
    _, entry, name_type = ranking.places[0]
    place_evidence(entry, name_type, candidate, evidence)
    document_evidence(candidate, resolution, local_probability, best_probability, home, evidence)
    score = probability(logit(evidence, weights["recognition"]))
    choice = choice_evidence(candidate, resolution, home, local)
    confidence = probability(logit(choice, weights["choice"]))
    places = tuple(_distinct_places(ranking))
    return Toponym(start, candidate.end, candidate.key, score, places, confidence, evidence, choice)


def _not_located(
    start: int, candidate: Candidate, local: Evidence, local_probability: float, weights: Weights
) -> Toponym:
    """Return the toponym of a candidate that the gazetteer does not have."""
    evidence = {**local, "by itself": log_odds(local_probability)}
    score = probability(logit(evidence, weights["recognition"]))
    return Toponym(start, candidate.end, candidate.key, score, (), 0.0, evidence)


def _distinct_places(ranking: Ranking) -> Iterator[GazetteerEntry]:
    """Yield up to three places that lie apart from each other."""
    chosen: list[GazetteerEntry] = []
    for _, entry, _ in ranking.places:
        if all(abs(entry.lat - c.lat) + abs(entry.lon - c.lon) > _SAME_DEGREES for c in chosen):
            chosen.append(entry)
            yield entry
            if len(chosen) == MOST_PLACES:
                return
