"""Rows of cells in little memory."""

from __future__ import annotations

from array import array
from itertools import accumulate, chain

# No text has it that is read as UTF-8.
_BETWEEN = "\0"


class PackedRows:
    """Some rows of cells, not none, as one text, which is cut into cells when they are asked for.

    A list of its cells would take five times as much memory.
    """

    __slots__ = ("_cells", "_widths")

    def __init__(self, rows: list[list[str]]) -> None:
        self._widths = array("L", map(len, rows))
        cells = list(chain.from_iterable(rows))
        text = _BETWEEN.join(cells)
        self._cells = text if text.count(_BETWEEN) == len(cells) - 1 else cells

    def rows(self) -> list[list[str]]:
        """Return the rows."""
        cells = self._cells.split(_BETWEEN) if isinstance(self._cells, str) else self._cells
        return [cells[end - width : end] for end, width in zip(accumulate(self._widths), self._widths, strict=True)]
