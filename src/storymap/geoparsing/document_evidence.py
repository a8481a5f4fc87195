"""Evidence from the rest of the article: other places of the same state and country, other mentions of the name."""

from __future__ import annotations

import math
from collections.abc import Mapping

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY, GazetteerEntry
from storymap.geoparsing.logistic import Evidence, log_odds
from storymap.geoparsing.resolution import Resolution

AT_HOME_ONLY = "only the newsroom's region speaks for it"
_LEAST_VOTES = 0.4
_IN_A_STATE = place_types.SETTLEMENTS | {place_types.COUNTY}


def document_evidence(of_name: Evidence, probability: float, best_probability: float, evidence: Evidence) -> None:
    """Add what the rest of the article says of a candidate that the gazetteer has.

    `of_name` is `document_evidence_of_name`. `probability` is that of the candidate by its local evidence,
    `best_probability` the highest of all candidates with its name.
    """
    evidence["by itself"] = log_odds(probability)
    if best_probability > probability + 0.05:
        evidence["surer elsewhere"] = best_probability - probability
    evidence |= of_name


def document_evidence_of_name(key: str, resolution: Resolution, home: Mapping[int, float] | None) -> Evidence:
    """Return what the rest of the article says of a name, by its key: the same for all its mentions.

    `home` holds the newsroom's region.
    """
    evidence: Evidence = {}
    ranking = resolution.rankings[key]
    if ranking.best.kind in _IN_A_STATE:
        _region_evidence(ranking.best, key, resolution, home, evidence)
    containers = resolution.context.containers.get(key)
    if containers:
        inside = (ranking.best.country_number, ranking.best.state, ranking.best.county)
        if any(resolution.rankings[outer].best.number in inside for outer in containers):
            evidence["its state or country after it"] = 1
    evidence["sure which"] = ranking.confidence
    evidence["number of namesakes"] = math.log(len(ranking.places))  # at most 12, see resolution
    return evidence


def _region_evidence(
    entry: GazetteerEntry, key: str, resolution: Resolution, home: Mapping[int, float] | None, evidence: Evidence
) -> None:
    """Add the votes of other names for a place's state and country."""
    votes = resolution.context.votes
    state_votes = votes.of_others(entry.state, key) if entry.state != NO_ENTRY else 0.0
    country_votes = votes.of_others(entry.country_number, key)
    if home:
        is_named = max(state_votes, country_votes) > _LEAST_VOTES
        state_votes += 2 * home.get(entry.state, 0.0)
        country_votes += home.get(entry.country_number, 0.0)
        if not is_named and max(state_votes, country_votes) > _LEAST_VOTES:
            evidence[AT_HOME_ONLY] = 1  # for the reasons: it has no weight
    if state_votes > _LEAST_VOTES:
        evidence["others of its state"] = 1
        evidence["share of its state"] = min(1.0, state_votes / (votes.for_states or 1.0))
    if country_votes > _LEAST_VOTES:
        evidence["others of its country"] = 1
        evidence["share of its country"] = min(1.0, country_votes / (votes.for_countries or 1.0))
