"""Evidence of which place a name means, for the likeliest one: how far it leads, and what in the article supports it.

A race that is won against weak rivals says little where the right place is in no gazetteer: a small town of a country
that nothing else in the article speaks of is then the winner. So its support counts beside its lead.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import ALTERNATE, NO_ENTRY, GazetteerEntry
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.logistic import Evidence, log_odds
from storymap.geoparsing.proximity import is_small
from storymap.geoparsing.resolution import Resolution

_LEAST_VOTES = 0.3
# Facts of the words around a name that may make it a part of a longer one.
PARTS_OF_A_NAME = (
    "capital word before", "generic capital word before", "capital word after", "capital name after", "surname after",
    "generic capital word after", "hyphen and capital word after", "capital word and hyphen before",
    "another name before, without a comma", "another name after, without a comma", "first name before", "street",
    "within a person's name", "within an organisation's name", "organisation's word after",
)  # fmt: skip


def choice_evidence(
    candidate: Candidate, resolution: Resolution, home: Mapping[int, float] | None, local: Evidence
) -> Evidence:
    """Return the evidence that a candidate means the first of its places. `local` is that of the words around it."""
    ranking = resolution.rankings[candidate.key]
    _, entry, name_type = ranking.places[0]
    evidence: Evidence = {"lead": log_odds(ranking.confidence)}
    evidence |= {f"part: {fact}": 1.0 for fact in PARTS_OF_A_NAME if fact in local}
    if len(ranking.places) == 1:
        evidence["only one of the name"] = 1
    if name_type == ALTERNATE:
        evidence["other name"] = 1
    is_state = entry.kind == place_types.STATE
    if not is_small(entry) or entry.kind == place_types.CUSTOM:
        evidence["lead of a state" if is_state else "lead of a country or region"] = evidence["lead"]
        if any(is_small(other) for _, other, _ in ranking.places[1 : len(ranking.shares)]):
            evidence["a town may be meant"] = 1
    if is_small(entry) or is_state:
        _support_evidence(entry, candidate.key, resolution, home or {}, evidence)
    return evidence


def _support_evidence(
    entry: GazetteerEntry, key: str, resolution: Resolution, home: Mapping[int, float], evidence: Evidence
) -> None:
    """Add what the rest of the article says for a state or a smaller place."""
    context, votes = resolution.context, resolution.context.votes
    evidence["size"] = min(3.0, max(-1.5, math.log10(entry.population + 10) - 4))
    everywhere = votes.for_countries - votes.by_name[key].get(entry.country_number, 0.0)
    of_country = votes.of_others(entry.country_number, key) + home.get(entry.country_number, 0.0)
    if of_country > _LEAST_VOTES:
        evidence["others of its country"] = 1
    elif everywhere > 1:
        evidence["others of other countries only"] = 1
    evidence["share of its country"] = max(0.0, min(1.0, of_country / (everywhere + 0.5)))
    if entry.state != NO_ENTRY:
        of_state = votes.of_others(entry.state, key) + home.get(entry.state, 0.0)
        evidence["votes of its state"] = math.log1p(max(0.0, of_state))
    if is_small(entry):
        evidence["near others"] = math.log1p(context.nearby.proximity(entry, key))
    containers = context.containers.get(key)
    if containers:
        inside = (entry.country_number, entry.state, entry.county)
        held = any(resolution.rankings[name].best.number in inside for name in containers)
        evidence["within what follows" if held else "not within what follows"] = 1
