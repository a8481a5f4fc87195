"""The text of a CSV or TSV file as rows of cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, compress, islice
from typing import TypeAlias

from storymap.limits import LONGEST_SHAPE_CELL
from storymap.reading.places.formats.formula_cells import plain_cell
from storymap.reading.places.formats.table import QUOTES
from storymap.reading.problem_log import ProblemLog, at_line

_SEPARATORS = (",", ";", "\t")
# A file object of a text takes four bytes a character: of some at once that is nothing.
_AT_ONCE = 1 << 16
_ROWS_AT_ONCE = 1_000
# A text of old has no other line ends than "\r"; one line ends with both.
_LINE_END = re.compile(r"\n|\r(?!\n)")


# On which line of the text a row begins, from 1, and its cells.
NumberedRow: TypeAlias = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class NumberedRows:
    """Some rows, one after the other: on which of the `lines` each begins, from 1, and its cells."""

    lines: list[int]
    rows: list[list[str]]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> NumberedRows:
        return NumberedRows(self.lines[part], self.rows[part])

    def __iter__(self) -> Iterator[NumberedRow]:
        return zip(self.lines, self.rows, strict=True)


class Table:
    """A text as rows of cells, as they stand, separated by commas, semicolons or tabs. It is read once."""

    def __init__(self, text: str, name: str, log: ProblemLog) -> None:
        self._name = name
        self._log = log
        # Excel writes the separator into a line of its own when it is not the usual one.
        end = text.find("\n")
        first = text if end < 0 else text[:end]
        hint = re.fullmatch(r"sep=([,;\t])\r?", first)
        self._first_line = 2 if hint else 1
        start = min(len(first) + 1, len(text)) if hint else 0
        self._is_over = False
        self._has_apostrophes = "'" in text
        csv.field_size_limit(LONGEST_SHAPE_CELL)
        self._reader = csv.reader(
            chain.from_iterable(_parts(text, start)),
            delimiter=hint[1] if hint else max(_SEPARATORS, key=first.count),
            strict=True,
            skipinitialspace=True,
        )

    def next_row(self) -> NumberedRow | None:
        """Return the next row that is not blank, None after the last."""
        return next(chain.from_iterable(self.parts(1)), None)

    def rows(self) -> Iterator[NumberedRow]:
        """Yield each row from here on that is not blank."""
        return chain.from_iterable(self.parts(_ROWS_AT_ONCE))

    def parts(self, at_once: int) -> Iterator[NumberedRows]:
        """Yield the rows from here on that are not blank, at most so many `at_once`.

        Where the text is no table, the log is told once the rows before are done with, and there are no more.
        """
        reader, before = self._reader, self._first_line
        while not self._is_over:
            rows, lines, error = list[list[str]](), [reader.line_num + before], None
            try:
                for row in islice(reader, at_once):
                    rows.append(row)
                    lines.append(reader.line_num + before)
            except csv.Error as found:
                error = found
            self._is_over = error is not None or not rows
            # Where the last of them ends another one begins.
            if self._has_apostrophes:
                rows = _with_plain_cells(rows)
            if some := _not_blank(NumberedRows(lines[:-1], rows)):
                yield some
            if error is not None:
                self._refuse(error, lines[-1])

    def _refuse(self, error: csv.Error, line: int) -> None:
        where = at_line(self._name, line)
        if "field larger" in str(error):
            self._log.error(where, "a value is far too long, or its quotes are not closed", QUOTES)
        else:
            self._log.error(where, "quotes are not closed, or not doubled inside a text", QUOTES)


def _with_plain_cells(rows: list[list[str]]) -> list[list[str]]:
    """Return some rows with plain cells."""
    cells = "\n".join(chain.from_iterable(rows))
    if "\n'" in cells or cells.startswith("'"):
        return [[plain_cell(cell) for cell in row] for row in rows]
    return rows


def _not_blank(some: NumberedRows) -> NumberedRows:
    """Return those of some rows that are not blank."""
    firsts = [row[0] if row else "" for row in some.rows]
    if all(firsts) and not any(map(str.isspace, firsts)):
        return some
    joined = list(map("".join, some.rows))
    is_kept = [text != "" and not text.isspace() for text in joined]
    return NumberedRows(list(compress(some.lines, is_kept)), list(compress(some.rows, is_kept)))


def _parts(text: str, start: int) -> Iterator[io.StringIO]:
    """Yield the lines of a text from `start`, with their ends, some at once."""
    while start < len(text):
        found = _LINE_END.search(text, start + _AT_ONCE)
        stop = len(text) if found is None else found.end()
        yield io.StringIO(text[start:stop], newline="")
        start = stop
