"""The features of a large table, each made from its row when it is asked for.

Of a gazetteer of a million rows a story needs three hundred. So of each row only that is kept which all of them are
asked for: its line, where it starts in the text, and its degrees.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storymap.errors import Problem
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.table import RowReader, may_be_too_long, within_limit
from storymap.reading.places.formats.text_table import Table, TextRow
from storymap.reading.places.formats.written_degrees import LONGEST_DEGREES, degrees, has_decimal_comma
from storymap.reading.problem_log import ProblemLog

_AT_ONCE = 1_000  # rows
_SIMPLE_NUMBERS = re.compile(r"[-+.0-9\s]*")


class TableFeatures(Sequence[Feature]):
    """The features of a table whose degrees have two columns; `rejected` are the problems of rows that can be none.

    `keys` counts the features that have each property, `lines` says on which line each begins, and `starts` where in
    the text. `positions` are longitude and latitude, an array of (number, 2) in degrees: those of rows with two
    numbers that a place may have, NaN for all others, and for what lies at 0, 0.
    """

    def __init__(self, table: Table, reader: RowReader) -> None:
        self.rejected: list[Problem] = []
        self.keys: Counter[str] = Counter()
        self.lines = array("q")
        self.starts = array("q")
        self.positions: NDArray[np.float64] = np.empty((0, 2))
        self._table = table
        self._reader = reader
        self._width = len(reader.columns)
        self._columns = [at for at, column in enumerate(reader.columns) if column in reader.members]
        places = reader.positions
        self._degrees = [reader.columns.index(column) for column in (places.longitude, places.latitude)]
        self._left_out: set[int] = set()

    @property
    def members(self) -> list[str]:
        """The property that each of the `columns` is."""
        return [self._reader.members[self._reader.columns[at]] for at in self._columns]

    def look_through(self, rows: Iterator[TextRow], name: str, log: ProblemLog) -> None:
        """Look at all `rows` below the header, once; what is wrong with the table `name` goes to `log`."""
        parts: list[NDArray[np.float64]] = []
        number = 0
        limited = within_limit(rows, name, log)
        while some := list(islice(limited, _AT_ONCE)):
            number += len(some)
            parts.append(self._look_at(some))
        self._reader.warn(log, number)
        if parts:
            self.positions = np.concatenate(parts)
        with np.errstate(invalid="ignore"):
            is_placed = (np.abs(self.positions) <= (180, 90)).all(axis=1) & self.positions.any(axis=1)
        self.positions[~is_placed] = np.nan

    def columns(self) -> Iterator[list[list[str]]]:
        """Yield the cells of some features after the others, stripped: a list for each of `members`."""
        rows = self._rows()
        while some := list(islice(rows, _AT_ONCE)):
            yield self._columns_of(some)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(len(self))[index]]
        start = self.starts[index]
        return self._feature(self.lines[index], start, self._table.cells_at(start))

    def __iter__(self) -> Iterator[Feature]:
        return (self._feature(*row) for row in self._rows())

    def _rows(self) -> Iterator[TextRow]:
        rows = (row for row in islice(self._table.text_rows(), 1, None) if row.start not in self._left_out)
        return islice(rows, len(self))

    def _feature(self, line: int, start: int, cells: list[str]) -> Feature:
        return replace(self._reader.read(line, cells)[0], start=start)

    def _look_at(self, rows: list[TextRow]) -> NDArray[np.float64]:
        """Take note of some rows, and return where those of them lie that become features."""
        positions = self._plain_positions(rows)
        if positions is None:
            positions = np.array([self._position(row) for row in rows]).reshape(-1, 2)
            is_kept = np.ones(len(rows), dtype=np.bool_)
            for at, row in enumerate(rows):
                if np.isnan(positions[at, 0]) or self._is_first_comma(row):
                    positions[at] = np.nan
                    is_kept[at] = self._is_feature(row)
            rows = list(compress(rows, is_kept))
            positions = positions[is_kept]
        self.lines.extend(row.line for row in rows)
        self.starts.extend(row.start for row in rows)
        self._count(self._columns_of(rows))
        return positions

    def _plain_positions(self, rows: list[TextRow]) -> NDArray[np.float64] | None:
        """Return longitudes and latitudes, None if a row is not as wide as the header, is long, or has no numbers."""
        last = rows[-1]
        longest = last.start - rows[0].start + sum(map(len, last.cells))
        if may_be_too_long(longest) and any(may_be_too_long(sum(map(len, row.cells))) for row in rows):
            return None
        if any(len(row.cells) != self._width for row in rows):
            return None
        numbers = []
        for at in self._degrees:
            cells = [row.cells[at] for row in rows]
            if max(map(len, cells)) > LONGEST_DEGREES or not _SIMPLE_NUMBERS.fullmatch(" ".join(cells)):
                return None
            try:
                numbers.append([float(cell) for cell in cells])
            except ValueError:
                return None
        return np.array(numbers).T

    def _position(self, row: TextRow) -> tuple[float, float]:
        """Return longitude and latitude of a row, NaN where it has no two numbers."""
        nowhere = float("nan"), float("nan")
        if len(row.cells) != self._width or may_be_too_long(sum(map(len, row.cells))):
            return nowhere
        east, north = (degrees(row.cells[at]) for at in self._degrees)
        return nowhere if east is None or north is None else (east, north)

    def _is_first_comma(self, row: TextRow) -> bool:
        """Say whether the degrees of a row have a decimal comma, and those of no row before, for this is told."""
        return not self._reader.has_decimal_comma and any(has_decimal_comma(row.cells[at]) for at in self._degrees)

    def _is_feature(self, row: TextRow) -> bool:
        """Say whether a row can be a feature, else take note of why it cannot."""
        problem = self._reader.read(row.line, row.cells)[1]
        if problem is not None:
            self.rejected.append(problem)
            self._left_out.add(row.start)
        return problem is None

    def _columns_of(self, rows: list[TextRow]) -> list[list[str]]:
        width = self._width
        cells = [row.cells if len(row.cells) == width else _as_wide(row.cells, width) for row in rows]
        columns = list(zip(*cells, strict=True))
        return [[cell.strip() for cell in columns[at]] for at in self._columns] if columns else []

    def _count(self, columns: list[list[str]]) -> None:
        new = []
        for at, (member, cells) in enumerate(zip(self.members, columns, strict=False)):
            if count := len(cells) - cells.count(""):
                if member not in self.keys:
                    new.append((next(row for row, cell in enumerate(cells) if cell), at, member))
                self.keys[member] += count
        # As they are met when row after row is read.
        for _, _, member in sorted(new):
            self.keys[member] = self.keys.pop(member)


def _as_wide(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))
