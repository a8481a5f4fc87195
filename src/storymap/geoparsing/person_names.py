"""People's names in a text: a first name or a title, and what follows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import PROPER
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.lexicon import COMMON_FIRST, COMMON_SURNAME, FIRST, SURNAME
from storymap.gazetteer.name_keys import join_words
from storymap.geoparsing.cue_words import Cues
from storymap.geoparsing.tokens import Tokens

_LONGEST = 4  # words of a name
_LARGE_CITY = 400_000
_KNOWN_CITY = 20_000
_BEFORE_SAINTS = frozenset({"san", "santa", "santo", "saint", "st", "sao"})
_WITHIN = frozenset({" ", ". ", "-", ' "', " “", '" ', "” "})  # a nickname stands in quotation marks
_FIRST_GAPS = frozenset({" ", ". ", ' "', " “"})


@dataclass(slots=True)
class People:
    """`inside` holds the numbers of words within people's names; `surnames` counts the words after the first."""

    inside: set[int] = field(default_factory=set)
    surnames: Counter[str] = field(default_factory=Counter)


def find_people(tokens: Tokens, gazetteer: Gazetteer, cues: Cues) -> People:
    """Return the people whom a text names by title or first name and a further name."""
    people = People()
    number, count = 0, len(tokens)
    while number < count - 1:
        if not (tokens.capital[number] and tokens.capital[number + 1] and tokens.gap(number) in _FIRST_GAPS):
            number += 1
            continue
        title = tokens.low[number] in cues.titles
        if tokens.gap(number) == ". " and not title and len(tokens.words[number]) > 1:
            number += 1
            continue
        first = not title and _is_first_name(tokens, number, gazetteer, cues)
        if not (title or first) or not _goes_on(tokens, number, gazetteer, cues, title=title):
            number += 1
            continue
        last = number + 1
        while last < count and tokens.capital[last] and last - number < _LONGEST and _joined(tokens, last - 1):
            last += 1
        for inner in range(number + title, last):
            people.inside.add(inner)
            if inner > number:
                people.surnames[tokens.low[inner]] += 1
        number = last
    return people


def _joined(tokens: Tokens, number: int) -> bool:
    gap = tokens.gap(number)
    return gap in _WITHIN and (gap != ". " or len(tokens.words[number]) == 1 or tokens.low[number] in ("jr", "sr"))


def _is_first_name(tokens: Tokens, number: int, gazetteer: Gazetteer, cues: Cues) -> bool:
    marks = tokens.marks(number)
    if not marks & FIRST:
        return False
    low = tokens.low[number]
    if (
        low in _BEFORE_SAINTS
        or low in cues.not_names
        or low in cues.prepositions
        or low in cues.generic
        or (low in cues.calendar and not marks & COMMON_FIRST)
    ):
        return False
    if not _is_well_known(gazetteer, low):
        return True
    # "Paris Hilton", "Jordan Smith": a well-known place's name needs a surname that is nothing else.
    after = number + 1
    next_low = tokens.low[after]
    return bool(
        tokens.marks(after) & (SURNAME | COMMON_SURNAME)
        and next_low not in cues.generic
        and next_low not in cues.organisations
        and next_low not in cues.place_nouns
        and next_low not in cues.teams
        and not _is_well_known(gazetteer, next_low)
    )


def _is_well_known(gazetteer: Gazetteer, key: str) -> bool:
    for entry, quality in gazetteer.matches(key)[:6]:
        if entry.kind in (place_types.COUNTRY, place_types.CONTINENT):
            return True
        if quality == PROPER and entry.kind == place_types.STATE and entry.country in ("US", "GB", "AU", "CA"):
            return True
        if quality == PROPER and entry.kind in place_types.SETTLEMENTS and entry.population > _LARGE_CITY:
            return True
    return False


def _goes_on(tokens: Tokens, number: int, gazetteer: Gazetteer, cues: Cues, *, title: bool) -> bool:
    """Return whether the word after a title or first name can be part of a person's name."""
    after = number + 1
    low = tokens.low[after]
    if low in cues.streets or low in cues.place_nouns or (low in cues.generic and low not in ("young", "hill", "rose")):
        return False
    if low in cues.organisations and not tokens.marks(after) & COMMON_SURNAME:
        return False
    if title:
        return True
    if len(tokens.words[after]) == 1:
        return True
    both = gazetteer.matches(join_words(tokens.low[number : after + 1]))
    if both and both[0].entry.population > _KNOWN_CITY:
        return False
    return bool(tokens.marks(after) & SURNAME) or not gazetteer.matches(low)
