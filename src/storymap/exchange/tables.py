"""Tables of other tools: a record for each row of a CSV file, by the names of the columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storymap.errors import Problem, StorymapError
from storymap.exchange.source import Source
from storymap.limits import MOST_COLUMNS, MOST_FEATURES
from storymap.reading.places.formats.text_table import Table
from storymap.reading.problem_log import ProblemLog


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table: its first `line` in the file, from 1, and its cells by their columns, in lower case."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell, without space around it; "" where there is none."""
        return self.cells.get(column, "").strip()


def read_table(text: str, name: str) -> list[Record]:
    """Return the records of a CSV text. Raises StorymapError where it is broken, or has too many rows or columns."""
    log = ProblemLog(name)
    records: list[Record] = []
    columns: list[str] | None = None
    for line, row in Table(text, name, log).rows():
        if columns is None:
            columns = [column.strip().lower() for column in row]
            if len(columns) > MOST_COLUMNS:
                raise StorymapError(Problem(name, f"it has more than {MOST_COLUMNS:,} columns", "leave some out"))
            continue
        if len(records) >= MOST_FEATURES:
            raise StorymapError(Problem(name, f"it has more than {MOST_FEATURES:,} rows", "leave some out"))
        records.append(Record(line, dict(zip(columns, row, strict=False))))
    if log.failed:
        raise StorymapError(log.problems())
    return records


def has_columns(source: Source, columns: Iterable[str]) -> bool:
    """Say whether the first line of a file names all of these columns, in whatever order and case."""
    if source.archive is not None:
        return False
    first = source.beginning.partition("\n")[0]
    if first.lower().startswith("sep="):
        first = source.beginning.split("\n", 2)[1] if source.beginning.count("\n") else ""
    cells = {cell.strip(' "\r').lower() for cell in first.replace(";", ",").replace("\t", ",").split(",")}
    return set(columns) <= cells
