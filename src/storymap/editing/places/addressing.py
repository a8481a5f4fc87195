"""Where the places of a story stand in their file: place_ids and positions of features, as the reader has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storymap.editing.collection import PLACES_NAME, Collection, open_text
from storymap.errors import PlacesError, Problem, StorymapError
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.feature_checks import check_features
from storymap.reading.places.field_names import FieldNames
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.geojson import read_geojson
from storymap.reading.places.formats.linked_places import is_linked_place
from storymap.reading.places.ids import assign_ids, explicit_id
from storymap.reading.places.library_errors import library_errors_as_problems
from storymap.reading.places.place_choices import AS_WRITTEN, PlaceChoices
from storymap.reading.places.place_columns import PlaceColumns
from storymap.reading.problem_log import ProblemLog
from storymap.reading.text import name_line

if TYPE_CHECKING:
    import geopandas as gpd

COPY_THEM = "make a copy of the places as storymap writes them, and change that"
_ROW = re.compile(r"feature (\d+)")


def feature_rows(text: str, *, choices: PlaceChoices = AS_WRITTEN) -> dict[str, tuple[int, ...]]:
    """Return the positions of each place's features in the text of a file, from 0, by place_id.

    A place that the file has twice has two. The text is read as `read_places` reads it, with the same `choices`, but
    for pictures; places of a file that is refused are told apart as far as that goes.
    """
    columns = _read(text, choices)
    wheres = columns.columns["where"]
    explicit = [explicit_id(written) for written in columns.written_ids]
    ids = assign_ids(columns.columns["name"], explicit, columns.written_ids, wheres)[0]
    return {
        place_id: tuple(_row(one) for one in (where, *columns.joined.get(where, ())))
        for place_id, where in zip(ids, wheres, strict=True)
    }


def rows_of_story(text: str, places: gpd.GeoDataFrame, name: str = PLACES_NAME) -> dict[str, tuple[int, ...]]:
    """Return the positions of the features of a story's places in one of its files, as `feature_rows` does.

    `places` are those of a story that was built with this text; it may have others from other files. `name` is the
    file's as messages have it. Nothing is read again, so that it is quick for 100,000 places.
    """
    beginning = f"{name}, "
    rows: dict[str, tuple[int, ...]] = {}
    for place_id, where in zip(places.index, places["where"], strict=True):
        if where.startswith(beginning) and _ROW.match(where, len(beginning)):
            rows[str(place_id)] = (_row(where.removeprefix(beginning)),)
    joined: dict[str, list[int]] = {}
    for row, other in _same_places(open_text(text, name), {found[0]: place_id for place_id, found in rows.items()}):
        joined.setdefault(other, []).append(row)
    return rows | {place_id: (*rows[place_id], *more) for place_id, more in joined.items()}


def _same_places(collection: Collection, known: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield each feature that is the same place as one before it, which has a place_id, as `join_same_places` says."""
    first: dict[tuple[str, Any, Any], tuple[str, bool]] = {}
    for row, item in enumerate(collection.items):
        feature = item.value if isinstance(item.value, dict) else {}
        key, has_id = _name_and_point(feature), _written_id(feature) is not None
        if key is None:
            continue
        if row in known:
            first.setdefault(key, (known[row], has_id))
        elif key in first and not (has_id and first[key][1]):
            yield row, first[key][0]


def _name_and_point(feature: Mapping[str, Any]) -> tuple[str, Any, Any] | None:
    name, geometry = properties_of(feature).get("name"), feature.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if not isinstance(name, str) or not isinstance(point, list) or len(point) < 2:
        return None
    lon, lat = point[:2]
    is_point = all(isinstance(number, int | float) for number in (lon, lat))
    return (name_line(name), lon, lat) if is_point else None


def _written_id(feature: Mapping[str, Any]) -> Any:
    value = feature.get("id")
    return properties_of(feature).get("id") if value is None else value


def feature_data(text: str | None, row: int, name: str = PLACES_NAME) -> dict[str, Any]:
    """Return a feature as it is written. Raises PlacesError if there is none."""
    return feature_at(open_text(text, name), row, name)


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
            collection = read_geojson(text.removeprefix("\ufeff"), "", log).unpacked()
            plain = FeatureCollection([_without_picture(one) for one in collection.features], collection.crs)
            columns = check_features(plain, "", Path(), log, MediaPolicy(), choices)
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
