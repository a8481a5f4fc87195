"""Places: files of features to checked records that travel as a GeoDataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pydantic import ValidationError

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
from storymap.reading.rasters import WIDEST_IN_POPUP
from storymap.reading.records import FIELDS, ImageRecord
from storymap.reading.shapes import PlaceFeature, places_schema
from storymap.reading.swaps import warn_of_swaps

__all__ = ["check_places", "places_frame", "places_schema", "read_places"]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A checked place that has no place_id yet: `written_id` is what the author gave."""

    place: Place
    written_id: Any


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
    checked: list[_Checked] = []
    allowance = allowance or Allowance()
    for path, name in zip(paths, short_names(paths), strict=True):
        findings = Findings(name)
        collection = open_source(path, name, findings)
        checked += check_collection(collection, name, Path(fspath(path)).parent, findings, allowance)
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
    columns: dict[str, Any] = {}
    for column in fields(Place):
        values = [getattr(place, column.name) for place in listed]
        if column.name == "geometry":
            columns[column.name] = gpd.GeoSeries(values, crs=WGS84)
        else:
            # Left to itself pandas makes NaN of None.
            columns[column.name] = pd.Series(values, dtype=object)
    frame = gpd.GeoDataFrame(columns, geometry="geometry", crs=WGS84)
    return frame.set_index("place_id")


def check_collection(
    collection: Collection, name: str, folder: Path, findings: Findings, allowance: Allowance
) -> list[_Checked]:
    """Check the features of the file `name`; its pictures are looked for in `folder`."""
    findings.follow(feature.where(name) for feature in collection.features)
    extras = Extras(findings)
    checked: list[_Checked] = []
    for feature in collection.features:
        one = _check_feature(feature, name, folder, extras, findings, allowance)
        if one is not None:
            checked.append(one)
    extras.warn_of_misspellings()
    shapes: np.ndarray[Any, Any] = np.empty(len(checked), dtype=object)
    shapes[:] = [one.place.geometry for one in checked]
    if collection.crs is not None:
        shapes = to_degrees(shapes, collection.crs, name, findings)
    wheres = [one.place.where for one in checked]
    settled = settle_geometries(list(shapes), wheres, findings)
    if not findings.failed:
        warn_of_swaps(settled, wheres, findings)
    return [
        replace(one, place=replace(one.place, geometry=geometry))
        for one, geometry in zip(checked, settled, strict=True)
    ]


def _check_feature(
    feature: Feature, name: str, folder: Path, extras: Extras, findings: Findings, allowance: Allowance
) -> _Checked | None:
    where = feature.where(name)
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
    written = record.id if record.id is not None else place.others.get("id")
    return _Checked(
        Place(
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
        ),
        written,
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


def _finish(checked: list[_Checked], said: list[Problem], problems: list[Problem] | None) -> gpd.GeoDataFrame:
    places = [one.place for one in checked]
    ids, repeated = assign_ids(
        [place.name for place in places],
        [explicit_id(one.written_id) for one in checked],
        [one.written_id for one in checked],
        [place.where for place in places],
    )
    said += repeated
    if any(problem.severity == "error" for problem in said):
        raise PlacesError(said)
    if problems is not None:
        problems += said
    return places_frame(replace(place, place_id=place_id) for place, place_id in zip(places, ids, strict=True))
