"""The cells of Excel's sheets as text: what is shared between them, and the sheet itself."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from storymap.reading.places.formats.spreadsheets.number_formats import date_text, is_date_format, number_text
from storymap.reading.places.formats.spreadsheets.sheet import Sheet, SheetWriter, column_letters
from storymap.reading.places.formats.spreadsheets.xml_parts import whole_number

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class SharedParts:
    """What the sheets of a workbook share: its texts, and which styles of cells are dates."""

    texts: list[str] = field(default_factory=list)
    are_dates: list[bool] = field(default_factory=list)
    since_1904: bool = False


class TextsReader:
    """Reads the shared texts. How a word is pronounced, which Japanese files have beside it, is none of it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._is_text = False
        self._spoken = 0

    def start(self, tag: str, _: dict[str, str]) -> None:
        """See PartReader."""
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._spoken += 1
        self._is_text = tag == "t" and not self._spoken

    def end(self, tag: str) -> None:
        """See PartReader."""
        self._is_text = False
        if tag == "rPh":
            self._spoken -= 1
        elif tag == "si":
            self.texts.append(plain_text("".join(self._pieces)))

    def text(self, data: str) -> None:
        """See PartReader."""
        if self._is_text:
            self._pieces.append(data)


class StylesReader:
    """Reads which styles of cells show a number as a date."""

    def __init__(self) -> None:
        self.are_dates: list[bool] = []
        self._codes: dict[int, str] = {}
        self._is_in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """See PartReader."""
        if tag == "cellXfs":
            self._is_in_cells = True
        elif tag == "numFmt":
            self._codes[whole_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "xf" and self._is_in_cells:
            number = whole_number(attributes.get("numFmtId"))
            self.are_dates.append(is_date_format(number, self._codes.get(number)))

    def end(self, tag: str) -> None:
        """See PartReader."""
        if tag == "cellXfs":
            self._is_in_cells = False

    def text(self, data: str) -> None:
        """See PartReader."""


class CellsReader:
    """Reads the cells of a sheet. `merged` has the last row of each cell, (row, column), that is merged with others."""

    def __init__(self, sheet: Sheet, shared: SharedParts, merged: Mapping[tuple[int, int], int]) -> None:
        self._sheet = sheet
        self._writer = SheetWriter(sheet)
        self._shared = shared
        self._merged = merged
        self._row = 0
        self._column = -1
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._is_text = self._has_formula = False
        self._spoken = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """See PartReader."""
        match tag:
            case "c":
                self._column = column_of(attributes.get("r", ""), self._column + 1)
                self._attributes, self._pieces, self._has_formula = attributes, [], False
            case "row":
                self._row = whole_number(attributes.get("r")) or self._row + 1
                self._column = -1
            case "f":
                self._has_formula = True
            case "rPh":
                self._spoken += 1
        self._is_text = tag in {"v", "t"} and not self._spoken

    def end(self, tag: str) -> None:
        """See PartReader."""
        self._is_text = False
        if tag == "c":
            text = self._value("".join(self._pieces))
            last_row = self._merged.get((self._row, self._column), 0)
            self._writer.put(self._column, text, number=self._row, last_row=last_row)
        elif tag == "row":
            self._writer.end_row(self._row)
        elif tag == "rPh":
            self._spoken -= 1

    def text(self, data: str) -> None:
        """See PartReader."""
        if self._is_text:
            self._pieces.append(data)

    def _value(self, written: str) -> str:
        if self._has_formula and not written:
            self._sheet.uncalculated.add(f"{column_letters(self._column)}{self._row}")
            return ""
        match self._attributes.get("t", "n"):
            case "s":
                index = whole_number(written)
                return self._shared.texts[index] if index < len(self._shared.texts) else ""
            case "e":
                self._sheet.errors.add(f"{column_letters(self._column)}{self._row}", written)
                return ""
            case "b":
                return "true" if written.strip() == "1" else "false" if written else ""
            case "str" | "inlineStr" | "d":
                return plain_text(written)
        return self._number(written)

    def _number(self, written: str) -> str:
        try:
            value = float(written)
        except ValueError:
            return written
        if not math.isfinite(value):
            return written
        style = whole_number(self._attributes.get("s"))
        is_date = style < len(self._shared.are_dates) and self._shared.are_dates[style]
        return (date_text(value, since_1904=self._shared.since_1904) if is_date else "") or number_text(value)


def plain_text(written: str) -> str:
    """Return a text of Excel's without its escapes: it writes a carriage return as "_x000D_"."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), written) if "_x" in written else written


def column_of(reference: str, otherwise: int) -> int:
    """Return the column, from 0, of a cell such as "AB12"."""
    letters = reference.rstrip("0123456789")
    return _column(letters) if 0 < len(letters) <= 3 and letters.isascii() and letters.isalpha() else otherwise


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
