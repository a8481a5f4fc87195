"""Places made in Python: a GeoDataFrame, a table of pandas, GeoJSON as a dict, or Place records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from storymap.limits import MOST_FEATURES
from storymap.model import Place
from storymap.reading.places.crs import declared_crs
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.geodataframe import LISTS, features_from_notebook, json_value
from storymap.reading.places.formats.geojson import json_reader
from storymap.reading.places.formats.linked_places import is_linked_place, plain_feature
from storymap.reading.places.formats.other_json import explain_other_json
from storymap.reading.places.formats.records import cell_text, features_of_records
from storymap.reading.places.formats.row_positions import RowPositions
from storymap.reading.places.formats.table import check_header
from storymap.reading.places.layer_choices import layer_choices
from storymap.reading.places.place_columns import places_frame
from storymap.reading.places.suggestion_members import HISTORY_MEMBER
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
    # The active geometry may be a column that was renamed.
    if isinstance(source, gpd.GeoDataFrame) and source.active_geometry_name in source.columns:
        return FeatureCollection(features_from_notebook(source, where, log))
    shapes = source["geometry"] if "geometry" in source.columns else None
    if shapes is not None and shapes.map(lambda shape: shape is None or isinstance(shape, BaseGeometry)).all():
        frame = gpd.GeoDataFrame(pd.DataFrame(source), geometry="geometry")
        return FeatureCollection(features_from_notebook(frame, where, log))
    return _from_table(source, where, log)


def _from_geojson(members: Mapping[str, Any], where: str, log: ProblemLog) -> FeatureCollection:
    reader = json_reader(members)
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
    crs = declared_crs(members["crs"], where, log) if "crs" in members else None
    return FeatureCollection(features, crs, layers=layer_choices(members.get(HISTORY_MEMBER), log))


def _from_table(frame: pd.DataFrame, where: str, log: ProblemLog) -> FeatureCollection:
    columns = [str(column).strip() for column in frame.columns]
    first = [_cell(cell, column) for cell, column in zip(frame.iloc[0], columns, strict=True)] if len(frame) else []
    positions = RowPositions(columns, first)
    collection = FeatureCollection()
    if not check_header(columns, positions, where, where, log, "or make a GeoDataFrame"):
        return collection
    rows = zip(*(frame.iloc[:, index].tolist() for index in range(len(columns))), strict=True)
    records = [
        Feature(
            f"row {number}",
            {
                column: _cell(cell, column) if column in positions.columns else _property(cell, column)
                for column, cell in zip(columns, row, strict=True)
            },
        )
        for number, row in enumerate(rows, 1)
    ]
    return features_of_records(records, positions, where)


def _property(cell: Any, column: str) -> Any:
    return json_value(cell, is_list=column.lower() in LISTS)


def _cell(cell: Any, column: str) -> str:
    """Return a cell that says where something lies as a file would have it."""
    if isinstance(cell, BaseGeometry):
        return str(cell.wkt)
    if isinstance(cell, np.ndarray):
        cell = cell.tolist()
    is_nothing = not isinstance(cell, list | tuple | Mapping) and pd.isna(cell)
    return "" if is_nothing else cell_text(cell, column)
