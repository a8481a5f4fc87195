"""The places of a table, of which each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.model import Place
from storymap.reading.places.formats.feature import place_where
from storymap.reading.places.formats.table_features import TableFeatures
from storymap.reading.places.geometry.axis_order import Spread
from storymap.reading.places.place_columns import COLUMNS, PlaceColumns
from storymap.reading.places.simple_rows import SimpleRows

_MOST_KEPT = 64


class LateColumn(Sequence[Any]):
    """A column of which each value is made when it is asked for."""

    def __init__(self, length: int, value: Callable[[int], Any]) -> None:
        self._length = length
        self._value = value

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self._value(one) for one in range(self._length)[row]]
        return self._value(row)

    def __iter__(self) -> Iterator[Any]:
        return map(self._value, range(self._length))


class TablePlaces:
    """Checked places of the table `name`, as `PlaceColumns`: those that are `simple`, and the `others`.

    `place_of` makes the place of a simple feature. Of the columns only those are lists that matching asks for.
    `bounds` are west, south, east and north of each, (number, 4) in degrees; NaN for a place without a geometry.
    """

    def __init__(
        self,
        name: str,
        table: TableFeatures,
        simple: SimpleRows,
        others: PlaceColumns,
        place_of: Callable[[int], Place],
    ) -> None:
        rows, number = simple.rows, len(others.written_ids)
        starts = np.concatenate([rows, np.array(others.starts, dtype=np.int64)])
        order = np.argsort(starts, kind="stable")
        # The number of a simple feature; of the others -1, -2 and so on.
        self._row: NDArray[np.int64] = np.concatenate([rows, -1 - np.arange(number)])[order]
        self._name = name
        self._table = table
        self._others = others.columns
        self._place = lru_cache(_MOST_KEPT)(place_of)
        self.starts: NDArray[np.int64] = starts[order]
        self.joined = others.joined
        self.written_ids = _in_order(simple.written_ids, others.written_ids, order)
        self.columns: dict[str, Sequence[Any]] = {
            "name": _in_order(simple.names, self._others["name"], order),
            "layer": _in_order(simple.layers, self._others["layer"], order),
            "aliases": _in_order(simple.aliases, self._others["aliases"], order),
            "ignore": _in_order([()] * len(rows), self._others["ignore"], order),
        }
        late = {column: self._late(column) for column in COLUMNS if column not in self.columns}
        self.columns = {column: self.columns.get(column, late.get(column, ())) for column in COLUMNS}
        bounds: NDArray[np.float64] = np.tile(table.positions[rows], 2)
        self.bounds = np.concatenate([bounds, others.bounds])[order] if number else bounds

    @cached_property
    def spread(self) -> Spread:
        """How the places lie around their middle."""
        return Spread(self.bounds)

    @property
    def has_pictures(self) -> bool:
        """Whether any place has a picture: a simple one has none."""
        return any(image is not None for image in self._others["image"])

    def with_geometry(self, row: int, geometry: BaseGeometry) -> PlaceColumns:
        """Return the places, all made, with another geometry of the one of this row."""
        made = PlaceColumns()
        made.columns, made.written_ids, made.joined = self.take(), self.written_ids, self.joined
        return made.with_geometry(row, geometry)

    def take(self, rows: Sequence[int] | None = None) -> dict[str, list[Any]]:
        """Return the columns of the places at these positions, of all without."""
        wanted = range(len(self._row)) if rows is None else rows
        found: dict[str, list[Any]] = {column: [] for column in COLUMNS}
        for row in wanted:
            for column, values in found.items():
                values.append(self.columns[column][row])
        return found

    def _late(self, column: str) -> LateColumn:
        of_simple = {"where": self._where, "geometry": self._point}.get(column)
        others = self._others[column]

        def value(row: int) -> Any:
            at = int(self._row[row])
            if at < 0:
                return others[-1 - at]
            return of_simple(row) if of_simple else getattr(self._place(at), column)

        return LateColumn(len(self._row), value)

    def _where(self, row: int) -> str:
        line = self._table.lines[int(self._row[row])]
        return place_where(self._name, f"line {line}", self.columns["name"][row])

    def _point(self, row: int) -> shapely.Point:
        return shapely.Point(self._table.positions[int(self._row[row])])


def _in_order(simple: list[Any], others: list[Any], order: NDArray[np.int64]) -> list[Any]:
    if not others:
        return simple
    both = simple + others
    return [both[at] for at in order.tolist()]
