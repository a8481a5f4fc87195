r"""A GeoJSON FeatureCollection as text: what is changed is replaced where it stands, and nothing else changes.

Order, indentation, line ends, number formats and foreign members stay as they are. A new feature is written in the
style of the last one: over several lines with its indentation, or on one line.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from storymap.editing.edit import Edit, Replacement, apply
from storymap.editing.json_style import JsonStyle
from storymap.editing.json_text import Item, JsonChanges, Member, members_of, skip_blank, value_at
from storymap.errors import PlacesError, Problem
from storymap.reading.long_numbers import LONG_NUMBER, is_long_number
from storymap.reading.same_ends import difference

PLACES_NAME = "places.geojson"
EMPTY = '{\n  "type": "FeatureCollection",\n  "features": []\n}\n'


class Collection:
    """A FeatureCollection as text, parsed. `name` is the file's, for messages. Raises PlacesError for another text.

    `items` are its features, whatever stands there, in the order of the text.
    """

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self.text = text
        self.style = JsonStyle(text)
        self.changes = JsonChanges(text, self.style)
        self._members: dict[str, Member] = {}
        self.items: list[Item] = []
        self._read()

    @property
    def features(self) -> list[dict[str, Any]]:
        """The features as plain data."""
        return [item.value for item in self.items if isinstance(item.value, dict)]

    def member(self, key: str) -> Any:
        """Return the value of a member of the collection, None if it is not there."""
        return self._members[key].value if key in self._members else None

    def span(self, key: str) -> tuple[int, int] | None:
        """Return where the value of a member of the collection stands, half-open, None if it is not there."""
        member = self._members.get(key)
        return None if member is None else (member.start, member.end)

    def after(self, edit: Edit) -> Collection:
        """Return the collection with an edit made that was made from its text."""
        text = apply(edit, {"places": self.text})[0]["places"]
        return self if text == self.text else Collection(text or EMPTY, self._name)

    def changed_to(self, text: str) -> Collection:
        """Return the collection of another text of the file. Where one feature is another, that one alone is read."""
        found = self._with_one_other(text)
        return Collection(text, self._name) if found is None else found

    def _with_one_other(self, text: str) -> Collection | None:
        begin, same_after = difference(self.text, text)
        row = bisect_right(self.items, begin, key=lambda item: item.start) - 1
        if row < 0 or self.items[row].end < len(self.text) - same_after:
            return None
        start, end, _ = self.items[row]
        by = len(text) - len(self.text)
        try:
            value, new_end = value_at(text, start)
        except json.JSONDecodeError:
            return None
        if new_end != end + by:
            return None
        made = copy(self)
        made.text, made.style = text, JsonStyle(text)
        made.changes = JsonChanges(text, made.style)
        following = (Item(item.start + by, item.end + by, item.value) for item in self.items[row + 1 :])
        made.items = [*self.items[:row], Item(start, new_end, value), *following]
        made._members = {key: _behind(member, start, by) for key, member in self._members.items()}
        array = made._members["features"]
        made._members["features"] = array._replace(value=[item.value for item in made.items])
        return made

    def with_features(self, features: Sequence[Mapping[str, Any]]) -> Collection:
        """Return the collection with features added after its last one."""
        return self.after(Edit.of(self.added(features)))

    def added(self, features: Sequence[Mapping[str, Any]]) -> Iterator[Replacement]:
        """Yield what adds features after the last one."""
        if not features:
            return
        if self.items:
            at = self.items[-1].end
            yield self.changes.replaced(at, at, self._written_after_last(features), is_item=True)
            return
        # Where there was no feature, the first one decides the style, and the others are written like it.
        array = self._members["features"]
        first = f"{self.text[: array.start]}{self._first(features[0])}{self.text[array.end :]}"
        whole = Collection(first, self._name).with_features(features[1:]).text
        yield self.changes.replaced(
            array.start, array.end, whole[array.start : len(whole) - len(self.text) + array.end]
        )

    def member_set(self, key: str, value: Any) -> Iterator[Replacement]:
        """Yield what sets a foreign member. A new one comes after the features."""
        found = self._members.get(key)
        if found is not None:
            yield from self.changes.value(found.start, found.end, value)
            return
        at = self._members["features"].end
        name = self.style.written(key)
        written = f",{self._gap_before_member()}{name}{self.style.colon}{self.style.written(value)}"
        yield self.changes.replaced(at, at, written)

    def _first(self, feature: Mapping[str, Any]) -> str:
        """Return the array of features with its first one."""
        style, array = self.style, self._members["features"]
        if "\n" not in self.text:
            return f"[{style.written(feature)}]"
        outer = style.indentation(array.start)
        unit = outer or "  "
        body = style.indented(feature, outer + unit, unit)
        return f"[{style.newline}{outer}{unit}{body}{style.newline}{outer}]"

    def _written_after_last(self, features: Sequence[Mapping[str, Any]]) -> str:
        text, style, last = self.text, self.style, self.items[-1]
        if len(self.items) > 1:
            gap = text[self.items[-2].end : last.start].partition(",")[2]
        else:
            gap = text[self._members["features"].start + 1 : last.start]
        if "\n" in text[last.start : last.end]:
            indentation, unit = style.indentation(last.start), style.unit_in(last.start, last.end)
            written = [style.indented(feature, indentation, unit) for feature in features]
        else:
            written = [style.written(feature) for feature in features]
        return "".join(f",{gap}{one}" for one in written)

    def _gap_before_member(self) -> str:
        key = self._members["features"].key_start
        before = self.text[:key]
        return before[len(before.rstrip(" \t\r\n")) :] or ("" if self.style.comma == "," else " ")

    def _read(self) -> None:
        try:
            self._read_members()
        except json.JSONDecodeError as error:
            what = f"this is no JSON that can be added to ({error.msg})"
            where = f"{self._name}, line {error.lineno}"
            raise PlacesError(Problem(where, what, "correct the file, or name another one")) from error
        except ValueError as error:
            if not is_long_number(error):
                raise
            raise PlacesError(Problem(self._name, LONG_NUMBER, "shorten it")) from None
        if not isinstance(self.member("features"), list) or self.member("type") != "FeatureCollection":
            raise PlacesError(
                Problem(self._name, "this is not a GeoJSON FeatureCollection", "name a .geojson file to add places to")
            )

    def _read_members(self) -> None:
        start = skip_blank(self.text, 1 if self.text.startswith("\ufeff") else 0)
        lists: dict[str, list[Item]] = {"features": []}
        members, end = members_of(self.text, start, lists)
        end = skip_blank(self.text, end)
        if end < len(self.text):
            raise json.JSONDecodeError("Extra data", self.text, end)
        self._members = {member.key: member for member in members}
        self.items = lists["features"]


def open_text(text: str | None, name: str) -> Collection:
    """Return the text of a places file as a collection, an empty one for None. Raises PlacesError."""
    return Collection(EMPTY if text is None else text, name)


def _behind(member: Member, position: int, by: int) -> Member:
    """Return a member where it stands once the text has grown at a position."""
    key_start, start, end = (at + by if at > position else at for at in (member.key_start, member.start, member.end))
    return Member(member.key, key_start, start, end, member.value)
