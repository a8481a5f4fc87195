"""Evidence that a name in a text means a place: small facts with names, from the words themselves.

Each function adds what it sees to `seen`: a fact's name and its strength, 1 for most. A fact that is not seen is not
there. The names are the keys of weights.json, and what `--json` says in "why".
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import ALTERNATE, DEMONYM, PROPER, Entry
from storymap.gazetteer.lexicon import (
    COMMON_FIRST,
    COMMON_SURNAME,
    COMMON_WORD,
    FIRST,
    RARE_WORD,
    SURNAME,
    VERY_COMMON_SURNAME,
    WORD,
)
from storymap.geoparsing.candidates import Spot
from storymap.geoparsing.context_evidence import after_evidence, before_evidence
from storymap.geoparsing.cue_words import Cues
from storymap.geoparsing.person_names import People
from storymap.geoparsing.tokens import Tokens

Evidence = dict[str, float]
_ENGLISH_STATES = frozenset({"US", "CA", "GB", "AU"})
_TITLE_LENGTH = 200
_WELL_KNOWN = 300_000  # people
_OPENING, _CLOSING = tuple('"“‘«„'), tuple('"”’»“')


def name_evidence(entry: Entry, quality: int, spot: Spot, seen: Evidence) -> None:
    """Add what the place itself says: its kind, its size, and whether the name is its proper one."""
    kind = entry.kind
    if spot.is_state:
        seen["abbreviation of a state"] = 1
        return
    if quality == DEMONYM:
        seen["name of a people"] = 1
        return
    if kind in (place_types.COUNTRY, place_types.CONTINENT):
        seen["country or continent"] = 1
    elif kind in place_types.NATURAL:
        seen["region or water"] = 1
    elif kind == place_types.STATE:
        seen["state"] = 1
        if entry.country in _ENGLISH_STATES:
            seen["state of an English-speaking country"] = 1
    elif kind == place_types.COUNTY:
        seen["county"] = 1
    elif kind == place_types.CUSTOM:
        seen["in one's own gazetteer"] = 1
    elif kind == place_types.CAPITAL:
        seen["capital"] = 1
    elif kind in (place_types.QUARTER, place_types.GONE):
        seen["quarter or former place"] = 1
    if kind in place_types.SETTLEMENTS or kind == place_types.COUNTY:
        seen["size"] = min(3.0, max(-1.5, math.log10(entry.population + 10) - 4))
        if entry.population < 3000:
            seen["very small"] = 1
    if how_known(spot) == WELL:
        seen["well known"] = 1
    if quality == ALTERNATE:
        seen[
            "other name of a state or country" if kind in (place_types.STATE, place_types.COUNTRY) else "other name"
        ] = 1


def word_evidence(tokens: Tokens, spot: Spot, lower_case: frozenset[str], cues: Cues, seen: Evidence) -> None:
    """Add what the words of the name say: common words, first names, surnames, and how they are written."""
    first, last = spot.first, spot.last
    words = last - first
    if spot.landmark:
        seen["name of no list" if spot.landmark == "unlisted" else f"{spot.landmark} landmark"] = 1
    if words > 1:
        seen["several words"] = 1
        if words > 2:
            seen["three words or more"] = 1
        folded = tokens.low[first:last]
        plain = [
            word in cues.generic or bool(tokens.marks(first + n) & (COMMON_WORD | WORD))
            for n, word in enumerate(folded)
        ]
        if all(plain):
            seen["several plain words"] = 1
        if (
            tokens.marks(first) & COMMON_FIRST
            and tokens.marks(last - 1) & COMMON_SURNAME
            and words == 2
            and not all(plain)
        ):
            seen["reads like a person's name"] = 1
        return
    low, word = tokens.low[first], tokens.words[first]
    if low in cues.not_names or low in cues.calendar:
        seen["word that is no name"] = 1
    if low in lower_case:
        seen["written small elsewhere"] = 1
    if len(word) <= 4:
        seen["short"] = 1
    if tokens.upper[first] and "." not in word:
        seen["in capitals"] = 1
    known = how_known(spot)
    if known == WORLD:
        return
    _dictionary_evidence(tokens, first, cues, " (well-known place)" if known == WELL else "", seen)


WORLD, WELL, LITTLE = 2, 1, 0


def how_known(spot: Spot) -> int:
    """Return whether a name has a meaning that all readers know: WORLD for countries and the like, or a large city."""
    if not spot.matches:
        return LITTLE
    entry, quality = spot.matches[0]
    if entry.kind in (place_types.COUNTRY, place_types.CONTINENT) or entry.kind in place_types.NATURAL:
        return WORLD
    if entry.population > _WELL_KNOWN * (1 if quality == PROPER else 3) or (
        quality == PROPER and entry.kind == place_types.CAPITAL
    ):
        return WELL
    return LITTLE


def _dictionary_evidence(tokens: Tokens, number: int, cues: Cues, suffix: str, seen: Evidence) -> None:
    low, marks = tokens.low[number], tokens.marks(number)
    if low in cues.generic:
        seen["generic word"] = 1
    elif marks & COMMON_WORD:
        seen[f"common word{suffix}"] = 1
    elif marks & WORD:
        seen[f"word{suffix}"] = 1
    elif marks & RARE_WORD:
        seen[f"rare word{suffix}"] = 1
    if low in cues.organisations or low in cues.teams or low in cues.titles or low in cues.streets:
        seen["word of an organisation, title or street"] = 1
    if marks & FIRST:
        seen[f"first name{suffix}"] = 1
        if marks & COMMON_FIRST:
            seen[f"common first name{suffix}"] = 1
    if marks & SURNAME:
        seen[f"surname{suffix}"] = 1
        if marks & COMMON_SURNAME:
            seen[f"common surname{suffix}"] = 1
        if marks & VERY_COMMON_SURNAME:
            seen[f"very common surname{suffix}"] = 1
    if not marks:
        seen["word of no dictionary"] = 1


def people_evidence(tokens: Tokens, spot: Spot, people: People, seen: Evidence) -> None:
    """Add whether the text has people of this name."""
    inside = [number in people.inside for number in range(spot.first, spot.last)]
    if any(inside):
        seen["within a person's name"] = 1
        if spot.first - 1 in people.inside:
            seen["end of a person's name"] = 1
        return
    count = people.surnames.get(tokens.low[spot.last - 1], 0) if spot.last - spot.first == 1 else 0
    if count:
        seen["a person of the text"] = min(2.0, 1 + 0.5 * (count - 1))


def position_evidence(tokens: Tokens, spot: Spot, seen: Evidence) -> None:
    """Add where in the text the name stands."""
    start = tokens.starts[spot.first]
    if tokens.text[start - 1 : start] in _OPENING and tokens.text[spot.end : spot.end + 2].strip(",.")[:1] in _CLOSING:
        seen["alone in quotation marks"] = 1
    if start < _TITLE_LENGTH:
        seen["early in the text"] = 1
    if (
        (start < 3 or "\n" in tokens.text[start - 2 : start])
        and tokens.upper[spot.first]
        and len(tokens.words[spot.first]) > 3
    ):
        seen["dateline"] = 1


def local_evidence(
    tokens: Tokens,
    spots: list[Spot],
    number: int,
    people: People,
    lower_case: frozenset[str],
    cues: Cues,
) -> Evidence:
    """Return all evidence of one spot that needs no other part of the text than its surroundings."""
    spot = spots[number]
    seen: Evidence = {}
    if spot.is_state:
        return seen
    previous = spots[number - 1] if number else None
    following = spots[number + 1] if number + 1 < len(spots) else None
    word_evidence(tokens, spot, lower_case, cues, seen)
    before_evidence(tokens, spot, previous, people, cues, seen)
    after_evidence(tokens, spot, following, cues, seen)
    people_evidence(tokens, spot, people, seen)
    position_evidence(tokens, spot, seen)
    return seen


def logit(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of the evidence; a fact without a weight counts nothing."""
    total = weights["bias"]
    for name, strength in seen.items():
        weight = weights.get(name)
        if weight is not None:
            total += weight * strength
    return total


def probability(logit: float) -> float:
    """Return the probability of a logit."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
