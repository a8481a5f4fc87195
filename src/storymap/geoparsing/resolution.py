"""Toponym resolution: which of a name's places an article means, by what else it names.

Every name votes for its country and its state; a place is likelier near other named places, and much likelier within
the place that is written after it ("Laredo, Texas"). The votes are counted three times, each time with the places that
were likeliest the time before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from storymap.gazetteer import place_types
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.country_votes import CountryVotes, count_votes
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.document_context import ContextScorer, DocumentContext
from storymap.geoparsing.priors import prior_rankings
from storymap.geoparsing.proximity import NearbyPlaces
from storymap.geoparsing.ranking import Ranking, rank
from storymap.geoparsing.tokens import Tokens

_ROUNDS = 3
# How much the text between two names says that the first one's place lies in the second one's.
_CONTAINMENT = {", ": 1.0, ",": 1.0, " (": 1.0, ",\n": 1.0, ", in ": 1.0, " in ": 0.4}
_CONTAINERS = frozenset({place_types.COUNTRY, place_types.STATE, place_types.COUNTY})


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the names of an article mean, by name key, and the votes for its countries and states.

    `containers` holds for each name the names written after it as what it lies in, and how often.
    """

    rankings: dict[str, Ranking]
    votes: CountryVotes
    containers: dict[str, Counter[str]]


def resolve(
    tokens: Tokens,
    candidates: list[Candidate],
    probabilities: list[float],
    weights: Mapping[str, float],
    cues: CueWords,
    home: Mapping[int, float] | None = None,
) -> Resolution:
    """Return what each name means. `probabilities` says how likely each candidate is a place at all, 0 to 1.

    `home` holds the newsroom's region: numbers of countries and states, with how much each counts.
    """
    best_probability: dict[str, float] = defaultdict(float)
    for candidate, probability in zip(candidates, probabilities, strict=True):
        if candidate.matches:
            best_probability[candidate.key] = max(best_probability[candidate.key], probability)
    occurrences = Counter(candidate.key for candidate in candidates)
    rankings = prior_rankings(tokens, candidates, weights, cues)
    priors = {key: ranking.places for key, ranking in rankings.items()}
    containers = _containers(tokens, candidates)
    contents = _contents(containers)
    for _ in range(_ROUNDS):
        votes = count_votes(rankings, occurrences, best_probability)
        nearby = NearbyPlaces(rankings, votes.by_name)
        context = DocumentContext(priors, containers, contents, home, rankings, votes, nearby)
        rankings = {key: _rank_in_context(key, context, weights) for key in priors}
    return Resolution(rankings, count_votes(rankings, occurrences, best_probability), containers)


def _rank_in_context(key: str, context: DocumentContext, weights: Mapping[str, float]) -> Ranking:
    score_in_context = ContextScorer(key, context, weights).score
    places = [(prior + score_in_context(entry), entry, name_type) for prior, entry, name_type in context.priors[key]]
    return rank(places, weights["sharpness"])


def _containers(tokens: Tokens, candidates: list[Candidate]) -> dict[str, Counter[str]]:
    """Return for each name the names that are written after it as what it lies in, and how often."""
    containers: dict[str, Counter[str]] = defaultdict(Counter)
    for candidate, after in pairwise(candidates):
        gap = tokens.text[tokens.ends[candidate.last - 1] : tokens.starts[after.first]]
        if gap in _CONTAINMENT and any(entry.kind in _CONTAINERS for entry, _ in after.matches[:8]):
            containers[candidate.key][after.key] += _CONTAINMENT[gap]  # type: ignore[assignment]
    return dict(containers)


def _contents(containers: Mapping[str, Counter[str]]) -> dict[str, list[str]]:
    """Return for each name the names that lie in it."""
    contents: dict[str, list[str]] = {}
    for inner, outers in containers.items():
        for outer in outers:
            contents.setdefault(outer, []).append(inner)
    return contents
