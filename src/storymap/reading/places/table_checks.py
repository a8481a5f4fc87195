"""Rows of a table to places: those that are simple all together, the others one after the other as in any file."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.feature_checks import FeatureChecks
from storymap.reading.places.field_names import FieldNames
from storymap.reading.places.formats.table_features import TableFeatures
from storymap.reading.places.geometry.axis_order import warn_of_swapped_axes
from storymap.reading.places.left_out_rows import RowLog
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.place_columns import COLUMNS, PlaceColumns
from storymap.reading.places.same_places import join_same_places
from storymap.reading.places.simple_rows import SimpleRows, simple_rows
from storymap.reading.places.table_places import TablePlaces
from storymap.reading.problem_log import ProblemLog


def check_table(
    table: TableFeatures, folder: Path, log: ProblemLog, media_policy: MediaPolicy, choices: PlaceChoices
) -> TablePlaces:
    """Return the places of a table, checked and without ids, with the same messages as `check_features`."""
    rows = RowLog(log, strict=choices.strict)
    rows.reject(table.rejected)
    fields = FieldNames(table, choices.fields, folder, log.name, log)
    simple = simple_rows(table, fields)
    checks = FeatureChecks(fields, folder, log, rows, media_policy)
    others = np.flatnonzero(~simple.is_simple).tolist()
    for row in others:
        checks.add(table[row])
    checked = checks.places(None, allow_zero=choices.allow_zero)
    if twice := _rows_twice(table, simple, checked):
        simple.leave_out(twice)
        again = FeatureChecks(fields, folder, log, rows, media_policy)
        for row in twice:
            again.add(table[row])
        checked = _in_order(checked, again.places(None, allow_zero=True))
    rows.settle(len(table) + len(table.rejected))
    join_same_places(checked, log)
    unheard = ProblemLog(log.name)
    late = FeatureChecks(fields, folder, unheard, RowLog(unheard, strict=False), media_policy)
    places = TablePlaces(log.name, table, simple, checked, lambda row: late.place_of(table[row]))
    order = dict(zip(others, checks.order, strict=True))
    if not log.failed:
        told = warn_of_swapped_axes(places.columns, places.spread, log)
        order.update((int(places.starts[row]), places.columns["where"][row]) for row in told)
    log.follow([order[start] for start in sorted(order)])
    return places


def _rows_twice(table: TableFeatures, simple: SimpleRows, others: PlaceColumns) -> list[int]:
    """Return the simple rows that have name and point of another place: these are not simple."""
    rows = simple.rows
    points = _as_numbers(table.positions[rows])
    shapes = np.array(others.columns["geometry"], dtype=object)
    is_point = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    of_others = _as_numbers(shapely.get_coordinates(shapes[is_point]))
    in_order = np.sort(np.concatenate([points, of_others]))
    shared = in_order[1:][in_order[1:] == in_order[:-1]]
    if not len(shared):
        return []
    owners: defaultdict[tuple[str, complex], list[int]] = defaultdict(list)
    for at in np.flatnonzero(np.isin(of_others, shared)).tolist():
        name = others.columns["name"][int(np.flatnonzero(is_point)[at])]
        owners[name, complex(of_others[at])].append(-1)
    for at in np.flatnonzero(np.isin(points, shared)).tolist():
        owners[simple.names[at], complex(points[at])].append(int(rows[at]))
    return sorted(row for same in owners.values() if len(same) > 1 for row in same if row >= 0)


def _as_numbers(positions: NDArray[np.float64]) -> NDArray[np.complex128]:
    """Return each position as one number, so that they can be sorted; 0 and -0 are the same."""
    numbers: NDArray[np.complex128] = positions[:, 0] + 1j * positions[:, 1] + 0
    return numbers


def _in_order(one: PlaceColumns, other: PlaceColumns) -> PlaceColumns:
    """Return the places of both, in the order of the file."""
    one.extend(other)
    order = sorted(range(len(one.starts)), key=one.starts.__getitem__)
    one.columns = {column: [one.columns[column][at] for at in order] for column in COLUMNS}
    one.written_ids = [one.written_ids[at] for at in order]
    one.starts = [one.starts[at] for at in order]
    return one
