"""Data frames to features: the cells become plain Python values, the geometries stay as they are."""

from __future__ import annotations

import datetime
import itertools
import json
import math
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from storymap.errors import printable
from storymap.model import Image
from storymap.reading.places.crs import WGS84, to_degrees
from storymap.reading.places.formats.column_names import gather_picture, member_names
from storymap.reading.places.formats.feature import Feature
from storymap.reading.problem_log import ProblemLog

LISTS = {"aliases", "ignore"}


def features_from_frame(
    frame: gpd.GeoDataFrame, label: str, where: str, log: ProblemLog, layer: str = ""
) -> list[Feature]:
    """Return a feature for each row of `frame`, in degrees: `label` and a number from 1 say which it is.

    `layer` is the layer of rows that name none; `where` says where the frame stands.
    """
    geometry = _in_degrees(frame, where, log)
    positions = _table_columns(frame, where, log)
    names = [str(frame.columns[position]) for position in positions]
    members = member_names(names)
    cells = [frame.iloc[:, position].tolist() for position in positions]
    features = []
    named = [members[name] for name in names]
    # A table of shapes alone has rows, too.
    rows = zip(*cells, strict=True) if cells else itertools.repeat((), len(frame))
    for number, (shape, row) in enumerate(zip(geometry, rows, strict=True), 1):
        properties: dict[str, Any] = {"layer": layer} if layer else {}
        for member, cell in zip(named, row, strict=True):
            value = cell if type(cell) is str and member not in LISTS else json_value(cell, is_list=member in LISTS)
            if value is not None and value != "":
                properties[member] = value
        value = {"type": "Feature", "properties": gather_picture(properties), "geometry": None}
        features.append(Feature(f"{label} {number}", value, shape=shape))
    return features


def _table_columns(frame: gpd.GeoDataFrame, where: str, log: ProblemLog) -> list[int]:
    """Return the positions of the columns that hold no geometry, each name once."""
    first: dict[str, int] = {}
    for position, (column, kind) in enumerate(zip(frame.columns, frame.dtypes, strict=True)):
        if str(kind) == "geometry":
            continue
        if first.setdefault(str(column), position) != position:
            what = f'the column "{printable(str(column), 40)}" is there twice; the first one counts'
            log.warning(where, what, "rename or remove one")
    return list(first.values())


def features_from_notebook(frame: gpd.GeoDataFrame, where: str, log: ProblemLog) -> list[Feature]:
    """Return a feature for each row of a frame with a geometry, made in Python or returned by `read_places`."""
    flat = frame.reset_index() if frame.index.name == "place_id" else frame
    flat = flat.drop(columns="where", errors="ignore")
    if flat.crs is None:
        flat = flat.set_crs(WGS84)
    features = features_from_frame(flat, "row", where, log)
    for feature in features:
        properties = feature.value["properties"]
        # The properties that read_places keeps in a column of their own go back to where they were.
        kept = properties.get("properties")
        if isinstance(kept, dict):
            del properties["properties"]
            properties |= kept
        feature.value["id"] = properties.pop("place_id", None)
    return features


def _in_degrees(frame: gpd.GeoDataFrame, where: str, log: ProblemLog) -> NDArray[np.object_]:
    geometry: NDArray[np.object_] = np.array(frame.geometry, dtype=object)
    if frame.crs is not None:
        return to_degrees(geometry, frame.crs, where, log)
    bounds = frame.total_bounds
    # Generous: a place that is just out of range gets a message of its own.
    if np.isnan(bounds).all() or (np.abs(bounds) <= (540, 180, 540, 180)).all():
        what = "it names no coordinate system; degrees of WGS 84 were taken"
        log.warning(where, what, "export it in WGS 84 (EPSG:4326)")
    else:
        what = "it names no coordinate system, and its coordinates are not degrees"
        log.error(where, what, "export it in WGS 84 (EPSG:4326)")
    return geometry


def json_value(value: Any, *, is_list: bool = False) -> Any:
    """Return a cell of a data frame as JSON would have it; None when there is nothing in it."""
    converted: Any
    match value:
        case None | bool() | int():
            converted = value
        case str():
            converted = _json_list(value) if is_list else value
        case float():
            converted = None if math.isnan(value) else float(value)
        case np.ndarray() | list() | tuple() | set() | frozenset():
            converted = [json_value(item) for item in value]
        case np.generic():
            item = value.item()
            # A long double is its own item.
            converted = str(item) if isinstance(item, np.generic) else json_value(item)
        case Image():
            parts = {"src": value.data or value.src, "caption": value.caption, "credit": value.credit}
            converted = {**parts, "alt": value.alt} if value.alt or value.decorative else parts
        case Mapping():
            converted = {str(key): json_value(item) for key, item in value.items()}
        case datetime.date() | datetime.time():
            converted = None if value is pd.NaT else value.isoformat()
        case _:
            converted = None if value is pd.NA or isinstance(value, bytes) else str(value)
    return converted


def _json_list(text: str) -> Any:
    """Return the list that `text` is: GDAL writes a list into one cell as JSON."""
    if text.startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text
