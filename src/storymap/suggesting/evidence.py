"""Evidence that a name in a text means a place: small facts with names, from the words themselves.

Each function adds what it sees to `seen`: a fact's name and its strength, 1 for most. A fact that is not seen is not
there. The names are the keys of weights.json, and what `--json` says in "why".
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from storymap.gazetteer import kinds
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
from storymap.suggesting.cues import Cues
from storymap.suggesting.people import People
from storymap.suggesting.spots import Spot
from storymap.suggesting.tokens import Tokens

Evidence = dict[str, float]
_ENGLISH_STATES = frozenset({"US", "CA", "GB", "AU"})
_TITLE_LENGTH = 200
_WELL_KNOWN = 300_000  # people
_OPENING, _CLOSING = tuple('"“‘«„'), tuple('"”’»“')
_DISEASES = frozenset({"virus", "viruses", "ebolavirus", "flu", "fever", "disease", "strain", "syndrome"})
_GANGS = frozenset({"cartel", "cartels", "gang", "gangs", "brigade", "mafia", "militia"})


def name_evidence(entry: Entry, quality: int, spot: Spot, seen: Evidence) -> None:
    """Add what the place itself says: its kind, its size, and whether the name is its proper one."""
    kind = entry.kind
    if spot.is_state:
        seen["abbreviation of a state"] = 1
        return
    if quality == DEMONYM:
        seen["name of a people"] = 1
        return
    if kind in (kinds.COUNTRY, kinds.CONTINENT):
        seen["country or continent"] = 1
    elif kind in kinds.NATURAL:
        seen["region or water"] = 1
    elif kind == kinds.STATE:
        seen["state"] = 1
        if entry.country in _ENGLISH_STATES:
            seen["state of an English-speaking country"] = 1
    elif kind == kinds.COUNTY:
        seen["county"] = 1
    elif kind == kinds.CUSTOM:
        seen["in one's own gazetteer"] = 1
    elif kind == kinds.CAPITAL:
        seen["capital"] = 1
    elif kind in (kinds.QUARTER, kinds.GONE):
        seen["quarter or former place"] = 1
    if kind in kinds.SETTLEMENTS or kind == kinds.COUNTY:
        seen["size"] = min(3.0, max(-1.5, math.log10(entry.population + 10) - 4))
        if entry.population < 3000:
            seen["very small"] = 1
    if how_known(spot) == WELL:
        seen["well known"] = 1
    if quality == ALTERNATE:
        seen["other name of a state or country" if kind in (kinds.STATE, kinds.COUNTRY) else "other name"] = 1


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
    if entry.kind in (kinds.COUNTRY, kinds.CONTINENT) or entry.kind in kinds.NATURAL:
        return WORLD
    if entry.population > _WELL_KNOWN * (1 if quality == PROPER else 3) or (
        quality == PROPER and entry.kind == kinds.CAPITAL
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


def before_evidence(
    tokens: Tokens, spot: Spot, previous: Spot | None, people: People, cues: Cues, seen: Evidence
) -> None:
    """Add what stands before the name."""
    first = spot.first
    gap = tokens.gap(first - 1)
    if first == 0 or "\n" in gap or "." in gap or any(mark in gap for mark in '"“”?!:*•'):
        seen["begins a sentence"] = 1
    if first == 0:
        return
    low = tokens.low[first - 1]
    capital = tokens.capital[first - 1]
    adjacent = previous is not None and previous.last == first
    if gap in (" ", "-", "\n", " \n"):
        if low in cues.strong_prepositions:
            seen["in, at, near"] = 1
        elif low in cues.prepositions:
            seen["to, from, north"] = 1
        elif low in ("of", "de", "von", "do", "da"):
            two_before = tokens.low[first - 2] if first > 1 else ""
            seen["city of, people of" if two_before in cues.of_nouns else "of"] = 1
        elif low in ("the", "el", "la", "le", "der", "die", "das", "o"):
            seen["the"] = 1
        elif low in cues.reporting:
            seen["said before"] = 1
        elif low in ("and", "or"):
            seen["and"] = 1
        elif low in ("a", "an", "this", "that", "his", "her", "their", "its", "our", "my", "another", "every", "each"):
            seen["article or pronoun before"] = 1
    if adjacent and gap in (", ", ",", " and ", " or ", " & ", "/", " – ", "-"):
        seen["follows another name"] = 1
    if previous is not None and previous.last == first - 1 and low in ("and", "or", "y", "et", "und", "e"):
        seen["listed with another name"] = 1
    if len(tokens.words[first - 1]) == 1 and capital and gap in (". ", " ") and low not in ("a", "i"):
        seen["initial before"] = 1
    if capital and gap in (" ", ". ") and low in cues.titles:
        seen["title before"] = 1
    elif capital and gap == " ":
        if low in cues.generic:
            seen["generic capital word before"] = 1
        elif adjacent:
            seen["another name before, without a comma"] = 1
        elif low not in cues.prepositions and low not in cues.strong_prepositions and low not in cues.not_names:
            marks = tokens.marks(first - 1)
            seen["first name before" if marks & FIRST else "capital word before"] = 1
            if marks & COMMON_FIRST:
                seen["common first name before"] = 1
    elif capital and gap == "-":
        seen["capital word and hyphen before"] = 1
    if first - 1 in people.inside:
        seen["a person's name before"] = 1


def after_evidence(tokens: Tokens, spot: Spot, following: Spot | None, cues: Cues, seen: Evidence) -> None:
    """Add what stands after the name."""
    last = spot.last
    end = tokens.ends[last - 1]
    gap = tokens.gap(last - 1)
    text = tokens.text
    if text[end : end + 2] in ("'s", "’s"):
        seen["possessive"] = 1
        gap = text[end + 2 : tokens.starts[last]] if last < len(tokens) else "\n"
    if spot.state is not None:
        seen["state's abbreviation after"] = 1
    if last >= len(tokens):
        return
    low, capital = tokens.low[last], tokens.capital[last]
    if gap in (" ", "-"):
        if low in cues.place_nouns:
            seen["police, county, residents after"] = 1
            if capital:
                seen["County, City, Airport after"] = 1
        elif low in cues.reporting:
            seen["said after"] = 1
        elif low in _GANGS and not capital:
            seen["cartel or gang after"] = 1
        elif low in _DISEASES:
            seen["virus or flu after"] = 1
        if capital and gap == " ":
            marks = tokens.marks(last)
            if low in cues.streets:
                seen["street"] = 1
            elif low in cues.teams:
                seen["team"] = 1
            elif low in cues.press:
                seen["newspaper"] = 1
            elif low in cues.organisations:
                seen["organisation's word after"] = 1
            elif low in cues.generic:
                seen["generic capital word after"] = 1
            elif following is not None and following.first == last:
                seen["another name after, without a comma"] = 1
            elif marks & COMMON_SURNAME and not marks & COMMON_WORD:
                seen["surname after"] = 1
            elif marks & (COMMON_WORD | WORD | RARE_WORD):
                seen["capital word after"] = 1
            else:
                seen["capital name after"] = 1
            if _runs_to_organisation(tokens, last, cues):
                seen["within an organisation's name"] = 1
        elif capital and gap == "-":
            seen["hyphen and capital word after"] = 1
    elif gap.startswith(","):
        seen["comma after"] = 1
    if gap.startswith((" (AP", " (Reuters", " --", " —", " –", " - ")) or text[end : end + 6] == " (AP) ":
        seen["dash after"] = 1


def _runs_to_organisation(tokens: Tokens, number: int, cues: Cues) -> bool:
    """Return whether the capital words from here on come to an organisation's word."""
    for step in range(number, min(number + 4, len(tokens))):
        if not tokens.capital[step]:
            return False
        if tokens.low[step] in cues.organisations or tokens.low[step] in cues.press:
            return True
        if tokens.gap(step) != " ":
            return False
    return False


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
