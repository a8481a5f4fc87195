"""How a JSON text is written: line ends, indentation, blanks after colons and commas, letters as such or escaped."""

from __future__ import annotations

import json
import re
from typing import Any

_COLON = re.compile(r'"[ \t]*(:[ \t]*)')
_HALF = re.compile("[\ud800-\udfff]")
_TEXT_OR_NUMBERS = re.compile(r'"(?:[^"\\]|\\.)*"|\[[\s\d.,eE+\-\[\]]*\]')


class JsonStyle:
    """The style of a text, as its beginning shows it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_escaped = text.isascii() and "\\u" in text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        match = _COLON.search(text)
        self.colon = match[1] if match else ": "
        self.comma = "," if self.colon == ":" and "\n" not in text.strip() else ", "

    def written(self, value: Any) -> str:
        """Return a value on one line."""
        return self._dumped(value, None, (self.comma, self.colon))

    def indented(self, value: Any, indentation: str, unit: str) -> str:
        """Return a value over several lines, the first of which is indented already."""
        written = self._dumped(value, unit, (",", self.colon))
        # Coordinates stay on one line: a ring of a thousand points is not to be read.
        return _TEXT_OR_NUMBERS.sub(_on_one_line, written).replace("\n", self.newline + indentation)

    def indentation(self, position: int) -> str:
        """Return the white space at the beginning of the line of `position`."""
        line = self._text[self._text.rfind("\n", 0, position) + 1 : position]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def unit_in(self, start: int, end: int) -> str:
        """Return by how much what is within a range of several lines is indented more than its first line."""
        outer = self.indentation(start)
        inside = re.search(r"\n([ \t]+)", self._text[start:end])
        return inside[1][len(outer) :] if inside and len(inside[1]) > len(outer) else "  "

    def _dumped(self, value: Any, unit: str | None, separators: tuple[str, str]) -> str:
        written = json.dumps(value, ensure_ascii=self._is_escaped, allow_nan=False, indent=unit, separators=separators)
        # Half of a character cannot be written as such.
        is_whole = written.isascii() or not _HALF.search(written)
        return written if is_whole else json.dumps(value, allow_nan=False, indent=unit, separators=separators)


def _on_one_line(match: re.Match[str]) -> str:
    written = match[0]
    return written if written.startswith('"') else re.sub(r"\s+", " ", written).replace("[ ", "[").replace(" ]", "]")
