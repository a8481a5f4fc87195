"""Dumps of GeoNames: `DE.txt`, `DE.zip`, `allCountries.txt`, `cities500.zip`, lines of 19 columns between tabs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from storymap.errors import PlacesError, Problem
from storymap.gazetteer.added_packing import PlaceRecord
from storymap.reading.gazetteers.feature_codes import kind_of_code
from storymap.reading.gazetteers.makers import GEONAMES
from storymap.reading.gazetteers.records import is_name, is_point, usable_names
from storymap.reading.gazetteers.source import Source
from storymap.reading.gazetteers.streams import dump_lines, open_dump

ENDINGS = (".txt",)
_COLUMNS = 19
_MOST_BROKEN = 20  # lines that are none of a dump, before the file is no dump


def read_geonames(path: Path, source: Source, countries: Collection[str]) -> Iterator[PlaceRecord]:
    """Yield the places of a dump, those of some countries only if these are named (ISO codes)."""
    source.maker = GEONAMES
    broken = 0
    with open_dump(path, source.name, ENDINGS) as stream:
        for number, line in enumerate(dump_lines(stream, source.name), 1):
            row = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
            if len(row) != _COLUMNS:
                broken += 1
                if number == broken or broken > _MOST_BROKEN:
                    raise _no_dump(source.name, number)
                source.left_out += 1
                continue
            if countries and row[8] not in countries:
                continue
            place = _place(row)
            if place is None:
                source.left_out += 1
            else:
                yield place


def _no_dump(where: str, number: int) -> PlacesError:
    what = f"this is no line of a GeoNames dump, which has {_COLUMNS} columns between tabs"
    remedy = "use a dump as GeoNames has it, such as DE.zip, or a table with the ending .csv or .tsv"
    return PlacesError(Problem(f"{where}, line {number}", what, remedy))


def _place(row: list[str]) -> PlaceRecord | None:
    """Return the place of a line, None for what no article names: a pipeline, a farm, a unit of old."""
    kind = kind_of_code(row[6], row[7])
    point = _point(row[4], row[5])
    name = row[1].strip()
    if kind is None or point is None or not is_name(name):
        return None
    country = row[8] if len(row[8]) == 2 and row[8].isascii() and row[8].isalpha() else ""
    state = f"{country}.{row[10]}" if country and row[10].isalnum() and row[10].isascii() and row[10] != "00" else ""
    county = f"{state}.{row[11]}" if state and row[11].isalnum() and row[11].isascii() else ""
    return PlaceRecord(
        name, point[0], point[1], kind, usable_names(row[3].split(",")) if row[3] else (), country, state, county,
        _number(row[14]), _number(row[0]),
    )  # fmt: skip


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        point = float(lat), float(lon)
    except ValueError:
        return None
    return point if is_point(*point) else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0
