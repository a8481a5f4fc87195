"""CSV and TSV: a row for each place, with columns for its latitude and longitude in degrees."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from storymap.errors import printable
from storymap.limits import LONGEST_CELL, MOST_COLUMNS, MOST_FEATURES
from storymap.reading.places.formats.column_names import LATITUDES, LONGITUDES, gather_picture, member_names
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.problem_log import ProblemLog, at_line

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_QUOTES = 'put a text with commas or quotes into double quotes, and write a quote in it as ""'


def read_table(text: str, name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each row of the CSV or TSV `text`, separated by commas, semicolons or tabs.

    The first row names the columns. What is wrong goes to `log`.
    """
    if text.lstrip()[:1] in {"{", "<"}:
        kind = "JSON" if text.lstrip()[0] == "{" else "XML or HTML"
        log.error(name, f"this is {kind}, not a table", "give the file the ending that it should have")
        return FeatureCollection()
    return FeatureCollection(list(_Table(text, name, log).features()))


class _Table:
    def __init__(self, text: str, name: str, log: ProblemLog) -> None:
        self._name = name
        self._log = log
        # Excel writes the separator into a line of its own when it is not the usual one.
        first, _, rest = text.partition("\n")
        hint = re.fullmatch(r"sep=([,;\t])\r?", first)
        self._skipped = 1 if hint else 0
        self._text = rest if hint else text
        self._separator = hint[1] if hint else _separator(first)
        self._commas: tuple[str, str] | None = None

    def features(self) -> Iterator[Feature]:
        rows = self._rows()
        line, header = next(rows, (1, []))
        columns = [column.strip() for column in header]
        latitude, longitude = _find(columns, LATITUDES), _find(columns, LONGITUDES)
        if not self._check_header(columns, latitude, longitude, at_line(self._name, line)):
            return
        members = member_names(columns)
        number = 0
        for number, (line, row) in enumerate(rows, start=1):
            if number > MOST_FEATURES:
                self._log.error(self._name, f"it has more than {MOST_FEATURES:,} rows", "leave some out")
                break
            cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
            properties = {
                members[column]: _zoom(cell) if members[column] == "zoom" else cell
                for column, cell in cells.items()
                if cell and column and column not in {latitude, longitude}
            }
            value: dict[str, Any] = {"type": "Feature", "properties": gather_picture(properties)}
            feature = Feature(f"line {line}", value)
            where = feature.where(self._name)
            if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
                what = f"there are {len(row)} values for {len(columns)} columns"
                self._log.error(where, what, _QUOTES)
                continue
            north, east = cells.get(latitude, ""), cells.get(longitude, "")
            if bool(north) != bool(east):
                missing = "longitude" if north else "latitude"
                self._log.error(where, f"has no {missing}", "write it, or leave both out")
                continue
            numbers = [self._degrees(east, where), self._degrees(north, where)] if north else None
            value["geometry"] = {"type": "Point", "coordinates": numbers} if numbers else None
            yield feature
        if not number and not self._log.failed:
            self._log.warning(self._name, "has no rows", "add a row for each place")
        if self._commas:
            where, shown = self._commas
            what = f'coordinates have decimal commas ("{shown}"); they were read as decimal points'
            self._log.warning(where, what, "write decimal points")

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank, and its first line."""
        csv.field_size_limit(LONGEST_CELL)
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
                    self._log.error(where, "a value is far too long, or its quotes are not closed", _QUOTES)
                else:
                    self._log.error(where, "quotes are not closed, or not doubled inside a text", _QUOTES)
                return
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield line + self._skipped, row
            line = reader.line_num + 1

    def _check_header(self, columns: list[str], latitude: str, longitude: str, where: str) -> bool:
        if not columns:
            self._log.error(self._name, "the table is blank", "write a row that names the columns")
            return False
        if len(columns) > MOST_COLUMNS:
            self._log.error(where, f"there are more than {MOST_COLUMNS:,} columns", "leave some out")
            return False
        twice = [column for column in dict.fromkeys(columns) if column and columns.count(column) > 1]
        for column in twice:
            what = f'the column "{printable(column, 40)}" is there twice'
            self._log.error(where, what, "rename or remove one")
        for axis, found in (("latitude", latitude), ("longitude", longitude)):
            if not found:
                shown = printable(", ".join(column[:40] for column in columns[:20] if column), 120)
                what = f"there is no column for the {axis}, only {shown}"
                self._log.error(where, what, f'name it "{axis}"; the first row must name the columns')
        return not twice and bool(latitude and longitude)

    def _degrees(self, cell: str, where: str) -> float | str:
        """Return the number in `cell`; any other text as it is, to be refused with all other errors."""
        if _DECIMAL_COMMA.fullmatch(cell):
            self._commas = self._commas or (where, printable(cell, 30))
            return float(cell.replace(",", "."))
        return float(cell) if _NUMBER.fullmatch(cell) else cell


def _separator(header: str) -> str:
    return max(_SEPARATORS, key=header.count)


def _find(columns: Iterable[str], names: tuple[str, ...]) -> str:
    lowered = {column.lower(): column for column in columns}
    return next((lowered[name] for name in names if name in lowered), "")


def _zoom(cell: str) -> float | str:
    return float(cell) if _NUMBER.fullmatch(cell) else cell
