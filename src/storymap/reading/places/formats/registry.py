"""The readers of places files by the ending of the file's name, and how large a file of each kind may be.

Each reader looks at the content again, and refuses what is not of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path, PurePosixPath

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_BINARY, LARGEST_SPREADSHEET, LARGEST_TABLE, LARGEST_TEXT, LARGEST_XML
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.encoding import Decoding, decode
from storymap.reading.files import is_address, read_bytes
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.zipped import place_file
from storymap.reading.problem_log import ProblemLog
from storymap.reading.zip_archive import ZipArchive

_FormatReader = Callable[[bytes, str, ProblemLog, str | None], FeatureCollection]


def _binary_reader(module: str, function: str) -> _FormatReader:
    """Return a reader of this folder that is loaded when it is used: GDAL takes a while, and most files are GeoJSON."""

    def read(data: bytes, name: str, log: ProblemLog, _: str | None) -> FeatureCollection:
        return _load(module, function)(data, name, log)

    return read


def _text_reader(module: str, function: str) -> _FormatReader:
    def read(data: bytes, name: str, log: ProblemLog, encoding: str | None) -> FeatureCollection:
        text = decode(data, name, Decoding(encoding, log.add))
        del data  # it is as large as the text
        return _load(module, function)(text, name, log)

    return read


def _load(module: str, function: str) -> Callable[..., FeatureCollection]:
    reader: Callable[..., FeatureCollection] = getattr(
        import_module(f"storymap.reading.places.formats.{module}"), function
    )
    return reader


def _read_zip(data: bytes, name: str, log: ProblemLog, encoding: str | None) -> FeatureCollection:
    """Read the one places file in a ZIP archive, as if it were there by itself."""
    archive = ZipArchive(data, name)
    member = place_file(archive, {*_READERS, ".shp"} - {".zip"}, name)
    ending = PurePosixPath(member).suffix.lower()
    if ending == ".shp":
        return _load("shapefile", "read_zipped_shapefile")(archive, member, name, log)
    largest, reader = _READERS[ending]
    content = archive.read(member)
    if len(content) > largest:
        what = f"{printable(member, 60)} in it is larger than {largest >> 20} MB"
        raise StorymapError(Problem(name, what, "use a smaller one"))
    return reader(content, name, log, encoding)


_JSON = (LARGEST_TEXT, _text_reader("geojson", "read_geojson"))
_TABLE = (LARGEST_TABLE, _text_reader("csv", "read_table"))
# By a file's ending: how many bytes it may have, and who reads it.
_READERS: dict[str, tuple[int, _FormatReader]] = {
    **dict.fromkeys(
        (".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl", ".jsonld", ".topojson", ".umap"),
        _JSON,
    ),
    **dict.fromkeys((".csv", ".tsv"), _TABLE),
    ".kml": (LARGEST_XML, _binary_reader("kml", "read_kml")),
    ".kmz": (LARGEST_XML, _binary_reader("kml", "read_kmz")),
    ".gpx": (LARGEST_XML, _binary_reader("gpx", "read_gpx")),
    **dict.fromkeys((".xlsx", ".xlsm"), (LARGEST_SPREADSHEET, _binary_reader("spreadsheets.xlsx", "read_xlsx"))),
    ".ods": (LARGEST_SPREADSHEET, _binary_reader("spreadsheets.ods", "read_ods")),
    ".gpkg": (LARGEST_BINARY, _binary_reader("geopackage", "read_geopackage")),
    ".fgb": (LARGEST_BINARY, _binary_reader("flatgeobuf", "read_flatgeobuf")),
    ".zip": (LARGEST_BINARY, _read_zip),
    **dict.fromkeys((".parquet", ".geoparquet"), (LARGEST_BINARY, _binary_reader("geoparquet", "read_parquet"))),
}
_REFUSED = {
    **dict.fromkeys((".xls", ".xlsb", ".numbers"), "save it as Excel workbook (.xlsx) or CSV"),
    **dict.fromkeys((".shx", ".dbf", ".prj"), "name the .shp file"),
}
_KNOWN = "use GeoJSON, CSV, Excel, GeoPackage, KML, GPX, Shapefile or GeoParquet"
# GDAL takes such names for files inside archives, addresses and programs.
_GDAL_PATH = re.compile(r"/vsi|.*://", re.IGNORECASE)


def read_features(
    path: str | PathLike[str],
    name: str,
    log: ProblemLog,
    allowed: AllowedFolders | None = None,
    encoding: str | None = None,
) -> FeatureCollection:
    """Return the features of the local file `path`. What is wrong goes to `log`; nothing is raised.

    `allowed` are the folders in which the other files of a Shapefile may be, beside its own; `encoding` is that of text
    files that are not in Unicode.
    """
    try:
        return _open(fspath(path), name, log, allowed or AllowedFolders(), encoding)
    except StorymapError as error:
        for problem in error.problems:
            log.add(problem)
        return FeatureCollection()


def place_endings() -> frozenset[str]:
    """Return the endings of the files in which places are read."""
    return frozenset({*_READERS, ".shp"})


def display_names(paths: Sequence[str | PathLike[str]]) -> list[str]:
    """Return the files' names for messages: without folders, but the whole path where two names are alike."""
    names = [Path(path).name for path in paths]
    return [fspath(path) if names.count(name) > 1 else name for path, name in zip(paths, names, strict=True)]


def _open(path: str, name: str, log: ProblemLog, allowed: AllowedFolders, encoding: str | None) -> FeatureCollection:
    if is_address(path) or _GDAL_PATH.match(path):
        raise StorymapError(Problem(path, "only files on this computer are read", "save it and name the file"))
    file = Path(path)
    ending = file.suffix.lower()
    if ending == ".shp":
        return _load("shapefile", "read_shapefile")(file, name, log, allowed)
    if ending not in _READERS:
        what = f'files named "{ending}" are not read' if ending else "the file's name has no ending"
        raise StorymapError(Problem(name, what, _REFUSED.get(ending, _KNOWN)))
    largest, reader = _READERS[ending]
    return reader(read_bytes(file, largest, name), name, log, encoding)
