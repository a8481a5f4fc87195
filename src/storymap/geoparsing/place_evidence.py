"""Evidence from the place that a name means: its kind, its size, and whether the name is its proper one."""

from __future__ import annotations

import math

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import ALTERNATE, DEMONYM, HOUSE_NAME, PROPER, GazetteerEntry, is_local
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.logistic import Evidence

_ENGLISH_SPEAKING = frozenset({"US", "CA", "GB", "AU"})
_WELL_KNOWN_POPULATION = 300_000
_VERY_SMALL_POPULATION = 3000
_KNOWN_TO_ALL = frozenset({place_types.COUNTRY, place_types.CONTINENT}) | place_types.NATURAL
_FACT_OF_KIND = {
    place_types.COUNTRY: "country or continent",
    place_types.CONTINENT: "country or continent",
    **dict.fromkeys(place_types.NATURAL, "region or water"),
    place_types.STATE: "state",
    place_types.COUNTY: "county",
    place_types.CUSTOM: "in one's own gazetteer",
    place_types.CAPITAL: "capital",
    place_types.QUARTER: "quarter or former place",
    place_types.FORMER: "quarter or former place",
}

# How well known the likeliest meaning of a name is: that of a country to all readers, that of a large city to most.
LITTLE_KNOWN, WELL_KNOWN, KNOWN_TO_ALL = 0, 1, 2


def place_evidence(entry: GazetteerEntry, name_type: int, candidate: Candidate, evidence: Evidence) -> None:
    """Add what a place itself says that a candidate can mean."""
    kind = entry.kind
    if candidate.is_state:
        evidence["abbreviation of a state"] = 1
        return
    if name_type == DEMONYM:
        evidence["name of a people"] = 1
        return
    fact = "local place" if is_local(entry) else _FACT_OF_KIND.get(kind)
    if fact is not None:
        evidence[fact] = 1
    if kind == place_types.STATE and entry.country in _ENGLISH_SPEAKING:
        evidence["state of an English-speaking country"] = 1
    _size_evidence(entry, evidence)
    known = prominence(candidate)
    if known == WELL_KNOWN:
        evidence["well known"] = 1
    elif known == LITTLE_KNOWN and kind in place_types.SETTLEMENTS:
        _article_evidence(evidence)
    if name_type == HOUSE_NAME:
        evidence["in one's own gazetteer"] = 1
    elif name_type == ALTERNATE:
        is_large = kind in (place_types.STATE, place_types.COUNTRY)
        evidence["other name of a state or country" if is_large else "other name"] = 1


def _size_evidence(entry: GazetteerEntry, evidence: Evidence) -> None:
    if entry.kind in place_types.SETTLEMENTS or entry.kind == place_types.COUNTY:
        evidence["size"] = min(3.0, max(-1.5, math.log10(entry.population + 10) - 4))
        if entry.population < _VERY_SMALL_POPULATION:
            evidence["very small"] = 1


def _article_evidence(evidence: Evidence) -> None:
    """Add that an article stands before the name of a little known town: towns seldom have one."""
    if "the" in evidence:
        evidence["the before a town"] = 1
    if "article or pronoun before" in evidence:
        evidence["a before a town"] = 1


def prominence(candidate: Candidate) -> int:
    """Return how well known a candidate's likeliest place is: KNOWN_TO_ALL, WELL_KNOWN or LITTLE_KNOWN."""
    if not candidate.matches:
        return LITTLE_KNOWN
    entry, name_type = candidate.matches[0]
    if entry.kind in _KNOWN_TO_ALL and not is_local(entry):
        return KNOWN_TO_ALL
    if entry.population > _WELL_KNOWN_POPULATION * (1 if name_type == PROPER else 3) or (
        name_type == PROPER and entry.kind == place_types.CAPITAL
    ):
        return WELL_KNOWN
    return LITTLE_KNOWN
