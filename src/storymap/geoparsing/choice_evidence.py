"""Evidence of which place a name means, for the likeliest one: how far it leads, and what in the article supports it.

A race that is won against weak rivals says little where the right place is in no gazetteer: a small town of a country
that nothing else in the article speaks of is then the winner. So its support counts beside its lead.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import ALTERNATE, NO_ENTRY, GazetteerEntry
from storymap.geoparsing.logistic import Evidence, log_odds
from storymap.geoparsing.place_traits import is_small
from storymap.geoparsing.resolution import Resolution
from storymap.geoparsing.votes import support

_LEAST_VOTES = 1.0
_LACK = 4.0  # how fast support grows with votes
_LARGE = 5.5  # the logarithm of the population of a town that needs no support
# Facts of the words around a name that may make it a part of a longer one.
PARTS_OF_A_NAME = (
    "capital word before", "generic capital word before", "capital word after", "capital name after", "surname after",
    "generic capital word after", "hyphen and capital word after", "capital word and hyphen before",
    "another name before, without a comma", "another name after, without a comma", "first name before", "street",
    "within a person's name", "within an organisation's name", "organisation's word after",
)  # fmt: skip
_PARTS = frozenset(PARTS_OF_A_NAME)


def choice_evidence(of_name: Evidence, local: Evidence) -> Evidence:
    """Return the evidence that one mention of a name means the first of its places: `of_name` itself, for most.

    `of_name` is `choice_evidence_of_name`, `local` the evidence of the words around the mention.
    """
    if _PARTS.isdisjoint(local):
        return of_name
    parts = {f"part: {fact}": 1.0 for fact in PARTS_OF_A_NAME if fact in local}
    return {"lead": of_name["lead"], **parts, **of_name}


def choice_evidence_of_name(key: str, resolution: Resolution, home: Mapping[int, float] | None) -> Evidence:
    """Return what the article says for the first of a name's places, by name key: the same for all its mentions."""
    ranking = resolution.rankings[key]
    _, entry, name_type = ranking.places[0]
    evidence: Evidence = {"lead": log_odds(ranking.confidence)}
    if len(ranking.places) == 1:
        evidence["only one of the name"] = 1
    if name_type == ALTERNATE:
        evidence["other name"] = 1
    is_state = entry.kind == place_types.STATE
    if not is_small(entry) or entry.kind == place_types.CUSTOM:
        evidence["lead of a state" if is_state else "lead of a country or region"] = evidence["lead"]
        if any(is_small(other) for other in ranking.likely[1:]):
            evidence["a town may be meant"] = 1
    if is_small(entry) or is_state:
        _support_evidence(entry, key, resolution, home or {}, evidence)
    return evidence


def _support_evidence(
    entry: GazetteerEntry, key: str, resolution: Resolution, home: Mapping[int, float], evidence: Evidence
) -> None:
    """Add what the rest of the article says for a state or a smaller place."""
    context, votes = resolution.context, resolution.context.votes
    # The larger place is meant if it leads; of places of which none leads the largest is no likelier for its size.
    evidence["size"] = resolution.rankings[key].confidence * min(3.0, max(-1.5, math.log10(entry.population + 10) - 4))
    everywhere = votes.for_countries - votes.names[key].units.get(entry.country_number, 0.0)
    of_country = max(0.0, votes.of_others(entry.country_number, key) + home.get(entry.country_number, 0.0))
    of_state = 0.0
    _rival_evidence("country", votes.of_leading(place_types.COUNTRY, key), of_country, evidence)
    evidence["share of its country"] = min(1.0, of_country / (everywhere + 0.5))
    if entry.state != NO_ENTRY:
        of_state = max(0.0, votes.of_others(entry.state, key) + home.get(entry.state, 0.0))
        evidence["votes of its state"] = math.log1p(of_state)
        _rival_evidence("state", votes.of_leading(place_types.STATE, key), of_state, evidence)
    proximity = context.nearby.proximity(entry, key) if is_small(entry) else 0.0
    if is_small(entry):
        evidence["near others"] = math.log1p(proximity)
    containers = context.containers.get(key)
    if containers:
        inside = (entry.country_number, entry.state, entry.county)
        held = any(resolution.rankings[name].best.number in inside for name in containers)
        evidence["within what follows" if held else "not within what follows"] = 1
    if everywhere > _LEAST_VOTES:
        evidence["none of its country"] = _lack(of_country)
    if everywhere > _LEAST_VOTES and not containers:
        _lack_evidence(entry, _lack(proximity + of_state), _lack(of_country), evidence)
        of_leading = votes.of_leading(place_types.STATE, key)
        evidence["small, amid another state"] = evidence["small, with nothing near it"] * support(of_leading)


def _rival_evidence(kind: str, of_leading: float, own: float, evidence: Evidence) -> None:
    """Add how much more the article speaks of another country or state than of the place's own."""
    more = math.log1p(max(0.0, of_leading)) - math.log1p(own)
    if more > 0:
        evidence[f"votes for another {kind}"] = more


def _lack_evidence(entry: GazetteerEntry, lack: float, lack_of_country: float, evidence: Evidence) -> None:
    """Add that nothing near a place and nothing in its state is named, which says more of a small place.

    `lack` says how far that holds, 0 to 1, and `lack_of_country` whether nothing in its country is.
    """
    smallness = max(0.0, _LARGE - math.log10(entry.population + 10))
    evidence["small, with nothing near it"] = lack * smallness
    evidence["small, with nothing in its country"] = lack * lack_of_country * smallness
    if "only one of the name" in evidence:
        evidence["only one of the name, with nothing near it"] = lack


def _lack(votes: float) -> float:
    """Return how far votes are lacking, from 1 for none to 0."""
    return 1 / (1 + _LACK * votes)
