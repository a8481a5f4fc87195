"""The names of places in one language, as its articles write them, beside those that the gazetteer has anyway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.hash_table import HashTable
from storymap.gazetteer.pack import read_pack

_MOST_CACHED = 32_768  # words
KEY_BITS, FIRST_BITS, BEGINNING_BITS = 13, 10, 12  # of the buckets of the packed tables
UNDIVIDED = frozenset({"zh", "ja", "th", "lo", "km", "my", "bo"})  # languages that do not divide words
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


def likeliest_first(entries: Iterable[GazetteerEntry]) -> list[GazetteerEntry]:
    """Return the entries of one name, each once, in the order in which a reader thinks of them."""
    return sorted(dict.fromkeys(entries), key=_rank, reverse=True)


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

    def begins_several(self, word: str) -> bool:
        """Return whether a word begins names of several words."""
        return word in self._first_of_several

    def begins(self, word: str) -> bool:
        """Return whether a word is a name or begins one."""
        return word in self or self.begins_several(word)

    def longest(self, beginning: str) -> int:
        """Return the length of the longest name that begins with these letters, BEGINNING of them; 0 if none does."""
        return self._beginnings.get(beginning, 0)

    @cached_property
    def _first_of_several(self) -> frozenset[str]:
        return frozenset(key.partition(" ")[0] for key in self._numbers if " " in key)

    @cached_property
    def _beginnings(self) -> dict[str, int]:
        longest: dict[str, int] = defaultdict(int)
        for key in self._numbers:
            longest[key[:BEGINNING]] = max(longest[key[:BEGINNING]], len(key))
        return longest


class PackedNames(LocalNames):
    """The names of one language in a packed file that ships with the package. A look-up needs no unpacking."""

    def __init__(self, language: str, pack: Mapping[str, memoryview]) -> None:
        super().__init__(language, {})
        self._keys = HashTable(pack["key_starts"], pack["key_tails"], pack["key_values"], 3, KEY_BITS)
        self._firsts = HashTable(pack["first_starts"], pack["first_tails"], pack["first_values"], 0, FIRST_BITS)
        self._lengths = None
        if self.language in UNDIVIDED:
            starts, tails, values = (pack[f"beginning_{part}"] for part in ("starts", "tails", "values"))
            self._lengths = HashTable(starts, tails, values, 1, BEGINNING_BITS)
        # A text asks for the same words again and again.
        self.numbers = lru_cache(maxsize=_MOST_CACHED)(self._keys.find)  # type: ignore[method-assign]
        self.begins_several = lru_cache(maxsize=_MOST_CACHED)(self._firsts.__contains__)  # type: ignore[method-assign]
        self.longest = lru_cache(maxsize=_MOST_CACHED)(self._longest)  # type: ignore[method-assign]

    def __contains__(self, key: str) -> bool:
        return bool(self.numbers(key))

    def _longest(self, beginning: str) -> int:
        found = self._lengths.find(beginning) if self._lengths else []
        return found[0] if found else 0


def packed_names(language: str) -> PackedNames | None:
    """Return the names of a language that ship with the package; None where it has no file of them."""
    base = base_language(language)
    if not (base.isalpha() and base.isascii()):
        return None
    try:
        return PackedNames(base, read_pack(f"names_{base}.bin"))
    except FileNotFoundError:
        return None
