"""Toponym resolution: which of a name's places an article means, by what else it names.

Every name votes for all places that it can mean, in proportion, and with them for their countries, states and counties;
a place is likelier near other named places, and much likelier within the place that is written after it ("Laredo,
Texas"). The votes are counted three times, each time with the probabilities that came of the time before. The scores of
a name's places are logarithms of their probabilities, but for a constant: the weights are fitted so.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from storymap.gazetteer import place_types
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.document_context import ContextScorer, DocumentContext
from storymap.geoparsing.priors import find_priors
from storymap.geoparsing.proximity import NearbyPlaces
from storymap.geoparsing.ranking import Ranking, ScoredPlace, rank
from storymap.geoparsing.text_distance import names_beside, names_listed_with
from storymap.geoparsing.tokens import Tokens
from storymap.geoparsing.votes import ArticleVotes, count_votes

_ROUNDS = 3
_MOST_AGAIN = 8  # places of a name that are scored in every round
# How much the text between two names says that the first one's place lies in the second one's.
_CONTAINMENT = {", ": 1.0, ",": 1.0, " (": 1.0, ",\n": 1.0, ", in ": 1.0, " in ": 0.4}
_CONTAINERS = frozenset({place_types.COUNTRY, place_types.STATE, place_types.COUNTY})
_LARGE = frozenset({place_types.COUNTRY, place_types.STATE})
_GAPS_OF_LIST = ((", ",), (" and ", ", and ", " or ", ", or "))  # of three names, whatever their number before
_MOST_MEANINGS = 8


class Resolution(NamedTuple):
    """What the names of an article mean, by name key, and what they say of each other."""

    rankings: Mapping[str, Ranking]
    context: DocumentContext


def resolve(
    tokens: Tokens,
    candidates: list[Candidate],
    probabilities: list[float],
    weights: Mapping[str, float],
    cues: CueWords,
    home: Mapping[int, float] | None = None,
    chosen: Mapping[str, Mapping[int, float]] | None = None,
) -> Resolution:
    """Return what each name means. `probabilities` says how likely each candidate is a place at all, 0 to 1.

    `home` holds the newsroom's region: numbers of countries and states, with how much each counts. `chosen` holds by
    name key the places that the newsroom meant before (see `DeskMemory`).
    """
    best_probability: dict[str, float] = defaultdict(float)
    for candidate, probability in zip(candidates, probabilities, strict=True):
        if candidate.matches:
            best_probability[candidate.key] = max(best_probability[candidate.key], probability)
    occurrences = Counter(candidate.key for candidate in candidates)
    strengths = {name: (1 + math.log(occurrences[name])) * likely for name, likely in best_probability.items()}
    priors, rankings, traits = find_priors(tokens, candidates, weights, cues)
    if chosen:
        priors = {key: _with_chosen(key, places, chosen, weights) for key, places in priors.items()}
        rankings = {key: rank(list(places)) for key, places in priors.items()}
    containers = _containers(tokens, candidates)
    contents, longer = _contents(containers), _longer(priors)
    beside, listed = names_beside(tokens, candidates), names_listed_with(tokens, candidates)

    def context_of(rankings: Mapping[str, Ranking], before: ArticleVotes | None) -> DocumentContext:
        votes = count_votes(rankings, strengths, traits, before)
        nearby = NearbyPlaces(own.nearby for own in votes.names.values())
        return DocumentContext(
            priors, traits, containers, contents, longer, beside, listed, home, rankings, votes, nearby
        )

    votes: ArticleVotes | None = None
    for _ in range(_ROUNDS):
        context = context_of(rankings, votes)
        votes = context.votes
        rankings = {
            key: ranking if len(ranking.places) == 1 else _rank_in_context(key, context, weights)
            for key, ranking in rankings.items()
        }
        priors = {key: _likeliest(priors[key], ranking) for key, ranking in rankings.items()}
    return Resolution(rankings, context_of(rankings, votes))


def _with_chosen(
    key: str, places: list[ScoredPlace], chosen: Mapping[str, Mapping[int, float]], weights: Mapping[str, float]
) -> list[ScoredPlace]:
    """Return the scored places of a name, those likelier that it meant before."""
    shares = chosen.get(key.partition(",")[0])  # without its sense
    if not shares:
        return places
    return [
        (score + weights["chosen before"] * shares.get(entry.number, 0.0), entry, name_type)
        for score, entry, name_type in places
    ]


def _rank_in_context(key: str, context: DocumentContext, weights: Mapping[str, float]) -> Ranking:
    score_in_context = ContextScorer(key, context, weights).score
    return rank(
        [(prior + score_in_context(entry), entry, name_type) for prior, entry, name_type in context.priors[key]]
    )


def _likeliest(prior: list[ScoredPlace], ranking: Ranking) -> list[ScoredPlace]:
    """Return the scores without a context of the places that are likeliest in it: only these are looked at again."""
    if len(prior) <= _MOST_AGAIN:
        return prior
    numbers = {entry.number for _, entry, _ in ranking.places[:_MOST_AGAIN]}
    return [place for place in prior if place[1].number in numbers]


def _containers(tokens: Tokens, candidates: list[Candidate]) -> dict[str, Counter[str]]:
    """Return for each name the names that are written after it as what it lies in, and how often."""
    containers: dict[str, Counter[str]] = defaultdict(Counter)
    for number, (candidate, after) in enumerate(pairwise(candidates)):
        gap = _gap(tokens, candidate, after)
        if (
            gap in _CONTAINMENT
            and _may_be(after, _CONTAINERS)
            and not _is_list(tokens, candidates[number : number + 3])
        ):
            containers[candidate.key][after.key] += _CONTAINMENT[gap]  # type: ignore[assignment]
    return dict(containers)


def _is_list(tokens: Tokens, three: Sequence[Candidate]) -> bool:
    """Return whether three names are a list of states or countries: Virginia, Minnesota and Iowa."""
    return (
        len(three) == len(_GAPS_OF_LIST) + 1
        and all(_gap(tokens, one, two) in gaps for (one, two), gaps in zip(pairwise(three), _GAPS_OF_LIST, strict=True))
        and all(_may_be(candidate, _LARGE) for candidate in three)
    )


def _gap(tokens: Tokens, one: Candidate, two: Candidate) -> str:
    return tokens.text[tokens.ends[one.last - 1] : tokens.starts[two.first]]


def _may_be(candidate: Candidate, kinds: Collection[int]) -> bool:
    """Return whether a name can mean a place of some kinds, as one of the likeliest by itself."""
    return any(entry.kind in kinds for entry, _ in candidate.matches[:_MOST_MEANINGS])


def _contents(containers: Mapping[str, Counter[str]]) -> dict[str, list[str]]:
    """Return for each name the names that lie in it."""
    contents: dict[str, list[str]] = {}
    for inner, outers in containers.items():
        for outer in outers:
            contents.setdefault(outer, []).append(inner)
    return contents


def _longer(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return for each name the longer names that have it as one of their words."""
    longer: dict[str, list[str]] = {}
    names = dict.fromkeys(keys)  # in order: the same text gives the same sums
    for key in names:
        for word in key.split(" ") if " " in key else ():
            if word in names:
                longer.setdefault(word, []).append(key)
    return longer
