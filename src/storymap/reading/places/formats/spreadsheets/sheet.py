"""A sheet of a spreadsheet: its rows as text, with the numbers that a person sees beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LONGEST_SHEET_TEXT, MOST_COLUMNS, MOST_TABLE_VALUES

Row = tuple[int, list[str]]


@dataclass(slots=True)
class FlawedCells:
    """Cells of one kind of flaw: how many, and the first of them, such as "C9", with what it shows."""

    count: int = 0
    first: str = ""
    shown: str = ""

    def add(self, cell: str, shown: str = "") -> None:
        """Note one."""
        if not self.count:
            self.first, self.shown = cell, shown
        self.count += 1


@dataclass(slots=True)
class Sheet:
    """The rows of a sheet that are not blank. What is `where` stands in messages.

    `errors` are cells that hold an error instead of a value, `uncalculated` those with a formula whose result is not
    in the file.
    """

    name: str
    where: str
    is_hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    errors: FlawedCells = field(default_factory=FlawedCells)
    uncalculated: FlawedCells = field(default_factory=FlawedCells)


class SheetWriter:
    """Puts cells into a sheet, one row after the other, with the limits of a table.

    A cell that is merged with those below holds for each of their rows.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._cells: list[str] = []
        self._merged: dict[int, tuple[int, str]] = {}
        self._text_left = LONGEST_SHEET_TEXT
        self._cells_left = MOST_TABLE_VALUES

    def put(self, column: int, text: str, *, number: int = 0, last_row: int = 0) -> None:
        """Put a text into the cell of a `column`, from 0, of the row `number`; it is merged down to `last_row`."""
        if not text or text.isspace():
            return
        if column >= MOST_COLUMNS:
            raise self._refusal(f"it has more than {MOST_COLUMNS:,} columns")
        self._cells += [""] * (column + 1 - len(self._cells))
        self._cells[column] = text
        if last_row > number:
            self._merged[column] = (last_row, text)

    def end_row(self, number: int, repeated: int = 1) -> None:
        """Add the row with this `number`, from 1, unless it is blank; one that is `repeated` is added twice at most."""
        cells, self._cells = self._cells, []
        if not cells:
            return
        for column, (last, text) in self._merged.items():
            if number <= last:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or text
        # Places that are the same are one, which two rows say as well as the million that a file of 1 kB can claim.
        repeated = min(repeated, 2)
        # The same text may be in every cell and stand in the file once.
        self._text_left -= repeated * sum(map(len, cells))
        self._cells_left -= repeated * len(cells)
        if self._cells_left < 0:
            raise self._refusal(f"it has more than {MOST_TABLE_VALUES:,} cells, blank ones among them")
        if self._text_left < 0:
            raise self._refusal(f"its cells hold more than {LONGEST_SHEET_TEXT >> 20} million characters")
        self.sheet.rows += [(number + step, cells) for step in range(repeated)]

    def _refusal(self, what: str) -> StorymapError:
        where = f'{self.sheet.where}, sheet "{printable(self.sheet.name, 60)}"'
        return StorymapError(Problem(where, what, "leave some out"))


def column_letters(column: int) -> str:
    """Return how a spreadsheet names a column, from 0: "A", "Z", "AA"."""
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return letters
