"""Features of a file to places: each is checked, and what is wrong or repaired is logged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from storymap.model import Place
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.blank_names import BlankNames
from storymap.reading.places.crs import to_degrees
from storymap.reading.places.extra_properties import ExtraProperties
from storymap.reading.places.fast_path import fast_place
from storymap.reading.places.field_names import FieldNames
from storymap.reading.places.focus_properties import FOCUS_PROPERTIES, FocusProperties, kind_of
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.geometry.axis_order import warn_of_swapped_axes
from storymap.reading.places.geometry.normalise import normalise_geometries
from storymap.reading.places.geometry.null_island import ALLOW_ZERO, refuse_zero
from storymap.reading.places.left_out_rows import RowLog
from storymap.reading.places.place_choices import AS_WRITTEN, PlaceChoices
from storymap.reading.places.place_columns import PlaceColumns
from storymap.reading.places.same_places import join_same_places
from storymap.reading.problem_log import ProblemLog


def check_features(
    collection: FeatureCollection,
    name: str,
    folder: Path,
    log: ProblemLog,
    media_policy: MediaPolicy,
    choices: PlaceChoices = AS_WRITTEN,
) -> PlaceColumns:
    """Return the places of the file `name`, checked and without ids, and empty the list of its features.

    Pictures are looked for in `folder`. What is wrong goes to `log`. Rows that cannot be a place are left out, unless
    they are more than half.
    """
    extra, blank_names, focus = ExtraProperties(log), BlankNames(log), FocusProperties(log)
    rows = RowLog(log, strict=choices.strict)
    rows.reject(collection.rejected)
    number_of_rows = len(collection.features) + len(collection.rejected)
    names = FieldNames(collection.features, choices.fields, folder, name, log)
    checked = PlaceColumns()
    shapes: list[Any] = []
    order: list[str] = []
    log.follow(order)
    # Places and features together would take twice the memory of either.
    collection.features.reverse()
    while collection.features:
        feature = collection.features.pop()
        if names:
            feature = names.rename(feature)
        where = feature.where(name)
        order.append(where)
        fast = fast_place(feature, where)
        if fast is not None:
            place, shape = fast
            if not FOCUS_PROPERTIES.isdisjoint(place.properties):
                place = _with_focus(place, focus)
        else:
            # Only now: what checks it takes longer to load than most files to read.
            from storymap.reading.places.checked_feature import check_feature

            one = check_feature(feature, where, folder, extra, log, rows, media_policy)
            if one is None:
                continue
            blank_names.look_through(feature.properties, where)
            place, shape = _with_focus(one, focus), one.geometry
        checked.add(place, _written_id(feature), feature.start)
        shapes.append(shape)
    extra.warn_of_misspellings()
    blank_names.warn()
    focus.warn_of_foreign()
    geometries = _geometries(shapes)
    if collection.crs is not None:
        geometries = to_degrees(geometries, collection.crs, name, log)
    wheres = checked.columns["where"]
    checked.columns["geometry"] = normalise_geometries(geometries.tolist(), wheres, rows)
    if not choices.allow_zero:
        is_meant = [properties.get(ALLOW_ZERO) is True for properties in checked.columns["properties"]]
        refuse_zero(checked.columns["geometry"], is_meant, wheres, rows)
    checked.keep([not rows.has_failed(where) for where in wheres])
    rows.settle(number_of_rows)
    join_same_places(checked, log)
    if not log.failed:
        warn_of_swapped_axes(checked.columns, log)
    return checked


def _geometries(shapes: list[Any]) -> np.ndarray[Any, Any]:
    """Return Shapely geometries; those given as (longitude, latitude) are made all at once."""
    pairs = [index for index, shape in enumerate(shapes) if type(shape) is tuple]
    geometries: np.ndarray[Any, Any] = np.empty(len(shapes), dtype=object)
    geometries[:] = [None if type(shape) is tuple else shape for shape in shapes]
    if pairs:
        geometries[pairs] = shapely.points(np.array([shapes[index] for index in pairs], dtype=float))
    return geometries


def _written_id(feature: Feature) -> Any:
    """Return the id that the author gave a feature: its own, else the one among its properties."""
    value = feature.value.get("id")
    return feature.properties.get("id") if value is None else value


def _with_focus(place: Place, focus: FocusProperties) -> Place:
    """Return the place with what its own properties say of its role, weight and kind."""
    properties = dict(place.properties)
    role, weight = focus.take(properties, place.where)
    return replace(place, role=role, weight=weight, kind=kind_of(properties), properties=properties)
