"""Places: files of features to checked records that travel as a GeoDataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pydantic import ValidationError
from shapely.geometry.base import BaseGeometry

from storymap.errors import PlacesError, Problem
from storymap.model import Image, Place
from storymap.reading.allowance import Allowance
from storymap.reading.building import build_geometry
from storymap.reading.crs import WGS84, to_degrees
from storymap.reading.extras import Extras
from storymap.reading.faults import explain_faults
from storymap.reading.findings import Findings
from storymap.reading.formats.features import Collection, Feature
from storymap.reading.formats.frames import notebook_features
from storymap.reading.formats.sources import open_source, short_names
from storymap.reading.geometry import settle_geometries
from storymap.reading.identifiers import assign_ids, explicit_id
from storymap.reading.images import embed_image
from storymap.reading.plain import plain_place
from storymap.reading.rasters import WIDEST_IN_POPUP
from storymap.reading.records import FIELDS, ImageRecord
from storymap.reading.shapes import PlaceFeature, places_schema
from storymap.reading.swaps import warn_of_swaps

__all__ = ["check_places", "places_frame", "places_schema", "read_places"]


@dataclass(slots=True)
class _Checked:
    """Checked places, without their ids and geometries: both can only be told when all are known.

    `written` are the ids that the author gave.
    """

    places: list[Place] = field(default_factory=list)
    shapes: list[BaseGeometry | None] = field(default_factory=list)
    written: list[Any] = field(default_factory=list)

    def add(self, other: _Checked) -> None:
        """Add the places of another file."""
        self.places += other.places
        self.shapes += other.shapes
        self.written += other.written


def read_places(
    source: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    problems: list[Problem] | None = None,
    allowance: Allowance | None = None,
) -> gpd.GeoDataFrame:
    """Read the places of one or more files, in order.

    Returns a GeoDataFrame in EPSG:4326 (degrees, longitude first), indexed by `place_id`, with a column for
    each other field of `Place`. A place that is not located has no geometry. Pictures are embedded as much as the
    `allowance` lets.

    Raises PlacesError with everything that is wrong in any of the files. Otherwise the warnings are appended
    to `problems`.
    """
    paths = [source] if isinstance(source, str | PathLike) else list(source)
    said: list[Problem] = []
    checked = _Checked()
    allowance = allowance or Allowance()
    for path, name in zip(paths, short_names(paths), strict=True):
        findings = Findings(name)
        collection = open_source(path, name, findings)
        checked.add(check_collection(collection, name, Path(fspath(path)).parent, findings, allowance))
        said += findings.problems()
    return _finish(checked, said, problems)


def check_places(
    frame: gpd.GeoDataFrame, *, problems: list[Problem] | None = None, allowance: Allowance | None = None
) -> gpd.GeoDataFrame:
    """Check a GeoDataFrame made in a notebook as if it were a file, and return it as `read_places` does.

    It needs a geometry, in any coordinate system that it names, or in degrees; and a column "name". The other
    columns are as in a file; an index or column "place_id" gives the ids. Pictures are looked for in the
    current folder.

    Raises PlacesError with everything that is wrong. Otherwise the warnings are appended to `problems`.
    """
    findings = Findings("places")
    features = notebook_features(frame, findings.name, findings)
    checked = check_collection(Collection(features), findings.name, Path(), findings, allowance or Allowance())
    return _finish(checked, list(findings.problems()), problems)


def places_frame(places: Iterable[Place]) -> gpd.GeoDataFrame:
    """Return `places`, unchecked, as a GeoDataFrame in EPSG:4326, indexed by `place_id`."""
    listed = list(places)
    return _frame(listed, [place.place_id for place in listed], [place.geometry for place in listed])


def _frame(places: list[Place], ids: list[str], shapes: Sequence[BaseGeometry | None]) -> gpd.GeoDataFrame:
    columns: dict[str, Any] = {}
    for column in fields(Place):
        if column.name == "geometry":
            columns[column.name] = gpd.GeoSeries(shapes, crs=WGS84)
        else:
            values = ids if column.name == "place_id" else [getattr(place, column.name) for place in places]
            # Left to itself pandas makes NaN of None.
            columns[column.name] = pd.Series(values, dtype=object)
    frame = gpd.GeoDataFrame(columns, geometry="geometry", crs=WGS84)
    return frame.set_index("place_id")


def check_collection(
    collection: Collection, name: str, folder: Path, findings: Findings, allowance: Allowance
) -> _Checked:
    """Check the features of the file `name`; its pictures are looked for in `folder`."""
    wheres = [feature.where(name) for feature in collection.features]
    findings.follow(wheres)
    extras = Extras(findings)
    checked = _Checked()
    shapes: list[Any] = []
    for feature, where in zip(collection.features, wheres, strict=True):
        plain = plain_place(feature, where)
        if plain is not None:
            place, shape = plain
        else:
            one = _check_feature(feature, where, folder, extras, findings, allowance)
            if one is None:
                continue
            place, shape = one, one.geometry
        checked.places.append(place)
        checked.written.append(_written_id(feature))
        shapes.append(shape)
    extras.warn_of_misspellings()
    geometries = _geometries(shapes)
    if collection.crs is not None:
        geometries = to_degrees(geometries, collection.crs, name, findings)
    wheres = [place.where for place in checked.places]
    checked.shapes = settle_geometries(geometries.tolist(), wheres, findings)
    if not findings.failed:
        warn_of_swaps(checked.shapes, wheres, findings)
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
    feature: Feature, where: str, folder: Path, extras: Extras, findings: Findings, allowance: Allowance
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
            findings.add(problem)
        return None
    place = record.properties
    geometry = feature.shape
    if record.geometry is not None:
        geometry = build_geometry(record.geometry, where, findings)
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
        image=_embed(place.image, folder, where, findings, allowance),
        zoom=place.zoom,
        properties=extras.keep(place.others, properties, where),
        where=where,
    )


def _embed(
    record: ImageRecord | None, folder: Path, where: str, findings: Findings, allowance: Allowance
) -> Image | None:
    if record is None:
        return None
    problems: list[Problem] = []
    # An empty text that was written says that the picture is decoration; one that is missing says nothing.
    decorative = "alt" in record.model_fields_set and not record.alt
    image = Image(record.src, record.alt, record.caption, record.credit, decorative=decorative)
    image = embed_image(image, folder, where, problems, widest=WIDEST_IN_POPUP, allowance=allowance)
    for problem in problems:
        findings.add(problem)
    return image


def _finish(checked: _Checked, said: list[Problem], problems: list[Problem] | None) -> gpd.GeoDataFrame:
    ids, repeated = assign_ids(
        [place.name for place in checked.places],
        [explicit_id(written) for written in checked.written],
        checked.written,
        [place.where for place in checked.places],
    )
    said += repeated
    if any(problem.severity == "error" for problem in said):
        raise PlacesError(said)
    if problems is not None:
        problems += said
    return _frame(checked.places, ids, checked.shapes)
