"""Gazetteers that a user added: each one packed file, looked up beside the one that ships.

A file has the sections of a hash table (`hash_table`), whose values are rows with the type of the name in the upper
bits, `records` (RECORD bytes a row), `offsets` and `names` (UTF-8), `groups` (the codes of country, state and
county, a line each) and `manifest` (JSON). Nothing in it refers to the shipped gazetteer by number, so that it
outlives that one's versions.
"""

from __future__ import annotations

import json
import struct
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import ALTERNATE, FIRST_ADDED, NO_ENTRY, PROPER, GazetteerEntry
from storymap.gazetteer.hash_table import BUCKET_BITS, TAIL, HashTable
from storymap.gazetteer.pack import map_pack
from storymap.limits import LARGEST_GAZETTEER_MANIFEST, MOST_GAZETTEER_PLACES

if TYPE_CHECKING:
    import numpy as np

FORMAT = 1
WIDTH = 4  # bytes of a value
ROW_BITS = 24
RECORD = struct.Struct("<iiIIIBBxx")  # lat, lon, population, GeoNames id, group, kind, flags
STEPS = 10**6  # of a degree
IS_SHIPPED = 1  # flag: the shipped gazetteer has the place under its name here; the other names are new
_ROW = (1 << ROW_BITS) - 1
_TEXTS = ("title", "maker", "source", "sha256", "licence", "credit")
_LONGEST_TEXT = 1_000  # characters


class Manifest(NamedTuple):
    """What a gazetteer is: its title, who made it, the file or package it is from, its licence, whom to credit."""

    title: str
    maker: str
    source: str
    sha256: str
    licence: str
    credit: str
    places: int
    names: int

    def to_json(self) -> bytes:
        """Return the manifest as it stands in a pack."""
        data = {"format": FORMAT, **{key: getattr(self, key) for key in self._fields}}
        return json.dumps(data, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Return the manifest of a pack. Raises ValueError for one that is none, or of another version."""
        try:
            found = json.loads(data)
        except RecursionError:
            raise ValueError("no manifest") from None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ValueError("another version")
        texts = {key: found.get(key) for key in _TEXTS}
        counts = {key: found.get(key) for key in ("places", "names")}
        if not all(isinstance(text, str) and len(text) <= _LONGEST_TEXT for text in texts.values()):
            raise ValueError("no manifest")
        if not all(isinstance(count, int) for count in counts.values()):
            raise ValueError("no manifest")
        return cls(**texts, **counts)  # type: ignore[arg-type]


class AddedGazetteer:
    """One added gazetteer, mapped into memory. `number` tells it from others: the first is 0."""

    def __init__(self, name: str, sections: dict[str, memoryview], number: int = 0) -> None:
        self.name = name
        self.number = number
        self.manifest = Manifest.from_json(_checked_manifest(sections))
        self._records = sections["records"]
        self._offsets = sections["offsets"].cast("I")
        self._names = sections["names"]
        self._groups = sections["groups"]
        self._table = HashTable(sections["starts"], sections["tails"], sections["values"], WIDTH)
        self._count = len(self._records) // RECORD.size
        self._check(sections)
        self.first = FIRST_ADDED + (number << ROW_BITS)
        self._codes = lru_cache(maxsize=1)(self._read_codes)

    def _check(self, sections: dict[str, memoryview]) -> None:
        """Raise ValueError where the sections do not belong together: what is in them is looked at when it is read."""
        rows = len(sections["values"]) // WIDTH
        if (
            self._count > MOST_GAZETTEER_PLACES
            or len(self._records) != self._count * RECORD.size
            or len(self._offsets) != self._count + 1
            or self._offsets[self._count] != len(self._names)
            or len(sections["starts"]) != 4 * ((1 << BUCKET_BITS) + 1)
            or sections["starts"].cast("I")[1 << BUCKET_BITS] != rows
            or len(sections["tails"]) != rows * TAIL
            or len(sections["values"]) != rows * WIDTH
        ):
            raise ValueError("damaged")

    def __len__(self) -> int:
        return self._count

    def rows(self, key: str, most: int | None) -> list[tuple[int, int]]:
        """Return the rows of a name key with the type that the name has for each, the likeliest first."""
        found = [(value & _ROW, value >> ROW_BITS) for value in self._table.find(key)[:most]]
        return [(row, PROPER if kind == PROPER else ALTERNATE) for row, kind in found if row < self._count]

    def entry(self, row: int) -> tuple[GazetteerEntry, tuple[str, ...], bool]:
        """Return an entry without what it lies in, the codes of these, and whether the shipped gazetteer has it."""
        lat, lon, population, geonameid, group, kind, flags = RECORD.unpack_from(self._records, row * RECORD.size)
        codes = self._codes()
        entry = GazetteerEntry(
            self.first + row,
            geonameid,
            max(-90.0, min(90.0, lat / STEPS)),
            max(-180.0, min(180.0, lon / STEPS)),
            population,
            min(kind, len(place_types.LABELS) - 1),
            "",
            NO_ENTRY,
            NO_ENTRY,
            NO_ENTRY,
        )
        return entry, codes[group] if group < len(codes) else ("", "", ""), bool(flags & IS_SHIPPED)

    def place_name(self, row: int) -> str:
        """Return the name of a row's place as it is written."""
        return bytes(self._names[self._offsets[row] : self._offsets[row + 1]]).decode("utf-8", "replace")

    def names(self) -> list[str]:
        """Return the names of all places, by row."""
        return [self.place_name(row) for row in range(self._count)]

    def kinds_and_populations(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return the kind and the population of each place, by row."""
        import numpy as np

        columns = np.dtype(
            [("at", "<i4", 2), ("population", "<u4"), ("other", "<u4", 2), ("kind", "u1"), ("end", "u1", 3)]
        )
        records = np.frombuffer(self._records, dtype=columns)
        return np.minimum(records["kind"], len(place_types.LABELS) - 1), records["population"]

    def _read_codes(self) -> list[tuple[str, ...]]:
        lines = bytes(self._groups).decode("ascii", "replace").split("\n")
        return [tuple((line.split("|") + ["", "", ""])[:3]) for line in lines]


def _checked_manifest(sections: dict[str, memoryview]) -> bytes:
    needed = {"manifest", "records", "offsets", "names", "groups", "starts", "tails", "values"}
    if not needed <= sections.keys() or len(sections["manifest"]) > LARGEST_GAZETTEER_MANIFEST:
        raise ValueError("no gazetteer")
    return bytes(sections["manifest"])


def open_added_pack(path: Path, name: str, number: int = 0) -> AddedGazetteer:
    """Return the gazetteer of a packed file. Raises ValueError if it is damaged or of another version, and OSError."""
    if not path.is_file():  # opening a pipe would wait for ever
        raise ValueError("no file")
    try:
        return AddedGazetteer(name, map_pack(path), number)
    except (TypeError, KeyError, AttributeError, RecursionError) as error:  # a directory of other things
        raise ValueError("no gazetteer") from error


def added_number(number: int) -> tuple[int, int]:
    """Return which of the added gazetteers an entry's number belongs to, and its row there."""
    return divmod(number - FIRST_ADDED, 1 << ROW_BITS)
