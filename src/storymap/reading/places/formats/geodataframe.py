"""Data frames to features: the cells as plain Python values, the geometries as they are."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from storymap.model import Image
from storymap.reading.places.crs import WGS84, to_degrees
from storymap.reading.places.formats.column_names import gather_picture, member_names
from storymap.reading.places.formats.feature import Feature
from storymap.reading.problem_log import ProblemLog

_LISTS = {"aliases", "ignore"}


def frame_features(frame: gpd.GeoDataFrame, label: str, where: str, log: ProblemLog, layer: str = "") -> list[Feature]:
    """Return a feature for each row of `frame`, in degrees: `label` and a number from 1 say which it is.

    `layer` is the layer of rows that name none; `where` says where the frame stands.
    """
    geometry = _in_degrees(frame, where, log)
    columns = [column for column in frame.columns if str(frame[column].dtype) != "geometry"]
    members = member_names([str(column) for column in columns])
    cells = [frame[column].tolist() for column in columns]
    features = []
    named = [members[str(column)] for column in columns]
    for number, (shape, row) in enumerate(zip(geometry, zip(*cells, strict=True), strict=True), 1):
        properties: dict[str, Any] = {"layer": layer} if layer else {}
        for member, cell in zip(named, row, strict=True):
            value = cell if type(cell) is str and member not in _LISTS else plain_value(cell, is_list=member in _LISTS)
            if value is not None and value != "":
                properties[member] = value
        value = {"type": "Feature", "properties": gather_picture(properties), "geometry": None}
        features.append(Feature(f"{label} {number}", value, shape=shape))
    return features


def notebook_features(frame: gpd.GeoDataFrame, where: str, log: ProblemLog) -> list[Feature]:
    """Return a feature for each row of a frame made in Python, or returned by `read_places`."""
    if not isinstance(frame, gpd.GeoDataFrame) or frame.active_geometry_name is None:
        log.error(where, "this is not a GeoDataFrame with a geometry", "make one with geopandas.GeoDataFrame")
        return []
    flat = frame.reset_index() if frame.index.name == "place_id" else frame
    flat = flat.drop(columns="where", errors="ignore")
    if flat.crs is None:
        flat = flat.set_crs(WGS84)
    features = frame_features(flat, "row", where, log)
    for feature in features:
        properties = feature.value["properties"]
        # What read_places has put aside goes back to where it was.
        properties |= properties.pop("properties", {})
        feature.value["id"] = properties.pop("place_id", None)
    return features


def _in_degrees(frame: gpd.GeoDataFrame, where: str, log: ProblemLog) -> NDArray[np.object_]:
    geometry: NDArray[np.object_] = np.array(frame.geometry, dtype=object)
    if frame.crs is not None:
        return to_degrees(geometry, frame.crs, where, log)
    bounds = frame.total_bounds
    # Generous: what is just out of range is said place by place.
    if np.isnan(bounds).all() or (np.abs(bounds) <= (540, 180, 540, 180)).all():
        what = "it names no coordinate system; degrees of WGS 84 were taken"
        log.warning(where, what, "export it in WGS 84 (EPSG:4326)")
    else:
        what = "it names no coordinate system, and its coordinates are not degrees"
        log.error(where, what, "export it in WGS 84 (EPSG:4326)")
    return geometry


def plain_value(value: Any, *, is_list: bool = False) -> Any:
    """Return a cell of a data frame as JSON would have it; None when there is nothing in it."""
    plain: Any
    match value:
        case None | bool() | int():
            plain = value
        case str():
            plain = _json_list(value) if is_list else value
        case float():
            plain = None if math.isnan(value) else float(value)
        case np.ndarray() | list() | tuple() | set() | frozenset():
            plain = [plain_value(item) for item in value]
        case np.generic():
            plain = plain_value(value.item())
        case Image():
            parts = {"src": value.data or value.src, "caption": value.caption, "credit": value.credit}
            plain = {**parts, "alt": value.alt} if value.alt or value.decorative else parts
        case Mapping():
            plain = {str(key): plain_value(item) for key, item in value.items()}
        case datetime.date() | datetime.time():
            plain = None if value is pd.NaT else value.isoformat()
        case _:
            plain = None if value is pd.NA or isinstance(value, bytes) else str(value)
    return plain


def _json_list(text: str) -> Any:
    """Return the list that `text` is: GDAL writes a list into one cell as JSON."""
    if text.startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text
