"""OpenDocument spreadsheets (.ods): LibreOffice's sheets, as Google Sheets writes them, too."""

from __future__ import annotations

from storymap.errors import Problem, StorymapError
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.spreadsheets.number_formats import number_text
from storymap.reading.places.formats.spreadsheets.sheet import Sheet, SheetWriter, column_letters
from storymap.reading.places.formats.spreadsheets.sheet_choice import features_of_sheets
from storymap.reading.places.formats.spreadsheets.xml_parts import PartParser, whole_number
from storymap.reading.problem_log import ProblemLog
from storymap.reading.zip_archive import ZipArchive

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_CELLS = {"table-cell", "covered-table-cell"}
# What a paragraph of a cell may have within it; comments and drawings have paragraphs of their own.
_INLINE = {"p", "span", "a", "s", "tab", "line-break", "ruby", "ruby-base", "bookmark", "bookmark-start"}
_MOST_BLANKS = 1_000


def read_ods(data: bytes, name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each row of the sheet with the places. What is wrong goes to `log`.

    Raises StorymapError when it is not such a file, is damaged or too large.
    """
    archive = ZipArchive(data, name)
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
        raise StorymapError(Problem(name, "it has a password", "save it without one"))
    if _CONTENT not in archive.names:
        raise StorymapError(Problem(name, "this is not an OpenDocument spreadsheet", "correct its ending"))
    reader = _ContentReader(name)
    PartParser(name).read(archive.read(_CONTENT), reader)
    return features_of_sheets(reader.sheets, name, log)


class _ContentReader:
    def __init__(self, name: str) -> None:
        self.sheets: list[Sheet] = []
        self._name = name
        self._writer: SheetWriter | None = None
        self._row = self._column = self._repeated = 0
        self._cell: _Cell | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.start(tag, attributes)
        elif tag == "table":
            self.sheets.append(Sheet(attributes.get("name", ""), self._name))
            self._writer = SheetWriter(self.sheets[-1])
            self._row = 0
        elif tag == "table-row":
            self._column, self._repeated = 0, _times(attributes, "number-rows-repeated")
        elif tag in _CELLS and self._writer is not None:
            self._cell = _Cell(attributes)

    def end(self, tag: str) -> None:
        if self._cell is not None:
            if self._cell.end():
                self._end_cell(self._cell)
                self._cell = None
        elif tag == "table-row" and self._writer is not None:
            self._writer.end_row(self._row + 1, self._repeated)
            self._row += self._repeated
        elif tag == "table":
            self._writer = None

    def text(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text(data)

    def _end_cell(self, cell: _Cell) -> None:
        assert self._writer is not None  # noqa: S101
        number, repeated = self._row + 1, _times(cell.attributes, "number-columns-repeated")
        text = cell.value()
        if cell.is_error:
            self._writer.sheet.errors.add(f"{column_letters(self._column)}{number}", text)
            text = ""
        if text.strip():
            last = number + _times(cell.attributes, "number-rows-spanned") - 1
            for column in range(self._column, self._column + repeated):
                self._writer.put(column, text, number=number, last_row=last)
        self._column += repeated


class _Cell:
    """A cell that is being read: its attributes, and the text of its paragraphs."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self._pieces: list[str] = []
        self._depth = 0
        # At this depth and below nothing is taken, or everything.
        self._passed_over: int | None = None
        self._paragraph = False

    @property
    def is_error(self) -> bool:
        # LibreOffice says it in an attribute of its own, which comes last.
        return self.attributes.get("value-type") == "error"

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._passed_over is not None:
            return
        if tag not in _INLINE or (self._depth == 1) != (tag == "p"):
            self._passed_over = self._depth
            return
        match tag:
            case "p":
                self._paragraph = True
                if self._pieces:
                    self._pieces.append("\n")
            case "s":
                self._pieces.append(" " * min(_times(attributes, "c"), _MOST_BLANKS))
            case "tab" | "line-break":
                self._pieces.append("\t" if tag == "tab" else "\n")

    def end(self) -> bool:
        """Return whether the cell itself ends."""
        if self._passed_over == self._depth:
            self._passed_over = None
        self._depth -= 1
        self._paragraph = self._paragraph and self._depth > 0
        return self._depth < 0

    def text(self, data: str) -> None:
        if self._paragraph and self._passed_over is None:
            self._pieces.append(data)

    def value(self) -> str:
        shown = "".join(self._pieces)
        match self.attributes.get("value-type", ""):
            case "float" | "percentage" | "currency":
                try:
                    return number_text(float(self.attributes.get("value", "")))
                except ValueError:
                    return shown
            case "date":
                return self.attributes.get("date-value", shown)
            case "boolean":
                return self.attributes.get("boolean-value", shown)
            case "string":
                return self.attributes.get("string-value", shown)
        return shown


def _times(attributes: dict[str, str], key: str) -> int:
    return max(1, whole_number(attributes.get(key)))
