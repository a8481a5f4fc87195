"""Features of a file to places: each is checked, and what is wrong or repaired is logged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from storymap.reading.places.formats.packed_features import PackedCollection, PackedFeatures
from storymap.reading.places.geometry.axis_order import Spread, warn_of_swapped_axes
from storymap.reading.places.geometry.normalise import normalise_geometries
from storymap.reading.places.geometry.null_island import ALLOW_ZERO, refuse_zero
from storymap.reading.places.left_out_rows import RowLog
from storymap.reading.places.place_choices import AS_WRITTEN, PlaceChoices
from storymap.reading.places.place_columns import PlaceColumns
from storymap.reading.places.same_places import join_same_places
from storymap.reading.problem_log import ProblemLog

if TYPE_CHECKING:
    from pyproj import CRS


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
    features = collection.packed if isinstance(collection, PackedCollection) else collection.unpacked().features
    number_of_rows = len(features) + len(collection.rejected)
    rows = RowLog(log, strict=choices.strict)
    rows.reject(collection.rejected)
    checks = FeatureChecks(FieldNames(features, choices.fields, folder, name, log), folder, log, rows, media_policy)
    log.follow(checks.order)
    for feature in _taken(features):
        checks.add(feature)
    checked = checks.places(collection.crs, allow_zero=choices.allow_zero)
    rows.settle(number_of_rows)
    join_same_places(checked, log)
    if not log.failed:
        warn_of_swapped_axes(checked.columns, Spread(checked.bounds), log)
    return checked


def _taken(features: list[Feature] | PackedFeatures) -> Iterator[Feature]:
    """Yield each feature, and forget it: places and features together would take twice the memory of either."""
    if isinstance(features, PackedFeatures):
        yield from features.taken()
        return
    features.reverse()
    while features:
        yield features.pop()


class FeatureChecks:
    """Checks features of one file, one after the other. What is wrong with a row goes to `rows`, all else to `log`.

    `order` is where each of them stands, in the order in which they were added.
    """

    def __init__(
        self, fields: FieldNames, folder: Path, log: ProblemLog, rows: RowLog, media_policy: MediaPolicy
    ) -> None:
        self.order: list[str] = []
        self._extra, self._blank_names, self._focus = ExtraProperties(log), BlankNames(log), FocusProperties(log)
        self._fields = fields
        self._folder = folder
        self._log = log
        self._rows = rows
        self._media_policy = media_policy
        self._checked = PlaceColumns()
        self._shapes: list[Any] = []

    def add(self, feature: Feature) -> None:
        """Check one feature."""
        feature = self._renamed(feature)
        where = feature.where(self._log.name)
        self.order.append(where)
        found = self._place(feature, where)
        if found is not None:
            place, shape = found
            self._checked.add(place, _written_id(feature), feature.start)
            self._shapes.append(shape)

    def place_of(self, feature: Feature) -> Place:
        """Return the place of a feature that is known to be fine, without its geometry."""
        feature = self._renamed(feature)
        where = feature.where(self._log.name)
        found = self._place(feature, where)
        if found is None:
            raise ValueError(f"{where} is no place")
        return found[0]

    def places(self, crs: CRS | None, *, allow_zero: bool) -> PlaceColumns:
        """Return the places of all features that can be one, after the checks that are made of all together.

        `crs` is their coordinate reference system, degrees if it is None. Points at 0, 0 are refused unless
        `allow_zero` says that they are meant.
        """
        self._extra.warn_of_misspellings()
        self._blank_names.warn()
        self._focus.warn_of_foreign()
        checked, rows = self._checked, self._rows
        geometries = _geometries(self._shapes)
        if crs is not None:
            geometries = to_degrees(geometries, crs, self._log.name, self._log)
        wheres = checked.columns["where"]
        checked.columns["geometry"] = normalise_geometries(geometries.tolist(), wheres, rows)
        if not allow_zero:
            is_meant = [properties.get(ALLOW_ZERO) is True for properties in checked.columns["properties"]]
            refuse_zero(checked.columns["geometry"], is_meant, wheres, rows)
        checked.keep([not rows.has_failed(where) for where in wheres])
        return checked

    def _renamed(self, feature: Feature) -> Feature:
        return self._fields.rename(feature) if self._fields else feature

    def _place(self, feature: Feature, where: str) -> tuple[Place, Any] | None:
        """Return the place of a feature, and its shape; None if it can be none."""
        fast = fast_place(feature, where)
        if fast is not None:
            place, shape = fast
            return place if FOCUS_PROPERTIES.isdisjoint(place.properties) else _with_focus(place, self._focus), shape
        # Only now: what checks it takes longer to load than most files to read.
        from storymap.reading.places.checked_feature import check_feature

        one = check_feature(feature, where, self._folder, self._extra, self._log, self._rows, self._media_policy)
        if one is None:
            return None
        self._blank_names.look_through(feature.properties, where)
        return _with_focus(one, self._focus), one.geometry


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
