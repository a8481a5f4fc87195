"""The town in which a street or building stands, by the text: it is where an editor begins to look for it.

It is never the street's own place: a pin on the town's middle would be a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import PROPER, GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.cue_words import read_cue_words
from storymap.geoparsing.ranking import are_apart
from storymap.geoparsing.reason import Reason, reason
from storymap.geoparsing.site_nouns import read_site_nouns
from storymap.geoparsing.suggestions import Suggestion
from storymap.matching.sentences import sentence_ranges

AFTER = reason("townAfter")
IN_NAME = reason("townInName")
SENTENCE = reason("townSentence")
ARTICLE = reason("townArticle")
_TOWNS = place_types.SETTLEMENTS | {place_types.CUSTOM}
_REACH = 16  # code points between a name and "in Paris" after it
_MOST_MENTIONS = 20  # of one street, that are looked at
_CALLED_AFTER_PERSONS = ("ru", "uk")  # parks and theatres are, in forms that are villages' names, too
_LONGEST = 8  # words of a name
_LARGE_CITY = 100_000  # people: an airport's, though the article does not name it
_WORDS_BETWEEN = re.compile(r"[^\W\d_]+")
_PARAGRAPH = re.compile(r"\n\s*\n")


def with_towns(suggestions: list[Suggestion], text: str, gazetteer: Gazetteer, language: str) -> list[Suggestion]:
    """Return the suggestions, those without a location with the town they stand in, if the text says one."""
    if all(suggestion.status != "apart" for suggestion in suggestions):
        return suggestions
    towns = _Towns(suggestions, text, language)
    return [_with_town(one, towns, gazetteer) if one.status == "apart" else one for one in suggestions]


def _with_town(suggestion: Suggestion, towns: _Towns, gazetteer: Gazetteer) -> Suggestion:
    found = (
        next(filter(None, (towns.after(end) for _, end in suggestion.mentions[:_MOST_MENTIONS])), None)
        or _in_name(suggestion, towns, gazetteer)
        or next(filter(None, (towns.beside(*mention) for mention in suggestion.mentions[:_MOST_MENTIONS])), None)
        or (None if suggestion.landmark == "natural" else towns.of_article)
    )
    if found is None:
        return suggestion
    entry, why = found
    where = "liesNear" if suggestion.landmark == "natural" else "standsIn"
    stands = reason(where, place=gazetteer.full_name(entry), why=why.reason_id)
    return replace(suggestion, town=entry, town_why=why, why=(*suggestion.why, stands))


def _in_name(suggestion: Suggestion, towns: _Towns, gazetteer: Gazetteer) -> tuple[GazetteerEntry, Reason] | None:
    """Return the town in the name of a building; streets and bridges are called after other towns as a rule."""
    if suggestion.landmark != "building":
        return None
    nouns = read_site_nouns(suggestion.language)
    words = name_key(suggestion.name).split()[:_LONGEST]
    keys = [" ".join(words[a:b]) for a in range(len(words)) for b in range(len(words), a, -1) if b - a < len(words)]
    keys = [key for key in keys if not nouns.is_noun(key)]
    named = next((towns.by_name[key] for key in keys if key in towns.by_name), None)
    if named is not None:
        return named, IN_NAME
    is_airport = not nouns.airports.isdisjoint(words)
    for entry, name_type in (match for key in keys for match in gazetteer.matches(key)[:3]):
        is_near = suggestion.language not in _CALLED_AFTER_PERSONS and any(
            not are_apart(entry, town) for town in towns.by_name.values()
        )
        is_large = is_airport and name_type == PROPER and entry.population >= _LARGE_CITY
        if entry.kind in _TOWNS and (is_near or is_large):
            return entry, IN_NAME
    return None


class _Mention(NamedTuple):
    start: int
    end: int
    entry: GazetteerEntry


class _Towns:
    """The towns of an article, with where it names them."""

    def __init__(self, suggestions: Sequence[Suggestion], text: str, language: str) -> None:
        self._text, self._language = text, language
        self._prepositions = read_cue_words(language).strong_prepositions | {
            "of",
            "de",
            "da",
            "di",
            "du",
            "von",
            "van",
            "a",
        }
        self._towns = [
            (suggestion, suggestion.meant)
            for suggestion in suggestions
            if suggestion.status == "in" and suggestion.meant is not None and suggestion.meant.kind in _TOWNS
        ]
        self._mentions = sorted(
            (_Mention(start, end, entry) for one, entry in self._towns for start, end in one.mentions),
            key=lambda mention: mention.start,
        )
        self._starts = [mention.start for mention in self._mentions]
        self.by_name = {name_key(name): entry for one, entry in self._towns for name in (one.name, *one.aliases)}
        self._paragraphs = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text) + 1]
        self._sentences: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def of_article(self) -> tuple[GazetteerEntry, Reason] | None:
        """The town that matters most to the article."""
        if not self._towns:
            return None
        _, entry = max(
            self._towns, key=lambda pair: (pair[0].focus.value if pair[0].focus else 0, len(pair[0].mentions))
        )
        return entry, ARTICLE

    def after(self, end: int) -> tuple[GazetteerEntry, Reason] | None:
        """Return the town that stands after a range: "Main Street in Paris", "Main Street, Paris"."""
        number = bisect_right(self._starts, end - 1)
        if number == len(self._mentions):
            return None
        mention = self._mentions[number]
        between = self._text[end : mention.start]
        words = [name_key(word) for word in _WORDS_BETWEEN.findall(between)]
        is_bound = len(between) <= _REACH and all(word in self._prepositions for word in words)
        is_one = is_bound and (words or between in (", ", " (", ",")) and not re.search(r"[.!?;:\n]", between)
        return (mention.entry, AFTER) if is_one else None

    def beside(self, start: int, end: int) -> tuple[GazetteerEntry, Reason] | None:
        """Return the town that the sentence around a range names nearest to it."""
        begins, ends = self._sentence(start)
        number = bisect_right(self._starts, start)
        around = self._mentions[max(0, number - 1) : number + 1]
        within = [mention for mention in around if begins <= mention.start and mention.end <= ends]
        nearest = min(within, key=lambda m: max(m.start - end, start - m.end), default=None)
        return (nearest.entry, SENTENCE) if nearest else None

    def _sentence(self, at: int) -> tuple[int, int]:
        """Return the range of the sentence that a code point is in."""
        number = bisect_right(self._paragraphs, at) - 1
        first, last = self._paragraphs[number], self._paragraphs[number + 1]
        if number not in self._sentences:
            ranges = sentence_ranges(self._text[first:last], self._language)
            self._sentences[number] = [(first + a, first + b) for a, b in ranges]
        sentences = self._sentences[number]
        row = bisect_right(sentences, (at, last)) - 1
        return sentences[row] if row >= 0 else (first, last)
