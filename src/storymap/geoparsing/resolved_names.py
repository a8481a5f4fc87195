"""The names of a text: which may mean places, how likely each does by the words around it, and which place it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from storymap.gazetteer.gazetteer import Gazetteer
from storymap.geoparsing.candidates import Candidate, find_candidates
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.desk_memory import NO_MEMORY, DeskMemory
from storymap.geoparsing.evidence import local_evidence
from storymap.geoparsing.logistic import Evidence, logit, probability
from storymap.geoparsing.never_places import without_never
from storymap.geoparsing.person_names import find_person_names
from storymap.geoparsing.place_evidence import place_evidence
from storymap.geoparsing.recognised_names import with_recognised
from storymap.geoparsing.recognisers import Recognised
from storymap.geoparsing.resolution import Resolution, resolve
from storymap.geoparsing.senses import divide_senses
from storymap.geoparsing.site_nouns import read_site_nouns
from storymap.geoparsing.sites import Site, find_sites
from storymap.geoparsing.tokens import Tokens
from storymap.geoparsing.weights import Weights
from storymap.geoparsing.whole_names import parts_of_names

_VOTE_OF_PART = 0.3  # of a name that is a part of a longer one


class ResolvedNames(NamedTuple):
    """The candidates of a text and what they mean.

    `evidence` holds for each candidate what its words and those around it say, `first_looks` that and what the first of
    its matches says, and `probabilities` how likely it is a place by that alone. `parts` are the numbers of those that
    are parts of longer names. `sites` are the streets and buildings of the text, no word of which is in a candidate.
    """

    candidates: list[Candidate]
    evidence: list[Evidence]
    first_looks: list[Evidence]
    probabilities: list[float]
    parts: frozenset[int]
    resolution: Resolution
    sites: list[Site]


def resolve_names(
    tokens: Tokens,
    gazetteer: Gazetteer,
    cues: CueWords,
    weights: Weights,
    *,
    demonyms: bool = False,
    home: Mapping[int, float] | None = None,
    memory: DeskMemory = NO_MEMORY,
    recognised: Sequence[Recognised] = (),
) -> ResolvedNames:
    """Return the names of a text. `home` holds the newsroom's region (see `home_region`).

    `recognised` is what a model takes for names of places.
    """
    sites = find_sites(tokens, gazetteer, cues, read_site_nouns(tokens.language))
    candidates = find_candidates(tokens, gazetteer, cues, sites, demonyms=demonyms)
    if recognised:
        candidates = with_recognised(tokens, candidates, recognised, gazetteer, cues)
    if memory.never:
        candidates = without_never(tokens, candidates, memory.never)
    divide_senses(tokens, candidates)
    person_names = find_person_names(tokens, gazetteer, cues)
    lower_case = frozenset(word for word, capital in zip(tokens.words, tokens.capitalized, strict=True) if not capital)
    evidence = [
        local_evidence(tokens, candidates, number, person_names, lower_case, cues) for number in range(len(candidates))
    ]
    first_looks = [_first_look(*pair) for pair in zip(candidates, evidence, strict=True)]
    of_facts = weights["first look"]
    probabilities = [probability(logit(look, of_facts)) for look in first_looks]
    parts = parts_of_names(tokens, candidates, cues)
    votes = [chance * (_VOTE_OF_PART if number in parts else 1.0) for number, chance in enumerate(probabilities)]
    resolution = resolve(tokens, candidates, votes, weights["resolution"], cues, home, memory.chosen)
    taken = {word for candidate in candidates for word in range(candidate.first, candidate.last)}
    apart = [site for site in sites if taken.isdisjoint(range(site.first, site.last))]
    return ResolvedNames(candidates, evidence, first_looks, probabilities, parts, resolution, apart)


def _first_look(candidate: Candidate, local: Evidence) -> Evidence:
    """Return the local evidence of a candidate with that of the first of its matches."""
    if not candidate.matches:
        return local
    evidence = dict(local)
    place_evidence(*candidate.matches[0], candidate, evidence)
    return evidence
