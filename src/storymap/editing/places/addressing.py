"""Where the places of a story stand in their file: place_ids and positions of features, as the reader has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storymap.editing.collection import EMPTY, Collection
from storymap.errors import PlacesError, Problem, StorymapError
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.feature_checks import check_features
from storymap.reading.places.field_names import FieldNames
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.geojson import read_geojson
from storymap.reading.places.formats.linked_places import is_linked_place
from storymap.reading.places.ids import assign_ids, explicit_id
from storymap.reading.places.library_errors import library_errors_as_problems
from storymap.reading.places.place_choices import AS_WRITTEN, PlaceChoices
from storymap.reading.places.place_columns import PlaceColumns
from storymap.reading.problem_log import ProblemLog

if TYPE_CHECKING:
    import geopandas as gpd

PLACES_NAME = "places.geojson"
COPY_THEM = "make a copy of the places as storymap writes them, and change that"
_ROW = re.compile(r"feature (\d+)")


def feature_rows(
    text: str,
    name: str = PLACES_NAME,
    *,
    choices: PlaceChoices = AS_WRITTEN,
    places: gpd.GeoDataFrame | None = None,
) -> dict[str, tuple[int, ...]]:
    """Return the positions of each place's features in the text of a file, from 0, by place_id.

    A place that the file has twice has two. The text is read as `read_places` reads it, with the same `choices`, but
    for pictures; places of a file that is refused are told apart as far as that goes. `places` are those of a story
    that was built with this text and others: its ids are taken, and `name` is the file's as its messages have it.
    """
    columns = _read(text, choices)
    wheres = columns.columns["where"]
    if places is None:
        explicit = [explicit_id(written) for written in columns.written_ids]
        ids = assign_ids(columns.columns["name"], explicit, columns.written_ids, wheres)[0]
    else:
        by_where = dict(zip(places["where"], map(str, places.index), strict=True))
        ids = [by_where.get(f"{name}, {where}", "") for where in wheres]
    rows = {}
    for place_id, where in zip(ids, wheres, strict=True):
        if place_id:
            rows[place_id] = tuple(_row(one) for one in (where, *columns.joined.get(where, ())))
    return rows


def feature_data(text: str | None, row: int, name: str = PLACES_NAME) -> dict[str, Any]:
    """Return a feature as it is written. Raises PlacesError if there is none."""
    return feature_at(open_text(text, name), row, name)


def open_text(text: str | None, name: str) -> Collection:
    """Return the text of a places file as a collection, an empty one for None. Raises PlacesError."""
    return Collection(EMPTY if text is None else text, name)


def feature_at(collection: Collection, row: int, name: str) -> dict[str, Any]:
    """Return the feature at a position. Raises PlacesError if there is none."""
    value = collection.items[row].value if 0 <= row < len(collection.items) else None
    if not isinstance(value, dict):
        raise PlacesError(Problem(name, "this place is not in the file any more", "look at the places again"))
    return value


def changeable_at(collection: Collection, row: int, name: str) -> dict[str, Any]:
    """Return the feature at a position whose members can be changed where they stand. Raises PlacesError."""
    value = feature_at(collection, row, name)
    if is_linked_place(value):
        what = "it is written in Linked Places Format, which says more of a place than can be changed here"
        raise PlacesError(Problem(f"{name}, feature {row + 1}", what, COPY_THEM))
    return value


def field_names(collection: Collection, choices: PlaceChoices, name: str) -> FieldNames:
    """Return which field of the file is which member of a place."""
    features = [Feature("", item.value) for item in collection.items]
    return FieldNames(features, choices.fields, Path(), name, ProblemLog(name))


def _read(text: str, choices: PlaceChoices) -> PlaceColumns:
    log = ProblemLog("")
    columns = PlaceColumns()
    try:
        with library_errors_as_problems("", log):
            collection = read_geojson(text.removeprefix("\ufeff"), "", log)
            collection.features[:] = map(_without_picture, collection.features)
            columns = check_features(collection, "", Path(), log, MediaPolicy(), choices)
    except StorymapError:
        pass
    return columns


def _without_picture(feature: Feature) -> Feature:
    """Return a feature without its picture, which would be read from disk."""
    if "image" not in feature.properties:
        return feature
    properties = {key: value for key, value in feature.properties.items() if key != "image"}
    return replace(feature, value={**feature.value, "properties": properties})


def _row(where: str) -> int:
    match = _ROW.match(where)
    return int(match[1]) - 1 if match else 0


def properties_of(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the properties of a feature, empty if there are none."""
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def first_row(rows: Sequence[int], name: str) -> int:
    """Return the position of a place's first feature. Raises PlacesError if it has none."""
    if not rows:
        raise PlacesError(Problem(name, "this place is not in this file", "look at the places again"))
    return rows[0]
