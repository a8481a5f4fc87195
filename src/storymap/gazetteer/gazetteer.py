"""The gazetteer: look-up of the places that a name can mean, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.added import AddedGazetteer, Manifest, added_number
from storymap.gazetteer.entries import (
    ALTERNATE,
    DEMONYM,
    FIRST_ADDED,
    FIRST_CUSTOM,
    GEONAMES_CODE,
    HOUSE_NAME,
    NO_ENTRY,
    PROPER,
    GazetteerEntry,
    PackedEntries,
)
from storymap.gazetteer.hash_table import HashTable
from storymap.gazetteer.local_names import LocalNames, likeliest_first
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.pack import read_pack
from storymap.gazetteer.same_place import LocatedPlace, is_same_place

if TYPE_CHECKING:
    import numpy as np

MOST_MATCHES = 64  # a look-up returns no more places of one name, unless it is asked to
_NUMBER = (1 << 19) - 1
_MOST_ADDED = 16  # places of one name that each added gazetteer has, unless a look-up is asked for all
_IN_BRACKETS = r"(.*\S)\s*\(([^()]+)\)\s*"
_KIND_OF_LABEL = {label: kind for kind, label in enumerate(place_types.LABELS)}


class GazetteerMatch(NamedTuple):
    """A place that a name can mean, and the type of the name for it: PROPER, ALTERNATE, DEMONYM or HOUSE_NAME."""

    entry: GazetteerEntry
    name_type: int


class CustomPlace(NamedTuple):
    """A place of the user's own. `lat` and `lon` are degrees; `country` is an ISO 3166-1 alpha-2 code or ""."""

    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()
    country: str = ""
    population: int = 0
    kind: str = "place"
    properties: Mapping[str, Any] = {}


class Gazetteer:
    """The packed gazetteer, with places of the user's own over it, and gazetteers that the user added beside it.

    A look-up needs no unpacking. It returns the likeliest places of a name first: the user's own before all others,
    then by kind and population, and those of added gazetteers last: nearly all that is large ships.
    """

    def __init__(
        self,
        pack: dict[str, memoryview],
        custom: Iterable[CustomPlace] = (),
        local_names: LocalNames | None = None,
        house_names: Mapping[str, GazetteerEntry] | None = None,
        added: Sequence[AddedGazetteer] = (),
    ) -> None:
        self._pack = pack
        self._added = added
        self._added_of_number = {one.number: one for one in added}
        self._entries = PackedEntries(pack)
        self._table = HashTable(pack["starts"], pack["tails"], pack["values"], 3)
        self._custom: list[CustomPlace] = list(custom)
        self._custom_names: dict[str, list[GazetteerMatch]] = {}
        self._custom_entries: list[GazetteerEntry] = []
        for number, place in enumerate(self._custom):
            self._add(number, place)
        self._house_names = dict(house_names or {})
        self.matches = lru_cache(maxsize=32768)(self._matches)
        self._unit_number = lru_cache(maxsize=8192)(self._number_of_unit)
        self.local_names = local_names

    def __len__(self) -> int:
        return len(self._entries) + len(self._custom) + sum(map(len, self._added))

    def _add(self, number: int, place: CustomPlace) -> None:
        country = self.by_code(place.country)
        entry = GazetteerEntry(
            FIRST_CUSTOM + number, 0, place.lat, place.lon, place.population, place_types.CUSTOM, place.country,
            NO_ENTRY if country is None else country.number, NO_ENTRY, NO_ENTRY,
        )  # fmt: skip
        self._custom_entries.append(entry)
        for name_type, names in ((PROPER, (place.name,)), (ALTERNATE, place.aliases)):
            for name in names:
                self._custom_names.setdefault(name_key(name), []).append(GazetteerMatch(entry, name_type))

    def with_places(self, places: Iterable[CustomPlace]) -> Gazetteer:
        """Return a gazetteer that has these places too. They come before all others of their name."""
        return Gazetteer(self._pack, [*self._custom, *places], self.local_names, self._house_names, self._added)

    def with_added(self, added: Sequence[AddedGazetteer]) -> Gazetteer:
        """Return a gazetteer that has those which the user added beside it, each of another number."""
        return Gazetteer(self._pack, self._custom, self.local_names, self._house_names, added)

    def with_local_names(self, names: LocalNames) -> Gazetteer:
        """Return a gazetteer that has the names of a language too. They come before others, as proper names."""
        return Gazetteer(self._pack, self._custom, names, self._house_names, self._added)

    def with_house_names(self, names: Mapping[str, GazetteerEntry]) -> Gazetteer:
        """Return a gazetteer in which places have other names, too, and are the first that these mean."""
        keys = {name_key(name): entry for name, entry in names.items()}
        return Gazetteer(self._pack, self._custom, self.local_names, {**self._house_names, **keys}, self._added)

    def lookup(self, name: str, *, demonyms: bool = False, most: int = MOST_MATCHES) -> list[GazetteerMatch]:
        """Return the places that `name` can mean, the likeliest first; none if there is no such name.

        Case, accents, full stops and hyphens do not matter. "Laredo, Texas" and "Laredo, Texas, United States" find the
        places of the first name that lie in places of the others; "Chihuahua (state)" finds those of a kind.
        """
        found = self.matches(name_key(name))
        if not found:
            first, *rest = name.split(",")
            bracketed = re.fullmatch(_IN_BRACKETS, first)
            kind = bracketed and _KIND_OF_LABEL.get(bracketed[2].strip().lower())
            if bracketed:
                first, rest = bracketed[1], rest if kind is not None else [bracketed[2], *rest]
            containers = [self._container_numbers(container) for container in rest]
            if containers or kind is not None:
                found = tuple(
                    match
                    for match in self._matches(name_key(first), most=None)
                    if kind in (None, match.entry.kind)
                    and all(numbers & self.parents(match.entry) for numbers in containers)
                )
        elif len(found) >= MOST_MATCHES:
            found = self._matches(name_key(name), most)
        return [match for match in found if demonyms or match.name_type != DEMONYM][:most]

    def _container_numbers(self, name: str) -> set[int]:
        """Return the numbers of what a name can mean after a comma: "Texas" is the state, and no county so called."""
        found = [match for match in self.matches(name_key(name)) if match.name_type != DEMONYM]
        large = any(match.entry.kind in (place_types.COUNTRY, place_types.STATE) for match in found)
        return {
            m.entry.number
            for m in found
            if not (large and m.entry.kind == place_types.COUNTY and m.name_type != PROPER)
        }

    def parents(self, entry: GazetteerEntry) -> set[int]:
        """Return the numbers of the country, state and county that an entry lies in."""
        return {entry.country_number, entry.state, entry.county} - {NO_ENTRY, entry.number}

    def _matches(self, key: str, most: int | None = MOST_MATCHES) -> tuple[GazetteerMatch, ...]:
        """Return the places of a name key (see `name_key`), those that have it as a demonym too."""
        # The places of a name are kept together, and seldom are those of another one.
        unpacked = self._entries.unpacked
        packed = [GazetteerMatch(unpacked(value & _NUMBER), value >> 19) for value in self._table.find(key)[:most]]
        own: Sequence[GazetteerMatch] = self._custom_names.get(key, ())
        house = self._house_names.get(key)
        if house is not None:
            own = (GazetteerMatch(house, HOUSE_NAME), *(match for match in own if match.entry.number != house.number))
            packed = [match for match in packed if match.entry.number != house.number]
        numbers = self.local_names.numbers(key) if self.local_names else ()
        local = [GazetteerMatch(one, PROPER) for one in likeliest_first(map(self._entries.entry, numbers))]
        if local:
            local = [match for match in local if house is None or match.entry.number != house.number]
            packed = [match for match in packed if match.entry.number not in numbers]
        found = [*own, *local, *packed]
        for added in self._added:
            self._append_added(added, key, most, found)
        return tuple(found)

    def has_added(self, key: str) -> bool:
        """Return whether an added gazetteer has a name key."""
        return any(added.rows(key, 1) for added in self._added)

    def _append_added(self, added: AddedGazetteer, key: str, most: int | None, found: list[GazetteerMatch]) -> None:
        """Append the places that an added gazetteer has of a name key, but for those that were found before."""
        for row, name_type in added.rows(key, None if most is None else min(most, _MOST_ADDED)):
            entry = self._added_entry(added, row)
            if not any(is_same_place(entry, match.entry) for match in found):
                found.append(GazetteerMatch(entry, name_type))

    def _added_entry(self, added: AddedGazetteer, row: int) -> GazetteerEntry:
        """Return the entry of a row: the shipped gazetteer's own where that has the place."""
        entry, codes, is_shipped = added.entry(row)
        if is_shipped and (shipped := self.shipped_twin(name_key(added.place_name(row)), entry)) is not None:
            return shipped
        country, state, county = map(self._unit_number, codes)
        return entry._replace(country=codes[0], country_number=country, state=state, county=county)

    def _number_of_unit(self, code: str) -> int:
        unit = self.by_code(code)
        return NO_ENTRY if unit is None else unit.number

    def shipped_twin(self, key: str, place: LocatedPlace) -> GazetteerEntry | None:
        """Return the shipped entry that is the same place as one of this name key, or None."""
        entries = (self._entries.entry(value & _NUMBER) for value in self._table.find(key))
        return next((entry for entry in entries if is_same_place(place, entry)), None)

    def units_of(self, state: GazetteerEntry) -> tuple[int, ...]:
        """Return the numbers of the basemap's units that make up a state, none where that is not known."""
        return tuple(self._units.get(state.number, ()))

    @cached_property
    def _units(self) -> dict[int, list[int]]:
        units: dict[int, list[int]] = {}
        for unit, state in enumerate(self._pack["unit_states"].cast("I")):
            units.setdefault(state, []).append(unit)
        return units

    def by_code(self, code: str) -> GazetteerEntry | None:
        """Return the country or unit of a GeoNames code such as "US", "US.TX" or "US.TX.141"."""
        values = self._table.find(f"@{code}") if code else []
        return self._entries.entry(values[0] & _NUMBER) if values and values[0] >> 19 == GEONAMES_CODE else None

    def by_geonameid(self, geonameid: int) -> GazetteerEntry | None:
        """Return the place that has a GeoNames id, None if there is none. Takes milliseconds."""
        number = self._entries.number_of(geonameid)
        return None if number is None else self._entries.entry(number)

    def entry(self, number: int) -> GazetteerEntry:
        """Return an entry by its number."""
        if number >= FIRST_ADDED:
            gazetteer, row = added_number(number)
            return self._added_entry(self._added_of_number[gazetteer], row)
        if number >= FIRST_CUSTOM:
            return self._custom_entries[number - FIRST_CUSTOM]
        return self._entries.entry(number)

    def custom(self, entry: GazetteerEntry) -> CustomPlace | None:
        """Return the place of the user's own that an entry stands for, or None."""
        is_own = FIRST_CUSTOM <= entry.number < FIRST_ADDED
        return self._custom[entry.number - FIRST_CUSTOM] if is_own else None

    def added_from(self, entry: GazetteerEntry) -> Manifest | None:
        """Return what the added gazetteer is that an entry comes from, None for an entry that ships."""
        if entry.number < FIRST_ADDED:
            return None
        return self._added_of_number[added_number(entry.number)[0]].manifest

    @property
    def added(self) -> tuple[Manifest, ...]:
        """What the added gazetteers are."""
        return tuple(added.manifest for added in self._added)

    def is_over(self, other: Gazetteer) -> bool:
        """Return whether the packed places are those of another gazetteer: `name_tables` begins with the same table."""
        return self._pack is other._pack

    def name_tables(
        self, *, has_packed: bool = True
    ) -> Iterator[tuple[int, list[str], np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
        """Yield the names of all places in a few tables: the first number, names, kinds and populations.

        The packed places come first; without `has_packed` they are left out.
        """
        import numpy as np

        if has_packed:
            yield 0, self._entries.names(), *self._entries.kinds_and_populations()
        if self._custom:
            kinds = np.full(len(self._custom), place_types.CUSTOM)
            populations = np.array([place.population for place in self._custom])
            yield FIRST_CUSTOM, [place.name for place in self._custom], kinds, populations
        for added in self._added:
            yield added.first, added.names(), *added.kinds_and_populations()

    def name(self, entry: GazetteerEntry) -> str:
        """Return the name of an entry as it is written, for example "Ciudad Juárez"."""
        if entry.number >= FIRST_ADDED:
            gazetteer, row = added_number(entry.number)
            return self._added_of_number[gazetteer].place_name(row)
        own = self.custom(entry)
        return own.name if own else self._entries.name(entry.number)

    def full_name(self, entry: GazetteerEntry) -> str:
        """Return the name of an entry and of its state and country: "Laredo, Texas, United States"."""
        parts = [self.name(entry)]
        for number in (entry.state, entry.country_number):
            if number not in (NO_ENTRY, entry.number):
                parts.append(self._entries.name(number))
        return ", ".join(dict.fromkeys(parts))


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """Return the gazetteer that ships with the package. A process opens it once."""
    return Gazetteer(read_pack("gazetteer.bin"))


def any_lies_in(matches: Iterable[GazetteerMatch], containers: Iterable[GazetteerMatch]) -> bool:
    """Return whether any of some places lies in any of others."""
    numbers = {match.entry.number for match in containers}
    return any(
        number in numbers and number != match.entry.number
        for match in matches
        for number in (match.entry.country_number, match.entry.state, match.entry.county)
    )
