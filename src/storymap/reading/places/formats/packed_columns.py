"""Columns of cells in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

# No text has it that is read as UTF-8.
_BETWEEN = "\0"


class ColumnCells:
    """The cells of one column, which are cut out of its text when they are asked for.

    What is to be said of all of them is sooner said of their `text`.
    """

    def __init__(self, packed: str | list[str]) -> None:
        self._packed = packed

    @cached_property
    def cells(self) -> list[str]:
        """The cells, in order."""
        return self._packed.split(_BETWEEN) if isinstance(self._packed, str) else self._packed

    @cached_property
    def text(self) -> str:
        """All cells, each right after the one before."""
        return self._packed.replace(_BETWEEN, "") if isinstance(self._packed, str) else "".join(self._packed)

    def has_longer(self, longest: int) -> bool:
        """Say whether a cell has more characters than `longest`."""
        return len(self.text) > longest and max(map(len, self.cells)) > longest


class PackedColumns:
    """Some columns of equally many cells, none without any, as one text, which is cut when cells are asked for.

    Lists of the cells would take five times as much memory.
    """

    __slots__ = ("_cells", "_nexts")

    def __init__(self, columns: Sequence[list[str]]) -> None:
        joined = [_BETWEEN.join(cells) for cells in columns]
        text = _BETWEEN.join(joined)
        is_cut_again = text.count(_BETWEEN) == len(columns) * len(columns[0]) - 1
        self._cells: str | list[list[str]] = text if is_cut_again else list(columns)
        # Where in the text the next column begins.
        self._nexts = array("L", accumulate(len(column) + 1 for column in joined))

    @property
    def characters(self) -> int:
        """How many characters all cells have, and what is between them."""
        return self._nexts[-1]

    def column(self, at: int) -> ColumnCells:
        """Return the cells of a column."""
        if not isinstance(self._cells, str):
            return ColumnCells(self._cells[at])
        return ColumnCells(self._cells[self._nexts[at - 1] if at else 0 : self._nexts[at] - 1])

    def row(self, number: int) -> list[str]:
        """Return the cells of a row, one of each column."""
        return [self.column(at).cells[number] for at in range(len(self._nexts))]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the cells of each row."""
        return zip(*(self.column(at).cells for at in range(len(self._nexts))), strict=True)
