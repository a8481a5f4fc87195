"""Places made in Python: a GeoDataFrame, a table of pandas, GeoJSON as a dict, or Place records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from storymap.errors import Problem
from storymap.limits import MOST_FEATURES
from storymap.model import Place
from storymap.reading.places.crs import WGS84, declared_crs
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.geodataframe import features_from_frame, features_from_notebook
from storymap.reading.places.formats.geojson import JSON_READERS
from storymap.reading.places.formats.linked_places import is_linked_place, plain_feature
from storymap.reading.places.formats.other_json import explain_other_json
from storymap.reading.places.formats.row_positions import PositionError, RowPositions
from storymap.reading.places.formats.table import check_header
from storymap.reading.places.place_columns import places_frame
from storymap.reading.problem_log import ProblemLog

MadeInPython: TypeAlias = "gpd.GeoDataFrame | pd.DataFrame | Mapping[str, Any] | Sequence[Place]"


def made_in_python(source: object) -> MadeInPython | None:
    """Return `source` if it is places, not files of them; Place records as a list. Else return None."""
    if isinstance(source, pd.DataFrame | Mapping):
        return source
    if isinstance(source, str | bytes) or not isinstance(source, Iterable):
        return None
    # An iterator can be asked once; a list of files is left as it is.
    items = source if isinstance(source, Sequence) else list(source)
    return items if items and all(isinstance(item, Place) for item in items) else None


def features_made_in_python(source: MadeInPython, where: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of what was made in Python, unchecked. What is wrong goes to `log`."""
    if isinstance(source, Mapping):
        return _from_geojson(source, where, log)
    if not isinstance(source, pd.DataFrame):
        return FeatureCollection(features_from_notebook(places_frame(source), where, log))
    if isinstance(source, gpd.GeoDataFrame) and source.active_geometry_name is not None:
        return FeatureCollection(features_from_notebook(source, where, log))
    shapes = source["geometry"] if "geometry" in source.columns else None
    if shapes is not None and shapes.map(lambda shape: shape is None or isinstance(shape, BaseGeometry)).all():
        return FeatureCollection(features_from_notebook(gpd.GeoDataFrame(source, crs=WGS84), where, log))
    return _from_table(source, where, log)


def _from_geojson(members: Mapping[str, Any], where: str, log: ProblemLog) -> FeatureCollection:
    reader = JSON_READERS.get(str(members.get("type")))
    if reader is not None:
        return reader(members, where, log)
    values = [members] if members.get("type") == "Feature" else members.get("features")
    if not isinstance(values, list | tuple) or members.get("type") not in {"Feature", "FeatureCollection"}:
        log.error(where, *explain_other_json(members))
        return FeatureCollection()
    if len(values) > MOST_FEATURES:
        log.error(where, f"it has more than {MOST_FEATURES:,} features", "leave some out")
        return FeatureCollection()
    if not values:
        log.warning(where, "has no features", "add a feature for each place")
    plain = (plain_feature(value) if is_linked_place(value) else value for value in values)
    features = [Feature(f"feature {number}", value) for number, value in enumerate(plain, 1)]
    return FeatureCollection(features, declared_crs(members["crs"], where, log) if "crs" in members else None)


def _from_table(frame: pd.DataFrame, where: str, log: ProblemLog) -> FeatureCollection:
    columns = [str(column).strip() for column in frame.columns]
    first = [_written(cell) for cell in frame.iloc[0]] if len(frame) else []
    positions = RowPositions(columns, first)
    collection = FeatureCollection()
    if not check_header(columns, positions, where, where, log, "or make a GeoDataFrame"):
        return collection
    is_position = [column in positions.columns for column in columns]
    others = frame.loc[:, [not position for position in is_position]]
    empty = gpd.GeoDataFrame(others, geometry=gpd.GeoSeries([None] * len(frame), index=frame.index), crs=WGS84)
    cells = [frame.iloc[:, index].tolist() for index, position in enumerate(is_position) if position]
    named = [column for column, position in zip(columns, is_position, strict=True) if position]
    for feature, row in zip(features_from_frame(empty, "row", where, log), zip(*cells, strict=True), strict=True):
        try:
            shape = positions.geometry({name: _written(cell) for name, cell in zip(named, row, strict=True)})
        except PositionError as error:
            collection.rejected.append(Problem(feature.where(where), error.what, error.remedy))
            continue
        if isinstance(shape, BaseGeometry):
            collection.features.append(Feature(feature.label, feature.value, shape=shape))
        else:
            feature.value["geometry"] = shape
            collection.features.append(feature)
    return collection


def _written(cell: Any) -> str:
    """Return a cell as a file would have it."""
    if isinstance(cell, BaseGeometry):
        return str(cell.wkt)
    if isinstance(cell, Mapping):
        return json.dumps(cell, default=str)
    if isinstance(cell, list | tuple | np.ndarray):
        return ", ".join(map(str, cell))
    return "" if pd.isna(cell) else str(cell).strip()
