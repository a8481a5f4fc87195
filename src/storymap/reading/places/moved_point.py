"""A file of places in which one point has moved since it was read: all others are read already.

Only where reading the whole file again would say the same of everything else: the file differs in the numbers of one
point, its feature is a simple one (see `fast_path`), and nothing that is said of the file depends on where that is. In
all other cases the file is read again.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from storymap.errors import Problem
from storymap.model import LayerChoice, Place
from storymap.reading.places.checked_places import CheckedPlaces
from storymap.reading.places.fast_path import fast_place
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.linked_places import is_linked_place
from storymap.reading.places.geometry.axis_order import swapped_outlier, warn_of_swapped_axes
from storymap.reading.problem_log import ProblemLog
from storymap.reading.same_ends import difference

_NUMBERS = re.compile(r"[-+.eE0-9,\s]*")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The text of one file, and what was read from it. `starts` says where the feature of each of the `places` begins.

    `has_questions` says whether anything was asked about swapped axes, which depends on all places; None if that is not
    known.
    """

    text: str
    starts: Sequence[int]
    places: CheckedPlaces
    problems: tuple[Problem, ...]
    layers: tuple[LayerChoice, ...]
    has_questions: bool | None = None


def with_moved_point(before: ReadFile, text: str) -> ReadFile | None:
    """Return what reading `text` gives, if it is that of `before` with one point elsewhere; else None."""
    begin, same_after = difference(before.text, text)
    row = bisect_right(before.starts, begin) - 1
    if row < 0 or not _are_numbers(before.text, text, begin, same_after):
        return None
    old = _simple(before.text, before.starts[row], same_after)
    new = _simple(text, before.starts[row], same_after)
    if old is None or new is None or new.point in (old.point, (0, 0)) or old.rest != new.rest:
        return None
    places = before.places
    names = places.columns["name"]
    # Places of one name at one point are one place.
    if places.columns["geometry"][row] != shapely.Point(old.point) or names[row] != old.place.name:
        return None
    if names.count(old.place.name) > 1:
        return None
    moved = places.with_point(row, shapely.Point(new.point))
    if before.has_questions or (before.has_questions is None and _has_questions(places)) or _has_questions(moved):
        return None
    shift = len(text) - len(before.text)
    starts = [*before.starts[: row + 1], *(start + shift for start in before.starts[row + 1 :])]
    return replace(before, text=text, starts=starts, places=moved, has_questions=False)


@dataclass(frozen=True, slots=True)
class _Simple:
    """A simple feature: its place without geometry, its point (longitude, latitude), and all of it but the geometry."""

    place: Place
    point: tuple[float, float]
    rest: Any


def _simple(text: str, start: int, same_after: int) -> _Simple | None:
    """Return the feature that begins at `start`, None if it ends before what differs does, or is not simple."""
    try:
        value, end = json.JSONDecoder(object_pairs_hook=_each_once).raw_decode(text, start)
    except (ValueError, StopIteration, RecursionError):
        return None
    found = None if is_linked_place(value) else fast_place(Feature("", value), "")
    if found is None or end < len(text) - same_after:
        return None
    place, point = found
    return _Simple(place, point, {**value, "geometry": None}) if isinstance(point, tuple) else None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member is written twice, of which people are told")
    return members


def _are_numbers(before: str, after: str, begin: int, same_after: int) -> bool:
    """Say whether what differs is numbers on as many lines as before: the lines of the others are told, too."""
    old, new = (text[begin : len(text) - same_after] for text in (before, after))
    are_numbers = _NUMBERS.fullmatch(old) is not None and _NUMBERS.fullmatch(new) is not None
    return are_numbers and old.count("\n") == new.count("\n")


def _has_questions(places: CheckedPlaces) -> bool:
    """Say whether people are asked if axes are swapped."""
    told = warn_of_swapped_axes(places.columns, places.spread, ProblemLog(""))
    return bool(told or swapped_outlier(places.columns, places.spread, ()))
