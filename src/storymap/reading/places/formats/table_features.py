"""The features of a large table, each made from its row when it is asked for.

Of a gazetteer of a million rows a story needs three hundred. So of each row its line and its degrees are kept, which
all of them are asked for, and its cells without the spaces at their ends, packed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storymap.errors import Problem
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.packed_columns import ColumnCells, PackedColumns
from storymap.reading.places.formats.table import RowReader, may_be_too_long, within_limit
from storymap.reading.places.formats.text_table import NumberedRow, NumberedRows, Table
from storymap.reading.places.formats.written_degrees import LONGEST_DEGREES, degrees, has_decimal_comma
from storymap.reading.problem_log import ProblemLog

# Few enough that one row of them is soon unpacked.
_CELLS_AT_ONCE = 2_500
# What `float` reads beyond these, such as 1_000, NaN and digits of other scripts, is looked at one by one.
_OF_SIMPLE_NUMBERS = b"-+.0123456789 \t\n\r"


class TableFeatures(Sequence[Feature]):
    """The features of a table whose degrees have two columns; `rejected` are the problems of rows that can be none.

    `keys` counts the features that have each property, `members` says which of them each of the `columns` is, and
    `lines` on which line each feature begins. `positions` are
    longitude and latitude, an array of (number, 2) in degrees: those of rows with two numbers that a place may have,
    NaN for all others, and for what lies at 0, 0. A feature starts at its number, from 0.
    """

    def __init__(self, reader: RowReader) -> None:
        self.rejected: list[Problem] = []
        self.keys: Counter[str] = Counter()
        self.lines = array("q")
        self.positions: NDArray[np.float64] = np.empty((0, 2))
        self._reader = reader
        self._width = len(reader.columns)
        self._columns = [at for at, column in enumerate(reader.columns) if column in reader.members]
        self.members = [reader.members[reader.columns[at]] for at in self._columns]
        places = reader.positions
        self._degrees = [reader.columns.index(column) for column in (places.longitude, places.latitude)]
        self._packed: list[PackedColumns] = []
        self._starts: list[int] = []

    def look_through(self, first: NumberedRow | None, table: Table, name: str, log: ProblemLog) -> None:
        """Look at the `first` row below the header and all others of the table `name`; what is wrong goes to `log`."""
        parts: list[NDArray[np.float64]] = []
        number = 0
        begin = [NumberedRows([first[0]], [first[1]])] if first else []
        below = chain(begin, table.parts(max(1, _CELLS_AT_ONCE // self._width)))
        for some in within_limit(below, name, log):
            number += len(some)
            parts.append(self._look_at(some))
        self._reader.warn(log, number)
        if parts:
            self.positions = np.concatenate(parts)
        with np.errstate(invalid="ignore"):
            is_placed = (np.abs(self.positions) <= (180, 90)).all(axis=1) & self.positions.any(axis=1)
        self.positions[~is_placed] = np.nan

    def columns(self) -> Iterator[list[ColumnCells]]:
        """Yield the cells of some features after the others, stripped: a column for each of `members`."""
        return ([packed.column(at) for at in self._columns] for packed in self._packed)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(len(self))[index]]
        part = bisect_right(self._starts, index) - 1
        return self._feature(index, self._packed[part].row(index - self._starts[part]))

    def __iter__(self) -> Iterator[Feature]:
        rows = chain.from_iterable(packed.rows() for packed in self._packed)
        return (self._feature(number, row) for number, row in enumerate(rows))

    def _feature(self, number: int, cells: Sequence[str]) -> Feature:
        return replace(self._reader.read(self.lines[number], cells)[0], start=number)

    def _look_at(self, some: NumberedRows) -> NDArray[np.float64]:
        """Take note of some rows, and return where those of them lie that become features."""
        lines, rows = some.lines, some.rows
        columns = _stripped_columns(rows) if set(map(len, rows)) == {self._width} else []
        packed = PackedColumns(columns) if columns else None
        positions = None if packed is None or _has_long_row(packed, rows) else self._plain_positions(columns)
        if positions is None:
            positions = np.array([self._position(row) for row in rows]).reshape(-1, 2)
            is_kept = np.ones(len(rows), dtype=np.bool_)
            for at, row in enumerate(rows):
                if np.isnan(positions[at, 0]) or self._is_first_comma(row):
                    positions[at] = np.nan
                    is_kept[at] = self._is_feature(lines[at], row)
            lines, rows = list(compress(lines, is_kept)), list(compress(rows, is_kept))
            positions = positions[is_kept]
            columns = _stripped_columns([_as_wide(row, self._width) for row in rows])
            packed = PackedColumns(columns) if rows else None
        if packed is not None:
            self._starts.append(len(self.lines))
            self._packed.append(packed)
            self.lines.extend(lines)
            self._count(columns)
        return positions

    def _plain_positions(self, columns: Sequence[list[str]]) -> NDArray[np.float64] | None:
        """Return longitudes and latitudes, None if a row has no numbers."""
        positions = np.empty((len(columns[0]), 2))
        for axis, at in enumerate(self._degrees):
            cells = columns[at]
            joined = " ".join(cells)
            if not joined.isascii() or joined.encode().translate(None, _OF_SIMPLE_NUMBERS):
                return None
            if max(map(len, cells)) > LONGEST_DEGREES:
                return None
            try:
                positions[:, axis] = np.fromiter(map(float, cells), np.float64, len(cells))
            except ValueError:
                return None
        return positions

    def _position(self, row: list[str]) -> tuple[float, float]:
        """Return longitude and latitude of a row, NaN where it has no two numbers."""
        nowhere = float("nan"), float("nan")
        if len(row) != self._width or may_be_too_long(sum(map(len, row))):
            return nowhere
        east, north = (degrees(row[at]) for at in self._degrees)
        return nowhere if east is None or north is None else (east, north)

    def _is_first_comma(self, row: list[str]) -> bool:
        """Say whether the degrees of a row have a decimal comma, and those of no row before, for this is told."""
        return not self._reader.has_decimal_comma and any(has_decimal_comma(row[at]) for at in self._degrees)

    def _is_feature(self, line: int, row: list[str]) -> bool:
        """Say whether a row can be a feature, else take note of why it cannot."""
        problem = self._reader.read(line, row)[1]
        if problem is not None:
            self.rejected.append(problem)
        return problem is None

    def _count(self, columns: Sequence[list[str]]) -> None:
        new = []
        for at, member in zip(self._columns, self.members, strict=True):
            cells = columns[at]
            if count := len(cells) - cells.count(""):
                if member not in self.keys:
                    new.append((next(row for row, cell in enumerate(cells) if cell), at, member))
                self.keys[member] += count
        # As they are met when row after row is read.
        for _, _, member in sorted(new):
            self.keys[member] = self.keys.pop(member)


def _stripped_columns(rows: list[list[str]]) -> list[list[str]]:
    return [list(map(str.strip, cells)) for cells in zip(*rows, strict=True)]


def _has_long_row(packed: PackedColumns, rows: list[list[str]]) -> bool:
    return may_be_too_long(packed.characters) and may_be_too_long(max(map(len, map("".join, rows))))


def _as_wide(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))
