"""Places: files of features to checked records that travel as a GeoDataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pydantic import ValidationError

from storymap.errors import PlacesError, Problem
from storymap.model import Image, Place
from storymap.reading.media.images import embed_image
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.media.reencode import WIDEST_IN_POPUP
from storymap.reading.places.crs import WGS84, to_degrees
from storymap.reading.places.extra_properties import Extras
from storymap.reading.places.fast_path import plain_columns, plain_place
from storymap.reading.places.formats.detect import open_source, short_names
from storymap.reading.places.formats.feature import Collection, Feature
from storymap.reading.places.formats.geodataframe import notebook_features
from storymap.reading.places.geojson_schema import PlaceFeature, places_schema
from storymap.reading.places.geometry.axis_order import warn_of_swaps
from storymap.reading.places.geometry.from_geojson import build_geometry
from storymap.reading.places.geometry.normalize import settle_geometries
from storymap.reading.places.ids import assign_ids, explicit_id
from storymap.reading.places.place_schema import FIELDS, ImageRecord
from storymap.reading.places.validation_messages import explain_faults
from storymap.reading.problem_log import ProblemLog

__all__ = ["check_places", "places_frame", "places_schema", "read_places"]

_COLUMNS = tuple(field.name for field in fields(Place) if field.name != "place_id")


class _Checked:
    """Checked places as columns, without their ids: those can only be told when all places are known.

    `written` are the ids that the author gave.
    """

    def __init__(self) -> None:
        self.columns: dict[str, list[Any]] = {column: [] for column in _COLUMNS}
        self.written: list[Any] = []

    def add(self, place: Place, written: Any) -> None:
        """Add one place; its geometry is not looked at."""
        for column in _COLUMNS:
            self.columns[column].append(getattr(place, column))
        self.written.append(written)

    def extend(self, other: _Checked) -> None:
        """Add the places of another file."""
        for column, values in other.columns.items():
            self.columns[column] += values
        self.written += other.written


def read_places(
    source: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    problems: list[Problem] | None = None,
    media_policy: MediaPolicy | None = None,
) -> gpd.GeoDataFrame:
    """Read the places of one or more files, in order.

    Returns a GeoDataFrame in EPSG:4326 (degrees, longitude first), indexed by `place_id`, with a column for
    each other field of `Place`. A place that is not located has no geometry. Pictures are embedded as much as the
    `media_policy` lets.

    Raises PlacesError with everything that is wrong in any of the files. Otherwise the warnings are appended
    to `problems`.
    """
    paths = [source] if isinstance(source, str | PathLike) else list(source)
    said: list[Problem] = []
    checked = _Checked()
    media_policy = media_policy or MediaPolicy()
    for path, name in zip(paths, short_names(paths), strict=True):
        log = ProblemLog(name)
        collection = open_source(path, name, log)
        checked.extend(check_collection(collection, name, Path(fspath(path)).parent, log, media_policy))
        said += log.problems()
    return _finish(checked, said, problems)


def check_places(
    frame: gpd.GeoDataFrame, *, problems: list[Problem] | None = None, media_policy: MediaPolicy | None = None
) -> gpd.GeoDataFrame:
    """Check a GeoDataFrame made in a notebook as if it were a file, and return it as `read_places` does.

    It needs a geometry, in any coordinate system that it names, or in degrees; and a column "name". The other
    columns are as in a file; an index or column "place_id" gives the ids. Pictures are looked for in the
    current folder.

    Raises PlacesError with everything that is wrong. Otherwise the warnings are appended to `problems`.
    """
    log = ProblemLog("places")
    checked = _plain(frame, log)
    if checked is None:
        features = notebook_features(frame, log.name, log)
        checked = check_collection(Collection(features), log.name, Path(), log, media_policy or MediaPolicy())
    return _finish(checked, list(log.problems()), problems)


def places_frame(places: Iterable[Place]) -> gpd.GeoDataFrame:
    """Return `places`, unchecked, as a GeoDataFrame in EPSG:4326, indexed by `place_id`."""
    listed = list(places)
    return _frame({column: [getattr(place, column) for place in listed] for column in ("place_id", *_COLUMNS)})


def _frame(columns: dict[str, list[Any]]) -> gpd.GeoDataFrame:
    """Return columns as a frame, in the order of the fields of `Place`."""
    ordered: dict[str, Any] = {}
    for column in (field.name for field in fields(Place)):
        values = columns[column]
        # Left to itself pandas makes NaN of None.
        is_shape = column == "geometry"
        ordered[column] = gpd.GeoSeries(values, crs=WGS84) if is_shape else pd.Series(values, dtype=object)
    frame = gpd.GeoDataFrame(ordered, geometry="geometry", crs=WGS84)
    return frame.set_index("place_id")


def _plain(frame: gpd.GeoDataFrame, log: ProblemLog) -> _Checked | None:
    """Return the places of a frame in which nothing needs checking but where they lie, or None."""
    columns = plain_columns(frame, log.name)
    if columns is None:
        return None
    checked = _Checked()
    nothing = Place("", "", None)
    count = len(columns["name"])
    checked.columns = {column: columns.get(column, [getattr(nothing, column)] * count) for column in _COLUMNS}
    checked.written = [None] * count
    log.follow(checked.columns["where"])
    warn_of_swaps(checked.columns["geometry"], checked.columns["where"], log)
    return checked


def check_collection(
    collection: Collection, name: str, folder: Path, log: ProblemLog, media_policy: MediaPolicy
) -> _Checked:
    """Check the features of the file `name`, and take them out of the collection.

    Pictures are looked for in `folder`.
    """
    extras = Extras(log)
    checked = _Checked()
    shapes: list[Any] = []
    order: list[str] = []
    log.follow(order)
    # Checked and found features together would take twice the memory of either.
    collection.features.reverse()
    while collection.features:
        feature = collection.features.pop()
        where = feature.where(name)
        order.append(where)
        plain = plain_place(feature, where)
        if plain is not None:
            place, shape = plain
        else:
            one = _check_feature(feature, where, folder, extras, log, media_policy)
            if one is None:
                continue
            place, shape = one, one.geometry
        checked.add(place, _written_id(feature))
        shapes.append(shape)
    extras.warn_of_misspellings()
    geometries = _geometries(shapes)
    if collection.crs is not None:
        geometries = to_degrees(geometries, collection.crs, name, log)
    wheres = checked.columns["where"]
    settled = settle_geometries(geometries.tolist(), wheres, log)
    checked.columns["geometry"] = settled
    if not log.failed:
        warn_of_swaps(settled, wheres, log)
    return checked


def _geometries(shapes: list[Any]) -> np.ndarray[Any, Any]:
    """Return Shapely geometries, made at once of those that are pairs of longitude and latitude."""
    pairs = [index for index, shape in enumerate(shapes) if type(shape) is tuple]
    geometries: np.ndarray[Any, Any] = np.empty(len(shapes), dtype=object)
    geometries[:] = [None if type(shape) is tuple else shape for shape in shapes]
    if pairs:
        geometries[pairs] = shapely.points(np.array([shapes[index] for index in pairs], dtype=float))
    return geometries


def _written_id(feature: Feature) -> Any:
    """Return the id of a checked feature: its own, else the one among its properties."""
    value = feature.value.get("id")
    return feature.properties.get("id") if value is None else value


def _check_feature(
    feature: Feature, where: str, folder: Path, extras: Extras, log: ProblemLog, media_policy: MediaPolicy
) -> Place | None:
    properties = feature.properties
    value = feature.value
    if isinstance(value, dict):
        # Programs write null for what is not there.
        given = {key: item for key, item in properties.items() if item is not None or key not in FIELDS}
        value = {"geometry": None, **value, "properties": given}
    try:
        record = PlaceFeature.model_validate(value)
    except ValidationError as error:
        for problem in explain_faults(error, where, properties):
            log.add(problem)
        return None
    place = record.properties
    geometry = feature.shape
    if record.geometry is not None:
        geometry = build_geometry(record.geometry, where, log)
        if geometry is None:
            return None
    return Place(
        place_id="",
        name=place.name,
        geometry=geometry,
        aliases=tuple(alias for alias in place.aliases if alias != place.name),
        layer=place.layer,
        note=place.note,
        ignore=tuple(place.ignore),
        url=place.url,
        image=_embed(place.image, folder, where, log, media_policy),
        zoom=place.zoom,
        properties=extras.keep(place.others, properties, where),
        where=where,
    )


def _embed(
    record: ImageRecord | None, folder: Path, where: str, log: ProblemLog, media_policy: MediaPolicy
) -> Image | None:
    if record is None:
        return None
    problems: list[Problem] = []
    # An empty text that was written says that the picture is decoration; one that is missing says nothing.
    decorative = "alt" in record.model_fields_set and not record.alt
    image = Image(record.src, record.alt, record.caption, record.credit, decorative=decorative)
    image = embed_image(image, folder, where, problems, widest=WIDEST_IN_POPUP, media_policy=media_policy)
    for problem in problems:
        log.add(problem)
    return image


def _finish(checked: _Checked, said: list[Problem], problems: list[Problem] | None) -> gpd.GeoDataFrame:
    columns = checked.columns
    explicit = [explicit_id(written) for written in checked.written]
    ids, repeated = assign_ids(columns["name"], explicit, checked.written, columns["where"])
    said += repeated
    if any(problem.severity == "error" for problem in said):
        raise PlacesError(said)
    if problems is not None:
        problems += said
    return _frame({"place_id": ids, **columns})
