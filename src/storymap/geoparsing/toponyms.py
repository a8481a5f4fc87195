"""Toponym recognition and resolution from end to end: a text to its toponyms, each with a score and its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.in_language import in_language
from storymap.gazetteer.lexicon import Lexicon, open_lexicon
from storymap.gazetteer.local_names import base_language
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.alternatives import alternatives_of, distinct_places
from storymap.geoparsing.choice_evidence import choice_evidence, choice_evidence_of_name
from storymap.geoparsing.cue_words import read_cue_words
from storymap.geoparsing.desk_memory import NO_MEMORY, DeskMemory
from storymap.geoparsing.document_evidence import document_evidence, document_evidence_of_name
from storymap.geoparsing.logistic import Evidence, log_odds, logit, probability
from storymap.geoparsing.place_evidence import place_evidence
from storymap.geoparsing.recognisers import NamedRecogniser
from storymap.geoparsing.repeated_names import accept_repeated
from storymap.geoparsing.resolution import Resolution
from storymap.geoparsing.resolved_names import ResolvedNames, resolve_names
from storymap.geoparsing.site_nouns import BUILDING, STREET
from storymap.geoparsing.sites import Site
from storymap.geoparsing.tokens import Tokens
from storymap.geoparsing.toponym import LIKELY, SURE, Toponym
from storymap.geoparsing.weights import Weights, read_weights
from storymap.geoparsing.whole_names import NO_TOWN, PART, is_no_town, whole_range, without_location, without_repeats

# In the labelled news (the half that is read) and in TUD-Loc, 97 of 100 streets and 94 of 100 buildings are labelled
# places; GeoVirus has a fifth of its schools and hospitals, so the score of buildings stands between.
_SCORES = {STREET: 0.95, BUILDING: 0.6}
_FACTS = {STREET: "named street", BUILDING: "named building"}


def find_toponyms(
    text: str,
    gazetteer: Gazetteer,
    *,
    language: str = "en",
    demonyms: bool = False,
    home: Mapping[int, float] | None = None,
    memory: DeskMemory = NO_MEMORY,
    lexicon: Lexicon | None = None,
    weights: Weights | None = None,
    recogniser: NamedRecogniser | None = None,
    with_alternatives: bool = True,
) -> list[Toponym]:
    """Return everything in a text that may name a place, in order, whatever its score.

    `home` holds the numbers of countries and states that the newsroom is at home in, with how much each counts;
    `memory` is what it did before, of which the home is not looked at here. Raises PlacesError if the `recogniser`
    fails. Without `with_alternatives` the toponyms have none.
    """
    weights = weights or read_weights()
    cues = read_cue_words(language)
    gazetteer = in_language(gazetteer, language)
    tokens = Tokens(text, lexicon or open_lexicon(), base_language(language), gazetteer.local_names)
    recognised = recogniser.places(text) if recogniser else ()
    names = resolve_names(
        tokens, gazetteer, cues, weights, demonyms=demonyms, home=home, memory=memory, recognised=recognised
    )
    unlocated = without_location(tokens, names.candidates, names.parts, names.resolution)
    others = _words_of_others(names, unlocated)
    best_of: dict[str, float] = defaultdict(float)
    for candidate, chance in zip(names.candidates, names.probabilities, strict=True):
        best_of[candidate.key] = max(best_of[candidate.key], chance)
    meanings: dict[str, _Meaning] = {}
    toponyms = []
    for number, candidate in enumerate(names.candidates):
        start = tokens.starts[candidate.first]
        if not candidate.matches:
            toponyms.append(_not_located(start, number, names, weights))
            continue
        meaning = meanings.get(candidate.key)
        if meaning is None:
            meaning = meanings[candidate.key] = _meaning(candidate.key, names.resolution, home, weights)
        found = _located(start, number, names, best_of[candidate.key], meaning, weights)
        if number in unlocated:
            found = _unlocated(found, unlocated[number])
            if unlocated[number] == PART:
                if is_no_town(tokens, candidate):
                    found = found._replace(evidence={**found.evidence, NO_TOWN: 1.0})
                start, end = whole_range(tokens, candidate, cues, others)
                found = found._replace(start=start, end=end, key=name_key(text[start:end]))
        elif with_alternatives and found.confidence < SURE:
            alternatives = alternatives_of(candidate.key, found.confidence, names.resolution, home)
            found = found._replace(alternatives=alternatives)
        toponyms.append(found)
    if names.sites:
        toponyms = sorted([*toponyms, *(_of_site(site, tokens) for site in names.sites)], key=lambda t: t.start)
    return accept_repeated(without_repeats(toponyms) if PART in unlocated.values() else toponyms)


def _words_of_others(names: ResolvedNames, unlocated: Mapping[int, str]) -> set[int]:
    """Return the numbers of the words of all names but those that are parts of longer ones, if there are such."""
    if PART not in unlocated.values():
        return set()
    others = {
        word
        for number, candidate in enumerate(names.candidates)
        if unlocated.get(number) != PART
        for word in range(candidate.first, candidate.last)
    }
    others.update(word for site in names.sites for word in range(site.first, site.last))
    return others


class _Meaning(NamedTuple):
    """What the mentions of a name have in common: the evidence of the article, and the places that it can mean.

    `confidence` is what the evidence of the `choice` comes to.
    """

    document: Evidence
    choice: Evidence
    confidence: float
    places: tuple[GazetteerEntry, ...]


def _meaning(key: str, resolution: Resolution, home: Mapping[int, float] | None, weights: Weights) -> _Meaning:
    choice = choice_evidence_of_name(key, resolution, home)
    return _Meaning(
        document_evidence_of_name(key, resolution, home),
        choice,
        probability(logit(choice, weights["choice"])),
        tuple(place for place, _ in distinct_places(resolution.rankings[key])),
    )


def _of_site(site: Site, tokens: Tokens) -> Toponym:
    """Return the toponym of a street or building."""
    key = name_key(tokens.text[site.start : site.end])
    return Toponym(site.start, site.end, key, _SCORES[site.kind], (), 0.0, {_FACTS[site.kind]: 1.0}, {})


def _unlocated(toponym: Toponym, why: str) -> Toponym:
    """Return a toponym without its places."""
    return toponym._replace(places=(), confidence=0.0, evidence={**toponym.evidence, why: 1.0})


def _located(
    start: int, number: int, names: ResolvedNames, best_probability: float, meaning: _Meaning, weights: Weights
) -> Toponym:
    """Return the toponym of a candidate that the gazetteer has, without alternatives."""
    candidate, local = names.candidates[number], names.evidence[number]
    ranking = names.resolution.rankings[candidate.key]
    _, entry, name_type = ranking.places[0]
    first = candidate.matches[0]
    if entry is first.entry and name_type == first.name_type:
        evidence = dict(names.first_looks[number])
    else:
        evidence = dict(local)
        place_evidence(entry, name_type, candidate, evidence)
    document_evidence(meaning.document, names.probabilities[number], best_probability, evidence)
    score = probability(logit(evidence, weights["recognition"]))
    choice = choice_evidence(meaning.choice, local)
    confidence = meaning.confidence if choice is meaning.choice else probability(logit(choice, weights["choice"]))
    if ranking.confidence < LIKELY:
        # The other places together are likelier than the first.
        confidence = min(confidence, ranking.confidence)
    key = candidate.key.partition(",")[0]  # without its sense
    return Toponym(start, candidate.end, key, score, meaning.places, confidence, evidence, choice)


def _not_located(start: int, number: int, names: ResolvedNames, weights: Weights) -> Toponym:
    """Return the toponym of a candidate that the gazetteer does not have."""
    candidate = names.candidates[number]
    evidence = {**names.evidence[number], "by itself": log_odds(names.probabilities[number])}
    score = probability(logit(evidence, weights["recognition"]))
    return Toponym(start, candidate.end, candidate.key, score, (), 0.0, evidence, {})
