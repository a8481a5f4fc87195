"""The gazetteer: which places a name can mean, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import ALTERNATE, DEMONYM, HANDLE, NOBODY, PROPER, Entry, Records
from storymap.gazetteer.hash_table import Table
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.pack import read_pack

MOST = 64  # places of one name that are looked at
_NUMBER = (1 << 19) - 1
_FIRST_CUSTOM = 1 << 20
_BRACKET = re.compile(r"(.*\S)\s*\(([^()]+)\)\s*")
_KINDS = {label: kind for kind, label in enumerate(place_types.LABELS)}


class Match(NamedTuple):
    """A place that a name can mean, and how: PROPER, ALTERNATE or DEMONYM."""

    entry: Entry
    quality: int


@dataclass(frozen=True, slots=True)
class CustomPlace:
    """A place of one's own gazetteer. `lat` and `lon` are degrees; `country` is ISO 3166-1 alpha-2, or ""."""

    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()
    country: str = ""
    population: int = 0
    kind: str = "place"
    properties: Mapping[str, Any] = field(default_factory=dict)


class Gazetteer:
    """The packed gazetteer, with places of one's own over it.

    Lookups need no unpacking. A name's places come the likeliest first: by kind and population, then one's own before
    all others.
    """

    def __init__(self, pack: dict[str, memoryview], custom: Iterable[CustomPlace] = ()) -> None:
        self._pack = pack
        self._records = Records(pack)
        self._table = Table(pack["starts"], pack["tails"], pack["values"], 3)
        self._custom: list[CustomPlace] = list(custom)
        self._custom_names: dict[str, list[Match]] = {}
        self._custom_entries: list[Entry] = []
        for number, place in enumerate(self._custom):
            self._add(number, place)
        self.matches = lru_cache(maxsize=32768)(self._matches)

    def __len__(self) -> int:
        return len(self._records) + len(self._custom)

    def _add(self, number: int, place: CustomPlace) -> None:
        land = self.handle(place.country)
        entry = Entry(
            _FIRST_CUSTOM + number, 0, place.lat, place.lon, place.population, place_types.CUSTOM, place.country,
            NOBODY if land is None else land.number, NOBODY, NOBODY,
        )  # fmt: skip
        self._custom_entries.append(entry)
        for quality, names in ((PROPER, (place.name,)), (ALTERNATE, place.aliases)):
            for name in names:
                self._custom_names.setdefault(name_key(name), []).append(Match(entry, quality))

    def with_places(self, places: Iterable[CustomPlace]) -> Gazetteer:
        """Return a gazetteer that has these places, too; they come before all others of their name."""
        return Gazetteer(self._pack, [*self._custom, *places])

    def lookup(self, name: str, *, demonyms: bool = False, most: int = MOST) -> list[Match]:
        """Return the places that `name` can mean, the likeliest first; none if there is no such name.

        Case, accents, full stops and hyphens do not matter. "Laredo, Texas" and "Laredo, Texas, United States" give the
        places of the first name within places of the others; "Chihuahua (state)" gives those of a kind.
        """
        found = self.matches(name_key(name))
        if not found:
            first, *rest = name.split(",")
            bracket = _BRACKET.fullmatch(first)
            kind = bracket and _KINDS.get(bracket[2].strip().lower())
            if bracket:
                first, rest = bracket[1], rest if kind is not None else [bracket[2], *rest]
            outers = [self._outer(outer) for outer in rest]
            if outers or kind is not None:
                found = tuple(
                    match
                    for match in self._matches(name_key(first), most=None)
                    if kind in (None, match.entry.kind) and all(outer & self.parents(match.entry) for outer in outers)
                )
        elif len(found) >= MOST:
            found = self._matches(name_key(name), most)
        return [match for match in found if demonyms or match.quality != DEMONYM][:most]

    def _outer(self, name: str) -> set[int]:
        """Return the numbers of what a name can mean after a comma: "Texas" is the state, and no county so called."""
        found = [match for match in self.matches(name_key(name)) if match.quality != DEMONYM]
        large = any(match.entry.kind in (place_types.COUNTRY, place_types.STATE) for match in found)
        return {
            m.entry.number for m in found if not (large and m.entry.kind == place_types.COUNTY and m.quality != PROPER)
        }

    def parents(self, entry: Entry) -> set[int]:
        """Return the numbers of the country, state and county that an entry lies in."""
        return {entry.land, entry.state, entry.county} - {NOBODY, entry.number}

    def _matches(self, key: str, most: int | None = MOST) -> tuple[Match, ...]:
        """Return the places of a folded name (see `name_key`), demonyms and all."""
        entry = self._records.entry
        packed = [Match(entry(value & _NUMBER), value >> 19) for value in self._table.find(key)[:most]]
        if not self._custom_names:
            return tuple(packed)
        return (*self._custom_names.get(key, ()), *packed)

    def units_of(self, state: Entry) -> list[int]:
        """Return the numbers of the basemap's units that make up a state, none where that is not known."""
        units = self._pack["unit_states"].cast("I").tolist()
        return [unit for unit, number in enumerate(units) if number == state.number]

    def handle(self, code: str) -> Entry | None:
        """Return the country or unit of a GeoNames code such as "US", "US.TX" or "US.TX.141"."""
        values = self._table.find(f"@{code}") if code else []
        return self._records.entry(values[0] & _NUMBER) if values and values[0] >> 19 == HANDLE else None

    def entry(self, number: int) -> Entry:
        """Return an entry by its number."""
        if number >= _FIRST_CUSTOM:
            return self._custom_entries[number - _FIRST_CUSTOM]
        return self._records.entry(number)

    def custom(self, entry: Entry) -> CustomPlace | None:
        """Return the place of one's own that an entry stands for, or None."""
        return self._custom[entry.number - _FIRST_CUSTOM] if entry.number >= _FIRST_CUSTOM else None

    def name(self, entry: Entry) -> str:
        """Return the name of an entry as it is written, for example "Ciudad Juárez"."""
        own = self.custom(entry)
        return own.name if own else self._records.name(entry.number)

    def full_name(self, entry: Entry) -> str:
        """Return the name with those of the state and country it lies in: "Laredo, Texas, United States"."""
        parts = [self.name(entry)]
        for number in (entry.state, entry.land):
            if number not in (NOBODY, entry.number):
                parts.append(self._records.name(number))
        return ", ".join(dict.fromkeys(parts))


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """Return the gazetteer that ships with the package; it is opened once for a process."""
    return Gazetteer(read_pack("gazetteer.bin"))
