"""GeoPackage: every layer of features, its name as the layer of its places."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import MOST_FEATURES, MOST_LAYERS
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.gdal import list_layers, private_folder, read_layer
from storymap.reading.places.formats.geodataframe import features_from_frame
from storymap.reading.problem_log import ProblemLog

_MAGIC = b"SQLite format 3\0"


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
