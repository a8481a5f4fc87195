"""The names of places in one language, as its articles write them, beside those that the gazetteer has anyway."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.pack import read_pack

_LARGE_CITY, _SHORTEST = 50_000, 5  # people; letters of a name that large cities have in other languages
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


def read_names(language: str) -> Iterator[tuple[str, int]]:
    """Yield the name keys of `data/names_LANGUAGE.bin` with the numbers of their entries; none without such a file."""
    base = base_language(language)
    name = f"names_{base}.bin"
    if not (base.isalpha() and base.isascii() and (files(__package__) / "data" / name).is_file()):
        return
    number = 0
    for line in zlib.decompress(read_pack(name)["names"]).decode().split("\n"):
        step, _, keys = line.partition("\t")
        number += int(step)
        for key in keys.split("|"):
            yield key, number


def likeliest_first(entries: Iterable[GazetteerEntry]) -> list[GazetteerEntry]:
    """Return the entries of one name, each once, in the order in which a reader thinks of them."""
    return sorted(dict.fromkeys(entries), key=_rank, reverse=True)


def is_known_abroad(entry: GazetteerEntry, key: str) -> bool:
    """Return whether a place has names in other languages: a large city, or what nature made."""
    if entry.kind in place_types.NATURAL:
        return True
    return entry.kind in place_types.SETTLEMENTS and entry.population >= _LARGE_CITY and len(key) >= _SHORTEST


def _rank(entry: GazetteerEntry) -> float:
    size: float = len(str(entry.population)) + entry.population / 10 ** len(str(entry.population))
    return size + _RANK_OF_KIND.get(entry.kind, 0.0)


class LocalNames:
    """The names of one language: for each name key the numbers of its entries."""

    def __init__(self, language: str, numbers: Mapping[str, Sequence[int]]) -> None:
        self.language = base_language(language)
        self._numbers = numbers

    def __contains__(self, key: str) -> bool:
        return key in self._numbers

    def numbers(self, key: str) -> Sequence[int]:
        """Return the numbers of the entries of a name key, none if there is no such name."""
        return self._numbers.get(key, ())

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
