"""The gazetteer with the names that places have in a language: from the CLDR, and from the language's own file."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from storymap.gazetteer import place_types
from storymap.gazetteer.cldr_names import cldr_names
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.local_names import LocalNames, base_language, read_names
from storymap.gazetteer.name_keys import name_key

# How much likelier a name means a place of this kind, in orders of magnitude of population.
_RANK_OF_KIND = {
    place_types.CONTINENT: 12.0,
    place_types.COUNTRY: 10.0,
    **dict.fromkeys(place_types.NATURAL, 9.0),
    place_types.CAPITAL: 1.5,
    place_types.SEAT: 0.5,
    place_types.COUNTY: -1.0,
    place_types.QUARTER: -0.7,
    place_types.FORMER: -1.5,
    place_types.STATE: 1.0,
}


def in_language(gazetteer: Gazetteer, language: str) -> Gazetteer:
    """Return the gazetteer with the names of a language; as it is for English, whose names it has."""
    base = base_language(language)
    return gazetteer if base == "en" or gazetteer.local_names is not None else _localized(gazetteer, base)


@lru_cache(maxsize=16)
def _localized(gazetteer: Gazetteer, language: str) -> Gazetteer:
    numbers: dict[str, list[int]] = defaultdict(list)
    for name, entry in cldr_names(language, gazetteer):
        numbers[name_key(name)].append(entry.number)
    for key, number in read_names(language):
        numbers[key].append(number)
    ranked = {key: _ranked(found, gazetteer) for key, found in numbers.items() if key}
    return gazetteer.with_local_names(LocalNames(language, ranked))


def _ranked(numbers: list[int], gazetteer: Gazetteer) -> list[int]:
    if len(numbers) == 1:
        return numbers
    return sorted(dict.fromkeys(numbers), key=lambda number: -_rank(gazetteer.entry(number)))


def _rank(entry: GazetteerEntry) -> float:
    size: float = len(str(entry.population)) + entry.population / 10 ** len(str(entry.population))
    return size + _RANK_OF_KIND.get(entry.kind, 0.0)
