"""Records: objects in a list of JSON, rows of a table made in Python. Where each lies is found as in CSV."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from typing import Any

from storymap.errors import Problem
from storymap.reading.places.formats.column_names import gather_picture, member_names
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.row_positions import PositionError, RowPositions

# Records may differ in their keys; those of the first hundred say what there is.
_LOOKED_AT = 100


def positions_of_records(records: Sequence[Mapping[str, Any]]) -> RowPositions:
    """Return which keys of `records` say where each lies."""
    keys = list(dict.fromkeys(itertools.chain.from_iterable(records[:_LOOKED_AT])))
    first = records[0] if records else {}
    return RowPositions(keys, [cell_text(first.get(key), key) for key in keys])


def features_of_records(features: Sequence[Feature], positions: RowPositions, name: str) -> FeatureCollection:
    """Return features of records, each the value of one of `features`, that lie where their `positions` say."""
    collection = FeatureCollection()
    for feature in features:
        record = feature.value
        if not isinstance(record, dict):
            collection.rejected.append(Problem(feature.where(name), "this is no object", "correct or remove it"))
            continue
        members = member_names(record)
        properties = {members[key]: value for key, value in record.items() if key not in positions.columns}
        value: dict[str, Any] = {"type": "Feature", "properties": gather_picture(properties), "geometry": None}
        named = Feature(feature.label, value, feature.line)
        cells = {key: cell_text(record.get(key), key) for key in positions.columns}
        try:
            collection.features.append(positions.located(named, cells))
        except PositionError as error:
            collection.rejected.append(Problem(named.where(name), error.what, error.remedy))
    return collection


def cell_text(cell: Any, key: str) -> str:
    """Return a value that says where something lies as a table would have it.

    Of a list of two numbers the longitude is first, as in GeoJSON, unless its `key` begins with latitude.
    """
    if isinstance(cell, Mapping):
        inner = RowPositions(list(cell), [])
        if inner.latitude and inner.longitude:
            return f"{cell[inner.latitude]}, {cell[inner.longitude]}"
        return json.dumps(cell, default=str)
    if isinstance(cell, list | tuple):
        is_latitude_first = key.strip().lower().startswith("lat")
        return ", ".join(map(str, cell if is_latitude_first else reversed(cell[:2])))
    return "" if cell is None else str(cell).strip()
