"""Entries of the gazetteer: one place each, unpacked from the packed file one at a time."""

from __future__ import annotations

import zlib
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from storymap.gazetteer import place_types

if TYPE_CHECKING:
    import numpy as np

# The type of a name: how it stands to the place that it was found for. GEONAMES_CODE is a key such as "@US.TX";
# HOUSE_NAME is what a newsroom calls a place.
PROPER, ALTERNATE, DEMONYM, GEONAMES_CODE, HOUSE_NAME = 0, 1, 2, 3, 4

# Bytes of an entry's record: longitude and latitude (22 bits each) and kind (4 bits), GeoNames id (3 bytes), population
# (2 bytes) and group (2 bytes). As numbers that begin with bytes: longitude and the lowest bits of the latitude, its
# others and kind, id (2 and 1 bytes), population, group.
RECORD = 13
_RECORD = Struct("<IHHBHH")
COORDINATE_BITS = 22
GROUP = 9  # bytes of a group: the entries of country, state and county (19 bits each) and the country code (8 bits)
NAMES_IN_CHUNK = 512
NO_ENTRY = (1 << 19) - 1
COORDINATE_STEPS = 1 << COORDINATE_BITS  # of 10 metres at most
# Numbers from here on are those of places of the user's own, and of places of gazetteers that the user added.
FIRST_CUSTOM, FIRST_ADDED = 1 << 20, 1 << 24

_ID_AT = 6  # bytes of a record before its GeoNames id
_ONE_COORDINATE = COORDINATE_STEPS - 1
_LOW_BITS = 32 - COORDINATE_BITS  # of a latitude that are in one number with the longitude
_POWERS = tuple(10**power for power in range(16))  # of a population's first digits


class GazetteerEntry(NamedTuple):
    """One place of the gazetteer. `lat` and `lon` are degrees; `kind` is one of `place_types`.

    `country_number`, `state` and `county` are the numbers of the entries that the place lies in, or NO_ENTRY;
    `country` is the country's ISO 3166-1 alpha-2 code, "" where there is none.
    """

    number: int
    geonameid: int
    lat: float
    lon: float
    population: int
    kind: int
    country: str
    country_number: int
    state: int
    county: int


def is_local(entry: GazetteerEntry) -> bool:
    """Return whether a place is a brook, a hill, a landmark or so of a gazetteer that the user added.

    The rivers and mountains that ship are known to all; of all those of a country few are.
    """
    return entry.kind == place_types.LOCAL or (entry.kind in place_types.NATURAL and entry.number >= FIRST_ADDED)


class PackedEntries:
    """The entries of the packed file, by number."""

    def __init__(self, pack: dict[str, memoryview]) -> None:
        self._records = pack["records"]
        self._groups = pack["groups"]
        self._chunks = pack["name_chunks"].cast("I")
        self._names = pack["names"]
        self._codes = bytes(pack["country_codes"]).decode("ascii").split("\n")
        self.entry = lru_cache(maxsize=8192)(self.unpacked)
        self._parents = lru_cache(maxsize=8192)(self._unpack_group)
        self._chunk = lru_cache(maxsize=64)(self._unpack_chunk)

    def __len__(self) -> int:
        return len(self._records) // RECORD

    def unpacked(self, number: int) -> GazetteerEntry:
        """Return an entry by its number, unpacked anew: `entry` keeps the latest ones."""
        position, latitude_and_kind, low_id, high_id, population, group = _RECORD.unpack_from(
            self._records, number * RECORD
        )
        country, country_number, state, county = self._parents(group)
        latitude = position >> COORDINATE_BITS | (latitude_and_kind & 0xFFF) << _LOW_BITS
        return GazetteerEntry(
            number,
            low_id | high_id << 16,
            latitude * 180 / COORDINATE_STEPS - 90,
            (position & _ONE_COORDINATE) * 360 / COORDINATE_STEPS - 180,
            (population & 0xFFF) * _POWERS[population >> 12],
            latitude_and_kind >> 12,
            country,
            country_number,
            state,
            county,
        )

    def _unpack_group(self, group: int) -> tuple[str, int, int, int]:
        """Return the country's code, and the numbers of country, state and county."""
        parents = int.from_bytes(self._groups[group * GROUP : (group + 1) * GROUP], "little")
        code = self._codes[parents >> 57]
        return code, parents & NO_ENTRY, parents >> 19 & NO_ENTRY, parents >> 38 & NO_ENTRY

    def number_of(self, geonameid: int) -> int | None:
        """Return the number of the entry that has a GeoNames id, None if there is none. Takes milliseconds."""
        if not 0 < geonameid < 1 << 24:
            return None
        wanted, records = geonameid.to_bytes(3, "little"), bytes(self._records)
        at = records.find(wanted)
        while at >= 0 and at % RECORD != _ID_AT:
            at = records.find(wanted, at + 1)
        return at // RECORD if at >= 0 else None

    def name(self, number: int) -> str:
        """Return the name of an entry as it is written."""
        chunk, row = divmod(number, NAMES_IN_CHUNK)
        return self._chunk(chunk)[row]

    def names(self) -> list[str]:
        """Return the names of all entries, by number."""
        return [name for chunk in range(len(self._chunks) - 1) for name in self._unpack_chunk(chunk)]

    def kinds_and_populations(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return the kind and the population of each entry, by number."""
        import numpy as np

        records = np.frombuffer(self._records, dtype=np.uint8).reshape(-1, RECORD).astype(np.int64)
        sizes = records[:, 9] | records[:, 10] << 8
        return records[:, 5] >> 4, (sizes & 0xFFF) * 10 ** (sizes >> 12)

    def _unpack_chunk(self, chunk: int) -> list[str]:
        packed = self._names[self._chunks[chunk] : self._chunks[chunk + 1]]
        return zlib.decompress(packed).decode().split("\n")
