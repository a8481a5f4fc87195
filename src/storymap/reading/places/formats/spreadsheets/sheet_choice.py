"""Which sheet of a spreadsheet has the places, which of its rows names the columns, and its rows as features."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.errors import printable
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.row_positions import RowPositions
from storymap.reading.places.formats.spreadsheets.sheet import FlawedCells, Row, Sheet
from storymap.reading.places.formats.table import features_of_sheet
from storymap.reading.problem_log import ProblemLog

# Rows, not blank, above the places: a title, a source, what the columns mean.
_MOST_ABOVE = 50
_MOST_SHOWN = 5


def features_of_sheets(sheets: Sequence[Sheet], name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each row of the first sheet with columns that say where a place lies.

    Hidden sheets come last. What is wrong, and which sheets are not read, goes to `log`.
    """
    filled = [sheet for sheet in sorted(sheets, key=lambda sheet: sheet.is_hidden) if sheet.rows]
    if not filled:
        log.error(name, "the spreadsheet is blank", "write a row that names the columns, and a row for each place")
        return FeatureCollection()
    found = ((sheet, header) for sheet in filled if (header := _header(sheet.rows)) is not None)
    sheet, header = next(found, (filled[0], _likely_header(filled[0].rows)))
    where, label = name, "row"
    if len(filled) > 1:
        shown = f'sheet "{printable(sheet.name, 60)}"'
        where, label = f"{name}, {shown}", f"{shown}, row"
        others = [f'"{printable(other.name, 40)}"' for other in filled if other is not sheet]
        more = f" and {len(others) - _MOST_SHOWN:,} more" if len(others) > _MOST_SHOWN else ""
        what = f"the {shown} is read, and not {', '.join(others[:_MOST_SHOWN])}{more}"
        log.note(name, what, "save another one as CSV, and name it with --places")
    _warn_of_flawed(sheet, where, log)
    return features_of_sheet(_table(sheet.rows[header:]), name, log, label, f"one of the first {_MOST_ABOVE} rows")


def _header(rows: Sequence[Row]) -> int | None:
    """Return which of the rows names columns that say where a place lies."""
    for index, (_, cells) in enumerate(rows[:_MOST_ABOVE]):
        following = rows[index + 1][1] if index + 1 < len(rows) else []
        if _is_header(cells) and not RowPositions(_stripped(cells), _stripped(following)).missing():
            return index
    return None


def _likely_header(rows: Sequence[Row]) -> int:
    return next((index for index, (_, cells) in enumerate(rows[:_MOST_ABOVE]) if _is_header(cells)), 0)


def _is_header(cells: Sequence[str]) -> bool:
    return sum(not cell.isspace() and cell != "" for cell in cells) > 1


def _stripped(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells]


def _table(rows: Sequence[Row]) -> list[Row]:
    """Return the rows as wide as the first, which names the columns: what stands beside a table is none of it."""
    width = len(rows[0][1])
    table = [(number, cells[:width]) for number, cells in rows]
    return table[:1] + [(number, cells) for number, cells in table[1:] if any(cells)]


def _warn_of_flawed(sheet: Sheet, where: str, log: ProblemLog) -> None:
    if sheet.errors.count:
        what = f"{_cells(sheet.errors)} an error ({printable(sheet.errors.shown, 20)}), and is taken as empty"
        log.warning(where, what, "correct the formula")
    if sheet.uncalculated.count:
        what = f"{_cells(sheet.uncalculated)} a formula whose result is not in the file"
        log.warning(where, what, "open it in Excel or LibreOffice, and save it there")


def _cells(flawed: FlawedCells) -> str:
    return (
        f"cell {flawed.first} holds"
        if flawed.count == 1
        else f"cell {flawed.first}, as {flawed.count - 1:,} more, holds"
    )
