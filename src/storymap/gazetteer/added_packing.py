"""Packs the places of a file into a gazetteer of a user's (see `added`): the same bytes for the same places."""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from storymap.errors import PlacesError, Problem
from storymap.gazetteer import place_types
from storymap.gazetteer.added import IS_SHIPPED, RECORD, ROW_BITS, STEPS, WIDTH, Manifest
from storymap.gazetteer.country_outlines import countries_at
from storymap.gazetteer.entries import ALTERNATE, PROPER
from storymap.gazetteer.hash_table import hash_number, pack_table
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.pack import packed
from storymap.gazetteer.repeated_places import repeated_rows
from storymap.limits import MOST_GAZETTEER_NAMES, MOST_GAZETTEER_PLACES

if TYPE_CHECKING:
    import numpy as np

    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer

_MOST_TRIED = 6  # names of a place under which the shipped gazetteer is asked for it
# Of an alias without capitals: the people of a place that is meant by few letters, and by more of them.
_FEW_LETTERS, _KNOWN_BY_FEW_LETTERS, _KNOWN_ABROAD = 3, 1_000_000, 50_000
_LONGEST_CODE = 40  # characters
_LARGEST_NUMBER = (1 << 32) - 1
_RANK_OF_KIND = {place_types.CAPITAL: 1.5, place_types.SEAT: 0.5, place_types.STATE: 1.0, place_types.COUNTY: -1.0}
_RANK_OF_ALTERNATE = 1.5
# The columns of a record, as types of `array`.
_COLUMNS = {"lat": "i", "lon": "i", "population": "I", "geonameid": "I", "group": "I", "kind": "B", "flags": "B"}
_WORLD = frozenset({place_types.CONTINENT, place_types.COUNTRY})


class PlaceRecord(NamedTuple):
    """A place of a file. `lat` and `lon` are degrees; `kind` is one of `place_types`.

    `country`, `state` and `county` are codes of GeoNames such as "DE", "DE.05", "DE.05.051", "" where not known.
    """

    name: str
    lat: float
    lon: float
    kind: int = place_types.LOCAL
    aliases: tuple[str, ...] = ()
    country: str = ""
    state: str = ""
    county: str = ""
    population: int = 0
    geonameid: int = 0


class GazetteerPacker:
    """Takes places one after the other and packs them. `where` is the file that they are from, for messages."""

    def __init__(self, shipped: Gazetteer, where: str) -> None:
        self._shipped = shipped
        self._where = where
        self._columns = {key: array(kind) for key, kind in _COLUMNS.items()}
        self._names = bytearray()
        self._offsets = array("I", [0])
        self._groups: dict[tuple[str, str, str], int] = {}
        self._hashes, self._rows, self._ranks, self._types = array("q"), array("I"), array("f"), array("B")

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def add(self, place: PlaceRecord) -> None:
        """Take a place, but for what the shipped gazetteer has already. Raises PlacesError if there are too many."""
        names = [place.name, *(name for name in place.aliases if _tells(name, place.population))]
        keys: dict[str, str] = {}
        for name in names:
            keys.setdefault(name_key(name), name)
        known_as, twin = self._twin(place, keys)
        if twin is None:
            self._add(place, place.name, list(keys), 0)
        elif twin.kind not in _WORLD:  # names of countries in the languages come from the CLDR
            new = [key for key in keys if not self._finds(key, twin)]
            if new:
                self._add(place, known_as, ["", *new], IS_SHIPPED)

    def _twin(self, place: PlaceRecord, keys: dict[str, str]) -> tuple[str, GazetteerEntry | None]:
        """Return the shipped entry that is this place, and the name under which it was found."""
        for key, _ in zip(keys, range(_MOST_TRIED), strict=False):
            twin = self._shipped.shipped_twin(key, place)
            if twin is not None:
                return keys[key], twin
        return "", None

    def _finds(self, key: str, twin: GazetteerEntry) -> bool:
        return any(match.entry.number == twin.number for match in self._shipped.matches(key))

    def _add(self, place: PlaceRecord, name: str, keys: list[str], flags: int) -> None:
        """Add a place with its name keys: the first of its proper name, "" if that is known."""
        row = len(self)
        if row == MOST_GAZETTEER_PLACES or len(self._hashes) + len(keys) > MOST_GAZETTEER_NAMES:
            what = f"more than {MOST_GAZETTEER_PLACES:,} places or {MOST_GAZETTEER_NAMES:,} names are new in it"
            raise PlacesError(Problem(self._where, what, "take some countries of it, with --country"))
        codes = (_code(place.country), _code(place.state), _code(place.county))
        group = self._groups.setdefault(codes, len(self._groups))
        for key, value in zip(
            _COLUMNS,
            (
                round(place.lat * STEPS), round(place.lon * STEPS), min(max(place.population, 0), _LARGEST_NUMBER),
                min(max(place.geonameid, 0), _LARGEST_NUMBER), group, place.kind, flags,
            ),
            strict=True,
        ):  # fmt: skip
            self._columns[key].append(value)
        self._names += name.encode()
        self._offsets.append(len(self._names))
        for number, key in enumerate(keys):
            if len(key) >= 2:
                name_type = ALTERNATE if number or flags else PROPER
                self._hashes.append(hash_number(key))
                self._rows.append(row)
                self._ranks.append(-_rank(place, name_type))
                self._types.append(name_type)

    def pack(self, manifest: Manifest) -> bytes:
        """Return the packed file. What the file says twice is there once; the manifest's numbers are put in."""
        import numpy as np

        columns = {key: np.array(column) for key, column in self._columns.items()}
        hashes, rows, types = (np.array(column) for column in (self._hashes, self._rows, self._types))
        order = np.lexsort((rows, np.array(self._ranks), hashes))
        hashes, rows, types = hashes[order], rows[order], types[order]
        proper = types == PROPER
        first = repeated_rows(hashes[proper], rows[proper], columns)
        kept = np.flatnonzero(first == np.arange(len(first)))
        numbers = np.zeros(len(first), np.int64)
        numbers[kept] = np.arange(len(kept))
        once = _first_of_each(hashes, first[rows])
        values = numbers[first[rows[once]]] | types[once].astype(np.int64) << ROW_BITS
        sections = {
            "manifest": manifest._replace(places=len(kept), names=len(once)).to_json(),
            "groups": self._located_groups(columns),
            "records": _records({key: column[kept] for key, column in columns.items()}),
            **self._kept_names(kept),
            **pack_table(hashes[once], values, WIDTH),
        }
        return bytes(packed(sections))

    def _located_groups(self, columns: dict[str, np.ndarray[Any, Any]]) -> bytes:
        """Return the groups' codes; places of no country get that in whose outline they lie, in `columns`."""
        import numpy as np

        groups = self._groups
        nowhere = np.flatnonzero(columns["group"] == groups.get(("", "", ""), -1))
        if len(nowhere):
            found = countries_at(columns["lon"][nowhere] / STEPS, columns["lat"][nowhere] / STEPS)
            columns["group"][nowhere] = [groups.setdefault((code, "", ""), len(groups)) for code in found]
        return "\n".join("|".join(group) for group in groups).encode("ascii", "replace")

    def _kept_names(self, kept: np.ndarray[Any, Any]) -> dict[str, bytes]:
        import numpy as np

        ends = np.array(self._offsets, np.int64)
        lengths = ends[1:] - ends[:-1]
        is_kept = np.zeros(len(lengths), bool)
        is_kept[kept] = True
        names = np.frombuffer(bytes(self._names), np.uint8)[np.repeat(is_kept, lengths)]
        ends = np.concatenate([[0], np.cumsum(lengths[kept])])
        return {"offsets": ends.astype("<u4").tobytes(), "names": names.tobytes()}


def _code(text: str) -> str:
    """Return a code of GeoNames, "" for what is none."""
    return text if len(text) <= _LONGEST_CODE and text.isascii() and text.replace(".", "").isalnum() else ""


def _tells(name: str, population: int) -> bool:
    """Return whether a name is likelier the place than a word: without capitals nothing but its size tells."""
    if name.upper() != name.lower():
        return True
    letters = sum(map(str.isalpha, name))
    return population >= (_KNOWN_BY_FEW_LETTERS if letters <= _FEW_LETTERS else _KNOWN_ABROAD)


def _first_of_each(hashes: np.ndarray[Any, Any], rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return where each pair of a name and a place stands first, in order: a place has a name once."""
    import numpy as np

    order = np.lexsort((np.arange(len(rows)), rows, hashes))
    h, r = hashes[order], rows[order]
    is_first = np.ones(len(order), bool)
    is_first[1:] = (h[1:] != h[:-1]) | (r[1:] != r[:-1])
    return np.sort(order[is_first])


def _records(columns: dict[str, np.ndarray[Any, Any]]) -> bytes:
    import numpy as np

    formats = [("lat", "<i4"), ("lon", "<i4"), ("population", "<u4"), ("geonameid", "<u4"), ("group", "<u4"),
               ("kind", "u1"), ("flags", "u1"), ("filler", "<u2")]  # fmt: skip
    table = np.zeros(len(columns["lat"]), formats)
    for key, column in columns.items():
        table[key] = column
    assert table.itemsize == RECORD.size  # noqa: S101 - the same record, written at once
    return table.tobytes()


def _rank(place: PlaceRecord, name_type: int) -> float:
    """Return how likely a reader means a place by a name: the order of a name's places."""
    size = math.log10(max(place.population, 0) + 1)
    return size + _RANK_OF_KIND.get(place.kind, 0.0) - (_RANK_OF_ALTERNATE if name_type == ALTERNATE else 0.0)
