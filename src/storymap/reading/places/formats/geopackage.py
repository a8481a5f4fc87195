"""GeoPackage: every layer of features, its name as the layer of its places."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_SHAPE, MOST_FEATURES, MOST_LAYERS
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.gdal import list_layers, private_folder, read_layer
from storymap.reading.places.formats.geodataframe import features_from_frame
from storymap.reading.problem_log import ProblemLog

_MAGIC = b"SQLite format 3\0"
# What `table_xinfo` says of columns that are worked out.
_GENERATED = (2, 3)


def read_geopackage(data: bytes, name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of all vector layers of the GeoPackage `data`. What is wrong goes to `log`.

    Raises StorymapError when it is not a GeoPackage, is damaged, or runs programs of its own.
    """
    if not data.startswith(_MAGIC):
        raise StorymapError(Problem(name, "this is not a GeoPackage", "export it again, or correct its ending"))
    features: list[Feature] = []
    with private_folder({"places.gpkg": data}) as folder:
        path = folder / "places.gpkg"
        _check_tables(path, name)
        layers = list_layers(path, name)
        if len(layers) > MOST_LAYERS:
            raise StorymapError(Problem(name, f"it has more than {MOST_LAYERS} layers", "leave some out"))
        for layer, has_geometry in layers:
            shown = printable(layer, 60)
            if not has_geometry:
                log.warning(f'{name}, layer "{shown}"', "it has no geometry, and is left out", "export it with one")
                continue
            frame = read_layer(path, name, layer)
            label = f'layer "{shown}", feature' if len(layers) > 1 else "feature"
            features += features_from_frame(frame, label, f'{name}, layer "{shown}"', log, layer)
            if len(features) > MOST_FEATURES:
                what = f"it has more than {MOST_FEATURES:,} features"
                raise StorymapError(Problem(name, what, "leave some out"))
    if not features:
        log.warning(name, "has no features", "add a feature for each place")
    return FeatureCollection(features)


def _check_tables(path: Path, name: str) -> None:
    """Refuse a database in which reading a table could run functions or open something else."""
    try:
        with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro&immutable=1", uri=True)) as database:
            rows = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
            for kind, table, sql in rows:
                if kind == "table" and not str(sql or "").upper().lstrip().startswith("CREATE VIRTUAL"):
                    _check_values(database, table, path.stat().st_size, name)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError):
        raise StorymapError(Problem(name, "the GeoPackage is damaged", "export it again")) from None
    for kind, table, sql in rows:
        words = str(sql or "").upper().split()
        virtual = kind == "table" and words[:2] == ["CREATE", "VIRTUAL"]
        if kind == "view" or (virtual and "USING RTREE" not in " ".join(words).replace("(", " ")):
            what = f'it holds a view or virtual table, "{printable(str(table), 40)}", which is not read'
            raise StorymapError(Problem(name, what, "export the layers to a new GeoPackage"))
    if not any(kind == "table" and table == "gpkg_contents" for kind, table, _ in rows):
        raise StorymapError(
            Problem(name, "this is an SQLite database, but not a GeoPackage", "export it as GeoPackage")
        )


def _check_values(database: sqlite3.Connection, table: str, file_size: int, name: str) -> None:
    """Refuse a table with a shape that is too large, or with more in it than the file has: it is made up on reading."""
    columns = database.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
    if any(column[6] in _GENERATED for column in columns):
        what = f'it holds a table whose values are worked out, "{printable(str(table), 40)}", which is not read'
        raise StorymapError(Problem(name, what, "export the layers to a new GeoPackage"))
    names = [_quoted(column[1]) for column in columns]
    if not names:
        return
    # Of a blob the length is read, not the content.
    sizes = [f"CASE WHEN typeof({column}) IN ('text', 'blob') THEN length({column}) ELSE 0 END" for column in names]
    blobs = [f"CASE WHEN typeof({column}) = 'blob' THEN length({column}) ELSE 0 END" for column in names]
    query = f"SELECT {' + '.join(sizes)}, max(0, {', '.join(blobs)}) FROM {_quoted(table)} LIMIT {MOST_FEATURES + 1}"  # noqa: S608
    left = file_size
    for size, largest in database.execute(query):
        left -= size
        if largest > LARGEST_SHAPE:
            what = f"a shape has more than {LARGEST_SHAPE >> 20} MB"
            raise StorymapError(Problem(name, what, "simplify it"))
        if left < 0:
            raise StorymapError(Problem(name, "the GeoPackage is damaged", "export it again"))


def _quoted(identifier: str) -> str:
    return '"' + str(identifier).replace('"', '""') + '"'
