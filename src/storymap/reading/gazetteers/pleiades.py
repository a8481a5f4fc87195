"""Pleiades, the gazetteer of ancient places: its dump as JSON-LD, and its tables (CSV), packed by gzip or not."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from storymap.errors import PlacesError, Problem
from storymap.gazetteer.added_packing import PlaceRecord
from storymap.reading.gazetteers.json_stream import objects_of_list
from storymap.reading.gazetteers.kind_words import kind_of
from storymap.reading.gazetteers.makers import PLEIADES
from storymap.reading.gazetteers.records import is_name, is_point, usable_names
from storymap.reading.gazetteers.source import Source
from storymap.reading.gazetteers.streams import dump_lines, open_dump

# The columns of latitude and longitude in its two kinds of table.
_POSITIONS = (("reprLat", "reprLong"), ("representative_latitude", "representative_longitude"))
_MOST_NAMES = 100  # of a place
_NO_PLACES = {"road", "people", "unlocated", "false", "label", "unknown"}


def read_pleiades_json(path: Path, source: Source) -> Iterator[PlaceRecord]:
    """Yield the places of the dump as JSON-LD."""
    source.maker = PLEIADES
    with open_dump(path, source.name, (".json",)) as stream:
        for value in objects_of_list(stream, source.name):
            at = value.get("reprPoint")
            names = value.get("names")
            forms = [
                form
                for name in (names if isinstance(names, list) else [])[:_MOST_NAMES]
                if isinstance(name, dict)
                for form in (name.get("romanized"), name.get("attested"))
                if isinstance(form, str)
            ]
            position = (at[1], at[0]) if isinstance(at, list) and len(at) == 2 else (None, None)
            yield from _place(value, position, forms, source)


def is_pleiades_table(path: Path) -> bool:
    """Return whether a file is one of Pleiades' tables, by its first line."""
    if path.suffix.lower() not in (".csv", ".gz"):
        return False
    try:
        with open_dump(path, path.name, (".csv",)) as stream:
            first = stream.readline(10_000)
    except (OSError, PlacesError):
        return False
    header = set(first.decode("utf-8", "replace").strip().split(","))
    return any(set(columns) <= header for columns in _POSITIONS)


def read_pleiades_table(path: Path, source: Source) -> Iterator[PlaceRecord]:
    """Yield the places of a table of Pleiades."""
    source.maker = PLEIADES
    with open_dump(path, source.name, (".csv",)) as stream:
        try:
            for row in csv.DictReader(_text(stream, source.name)):
                lat, lon = next(c for c in _POSITIONS if c[0] in row)
                names = (row.get("nameTransliterated"), row.get("nameAttested"))
                forms = [form for name in names if name for form in name.split(",")]
                yield from _place(row, (row[lat], row[lon]), forms, source)
        except (csv.Error, StopIteration):
            raise PlacesError(Problem(source.name, "this is no table of Pleiades", "fetch it again")) from None


def _text(stream: IO[bytes], where: str) -> Iterator[str]:
    for number, line in enumerate(dump_lines(stream, where)):
        yield line.decode("utf-8" if number else "utf-8-sig", "replace")


def _place(
    value: Mapping[str, Any], position: tuple[Any, Any], names: list[str], source: Source
) -> Iterator[PlaceRecord]:
    """Yield the place of a record, none for one without name or point, and for roads and peoples."""
    title = value.get("title")
    # "Londinium/Londini": both are its names. "Visurgis (river)", "Salii?": what it is, and a doubt.
    name, _, said = title.partition(" (") if isinstance(title, str) else ("", "", "")
    titles = [part.strip().rstrip("?") for part in name.split("/")]
    types = value.get("placeTypes") or value.get("featureTypes") or said.rstrip(")?")
    listed = types if isinstance(types, list) else [part.strip() for part in str(types).split(",")]
    try:
        lat, lon = float(position[0]), float(position[1])
    except (TypeError, ValueError, OverflowError):
        lat, lon = 91.0, 0.0
    kind = kind_of({"placeTypes": listed})
    is_place = is_name(titles[0]) and titles[0] != "Untitled" and is_point(lat, lon)
    if not is_place or kind is None or _NO_PLACES & set(listed):
        source.left_out += 1
        return
    yield PlaceRecord(titles[0], lat, lon, kind, usable_names((*titles[1:], *names)))
