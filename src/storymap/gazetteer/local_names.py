"""The names of places in one language, as its articles write them, beside those that the gazetteer has anyway.

Names of countries and large cities come from the CLDR, others from `data/names_LANGUAGE.bin`, for languages that have
such a file.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from storymap.gazetteer import place_types
from storymap.gazetteer.cldr_names import cldr_names
from storymap.gazetteer.entries import PROPER
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.pack import read_pack

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch

BEGINNING = 2  # letters of a name by which it is found where words are not divided
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


def base_language(language: str) -> str:
    """Return the language of a tag without script and region: "es" for "es-MX"."""
    return language.replace("_", "-").partition("-")[0].lower()


def has_names_file(language: str) -> bool:
    """Say whether names in the letters of a language ship with the package."""
    base = base_language(language)
    return base.isalpha() and base.isascii() and (files(__package__) / "data" / f"names_{base}.bin").is_file()


class LocalNames:
    """The names of one language, by name key."""

    def __init__(self, language: str, gazetteer: Gazetteer) -> None:
        self.language = base_language(language)
        self._gazetteer = gazetteer
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for name, entry in cldr_names(language, gazetteer):
            self._add(name_key(name), entry.number)
        if has_names_file(language):
            self._read_file(self.language)

    def _read_file(self, language: str) -> None:
        number = 0
        for line in zlib.decompress(read_pack(f"names_{language}.bin")["names"]).decode().split("\n"):
            step, _, keys = line.partition("\t")
            number += int(step)
            for key in keys.split("|"):
                self._add(key, number)

    def _add(self, key: str, number: int) -> None:
        if key and number not in self._numbers[key]:
            self._numbers[key].append(number)

    def __contains__(self, key: str) -> bool:
        return key in self._numbers

    def matches(self, key: str) -> list[GazetteerMatch]:
        """Return the places of a name key, the likeliest first."""
        from storymap.gazetteer.gazetteer import GazetteerMatch

        entries = [self._gazetteer.entry(number) for number in self._numbers.get(key, ())]
        return [GazetteerMatch(entry, PROPER) for entry in sorted(entries, key=_rank, reverse=True)]

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that names begin with."""
        return frozenset(key.partition(" ")[0] for key in self._numbers)

    @cached_property
    def first_of_several(self) -> frozenset[str]:
        """The words that names of several words begin with."""
        return frozenset(key.partition(" ")[0] for key in self._numbers if " " in key)

    @cached_property
    def beginnings(self) -> dict[str, int]:
        """The first letters of the names, with the length of the longest name that begins with them."""
        longest: dict[str, int] = defaultdict(int)
        for key in self._numbers:
            longest[key[:BEGINNING]] = max(longest[key[:BEGINNING]], len(key))
        return longest


def _rank(entry: GazetteerEntry) -> float:
    size = len(str(entry.population)) + entry.population / 10 ** len(str(entry.population))
    return size + _RANK_OF_KIND.get(entry.kind, 0.0)
