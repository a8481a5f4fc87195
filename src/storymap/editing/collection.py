r"""A GeoJSON FeatureCollection as text: features are added, and nothing else changes.

Order, indentation, line ends, number formats and foreign members stay as they are. A new feature is written in the
style of the last one: over several lines with its indentation, or on one line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storymap.errors import PlacesError, Problem
from storymap.reading.long_numbers import LONG_NUMBER, is_long_number

EMPTY = '{\n  "type": "FeatureCollection",\n  "features": []\n}\n'
_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class _Span:
    """A range of the text, in code points, half-open."""

    start: int
    end: int


class Collection:
    """A FeatureCollection as text, parsed. `name` is the file's, for messages. Raises PlacesError for another text."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self.text = text
        self._spans: dict[str, _Span] = {}
        self._elements: list[_Span] = []
        self._read()

    @property
    def features(self) -> list[dict[str, Any]]:
        """The features as plain data."""
        values = [json.loads(self.text[span.start : span.end]) for span in self._elements]
        return [value for value in values if isinstance(value, dict)]

    def member(self, key: str) -> Any:
        """Return the value of a member of the collection, None if it is not there."""
        span = self._spans.get(key)
        return None if span is None else json.loads(self.text[span.start : span.end])

    def with_features(self, features: Sequence[Mapping[str, Any]]) -> Collection:
        """Return the collection with features added after its last one."""
        if not features:
            return self
        # Where there was no feature, the first one decides the style, and the others are written like it.
        first = Collection(self._with_more(features[:1]), self._name)
        return Collection(first._with_more(features[1:]), self._name) if features[1:] else first

    def with_member(self, key: str, value: Any) -> Collection:
        """Return the collection with a foreign member (RFC 7946, 6.1) set to a value.

        Raises PlacesError for a value that an author's file gave, and that cannot be written again: 1e400 is infinite.
        """
        try:
            written = self._written(value)
        except ValueError:
            what = f'its member "{key}" holds a number that is too large'
            raise PlacesError(Problem(self._name, what, "shorten it, or take the member out")) from None
        span = self._spans.get(key)
        if span is not None:
            return Collection(self.text[: span.start] + written + self.text[span.end :], self._name)
        at = self._spans["features"].end
        gap = self._gap_before_member()
        return Collection(f"{self.text[:at]},{gap}{json.dumps(key)}: {written}{self.text[at:]}", self._name)

    def _with_more(self, features: Sequence[Mapping[str, Any]]) -> str:
        """Return the text with features after the last one. An empty array can be given one only."""
        text, array = self.text, self._spans["features"]
        if not self._elements:
            (feature,) = features
            outer = self._indentation(array.start)
            unit = outer or "  "
            newline = self._newline()
            if "\n" not in text:
                return f"{text[: array.start]}[{self._written(feature)}]{text[array.end :]}"
            inner = outer + unit
            body = self._indented(feature, inner, unit)
            return f"{text[: array.start]}[{newline}{inner}{body}{newline}{outer}]{text[array.end :]}"
        last = self._elements[-1]
        before = self._elements[-2].end if len(self._elements) > 1 else array.start + 1
        gap = text[before : last.start].partition(",")[2] if len(self._elements) > 1 else text[before : last.start]
        if "\n" in text[last.start : last.end]:
            indentation = self._indentation(last.start)
            inside = re.search(r"\n([ \t]+)", text[last.start : last.end])
            unit = inside[1][len(indentation) :] if inside and len(inside[1]) > len(indentation) else "  "
            written = [self._indented(feature, indentation, unit) for feature in features]
        else:
            written = [self._written(feature) for feature in features]
        return text[: last.end] + "".join(f",{gap}{one}" for one in written) + text[last.end :]

    def _written(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=self._is_escaped(), allow_nan=False)

    def _indented(self, value: Any, indentation: str, unit: str) -> str:
        written = json.dumps(value, ensure_ascii=self._is_escaped(), allow_nan=False, indent=unit)
        # Coordinates stay on one line: a ring of a thousand points is not to be read.
        written = re.sub(
            r"\[[\s\d.,eE+\-\[\]]*\]",
            lambda m: re.sub(r"\s+", " ", m[0]).replace("[ ", "[").replace(" ]", "]"),
            written,
        )
        return written.replace("\n", self._newline() + indentation)

    def _is_escaped(self) -> bool:
        return self.text.isascii() and "\\u" in self.text

    def _newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def _indentation(self, position: int) -> str:
        line = self.text[self.text.rfind("\n", 0, position) + 1 : position]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def _gap_before_member(self) -> str:
        start = self._spans["features"].start
        key = self.text.rfind('"features"', 0, start)
        gap = _BLANK.search(self.text[::-1], len(self.text) - key)
        found = gap[0][::-1] if gap else ""
        return found or " "

    def _read(self) -> None:
        try:
            self._read_members()
        except (json.JSONDecodeError, RecursionError, IndexError, ValueError) as error:
            where = f"{self._name}, line {error.lineno}" if isinstance(error, json.JSONDecodeError) else self._name
            reason = f" ({error.msg})" if isinstance(error, json.JSONDecodeError) else ""
            if is_long_number(error):
                raise PlacesError(Problem(where, LONG_NUMBER, "shorten it")) from None
            raise PlacesError(
                Problem(where, f"this is no JSON that can be added to{reason}", "correct the file, or name another one")
            ) from error
        if self._spans.get("features") is None or self.member("type") != "FeatureCollection":
            raise PlacesError(
                Problem(self._name, "this is not a GeoJSON FeatureCollection", "name a .geojson file to add places to")
            )

    def _read_members(self) -> None:
        position = self._skip(1 if self.text.startswith("\ufeff") else 0)
        if self.text[position] != "{":
            raise ValueError("no object")
        position = self._skip(position + 1)
        while self.text[position] != "}":
            key, position = _DECODER.raw_decode(self.text, position)
            position = self._skip(position)
            if not isinstance(key, str) or self.text[position] != ":":
                raise ValueError("no member")
            position = self._skip(position + 1)
            start = position
            if key == "features" and self.text[position] == "[":
                position = self._read_elements(position)
            else:
                _, position = _DECODER.raw_decode(self.text, position)
            self._spans[key] = _Span(start, position)
            position = self._skip(position)
            if self.text[position] == ",":
                position = self._skip(position + 1)

    def _read_elements(self, position: int) -> int:
        self._elements = []
        position = self._skip(position + 1)
        while self.text[position] != "]":
            _, end = _DECODER.raw_decode(self.text, position)
            self._elements.append(_Span(position, end))
            position = self._skip(end)
            if self.text[position] == ",":
                position = self._skip(position + 1)
        return position + 1

    def _skip(self, position: int) -> int:
        match = _BLANK.match(self.text, position)
        return match.end() if match else position
