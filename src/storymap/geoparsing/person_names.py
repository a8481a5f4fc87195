"""Person names in a text: a first name or a title, and the names that follow it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import PROPER
from storymap.gazetteer.gazetteer import Gazetteer, any_lies_in
from storymap.gazetteer.lexicon import COMMON_FIRST, COMMON_SURNAME, FIRST, SURNAME
from storymap.gazetteer.name_keys import join_words
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.tokens import Tokens

_LONGEST = 4  # words of a name
_LARGE_CITY = 400_000  # people
_KNOWN_CITY = 20_000  # people
_BEFORE_SAINTS = frozenset({"san", "santa", "santo", "saint", "st", "sao"})
_IRISH = ("O'", "O’", "Mc")  # "Georgia O'Keeffe"
_GENERIC_SURNAMES = ("young", "hill", "rose")
_GAPS_IN_NAME = frozenset({" ", ". ", "-", ' "', " “", '" ', "” "})  # a nickname stands in quotation marks
_GAPS_AFTER_FIRST = frozenset({" ", ". ", ' "', " “"})


@dataclass(slots=True)
class PersonNames:
    """The person names of a text.

    `words` holds the numbers of the words that are part of one; `surnames` counts the folded words after the first.
    """

    words: set[int] = field(default_factory=set)
    surnames: Counter[str] = field(default_factory=Counter)


def find_person_names(tokens: Tokens, gazetteer: Gazetteer, cues: CueWords) -> PersonNames:
    """Return the person names of a text: each a title or first name, and at least one name more."""
    names = PersonNames()
    capitalized = tokens.capitalized
    number, count = 0, len(tokens)
    while number < count - 1:
        # Most words of a text are in small letters: nothing else is looked at for them.
        if not (capitalized[number] and capitalized[number + 1] and _begins_name(tokens, number, gazetteer, cues)):
            number += 1
            continue
        title = tokens.folded[number] in cues.titles
        last = number + 1
        while last < count and capitalized[last] and last - number < _LONGEST and _joined(tokens, last - 1):
            last += 1
        for inner in range(number + title, last):
            names.words.add(inner)
            if inner > number:
                names.surnames[tokens.folded[inner]] += 1
        number = last
    return names


def _begins_name(tokens: Tokens, number: int, gazetteer: Gazetteer, cues: CueWords) -> bool:
    """Return whether a word and the next one, both capitalised, begin a person name."""
    gap = tokens.gap(number)
    if gap not in _GAPS_AFTER_FIRST:
        return False
    title = tokens.folded[number] in cues.titles
    if gap == ". " and not title and len(tokens.words[number]) > 1:
        return False
    first = not title and _is_first_name(tokens, number, gazetteer, cues)
    return (title or first) and _can_follow(tokens, number, gazetteer, cues, title=title)


def _joined(tokens: Tokens, number: int) -> bool:
    """Return whether a word and the next one can stand in one person name."""
    gap = tokens.gap(number)
    return gap in _GAPS_IN_NAME and (
        gap != ". " or len(tokens.words[number]) == 1 or tokens.folded[number] in ("jr", "sr")
    )


def _is_first_name(tokens: Tokens, number: int, gazetteer: Gazetteer, cues: CueWords) -> bool:
    """Return whether a word is a first name here, and not for example the name of a well-known place."""
    marks = tokens.marks(number)
    folded = tokens.folded[number]
    if not marks & FIRST and folded not in cues.first_names:
        return False
    if (
        folded in _BEFORE_SAINTS
        or folded in cues.not_names
        or folded in cues.prepositions
        or folded in cues.generic
        or (folded in cues.calendar and not marks & COMMON_FIRST)
    ):
        return False
    if not _is_well_known(gazetteer, folded):
        return True
    # "Paris Hilton", "Jordan Smith": a well-known place's name needs a surname that is nothing else.
    after = number + 1
    next_folded = tokens.folded[after]
    return bool(
        (tokens.marks(after) & (SURNAME | COMMON_SURNAME) or tokens.words[after].startswith(_IRISH))
        and next_folded not in cues.generic
        and next_folded not in cues.organisations
        and next_folded not in cues.place_nouns
        and next_folded not in cues.teams
        and not _is_well_known(gazetteer, next_folded)
    )


def _is_well_known(gazetteer: Gazetteer, key: str) -> bool:
    """Return whether a name means a country, a state of an English-speaking country, or a large city."""
    for entry, name_type in gazetteer.matches(key)[:6]:
        if entry.kind in (place_types.COUNTRY, place_types.CONTINENT):
            return True
        if name_type == PROPER and entry.kind == place_types.STATE and entry.country in ("US", "GB", "AU", "CA"):
            return True
        if name_type == PROPER and entry.kind in place_types.SETTLEMENTS and entry.population > _LARGE_CITY:
            return True
    return False


def _can_follow(tokens: Tokens, number: int, gazetteer: Gazetteer, cues: CueWords, *, title: bool) -> bool:
    """Return whether the word after a title or first name can be part of a person name."""
    after = number + 1
    folded = tokens.folded[after]
    if folded in cues.streets or folded in cues.place_nouns:
        return False
    if folded in cues.generic and folded not in _GENERIC_SURNAMES:
        return False
    if folded in cues.organisations and not tokens.marks(after) & COMMON_SURNAME:
        return False
    if title or len(tokens.words[after]) == 1:
        return True
    both = gazetteer.matches(join_words(tokens.folded[number : after + 1]))
    if both and both[0].entry.population > _KNOWN_CITY:
        return False
    # The lexicon has the surnames of English alone, and towns are surnames everywhere: "Gisela Tübingen".
    return tokens.language != "en" or bool(tokens.marks(after) & SURNAME) or _is_surname(tokens, number, gazetteer)


def _is_surname(tokens: Tokens, number: int, gazetteer: Gazetteer) -> bool:
    """Return whether the word after a first name is a surname too where it is none elsewhere: "Scott Auckland"."""
    matches = gazetteer.matches(tokens.folded[number + 1])
    if not matches:
        return True
    # "Jackson Mississippi" and "Troy Ohio" only lack a comma.
    first = gazetteer.matches(tokens.folded[number])
    return bool(tokens.marks(number) & COMMON_FIRST) and not any_lies_in(first, matches)
