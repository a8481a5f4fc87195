"""The parts of spreadsheets, which are large XML: read as they come, never as a whole tree."""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_SHEET_TAGS

_CHUNK = 1 << 16
_LARGEST_NUMBER = 9  # digits of a row or an index; a sheet has a million rows


class PartReader(Protocol):
    """What is told of the elements of a part, each by its name without a prefix."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take that an element begins. Its attributes have their names without prefixes, too."""

    def end(self, tag: str) -> None:
        """Take that an element ends."""

    def text(self, data: str) -> None:
        """Take a text, or a piece of one."""


class PartParser:
    """Parses the parts of one spreadsheet, all of them together within a limit. `where` stands in messages."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._left = MOST_SHEET_TAGS

    def read(self, data: bytes, reader: PartReader) -> None:
        """Tell `reader` of all elements of the XML `data`. Raises StorymapError if it cannot be read or is too large.

        Document types are refused, and with them all entities.
        """
        self._left -= data.count(b"<") + data.count(b"=")
        if self._left < 0:
            raise StorymapError(
                Problem(self._where, "it has millions of cells", "save the rows that are needed as CSV")
            )
        parser = expat.ParserCreate()
        # Whole texts, not pieces of lines.
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: reader.start(_plain(name), _plain_keys(attributes))
        parser.EndElementHandler = lambda name: reader.end(_plain(name))
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = lambda *_: _refuse_doctype(self._where)
        try:
            for start in range(0, len(data), _CHUNK):
                parser.Parse(data[start : start + _CHUNK], False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            raise StorymapError(Problem(self._where, "the spreadsheet is damaged", "save it again")) from None


def whole_number(written: str | None) -> int:
    """Return the number that digits are, 0 if they are none."""
    digits = (written or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _LARGEST_NUMBER else 0


def _plain(name: str) -> str:
    return name.rpartition(":")[2]


def _plain_keys(attributes: dict[str, str]) -> dict[str, str]:
    return {_plain(key): value for key, value in attributes.items()} if attributes else attributes


def _refuse_doctype(where: str) -> None:
    raise StorymapError(Problem(where, "it has a document type, which is not read", "save it again"))
