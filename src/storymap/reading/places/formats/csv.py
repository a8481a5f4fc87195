"""CSV and TSV: a row for each place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from storymap.limits import LONGEST_SHAPE_CELL
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.formula_cells import plain_cell
from storymap.reading.places.formats.table import QUOTES, features_of_rows
from storymap.reading.problem_log import ProblemLog, at_line

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


def read_table(text: str, name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each row of the CSV or TSV `text`, separated by commas, semicolons or tabs.

    The first row names the columns. What is wrong goes to `log`.
    """
    if text.lstrip()[:1] in {"{", "<"}:
        kind = "JSON" if text.lstrip()[0] == "{" else "XML or HTML"
        log.error(name, f"this is {kind}, not a table", "give the file the ending that it should have")
        return FeatureCollection()
    return features_of_rows(Table(text, name, log).rows(), name, log)


class Table:
    """A text as rows of cells, as they stand, separated by commas, semicolons or tabs."""

    def __init__(self, text: str, name: str, log: ProblemLog) -> None:
        self._name = name
        self._log = log
        # Excel writes the separator into a line of its own when it is not the usual one.
        first, _, rest = text.partition("\n")
        hint = re.fullmatch(r"sep=([,;\t])\r?", first)
        self._skipped = 1 if hint else 0
        self._text = rest if hint else text
        self._separator = hint[1] if hint else _separator(first)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank, and its first line."""
        csv.field_size_limit(LONGEST_SHAPE_CELL)
        reader = csv.reader(
            io.StringIO(self._text, newline=""), delimiter=self._separator, strict=True, skipinitialspace=True
        )
        line = 1
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                where = at_line(self._name, line + self._skipped)
                if "field larger" in str(error):
                    self._log.error(where, "a value is far too long, or its quotes are not closed", QUOTES)
                else:
                    self._log.error(where, "quotes are not closed, or not doubled inside a text", QUOTES)
                return
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield line + self._skipped, [plain_cell(cell) for cell in row]
            line = reader.line_num + 1


def _separator(header: str) -> str:
    return max(_SEPARATORS, key=header.count)
