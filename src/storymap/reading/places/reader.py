"""Places: files, or a frame made in a notebook, to one GeoDataFrame of checked places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path

import geopandas as gpd

from storymap.errors import PlacesError, Problem, StorymapError
from storymap.model import LayerChoice, Place
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.encoding import check_encoding
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.checked_places import CheckedPlaces
from storymap.reading.places.fast_path import fast_columns
from storymap.reading.places.feature_checks import check_features
from storymap.reading.places.formats.made_in_python import MadeInPython, features_made_in_python, made_in_python
from storymap.reading.places.formats.registry import display_names, read_features
from storymap.reading.places.formats.table_collection import TableCollection
from storymap.reading.places.geometry.axis_order import SWAP_QUESTION, Spread, swapped_outlier, warn_of_swapped_axes
from storymap.reading.places.ids import assign_ids, explicit_id
from storymap.reading.places.layer_choices import joined_choices
from storymap.reading.places.library_errors import library_errors_as_problems
from storymap.reading.places.place_choices import AS_WRITTEN, MADE_IN_PYTHON, PlaceChoices
from storymap.reading.places.place_columns import COLUMNS, PlaceColumns
from storymap.reading.places.table_checks import check_table
from storymap.reading.places.table_places import TablePlaces
from storymap.reading.problem_log import ProblemLog
from storymap.storage.collector import paused_collector


def read_places(
    source: str | PathLike[str] | Sequence[str | PathLike[str]] | MadeInPython | Iterable[Place],
    *,
    problems: list[Problem] | None = None,
    allow_path: Sequence[str | PathLike[str]] = (),
    media_policy: MediaPolicy | None = None,
    encoding: str | None = None,
    choices: PlaceChoices = AS_WRITTEN,
    layers: list[LayerChoice] | None = None,
) -> gpd.GeoDataFrame:
    """Read the places of one or more files, in order; or check places that were made in Python as if they were a file.

    These are a GeoDataFrame, a DataFrame with the columns of a CSV file, GeoJSON as a dict, or Place records.

    Returns a GeoDataFrame in EPSG:4326 (degrees, longitude first), indexed by `place_id`, with a column for
    each other field of `Place`. A place that is not located has no geometry. Pictures are embedded as far as the
    `media_policy` allows. `allow_path` names more folders that they, and the other files of a Shapefile, may be in,
    beside that of their file; a `media_policy` brings its own. `encoding` is that of text files that are not
    in Unicode. `choices` says more about how they are read.

    Raises PlacesError with everything that is wrong in any of the files. Otherwise the warnings are appended
    to `problems`, and what the files say of layers to `layers`.
    """
    try:
        policy = media_policy or MediaPolicy(allowed=AllowedFolders(allow_path))
    except StorymapError as error:
        raise PlacesError(error.problems) from None
    made = made_in_python(source)
    if made is not None:
        return check_places(made, problems=problems, media_policy=policy, choices=choices, layers=layers)
    paths = [source] if isinstance(source, str | PathLike) else list(source)
    return read_checked(
        paths, problems=problems, media_policy=policy, encoding=encoding, choices=choices, layers=layers
    ).frame


@paused_collector()
def read_checked(
    paths: Sequence[str | PathLike[str]],
    *,
    problems: list[Problem] | None = None,
    media_policy: MediaPolicy,
    encoding: str | None = None,
    choices: PlaceChoices = AS_WRITTEN,
    layers: list[LayerChoice] | None = None,
    starts: list[int] | None = None,
) -> CheckedPlaces:
    """Read the places of files as `read_places` does, and return them without making all records.

    Where in its file's text the feature of each place begins is appended to `starts`, as far as places are as they
    stand there: in degrees, and none joined with another.
    """
    found: list[Problem] = []
    checked, said = list[PlaceColumns | TablePlaces](), list[LayerChoice]()
    try:
        check_encoding(encoding)
    except StorymapError as error:
        raise PlacesError(error.problems) from None
    for path, name in zip(paths, display_names(paths), strict=True):
        log = ProblemLog(name)
        with library_errors_as_problems(name, log):
            collection = read_features(path, name, log, media_policy.allowed, encoding)
            said += collection.layers
            folder = Path(fspath(path)).parent
            if isinstance(collection, TableCollection):
                checked.append(check_table(collection.table, folder, log, media_policy, choices))
            else:
                places = check_features(collection, name, folder, log, media_policy, choices)
                checked.append(places)
                if starts is not None and collection.crs is None and not places.joined:
                    starts += places.starts
        found += log.problems()
    if layers is not None:
        layers += joined_choices(said)
    return _finish(checked, found, problems)


def check_places(
    made: MadeInPython,
    *,
    problems: list[Problem] | None = None,
    media_policy: MediaPolicy | None = None,
    choices: PlaceChoices = AS_WRITTEN,
    layers: list[LayerChoice] | None = None,
) -> gpd.GeoDataFrame:
    """Check places made in Python as if they were a file, and return them as `read_places` does.

    A GeoDataFrame has a geometry, in any coordinate system that it names, or in degrees. A name and the other
    columns are as in a file; an index or column "place_id" gives the ids. A row that cannot be a place is an error, and
    a point at 0, 0 is meant: whoever makes a frame can look at it. GeoJSON is read as a file is, as `choices` say.
    Pictures are looked for in the current folder.

    Raises PlacesError with everything that is wrong. Otherwise the warnings are appended to `problems`.
    """
    policy = media_policy or MediaPolicy()
    return check_made(made, problems=problems, media_policy=policy, choices=choices, layers=layers).frame


def check_made(
    made: MadeInPython,
    *,
    problems: list[Problem] | None,
    media_policy: MediaPolicy,
    choices: PlaceChoices,
    layers: list[LayerChoice] | None = None,
) -> CheckedPlaces:
    """Check places made in Python as `check_places` does, and return them as `read_checked` does."""
    log = ProblemLog("places")
    checked = _fast_check(made, log) if isinstance(made, gpd.GeoDataFrame) and not choices.fields else None
    if checked is None:
        if not isinstance(made, Mapping):
            choices = replace(MADE_IN_PYTHON, fields=choices.fields)
        with library_errors_as_problems(log.name, log):
            collection = features_made_in_python(made, log.name, log)
            if layers is not None:
                layers += collection.layers
            checked = check_features(collection, log.name, Path(), log, media_policy, choices)
    return _finish([checked or PlaceColumns()], list(log.problems()), problems)


def _fast_check(frame: gpd.GeoDataFrame, log: ProblemLog) -> PlaceColumns | None:
    """Return the places of a frame whose rows all take the fast path, or None. Only axis order is checked here."""
    columns = fast_columns(frame, log.name)
    if columns is None:
        return None
    checked = PlaceColumns()
    nothing = Place("", "", None)
    count = len(columns["name"])
    checked.columns = {column: columns.get(column, [getattr(nothing, column)] * count) for column in COLUMNS}
    checked.written_ids = [None] * count
    log.follow(checked.columns["where"])
    warn_of_swapped_axes(checked.columns, Spread(checked.bounds), log)
    return checked


def _finish(
    parts: Sequence[PlaceColumns | TablePlaces], found: list[Problem], problems: list[Problem] | None
) -> CheckedPlaces:
    places = CheckedPlaces(parts)
    columns, written = places.columns, places.written_ids
    explicit = ["" if one is None else explicit_id(one) for one in written]
    places.ids, repeated = assign_ids(columns["name"], explicit, written, columns["where"])
    found += repeated
    if any(problem.severity == "error" for problem in found):
        raise PlacesError(found)
    if problems is not None:
        told = {problem.where for problem in found if problem.remedy.endswith(SWAP_QUESTION)}
        problems += [*found, *swapped_outlier(columns, places.spread, told)]
    return places
