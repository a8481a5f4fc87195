"""The text of a CSV or TSV file as rows of cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from storymap.limits import LONGEST_SHAPE_CELL
from storymap.reading.places.formats.formula_cells import plain_cell
from storymap.reading.places.formats.table import QUOTES
from storymap.reading.problem_log import ProblemLog, at_line

if TYPE_CHECKING:
    from _csv import Reader

_SEPARATORS = (",", ";", "\t")
# A file object of a text takes four bytes a character: of some at once that is nothing.
_AT_ONCE = 1 << 16
_FOR_A_ROW = 1 << 10
# A text of old has no other line ends than "\r"; one line ends with both.
_LINE_END = re.compile(r"\n|\r(?!\n)")


class TextRow(NamedTuple):
    """A row of a table: its first `line`, from 1, where it starts in the text, in code points, and its cells."""

    line: int
    start: int
    cells: list[str]


class Table:
    """A text as rows of cells, as they stand, separated by commas, semicolons or tabs."""

    def __init__(self, text: str, name: str, log: ProblemLog) -> None:
        self._name = name
        self._log = log
        self._text = text
        # Excel writes the separator into a line of its own when it is not the usual one.
        end = text.find("\n")
        first = text if end < 0 else text[:end]
        hint = re.fullmatch(r"sep=([,;\t])\r?", first)
        self._skipped = 1 if hint else 0
        self._start = min(len(first) + 1, len(text)) if hint else 0
        self._separator = hint[1] if hint else max(_SEPARATORS, key=first.count)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank, and its first line."""
        return ((row.line, row.cells) for row in self.text_rows())

    def text_rows(self) -> Iterator[TextRow]:
        """Yield each row that is not blank. Where the text is no table, the log is told, and there are no more rows."""
        lines = _Lines(self._text, self._start, _AT_ONCE)
        reader = self._reader(lines)
        line, start = 1 + self._skipped, self._start
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                where = at_line(self._name, line)
                if "field larger" in str(error):
                    self._log.error(where, "a value is far too long, or its quotes are not closed", QUOTES)
                else:
                    self._log.error(where, "quotes are not closed, or not doubled inside a text", QUOTES)
                return
            if row is None:
                return
            joined = "".join(row)
            if joined and not joined.isspace():
                yield TextRow(line, start, [plain_cell(cell) for cell in row] if "'" in joined else row)
            line, start = reader.line_num + 1 + self._skipped, lines.end

    def cells_at(self, start: int) -> list[str]:
        """Return the cells of the row that starts there."""
        return [plain_cell(cell) for cell in next(self._reader(_Lines(self._text, start, _FOR_A_ROW)))]

    def _reader(self, lines: _Lines) -> Reader:
        csv.field_size_limit(LONGEST_SHAPE_CELL)
        return csv.reader(iter(lines), delimiter=self._separator, strict=True, skipinitialspace=True)


class _Lines:
    """The lines of a text from `start`, with their ends; `end` is where the last one ends that was asked for."""

    def __init__(self, text: str, start: int, at_once: int) -> None:
        self._text = text
        self._at_once = at_once
        self.end = start

    def __iter__(self) -> Iterator[str]:
        text = self._text
        while self.end < len(text):
            found = _LINE_END.search(text, self.end + self._at_once)
            stop = len(text) if found is None else found.end()
            for line in io.StringIO(text[self.end : stop], newline=""):
                self.end += len(line)
                yield line
