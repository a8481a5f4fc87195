"""Opens a source of places by its name: a file of one of the kinds that are read, or an installed package."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from storymap.errors import PlacesError, Problem
from storymap.gazetteer.added_packing import PlaceRecord
from storymap.limits import LARGEST_TEXT
from storymap.reading.files import is_address, open_regular
from storymap.reading.gazetteers.feature_lines import ENDINGS as LINES
from storymap.reading.gazetteers.feature_lines import read_feature_lines, read_feature_list
from storymap.reading.gazetteers.features import read_feature_file
from storymap.reading.gazetteers.geonames import read_geonames
from storymap.reading.gazetteers.packages import GROUP, package_source
from storymap.reading.gazetteers.pleiades import is_pleiades_table, read_pleiades_json, read_pleiades_table
from storymap.reading.gazetteers.source import Source
from storymap.reading.gazetteers.streams import open_dump

_PACKAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CHUNK = 1 << 20
_WAY_OUT = (
    "make GeoJSON of its places: osmium tags-filter IN.osm.pbf nwr/place nwr/natural w/waterway=river -o p.osm.pbf "
    "&& osmium export p.osm.pbf -o p.geojsonseq"
)


def open_source(given: str, countries: Collection[str], problems: list[Problem]) -> Source:
    """Return the source that a person named. Warnings go to `problems`. Raises StorymapError if it cannot be read."""
    path = Path(given)
    if is_address(given):
        raise PlacesError(Problem(given, "only files on this computer are read", "save it and name the file"))
    if not path.exists() and _PACKAGE.fullmatch(given):
        source = package_source(given)
        if source is not None:
            return source
        if not path.suffix:
            what = f"there is no such file, and no installed package provides its places (entry point {GROUP})"
            raise PlacesError(Problem(given, what, "check the name"))
    source = Source(path.name, path.name.partition(".")[0], sha256=_digest(path))
    read = _reader(path)
    source.places = read(path, source, countries, problems)
    return source


_Reader = Callable[[Path, Source, Collection[str], list[Problem]], Iterator[PlaceRecord]]


def _reader(path: Path) -> _Reader:
    """Return what reads a file, by its ending and its beginning."""
    name = path.name.lower()
    if name.endswith((".osm.pbf", ".pbf", ".osm", ".osm.bz2", ".o5m")):
        raise PlacesError(Problem(path.name, "data of OpenStreetMap is read as GeoJSON only", _WAY_OUT))
    if name.endswith(".txt") or (name.endswith(".zip") and _holds(path, (".txt",))):
        return lambda path, source, countries, _: read_geonames(path, source, countries)
    if name.removesuffix(".gz").endswith(LINES):
        return lambda path, source, countries, _: read_feature_lines(path, source, countries)
    if is_pleiades_table(path):
        return lambda path, source, _, __: read_pleiades_table(path, source)
    if name.endswith((".json", ".json.gz", ".jsonld")) and _is_graph(path):
        return lambda path, source, _, __: read_pleiades_json(path, source)
    if name.endswith(".geojson.gz") or (name.endswith((".geojson", ".json")) and path.stat().st_size > LARGEST_TEXT):
        return lambda path, source, countries, _: read_feature_list(path, source, countries)
    return read_feature_file


def _holds(path: Path, endings: tuple[str, ...]) -> bool:
    """Return whether a ZIP archive has one dump with one of these endings, and no shapes."""
    try:
        with open_dump(path, path.name, (*endings, ".shp")), open_dump(path, path.name, endings):
            return True
    except PlacesError:
        return False


def _is_graph(path: Path) -> bool:
    with open_dump(path, path.name, (".json",)) as stream:
        return b'"@graph"' in stream.read(_CHUNK)


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with open_regular(path, path.name) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
