"""GeoJSON text to features, each with the line on which it begins.

JSON is read strictly, as RFC 8259 has it. The top level is parsed here, and each feature decoded by itself: only so
can a message name a line, and a file that breaks off still give the features before. Nothing
that a file points to is opened.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from sys import intern
from typing import Any

from storymap.limits import MOST_BRACKETS, MOST_FEATURES
from storymap.reading.long_numbers import LONG_NUMBER
from storymap.reading.places.crs import declared_crs
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.json_errors import BrokenJsonError, explain, explain_at
from storymap.reading.places.formats.linked_places import is_linked_place, plain_feature
from storymap.reading.places.formats.other_json import COLLECT, explain_other_json
from storymap.reading.places.formats.overpass import is_overpass, read_overpass
from storymap.reading.places.formats.packed_features import PackedCollection, PackedFeatures
from storymap.reading.places.formats.records import features_of_records, positions_of_records
from storymap.reading.places.formats.topojson import read_topology
from storymap.reading.places.formats.umap import read_umap
from storymap.reading.places.layer_choices import layer_choices
from storymap.reading.places.suggestion_members import HISTORY_MEMBER
from storymap.reading.problem_log import ProblemLog, at_line

# RFC 8142 puts a record separator before each text of a sequence.
_SPACE = re.compile(r"[ \t\n\r\x1e]*")
_SAME_IN_MANY = ("type", "layer")


# What else is JSON and holds features, by its type.
JsonReader = Callable[[Mapping[str, Any], str, ProblemLog], FeatureCollection]
_JSON_READERS: dict[str, JsonReader] = {
    "Topology": read_topology,
    "umap": read_umap,
}


def read_geojson(text: str, name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of `text`: a FeatureCollection, a Feature, or a sequence of Features (RFC 8142).

    What is wrong goes to `log`; the features before an error are returned all the same.
    """
    document = _Document(text, name, log)
    try:
        document.read()
    except BrokenJsonError as error:
        log.error(document.where(error.position), error.what, error.remedy)
    if document.is_list and not log.failed:
        return _from_list(list(document.features), name, log)
    reader = json_reader(document.members)
    if reader is not None and not log.failed:
        return reader(document.members, name, log)
    crs = declared_crs(document.members["crs"], name, log) if "crs" in document.members else None
    layers = layer_choices(document.members.get(HISTORY_MEMBER), log)
    return PackedCollection(document.features, crs=crs, layers=layers)


def json_reader(members: Mapping[str, Any]) -> JsonReader | None:
    """Return what reads a JSON object of another kind that holds features, if there is anything."""
    return read_overpass if is_overpass(members) else _JSON_READERS.get(str(members.get("type")))


def _from_list(features: list[Feature], name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of a bare list: features already, or records that say where they lie."""
    objects = [feature.value for feature in features if isinstance(feature.value, dict)]
    if any(value.get("type") == "Feature" for value in objects):
        return FeatureCollection(features)
    positions = positions_of_records(objects)
    if not objects or positions.missing():
        what = "this is a list, not a FeatureCollection, and nothing in it says where places lie"
        log.error(name, what, f'{COLLECT}, or give each object its "lat" and "lon"')
        return FeatureCollection()
    return features_of_records(features, positions, name)


class _Document:
    """A GeoJSON text. `members` are those of its top level, but for the features; `features` are all read so far."""

    def __init__(self, text: str, name: str, log: ProblemLog) -> None:
        self.members: dict[str, Any] = {}
        self.features = PackedFeatures()
        self.is_list = False
        self._text = text
        self._name = name
        self._log = log
        self._repeated: list[str] = []
        self._decoder = json.JSONDecoder(object_pairs_hook=self._join)
        self._line = 1
        self._line_from = 0

    def read(self) -> None:
        """Read the whole text. Raises BrokenJsonError where it cannot go on."""
        text = self._text
        if text.count("[") + text.count("{") > MOST_BRACKETS:
            raise BrokenJsonError(
                0, f"the file has more than {MOST_BRACKETS:,} lists and objects", "simplify its shapes"
            )
        start = self._skip(0)
        if start == len(text):
            raise BrokenJsonError(0, "the file is blank", COLLECT)
        if text[start] == "<":
            raise BrokenJsonError(start, "this is XML or HTML, not GeoJSON", "export the places as GeoJSON")
        if text[start] == "[":
            if not text.startswith("{", self._skip(start + 1)):
                raise BrokenJsonError(start, "this is a list, not a FeatureCollection", COLLECT)
            self.is_list = True
            self._end(self._read_list(start))
            return
        if text[start] != "{":
            self._decode(start)
            raise BrokenJsonError(start, "this is not a FeatureCollection", COLLECT)
        end = self._read_top(start)
        if self.members.get("type") == "Feature":
            self._add(self.members, start)
            self._read_sequence(end)
        elif end < len(text) and "type" not in self.members and "features" not in self.members:
            # JSON lines: a record a line.
            self.is_list = True
            self._add(self.members, start)
            self._read_sequence(end)
        else:
            self._end(end)
            self._check_kind()

    def _end(self, end: int) -> None:
        if end < len(self._text):
            raise BrokenJsonError(end, "a second document begins here, after the first has ended", COLLECT)

    def where(self, position: int) -> str:
        """Return where `position` is: "places.geojson, line 3, column 14"."""
        column = position - (self._text.rfind("\n", 0, position) + 1) + 1
        return f"{self._name}, line {self._text.count(chr(10), 0, position) + 1}, column {column}"

    def _read_top(self, start: int) -> int:
        position, more = self._open(start, "}")
        while more:
            if not self._text.startswith('"', position):
                raise explain_at(self._text, position, "Expecting property name")
            key, end = self._decode(position)
            if key in self.members:
                self._say_repeated([key], at_line(self._name, self._line_at(position)))
            position = self._skip(end)
            if not self._text.startswith(":", position):
                raise explain_at(self._text, position, "Expecting ':'")
            position = self._skip(position + 1)
            if key == "features" and self._text.startswith("[", position):
                self.members[key] = []
                self.features.clear()
                end = self._read_list(position)
            else:
                self.members[key], end = self._decode(position)
                self._say_repeated(self._repeated, at_line(self._name, self._line_at(position)))
            position, more = self._next(end, "}")
        return position

    def _read_list(self, start: int) -> int:
        position, more = self._open(start, "]")
        while more:
            value, end = self._decode(position)
            self._add(value, position)
            position, more = self._next(end, "]")
        return position

    def _read_sequence(self, position: int) -> None:
        while position < len(self._text):
            value, end = self._decode(position)
            self._add(value, position)
            position = self._skip(end)

    def _open(self, start: int, closing: str) -> tuple[int, bool]:
        """Enter the list or object at `start`: return where its first item begins, or all ends; and which."""
        position = self._skip(start + 1)
        if self._text.startswith(closing, position):
            return self._skip(position + 1), False
        return position, True

    def _next(self, end: int, closing: str) -> tuple[int, bool]:
        """Go on from the `end` of an item: return where the next begins, or where all ends; and which."""
        position = self._skip(end)
        if self._text.startswith(closing, position):
            return self._skip(position + 1), False
        if not self._text.startswith(",", position):
            raise explain_at(self._text, position, "Expecting ','")
        following = self._skip(position + 1)
        if self._text.startswith(closing, following):
            raise explain_at(self._text, following, "Expecting value")
        return following, True

    def _decode(self, position: int) -> tuple[Any, int]:
        self._repeated = []
        try:
            return self._decoder.raw_decode(self._text, position)
        except json.JSONDecodeError as error:
            raise explain(self._text, error) from None
        except StopIteration:
            raise explain_at(self._text, position, "Expecting value") from None
        except RecursionError:
            raise BrokenJsonError(position, "lists or objects are nested too deeply here", "make it flat") from None
        except ValueError:
            # Python refuses to read integers of more than 4,300 digits.
            raise BrokenJsonError(position, LONG_NUMBER, "shorten it") from None

    def _add(self, value: Any, position: int) -> None:
        if len(self.features) == MOST_FEATURES:
            raise BrokenJsonError(position, f"the file has more than {MOST_FEATURES:,} features", "leave some out")
        if is_linked_place(value):
            value = plain_feature(value)
        self.features.append(value, self._line_at(position), position)
        if self._repeated:
            self._say_repeated(self._repeated, self.features[len(self.features) - 1].where(self._name))

    def _join(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        # Each feature has its own copy of each key otherwise: a third of all memory.
        members = {intern(key): value for key, value in pairs}
        if len(members) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self._repeated += [key for key, count in counts.items() if count > 1]
        # As the keys: each "Feature", "Point" and layer takes 55 bytes.
        for key in _SAME_IN_MANY:
            if type(value := members.get(key)) is str:
                members[key] = intern(value)
        return members

    def _say_repeated(self, keys: list[str], where: str) -> None:
        for key in dict.fromkeys(keys):
            self._log.warning(where, f'"{key}" is written twice; the last one counts', "remove one of them")

    def _check_kind(self) -> None:
        # `_read_top` leaves an empty list in place of a list of features.
        if self.members.get("type") == "FeatureCollection" and self.members.get("features") == []:
            if not self.features:
                self._log.warning(self._name, "has no features", "add a feature for each place")
            return
        if json_reader(self.members) is not None:  # read afterwards
            return
        what, remedy = explain_other_json(self.members)
        self._log.error(self._name, what, remedy)

    def _skip(self, position: int) -> int:
        match = _SPACE.match(self._text, position)
        return match.end() if match else position

    def _line_at(self, position: int) -> int:
        """Return the line of `position`, which is never before the last one asked for."""
        self._line += self._text.count("\n", self._line_from, position)
        self._line_from = position
        return self._line
