"""Makes the packed gazetteer and lexicon and their manifest: `python -m tools.gazetteer.build`."""

from __future__ import annotations

import zlib
from pathlib import Path

import babel

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import (
    ALTERNATE,
    COORDINATE_BITS,
    COORDINATE_STEPS,
    DEMONYM,
    GEONAMES_CODE,
    GROUP,
    NAMES_IN_CHUNK,
    NO_ENTRY,
    PROPER,
)
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.lexicon import WORD_BITS
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.pack import read_pack
from tools.basemap.natural_earth import read_units
from tools.packages import FetchError, fetch, read_sources, write_manifest

from .areas import write_areas
from .lakes import read_lakes
from .lexicon import read_lexicon
from .local_names import write_local_names
from .packing import pack_table, write_pack
from .places import Place, read_alternates, read_places
from .short_names import add_short_names
from .units import mend_points, points_of_units, states_of_units
from .villages import add_villages

LISTING = Path(__file__).with_name("sources.json")
DATA = Path(__file__).parents[2] / "src/storymap/gazetteer/data"
_POSTING_WIDTH = 3  # bytes
_LARGEST_MANTISSA = 4095
# How much likelier a bare name means a place of this kind, in orders of magnitude of population.
_RANK_OF_KIND = {
    place_types.CONTINENT: 4.0,
    place_types.COUNTRY: 3.5,
    place_types.CAPITAL: 1.5,
    place_types.SEAT: 0.5,
    place_types.COUNTY: -1.0,
    place_types.QUARTER: -0.7,
    place_types.FORMER: -1.5,
    place_types.STATE: 1.0,
}


def main() -> None:
    """Build all packs into the package's data folder."""
    sources = read_sources(LISTING)
    if babel.__version__ != sources["cldr"].version:
        raise FetchError(f"Babel is {babel.__version__}, the listing says {sources['cldr'].version}")
    archives = {name: fetch(source) for name, source in sources.items() if name != "cldr"}
    areas = read_units(archives["admin1"])
    places = read_places(archives, points_of_units(areas))
    alternates = read_alternates(archives)
    add_villages(archives["villages"], places, alternates)
    add_short_names(places)
    lakes = list(read_lakes(archives["lakes"], places))
    places.sort(key=lambda p: (p.country, p.state, p.county, p.kind, -p.population, p.geonameid, p.name))
    units = states_of_units(areas, places)
    mend_points(areas, units, places)
    sections = {**_records(places), "unit_states": _unit_states(units, places)}
    write_pack(DATA / "gazetteer.bin", {**sections, **pack_table(_postings(places), _POSTING_WIDTH)})
    write_local_names(DATA, places, alternates, archives["admin1"], lakes, Gazetteer(read_pack("gazetteer.bin")))
    write_areas(DATA / "areas.bin", read_pack("gazetteer.bin")["unit_states"])
    write_pack(DATA / "lexicon.bin", pack_table(read_lexicon(archives["words"], archives["people"]), 1, WORD_BITS))
    write_manifest(DATA, "*.bin", sources)


def _records(places: list[Place]) -> dict[str, bytes]:
    numbers = {place.code: number for number, place in enumerate(places) if place.code}
    codes = sorted({place.country for place in places})
    groups: dict[tuple[str, str, str], int] = {}
    records = bytearray()
    for place in places:
        group = groups.setdefault((place.country, place.state, place.county), len(groups))
        position = _grid_step(place.lon + 180, 360) | _grid_step(place.lat + 90, 180) << COORDINATE_BITS
        records += (position | place.kind << 2 * COORDINATE_BITS).to_bytes(6, "little")
        records += place.geonameid.to_bytes(3, "little") + _size(place.population).to_bytes(2, "little")
        records += group.to_bytes(2, "little")
    parents = b"".join(
        (
            numbers.get(country, NO_ENTRY) | numbers.get(state, NO_ENTRY) << 19 | numbers.get(county, NO_ENTRY) << 38
            | codes.index(country) << 57
        ).to_bytes(GROUP, "little")
        for country, state, county in groups
    )  # fmt: skip
    chunks, offsets = b"", [0]
    for first in range(0, len(places), NAMES_IN_CHUNK):
        names = "\n".join(place.name for place in places[first : first + NAMES_IN_CHUNK])
        chunks += zlib.compress(names.encode(), 9)
        offsets.append(len(chunks))
    return {
        "country_codes": "\n".join(codes).encode(),
        "groups": parents,
        "name_chunks": b"".join(offset.to_bytes(4, "little") for offset in offsets),
        "names": chunks,
        "records": bytes(records),
    }


def _unit_states(units: list[str], places: list[Place]) -> bytes:
    """Return for each unit of the basemap the number of the state that it is a part of, or NO_ENTRY."""
    numbers = {place.code: number for number, place in enumerate(places) if place.kind == place_types.STATE}
    return b"".join(numbers.get(state, NO_ENTRY).to_bytes(4, "little") for state in units)


def _grid_step(degrees: float, extent: int) -> int:
    return min(COORDINATE_STEPS - 1, round(degrees * COORDINATE_STEPS / extent))


def _size(population: int) -> int:
    """Return a population packed: 12 bits of its first digits, and 4 bits of the number of zeros after them."""
    zeros = 0
    while population > _LARGEST_MANTISSA:
        population, zeros = round(population / 10), zeros + 1
    return population | zeros << 12


def _postings(places: list[Place]) -> list[tuple[str, int]]:
    """Return each name key with the number of its place, and in the upper bits the type of the name."""
    ranked = []
    for number, place in enumerate(places):
        type_of: dict[str, int] = {}
        for name_type, names in (
            (PROPER, [place.name, *place.proper]),
            (DEMONYM, _demonyms(place)),
            (ALTERNATE, place.alternates),
        ):
            for name in names:
                type_of.setdefault(name_key(name), name_type)
        if place.code:
            type_of[f"@{place.code}"] = GEONAMES_CODE
        for key, name_type in type_of.items():
            if len(key) >= 2:
                ranked.append((key, -_rank(place, name_type), number, name_type))
    ranked.sort()
    return [(key, number | name_type << 19) for key, _, number, name_type in ranked]


def _demonyms(place: Place) -> list[str]:
    """Return the demonyms of a place and their plurals."""
    out = []
    for demonym in place.demonyms:
        out.append(demonym)
        if not demonym.endswith(("s", "ese", "ish", "ch", "men", "x")):
            out.append(f"{demonym}s")
    return out


def _rank(place: Place, name_type: int) -> float:
    """Return how likely a reader means a place by a name: the order of a name's places."""
    size: float = len(str(place.population)) + place.population / 10 ** len(str(place.population))
    return size + _RANK_OF_KIND.get(place.kind, 0.0) - (1.5 if name_type == ALTERNATE else 0.0)


if __name__ == "__main__":
    main()
