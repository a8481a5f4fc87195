"""Excel (.xlsx, .xlsm): the sheets of a workbook. Formulas are not worked out: what they gave last is in the file.

Read here and not by a library. Of those that were tried in November 2026, calamine ends the whole process for a file of
a kilobyte that names a cell in the last row and column, openpyxl has had no release for two years and reads no
OpenDocument, and GDAL reads texts of several runs wrongly and refuses ordinary OpenDocument sheets.
"""

from __future__ import annotations

import posixpath
import re

from storymap.errors import Problem, StorymapError
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.spreadsheets.sheet import Sheet
from storymap.reading.places.formats.spreadsheets.sheet_choice import features_of_sheets
from storymap.reading.places.formats.spreadsheets.xlsx_cells import (
    CellsReader,
    SharedParts,
    StylesReader,
    TextsReader,
    column_of,
)
from storymap.reading.places.formats.spreadsheets.xml_parts import PartParser, PartReader
from storymap.reading.problem_log import ProblemLog
from storymap.reading.zip_archive import ZipArchive

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')


def read_xlsx(data: bytes, name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each row of the sheet with the places. What is wrong goes to `log`.

    Raises StorymapError when it is not such a file, is damaged or too large.
    """
    if data.startswith(_OLD):
        what = "it has a password, or is an old Excel file with a new ending"
        raise StorymapError(Problem(name, what, "save it without a password as Excel workbook (.xlsx)"))
    workbook = _Workbook(ZipArchive(data, name), name)
    return features_of_sheets(workbook.sheets(), name, log)


class _Workbook:
    def __init__(self, archive: ZipArchive, name: str) -> None:
        self._archive = archive
        self._name = name
        self._parser = PartParser(name)
        # Some programs write other capitals than they refer to.
        self._members = {member.lower().lstrip("/"): member for member in archive.names}

    def sheets(self) -> list[Sheet]:
        """Return the sheets in their order, without charts."""
        path = next(iter(self._targets("", "/officeDocument").values()), "xl/workbook.xml")
        if path.lower() not in self._members:
            raise StorymapError(Problem(self._name, "this is not an Excel workbook", "correct its ending"))
        overview = _OverviewReader()
        self._read(path, overview)
        shared = SharedParts(since_1904=overview.since_1904)
        for part in self._targets(path, "/sharedStrings").values():
            self._read(part, texts := TextsReader())
            shared.texts = texts.texts
        for part in self._targets(path, "/styles").values():
            self._read(part, styles := StylesReader())
            shared.are_dates = styles.are_dates
        targets = self._targets(path, "/worksheet")
        return [
            self._sheet(Sheet(title, self._name, is_hidden), targets[key], shared)
            for title, is_hidden, key in overview.sheets
            if key in targets
        ]

    def _sheet(self, sheet: Sheet, path: str, shared: SharedParts) -> Sheet:
        data = self._content(path)
        merged = {
            (int(first), column_of(letters.decode(), 0)): int(last) for letters, first, last in _MERGED.findall(data)
        }
        self._parser.read(data, CellsReader(sheet, shared, merged))
        return sheet

    def _targets(self, path: str, kind: str) -> dict[str, str]:
        """Return the parts of a kind that the part `path` refers to, by the keys of the references."""
        folder, file = posixpath.split(path)
        relations = f"{folder}/_rels/{file}.rels".lstrip("/")
        if relations.lower() not in self._members:
            return {}
        self._read(relations, reader := _RelationsReader())
        return {
            key: posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            for key, type_, target in reader.relations
            if type_.endswith(kind)
        }

    def _read(self, path: str, reader: PartReader) -> None:
        self._parser.read(self._content(path), reader)

    def _content(self, path: str) -> bytes:
        member = self._members.get(path.lower())
        if member is None:
            raise StorymapError(Problem(self._name, "the spreadsheet is damaged", "save it again"))
        return self._archive.read(member)


class _OverviewReader:
    """Reads the list of the sheets: name, whether it is hidden, and the key of the reference to it."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """See PartReader."""
        if tag == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), is_hidden, attributes.get("id", "")))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in {"1", "true"}

    def end(self, tag: str) -> None:
        """See PartReader."""

    def text(self, data: str) -> None:
        """See PartReader."""


class _RelationsReader:
    def __init__(self) -> None:
        self.relations: list[tuple[str, str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            self.relations.append((attributes.get("Id", ""), attributes.get("Type", ""), attributes.get("Target", "")))

    def end(self, tag: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass
