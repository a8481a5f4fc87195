"""Shapefile: the .shp and the files that belong to it, side by side or in one ZIP archive."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
from pyproj import CRS
from pyproj.exceptions import CRSError

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_BINARY, LARGEST_SHAPE
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.files import read_bytes
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.gdal import private_folder, read_layer
from storymap.reading.places.formats.geodataframe import features_from_frame
from storymap.reading.problem_log import ProblemLog
from storymap.reading.zip_archive import ZipArchive

_MAGIC = b"\x00\x00\x27\x0a"
_HEADER = 100  # bytes, of the shapes and of their index
_NEEDED = {".shp": "the shapes", ".shx": "the index of the shapes", ".dbf": "the names"}
_OPTIONAL = (".prj", ".cpg")
# What may be damaged, and is left out then: the least first.
_LESS: tuple[set[str], ...] = ({".shx"}, {".dbf"}, {".shx", ".dbf"})
_ISO = re.compile(r"(?:ISO)?[ -]?8859[ -]?([0-9]{1,2})")
_ENCODING = re.compile(r"CP(?:437|737|775|850|852|855|857|86[0-9]|87[47]|932|936|949|950|125[0-8])|ISO-8859-[0-9]{1,2}")


def read_shapefile(path: Path, name: str, log: ProblemLog, allowed: AllowedFolders) -> FeatureCollection:
    """Return the features of the Shapefile `path` and its siblings. What is wrong goes to `log`.

    A sibling that is a link leads into the folder of the .shp file, which may be a link itself, or one that is
    `allowed`. Raises StorymapError when it is not a Shapefile or its shapes are damaged. Without its other files the
    shapes are still there, with a warning: context needs no more, and places lack their names.
    """
    parts = {".shp": read_bytes(path, LARGEST_BINARY, name)}
    # Where the .shp file leads is for whoever named it to say, and its siblings go with it.
    real_folder = Path(os.path.realpath(path)).parent
    for ending in (*_NEEDED, *_OPTIONAL):
        sibling = next((path.with_suffix(e) for e in (ending, ending.upper()) if path.with_suffix(e).exists()), None)
        if sibling is None or ending == ".shp":
            continue
        if not allowed.holds(sibling, real_folder):
            _check_sibling(sibling, name, allowed)
        parts[ending] = read_bytes(sibling, LARGEST_BINARY, sibling.name)
    return _read_parts(parts, name, log)


def _check_sibling(sibling: Path, name: str, allowed: AllowedFolders) -> None:
    try:
        allowed.find(sibling.name, sibling.parent, f"its {sibling.suffix.lower()} file")
    except StorymapError as error:
        raise StorymapError([replace(problem, where=name) for problem in error.problems]) from None


def read_zipped_shapefile(archive: ZipArchive, shapes: str, name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of the Shapefile whose .shp file is the member `shapes` of a ZIP archive."""
    stem = shapes[:-4]
    parts = {}
    for member in archive.names:
        ending = PurePosixPath(member).suffix.lower()
        if member[: -len(ending)] == stem and ending in (*_NEEDED, *_OPTIONAL):
            parts[ending] = archive.read(member)
    return _read_parts(parts, name, log)


def _read_parts(parts: Mapping[str, bytes], name: str, log: ProblemLog) -> FeatureCollection:
    if not parts[".shp"].startswith(_MAGIC):
        raise StorymapError(Problem(name, "this is not a Shapefile", "export it again, or correct its ending"))
    for ending, holds in _NEEDED.items():
        if ending not in parts:
            what = f"its {ending} file, with {holds}, is missing"
            log.warning(name, what, f"put the {ending} file beside it, or use GeoPackage")
    crs = _read_projection(parts.get(".prj"), name, log)
    encoding = _encoding(parts, name, log)
    frame = _read_shapes(parts, encoding, name, log).set_crs(crs, allow_override=True)
    return FeatureCollection(features_from_frame(frame, "feature", name, log))


def _read_shapes(parts: Mapping[str, bytes], encoding: str, name: str, log: ProblemLog) -> gpd.GeoDataFrame:
    """Return the shapes with their table, or without it, and with an index made anew, where those are damaged."""
    # The .prj and .cpg are read here: GDAL gets nothing that it could take for anything else.
    given = {ending: parts[ending] for ending in _NEEDED if ending in parts}
    _check_shapes(parts[".shp"], name)
    if ".shx" in given and not _is_index(parts[".shp"], given[".shx"]):
        given[".shx"] = b""  # which GDAL refuses, so that it is left out as any other that is damaged
    tries = [given, *({e: data for e, data in given.items() if e not in left} for left in _LESS if left & given.keys())]
    for files in tries:
        with private_folder({f"places{ending}": data for ending, data in files.items()}) as folder:
            try:
                frame = read_layer(folder / "places.shp", name, encoding=encoding, rebuild_index=".shx" not in files)
            except StorymapError:
                if files is tries[-1]:
                    raise
                continue
        for ending in given.keys() - files.keys():
            what = f"its {ending} file, with {_NEEDED[ending]}, is damaged, and is left out"
            log.warning(name, what, "export it again, or use GeoPackage")
        return frame
    raise AssertionError("unreachable")  # the last try returns or raises


def _check_shapes(data: bytes, name: str) -> None:
    """Refuse a shape that is too large, one after the other as they stand in the file."""
    at = _HEADER
    while at + 8 <= len(data):
        size = 2 * int.from_bytes(data[at + 4 : at + 8], signed=True)
        if size > LARGEST_SHAPE:
            what = f"a shape has more than {LARGEST_SHAPE >> 20} MB"
            raise StorymapError(Problem(name, what, "simplify it"))
        if size <= 0:
            return
        at += 8 + size


def _is_index(shapes: bytes, index: bytes) -> bool:
    """Say whether an index names shapes that are in the file, and no more than fit: one may be named often."""
    entries = np.frombuffer(index[_HEADER : len(index) - (len(index) - _HEADER) % 8], ">i4").reshape(-1, 2)
    starts, sizes = 2 * entries[:, 0].astype(np.int64), 2 * entries[:, 1].astype(np.int64)
    if not ((starts >= _HEADER) & (sizes >= 0) & (starts + 8 <= len(shapes))).all():
        return False
    data = np.frombuffer(shapes, np.uint8)
    said = sum(data[starts + 4 + byte].astype(np.int64) << (24 - 8 * byte) for byte in range(4))
    return int(np.maximum(sizes, 2 * said).sum()) + 8 * len(entries) <= len(shapes)


def _read_projection(data: bytes | None, name: str, log: ProblemLog) -> CRS | None:
    if data is None:
        return None
    text = data[:100_000].decode("utf-8", "replace").strip("\ufeff \t\r\n\0")
    # Only well-known text: PROJ would also take names of files and databases.
    if re.match(r"(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS|BOUNDCRS|COMPD_?CS|COMPOUNDCRS)\s*[\[(]", text):
        try:
            return CRS.from_wkt(text)
        except CRSError:
            pass
    # As without the file: coordinates that cannot be degrees are refused afterwards.
    log.warning(name, "its .prj file is not understood", "export it again in WGS 84 (EPSG:4326)")
    return None


def _encoding(parts: Mapping[str, bytes], name: str, log: ProblemLog) -> str:
    """Return the encoding of the names: what the .cpg file says, else what the .dbf file can be."""
    if ".cpg" in parts:
        text = parts[".cpg"][:100].decode("ascii", "replace").strip("\ufeff \t\r\n\0")
        known = _known_codec(text)
        if known:
            return known
        log.warning(name, f'its .cpg file names an unknown encoding, "{printable(text, 40)}"', "write UTF-8")
    if ".dbf" not in parts:
        return "UTF-8"
    records = parts[".dbf"][int.from_bytes(parts[".dbf"][8:10], "little") :]
    if records.isascii():
        return "UTF-8"
    try:
        records.decode("utf-8")
    except UnicodeDecodeError:
        what = "it has no .cpg file that names its encoding; Windows-1252 was taken"
        log.warning(name, what, "check the letters with accents, or export it as UTF-8")
        return "CP1252"
    return "UTF-8"


def _known_codec(text: str) -> str:
    """Return the encoding that a .cpg file names ("UTF-8", "1252", "ANSI 1252", "ISO 88591"), or ""."""
    name = text.upper().removeprefix("ANSI ").removeprefix("OEM ")
    if name in {"UTF-8", "UTF8", "65001"}:
        return "UTF-8"
    if iso := _ISO.fullmatch(name):
        name = f"ISO-8859-{iso[1]}"
    elif name.isdigit():
        name = f"CP{name}"
    return name if _ENCODING.fullmatch(name) else ""
