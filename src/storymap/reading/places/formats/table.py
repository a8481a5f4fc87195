"""Rows of a table to features: what its columns are, and where each row lies."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from storymap.errors import Problem, printable
from storymap.limits import LONGEST_CELL, LONGEST_SHAPE_CELL, MOST_COLUMNS, MOST_FEATURES
from storymap.reading.places.formats.column_names import gather_picture, member_names
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.row_positions import PositionError, RowPositions
from storymap.reading.places.formats.written_degrees import plain_number
from storymap.reading.problem_log import ProblemLog

QUOTES = 'put a text with commas or quotes into double quotes, and write a quote in it as ""'
Rows = Iterable[tuple[int, list[str]]]


def features_of_rows(
    rows: Rows, name: str, log: ProblemLog, label: str = "line", header: str = "the first row"
) -> FeatureCollection:
    """Return a feature for each of `rows`, which have the number that a person sees; the first one names the columns.

    What is wrong with the table goes to `log`. `label` is what a numbered row is called, and `header` where its own
    program may name the columns.
    """
    iterator = iter(rows)
    line, names = next(iterator, (1, []))
    columns = [column.strip() for column in names]
    first = next(iterator, None)
    positions = RowPositions(columns, [cell.strip() for cell in first[1]] if first else [])
    collection = FeatureCollection()
    if not check_header(columns, positions, name, f"{name}, {label} {line}", log, f"{header} must name the columns"):
        return collection
    reader = _RowReader(columns, positions, name, label)
    number = 0
    for number, (line, row) in enumerate(itertools.chain([first] if first else [], iterator), start=1):
        if number > MOST_FEATURES:
            log.error(name, f"it has more than {MOST_FEATURES:,} rows", "leave some out")
            break
        feature, problem = reader.read(line, row)
        if problem:
            collection.rejected.append(problem)
        else:
            collection.features.append(feature)
    if not number and not log.failed:
        log.warning(name, "has no rows", "add a row for each place")
    reader.warn(log)
    return collection


class _RowReader:
    def __init__(self, columns: list[str], positions: RowPositions, name: str, label: str) -> None:
        self._columns = columns
        self._positions = positions
        self._name = name
        self._label = label
        members = member_names(columns)
        self._members = {column: members[column] for column in columns if column and column not in positions.columns}
        self._decimal_comma = ""

    def read(self, line: int, row: list[str]) -> tuple[Feature, Problem | None]:
        """Return the feature of a row, and what is wrong with it if it cannot be one."""
        cells = dict(zip(self._columns, (cell.strip() for cell in row), strict=False))
        properties = {
            member: plain_number(cell) if member == "zoom" else cell
            for column, member in self._members.items()
            if (cell := cells.get(column, ""))
        }
        value: dict[str, Any] = {"type": "Feature", "properties": gather_picture(properties), "geometry": None}
        feature = Feature(f"{self._label} {line}", value)
        where = feature.where(self._name)
        if len(row) > len(self._columns) and any(cell.strip() for cell in row[len(self._columns) :]):
            what = f"there are {len(row)} values for {len(self._columns)} columns"
            return feature, Problem(where, what, QUOTES)
        if too_long := self._too_long(cells):
            return feature, Problem(where, f'the value of "{printable(too_long, 40)}" is far too long', "shorten it")
        try:
            located = self._positions.located(feature, cells)
        except PositionError as error:
            return feature, Problem(where, error.what, error.remedy)
        if self._positions.decimal_comma and not self._decimal_comma:
            self._decimal_comma = where
        return located, None

    def _too_long(self, cells: Mapping[str, str]) -> str:
        """Return the first column whose value is too long, or "". The shape of a country takes more than any text."""
        for column, cell in cells.items():
            is_shape = column in {self._positions.shape, self._positions.pair}
            longest = LONGEST_SHAPE_CELL if is_shape else LONGEST_CELL
            if len(cell) > longest:
                return column
        return ""

    def warn(self, log: ProblemLog) -> None:
        if self._decimal_comma:
            shown = printable(self._positions.decimal_comma, 30)
            what = f'coordinates have decimal commas ("{shown}"); they were read as decimal points'
            log.warning(self._decimal_comma, what, "write decimal points")


def check_header(
    columns: list[str],
    positions: RowPositions,
    name: str,
    where: str,
    log: ProblemLog,
    otherwise: str,
) -> bool:
    """Say whether `columns` can be those of a table of places. What is wrong goes to `log`.

    `otherwise` is what helps beside naming a column of degrees.
    """
    if not columns:
        log.error(name, "the table is blank", "write a row that names the columns")
        return False
    if len(columns) > MOST_COLUMNS:
        log.error(where, f"there are more than {MOST_COLUMNS:,} columns", "leave some out")
        return False
    twice = [column for column in dict.fromkeys(columns) if column and columns.count(column) > 1]
    for column in twice:
        log.error(where, f'the column "{printable(column, 40)}" is there twice', "rename or remove one")
    for axis in positions.missing():
        shown = printable(", ".join(column[:40] for column in columns[:20] if column), 120)
        what = f"there is no column for the {axis}, only {shown}"
        log.error(where, what, f'name it "{axis}"; {otherwise}')
    return not twice and not positions.missing()
