"""Context: lines, areas and points that are drawn quietly under the places, and are no places themselves.

The files are opened, checked and repaired as files of places are; a feature needs no name here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from os import PathLike
from typing import Any, cast, get_args

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_CONTEXT_NAMES, MOST_CONTEXT_POSITIONS
from storymap.model import ContextFeature, ContextKind
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.places.blank_names import BlankNames
from storymap.reading.places.crs import to_degrees
from storymap.reading.places.fast_path import plain_record
from storymap.reading.places.field_hints import value_in_words
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.made_in_python import MadeInPython, features_made_in_python
from storymap.reading.places.formats.registry import display_names, read_features
from storymap.reading.places.geometry.normalise import normalise_geometries
from storymap.reading.places.library_errors import library_errors_as_problems
from storymap.reading.problem_log import ProblemLog

KINDS: tuple[ContextKind, ...] = tuple(kind for kind in get_args(ContextKind) if kind)


def read_context(
    source: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    problems: list[Problem] | None = None,
    allowed: AllowedFolders | None = None,
    encoding: str | None = None,
) -> tuple[ContextFeature, ...]:
    """Read the context of one or more files, in order; see `ContextFeature`.

    `allowed` are the folders in which the other files of a Shapefile may be, beside its own; `encoding` is that of text
    files that are not in Unicode.

    Raises StorymapError with everything that is wrong in any of the files. Otherwise the warnings are appended to
    `problems`.
    """
    paths = [source] if isinstance(source, str | PathLike) else list(source)
    found: list[Problem] = []
    features: list[ContextFeature] = []
    for path, name in zip(paths, display_names(paths), strict=True):
        log = ProblemLog(name)
        with library_errors_as_problems(name, log):
            features += _check_collection(read_features(path, name, log, allowed, encoding), name, log)
        found += log.problems()
    return _finish(features, found, problems)


def check_context(made: MadeInPython, *, problems: list[Problem] | None = None) -> tuple[ContextFeature, ...]:
    """Check context made in Python as if it were a file, and return it as `read_context` does.

    It may be what places may be. A GeoDataFrame has a geometry, in any coordinate system that it names, or in degrees.
    Raises StorymapError with everything that is wrong. Otherwise the warnings are appended to `problems`.
    """
    log = ProblemLog("context")
    checked: list[ContextFeature] = []
    with library_errors_as_problems(log.name, log):
        checked = _check_collection(features_made_in_python(made, log.name, log), log.name, log)
    return _finish(checked, list(log.problems()), problems)


def _check_collection(collection: FeatureCollection, name: str, log: ProblemLog) -> list[ContextFeature]:
    features = collection.unpacked().features
    log.follow([feature.where(name) for feature in features])
    kind_reader, blank_names = _KindReader(log), BlankNames(log)
    for feature in features:
        blank_names.look_through({"name": _member(feature.properties, "name")}, feature.where(name))
    checked = [one for feature in features if (one := _check_feature(feature, name, kind_reader, log)) is not None]
    kind_reader.warn_of_unknown()
    blank_names.warn()
    shapes: np.ndarray[Any, Any] = np.empty(len(checked), dtype=object)
    shapes[:] = [one.geometry for one in checked]
    if collection.crs is not None:
        shapes = to_degrees(shapes, collection.crs, name, log)
    normalised = normalise_geometries(list(shapes), [one.where for one in checked], log)
    return [
        replace(one, geometry=geometry)
        for one, geometry in zip(checked, normalised, strict=True)
        if geometry is not None
    ]


def _check_feature(feature: Feature, file: str, kind_reader: _KindReader, log: ProblemLog) -> ContextFeature | None:
    where = feature.where(file)
    given = {key: value for key in ("name", "kind") if (value := _member(feature.properties, key)) is not None}
    checked = plain_record(feature.value, given.get("name", ""))
    if checked is None:
        # Only now: what checks it takes longer to load than most files to read.
        from storymap.reading.places.context_schema import checked_context

        checked = checked_context(feature.value, given, where, log)
    if checked is None:
        return None
    name, found = checked
    geometry: BaseGeometry | None = feature.shape if found is None else found
    if geometry is None or geometry.is_empty:
        log.warning(where, "has no geometry; it is left out", "add one, or remove the feature")
        return None
    return ContextFeature(geometry, name, kind_reader.read(given.get("kind"), where), where)


def _member(properties: Mapping[str, Any], key: str) -> Any:
    """Return the property `key`, in capitals or not: context often comes from files that others made."""
    if key in properties:
        return properties[key]
    return next((value for found, value in properties.items() if found.lower() == key), None)


class _KindReader:
    """Reads the kinds of one file's features, and notes those that are not in the vocabulary."""

    def __init__(self, log: ProblemLog) -> None:
        self._log = log
        self._unknown: dict[str, tuple[str, int]] = {}

    def read(self, value: Any, where: str) -> ContextKind:
        if value is None:
            return ""
        kind = value.strip().lower() if isinstance(value, str) and len(value) <= 100 else value
        if kind == "" or kind in KINDS:
            return cast("ContextKind", kind)
        first, count = self._unknown.get(value_in_words(value), (where, 0))
        self._unknown[value_in_words(value)] = (first, count + 1)
        return ""

    def warn_of_unknown(self) -> None:
        """Warn once of each kind that is not known."""
        for kind, (where, count) in self._unknown.items():
            more = "" if count == 1 else f" (and in {count - 1:,} more)"
            what = f"the kind {kind} is not known{more}; it is drawn in plain grey"
            self._log.warning(where, what, f"use one of {', '.join(KINDS)}")


def _finish(
    features: list[ContextFeature], found: list[Problem], problems: list[Problem] | None
) -> tuple[ContextFeature, ...]:
    shapes: np.ndarray[Any, Any] = np.empty(len(features), dtype=object)
    shapes[:] = [feature.geometry for feature in features]
    positions = int(shapely.get_num_coordinates(shapes).sum()) if len(shapes) else 0
    if positions > MOST_CONTEXT_POSITIONS:
        what = f"it has {positions:,} positions in all; {MOST_CONTEXT_POSITIONS:,} are the most that a page can draw"
        found.append(Problem("context", what, "simplify it, or cut it to where the story is"))
    if any(problem.severity == "error" for problem in found):
        raise StorymapError(found)
    named = [index for index, feature in enumerate(features) if feature.name]
    if len(named) > MOST_CONTEXT_NAMES:
        what = f"{len(named):,} features have a name; only the first {MOST_CONTEXT_NAMES} names are on the map"
        found.append(Problem("context", what, "name those that matter", "warning"))
        for index in named[MOST_CONTEXT_NAMES:]:
            features[index] = replace(features[index], name="")
    if problems is not None:
        problems += found
    return tuple(features)
