"""The features of another tool's file as the places and the context of a new story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import shapely
from pydantic import ValidationError
from shapely.geometry.base import BaseGeometry

from storymap.errors import Problem, StorymapError
from storymap.exchange.keyless_texts import keyless
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.place_records import PlaceRecords, long_note, readable_name
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.exchange.story_files import feature
from storymap.limits import MOST_CONTEXT_POSITIONS
from storymap.model import DEFAULT_LAYER, Image, LayerChoice
from storymap.reading.places.crs import to_degrees
from storymap.reading.places.extra_properties import ExtraProperties
from storymap.reading.places.field_names import FieldNames
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.geojson_schema import PlaceFeature
from storymap.reading.places.geometry.from_geojson import geometry_from_geojson
from storymap.reading.places.geometry.normalise import normalise_geometries
from storymap.reading.places.geometry.null_island import ALLOW_ZERO, refuse_zero
from storymap.reading.places.ids import assign_ids, explicit_id
from storymap.reading.places.left_out_rows import RowLog
from storymap.reading.places.place_columns import PlaceColumns
from storymap.reading.places.same_places import join_same_places
from storymap.reading.problem_log import ProblemLog

_POINTS: Final = ("Point", "MultiPoint")
_NO_POSITION: Final = "positions that are none; the places are listed, and not on the map"


@dataclass(frozen=True, slots=True)
class ImportedPlaces:
    """Places as GeoJSON features with ids of their own, in the order of their file, and context.

    `texts` are the notes that are too long for a popup, by the id of their place: as their file had them.
    """

    places: tuple[Mapping[str, Any], ...]
    context: tuple[Mapping[str, Any], ...] = ()
    layers: tuple[LayerChoice, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def imported_places(
    collection: FeatureCollection,
    source: Source,
    report: Report,
    pictures: PictureFiles,
    *,
    context_kind: str = "",
) -> ImportedPlaces:
    """Return what the features of `source` are in a story. What cannot be kept as it is goes to `report`.

    A line or an area without a name is context, of `context_kind`, unless nothing has one; a point is named after its
    layer. Notes of the readers go to the source's problems. Raises StorymapError where nothing is left.
    """
    log = ProblemLog(source.name)
    written = collection.unpacked().features
    features = [_keyless(one, report) for one in written if isinstance(one.value, dict)]
    report.lost("what is no feature", count=len(written) - len(features))
    for problem in collection.rejected:
        report.lost("rows", problem.what, example=problem.where.removeprefix(f"{source.name}, "))
    names = FieldNames(features, {}, source.path.parent, source.name, log)
    features = [names.rename(one) for one in features] if names else features
    shapes = usable_shapes(features, collection, report, log)
    records = PlaceRecords(report, pictures, ExtraProperties(log))
    columns, context, texts = PlaceColumns(), list[Mapping[str, Any]](), dict[str, str]()
    has_names = any(readable_name(one.properties.get("name")) for one in features)
    for number, (one, shape) in enumerate(zip(features, shapes, strict=True), 1):
        name = readable_name(one.properties.get("name"))
        if not name and shape is None:
            report.lost("places without a name and a position")
        elif not name and shape is not None and (shape.geom_type in _POINTS or not has_names):
            name = f"{readable_name(one.properties.get('layer')) or 'Place'} {number}"
            report.changed("places without a name", "named after their layer and number", example=name)
        if name:
            where = one.where(source.name)
            place = records.place(name, one.properties, where)
            columns.add(replace(place, geometry=shape), _written_id(one))
            if text := long_note(one.properties):
                texts[where] = text
        elif shape is not None:
            context.append(_context_feature(shape, context_kind))
            _tell_unsaid(one, report)
    join_same_places(columns, log)
    source.problems += [problem for problem in log.problems() if problem.severity != "error"]
    if not columns.written_ids and not context:
        raise StorymapError(Problem(source.name, "it has no places", "put some in, and export it again"))
    kept = _within_limit(context, report)
    report.kept("places", count=len(columns.written_ids))
    report.changed("lines and areas without a name", "they are context, drawn under the places", count=len(kept))
    own = dict.fromkeys(key for properties in columns.columns["properties"] for key in properties)
    for key in own:
        report.kept("data of places that is not shown", example=key)
    places, by_id = _with_ids(columns, texts)
    return ImportedPlaces(places, kept, collection.layers, by_id)


def _keyless(one: Feature, report: Report) -> Feature:
    return replace(one, value={**one.value, "properties": keyless(one.value.get("properties"), report)})


def usable_shapes(
    features: Sequence[Feature], collection: FeatureCollection, report: Report, log: ProblemLog
) -> list[BaseGeometry | None]:
    """Return the shape of each feature in degrees, valid; None where there is none, or none that can be mended.

    What is wrong goes to `report`, and what readers note to `log`.
    """
    rows = RowLog(log, strict=False)
    found = [_shape(one, one.where(log.name), rows) for one in features]
    for one, shape in zip(features, found, strict=True):
        if shape is None and one.value.get("geometry") is not None:
            report.lost(_NO_POSITION, example=readable_name(one.properties.get("name")))
    if collection.crs is not None:
        array: np.ndarray[Any, Any] = np.empty(len(found), dtype=object)
        array[:] = found
        found = to_degrees(array, collection.crs, log.name, log).tolist()
    located = [number for number, shape in enumerate(found) if shape is not None and not shape.is_empty]
    wheres = [features[number].where(log.name) for number in located]
    quiet = ProblemLog(log.name)
    mending = RowLog(quiet, strict=False)
    normal = normalise_geometries([found[number] for number in located], wheres, mending)
    is_meant = [features[number].properties.get(ALLOW_ZERO) is True for number in located]
    refuse_zero(normal, is_meant, wheres, mending)
    shapes: list[BaseGeometry | None] = [None] * len(found)
    for number, where, shape in zip(located, wheres, normal, strict=True):
        if mending.has_failed(where) or rows.has_failed(where):
            report.lost(_NO_POSITION, example=readable_name(features[number].properties.get("name")))
        else:
            shapes[number] = shape
    for problem in quiet.problems():
        report.changed("shapes", problem.what)
    return shapes


def _shape(one: Feature, where: str, log: ProblemLog) -> BaseGeometry | None:
    if one.shape is not None or one.value.get("geometry") is None:
        return one.shape
    try:
        bare = {"type": "Feature", "properties": {"name": "x"}, "geometry": one.value["geometry"]}
        geometry = PlaceFeature.model_validate(bare).geometry
    except (ValidationError, RecursionError):
        return None
    return geometry_from_geojson(geometry, where, log)


def _written_id(one: Feature) -> Any:
    value = one.value.get("id")
    value = one.properties.get("id") if value is None else value
    return value if isinstance(value, str | int) and explicit_id(value) else None


def _context_feature(shape: BaseGeometry, kind: str) -> Mapping[str, Any]:
    properties = {"kind": kind} if kind else {}
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}


def _tell_unsaid(one: Feature, report: Report) -> None:
    """Report what is said of a shape that becomes context, which says nothing to a reader."""
    said = [str(one.properties[key]) for key in ("note", "url") if one.properties.get(key)]
    if said:
        what = "notes and links of lines and areas without a name"
        report.lost(what, "give them a name, and they are places", example=said[0])


def _within_limit(context: Sequence[Mapping[str, Any]], report: Report) -> tuple[Mapping[str, Any], ...]:
    """Return as much of the context as a page can draw."""
    left, kept = MOST_CONTEXT_POSITIONS, list[Mapping[str, Any]]()
    for one in context:
        left -= int(shapely.get_num_coordinates(shapely.geometry.shape(one["geometry"])))
        if left < 0:
            why = f"a page can draw {MOST_CONTEXT_POSITIONS:,} positions"
            report.lost("lines and areas without a name", why, count=len(context) - len(kept))
            break
        kept.append(one)
    return tuple(kept)


def _with_ids(columns: PlaceColumns, texts: Mapping[str, str]) -> tuple[tuple[Mapping[str, Any], ...], dict[str, str]]:
    listed = columns.columns
    explicit = [explicit_id(written) for written in columns.written_ids]
    ids, _ = assign_ids(listed["name"], explicit, columns.written_ids, listed["where"])
    places, by_id = [], dict[str, str]()
    for row, place_id in enumerate(ids):
        where = listed["where"][row]
        places.append(_feature({key: values[row] for key, values in listed.items()}, place_id))
        text = next(filter(None, (texts.get(one) for one in (where, *columns.joined.get(where, ())))), "")
        if text:
            by_id[place_id] = text
    return tuple(places), by_id


def _feature(place: Mapping[str, Any], place_id: str) -> Mapping[str, Any]:
    shape, layer = place["geometry"], place["layer"]
    made = feature(
        place["name"],
        None if shape is None else shapely.geometry.mapping(shape),
        place_id=place_id,
        aliases=list(place["aliases"]),
        layer="" if layer == DEFAULT_LAYER else layer,
        note=place["note"],
        ignore=list(place["ignore"]),
        url=place["url"],
        image=_image(place["image"]),
        zoom=place["zoom"],
    )
    made["properties"] |= place["properties"]
    return made


def _image(image: Image | None) -> dict[str, str]:
    if image is None:
        return {}
    texts = {"alt": image.alt, "caption": image.caption, "credit": image.credit}
    alt = {"alt": ""} if image.decorative else {}
    return {"src": image.src} | {key: text for key, text in texts.items() if text} | alt
