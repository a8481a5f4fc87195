"""Rows of a table to features: what its columns are, and where each row lies."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, Self, TypeVar

from storymap.errors import Problem, printable
from storymap.limits import LONGEST_CELL, LONGEST_SHAPE_CELL, MOST_COLUMNS, MOST_FEATURES
from storymap.reading.places.formats.column_names import gather_picture, member_names
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.row_positions import PositionError, RowPositions
from storymap.reading.places.formats.written_degrees import plain_number
from storymap.reading.problem_log import ProblemLog

QUOTES = 'put a text with commas or quotes into double quotes, and write a quote in it as ""'
Rows = Iterable[tuple[int, list[str]]]


class _Rows(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Self: ...


_Part = TypeVar("_Part", bound=_Rows)


def features_of_sheet(rows: Rows, name: str, log: ProblemLog, label: str, header: str) -> FeatureCollection:
    """Return a feature for each of `rows`, which have the number that a person sees; the first one names the columns.

    What is wrong with the table goes to `log`. `label` is what a numbered row is called, and `header` where its own
    program may name the columns.
    """
    iterator = iter(rows)
    line, names = next(iterator, (1, []))
    first = next(iterator, None)
    reader = row_reader(names, first[1] if first else [], name, f"{label} {line}", log, label, header)
    below = itertools.chain([first] if first else [], iterator)
    return FeatureCollection() if reader is None else features_of_rows(below, reader, name, log)


def features_of_rows(rows: Rows, reader: RowReader, name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each of the `rows` below a header. What is wrong with the table goes to `log`."""
    collection = FeatureCollection()
    for line, row in itertools.chain.from_iterable(within_limit(([row] for row in rows), name, log)):
        feature, problem = reader.read(line, row)
        if problem:
            collection.rejected.append(problem)
        else:
            collection.features.append(feature)
    reader.warn(log, len(collection.features) + len(collection.rejected))
    return collection


def row_reader(
    names: Sequence[str],
    first: Sequence[str],
    name: str,
    at: str,
    log: ProblemLog,
    label: str = "line",
    header: str = "the first row",
) -> RowReader | None:
    """Return what reads the rows below a header of these `names`, or None if there can be no place; `log` says why.

    `first` is the first row below it, `at` where in the file `name` the header stands; the rest as in
    `features_of_sheet`.
    """
    columns = [column.strip() for column in names]
    positions = RowPositions(columns, [cell.strip() for cell in first])
    if not check_header(columns, positions, name, f"{name}, {at}", log, f"{header} must name the columns"):
        return None
    return RowReader(columns, positions, name, label)


def within_limit(parts: Iterable[_Part], name: str, log: ProblemLog) -> Iterator[_Part]:
    """Yield as many rows of the table `name` as are read, some at once; the log is told of more."""
    left = MOST_FEATURES
    for rows in parts:
        if left:
            yield rows[:left] if len(rows) > left else rows
        if len(rows) > left:
            log.error(name, f"it has more than {MOST_FEATURES:,} rows", "leave some out")
            return
        left -= len(rows)


def may_be_too_long(characters: int) -> bool:
    """Say whether a row of so many characters may have a cell that is too long."""
    return characters > LONGEST_CELL


class RowReader:
    """Makes features of the rows of the table `name`, whose `columns` are these; each row is called a `label`.

    `members` says as which property of a feature each column is kept that says nothing of where the row lies.
    """

    def __init__(self, columns: list[str], positions: RowPositions, name: str, label: str) -> None:
        self.columns = columns
        self.positions = positions
        self._name = name
        self._label = label
        members = member_names(columns)
        self.members = {column: members[column] for column in columns if column and column not in positions.columns}
        self._decimal_comma = ""

    @property
    def has_decimal_comma(self) -> bool:
        """Whether a row that was read has a decimal comma among its degrees."""
        return self._decimal_comma != ""

    def read(self, line: int, row: Sequence[str]) -> tuple[Feature, Problem | None]:
        """Return the feature of a row, and what is wrong with it if it cannot be one."""
        cells = dict(zip(self.columns, (cell.strip() for cell in row), strict=False))
        properties = {
            member: plain_number(cell) if member == "zoom" else cell
            for column, member in self.members.items()
            if (cell := cells.get(column, ""))
        }
        value: dict[str, Any] = {"type": "Feature", "properties": gather_picture(properties), "geometry": None}
        feature = Feature(f"{self._label} {line}", value)
        where = feature.where(self._name)
        if len(row) > len(self.columns) and any(cell.strip() for cell in row[len(self.columns) :]):
            what = f"there are {len(row)} values for {len(self.columns)} columns"
            return feature, Problem(where, what, QUOTES)
        if too_long := self._too_long(cells):
            return feature, Problem(where, f'the value of "{printable(too_long, 40)}" is far too long', "shorten it")
        try:
            located = self.positions.located(feature, cells)
        except PositionError as error:
            return feature, Problem(where, error.what, error.remedy)
        if self.positions.decimal_comma and not self._decimal_comma:
            self._decimal_comma = where
        return located, None

    def _too_long(self, cells: Mapping[str, str]) -> str:
        """Return the first column whose value is too long, or "". The shape of a country takes more than any text."""
        for column, cell in cells.items():
            is_shape = column in {self.positions.shape, self.positions.pair}
            longest = LONGEST_SHAPE_CELL if is_shape else LONGEST_CELL
            if len(cell) > longest:
                return column
        return ""

    def warn(self, log: ProblemLog, rows: int) -> None:
        """Log what is to be said of all `rows` (their number) when they are read."""
        if not rows and not log.failed:
            log.warning(self._name, "has no rows", "add a row for each place")
        if self._decimal_comma:
            shown = printable(self.positions.decimal_comma, 30)
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
