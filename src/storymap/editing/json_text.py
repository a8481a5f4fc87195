"""Where what stands in a JSON text, and what to replace in it so that nothing else changes.

Positions are code points. Lists and objects are looked into one level at a time: all below is skipped by Python's own
scanner. What is not JSON raises JSONDecodeError.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from storymap.editing.edit import Replacement
from storymap.editing.json_style import JsonStyle

GONE: Final = type("Gone", (), {"__repr__": lambda _: "GONE"})()
"""The value of a member that is taken out."""
_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Item(NamedTuple):
    """An item of a list: where it stands, half-open, and its value."""

    start: int
    end: int
    value: Any


class Member(NamedTuple):
    """A member of an object: its key, where that begins, and where the value stands, half-open, with the value."""

    key: str
    key_start: int
    start: int
    end: int
    value: Any


def skip_blank(text: str, position: int) -> int:
    """Return where what is no white space begins, from `position` on."""
    match = _BLANK.match(text, position)
    return match.end() if match else position


def items_of(text: str, start: int) -> tuple[list[Item], int]:
    """Return the items of the list that begins at `start`, and where it ends."""
    items: list[Item] = []
    position, more = _open(text, start, "]")
    while more:
        value, end = value_at(text, position)
        items.append(Item(position, end, value))
        position, more = _next(text, end, "]")
    return items, position


def members_of(text: str, start: int, lists: dict[str, list[Item]] | None = None) -> tuple[list[Member], int]:
    """Return the members of the object that begins at `start`, and where it ends.

    Of members that are keys of `lists`, and are lists, the items are put there.
    """
    members: list[Member] = []
    position, more = _open(text, start, "}")
    while more:
        if not text.startswith('"', position):
            raise json.JSONDecodeError("Expecting a member's name", text, position)
        key, end = value_at(text, position)
        colon = skip_blank(text, end)
        if not text.startswith(":", colon):
            raise json.JSONDecodeError("Expecting ':'", text, colon)
        value_start = skip_blank(text, colon + 1)
        if lists is not None and key in lists and text.startswith("[", value_start):
            lists[key], value_end = items_of(text, value_start)
            value: Any = [item.value for item in lists[key]]
        else:
            value, value_end = value_at(text, value_start)
        members.append(Member(key, position, value_start, value_end, value))
        position, more = _next(text, value_end, "}")
    return members, position


def value_at(text: str, position: int) -> tuple[Any, int]:
    """Return the value that begins at a position, and where it ends. Raises JSONDecodeError."""
    try:
        return _DECODER.raw_decode(text, position)
    except RecursionError:
        raise json.JSONDecodeError("Nested too deeply", text, position) from None
    except json.JSONDecodeError:
        raise
    except ValueError:  # an integer of thousands of digits
        raise json.JSONDecodeError("A number is too long", text, position) from None


def _open(text: str, start: int, closing: str) -> tuple[int, bool]:
    opening = "[" if closing == "]" else "{"
    if not text.startswith(opening, start):
        raise json.JSONDecodeError(f"Expecting '{opening}'", text, start)
    position = skip_blank(text, start + 1)
    return (position + 1, False) if text.startswith(closing, position) else (position, True)


def _next(text: str, end: int, closing: str) -> tuple[int, bool]:
    position = skip_blank(text, end)
    if text.startswith(closing, position):
        return position + 1, False
    if not text.startswith(",", position):
        raise json.JSONDecodeError("Expecting ','", text, position)
    return skip_blank(text, position + 1), True


@dataclass(frozen=True, slots=True)
class JsonChanges:
    """Makes the replacements for one text, in its style."""

    text: str
    style: JsonStyle
    file: Literal["article", "places"] = "places"

    def replaced(self, start: int, end: int, written: str, *, is_item: bool = False) -> Replacement:
        """Return the replacement of a range."""
        return Replacement(self.file, start, self.text[start:end], written, is_item)

    def value(self, start: int, end: int, value: Any) -> Iterator[Replacement]:
        """Yield what makes another value of one, nothing where it is the same.

        Of an object and of a list only what differs is replaced; another value on several lines stays on several.
        """
        before = json.loads(self.text[start:end])
        if is_same(before, value):
            return
        if isinstance(before, dict) and isinstance(value, dict) and before.keys() & value.keys():
            yield from self.members(start, {**{key: GONE for key in before if key not in value}, **value})
        elif isinstance(before, list) and isinstance(value, list) and is_same(before, value[: len(before)]) and before:
            yield from self.more_items(start, value[len(before) :])
        else:
            yield self.replaced(start, end, self._like(start, end, value))

    def _like(self, start: int, end: int, value: Any) -> str:
        if "\n" in self.text[start:end] and isinstance(value, dict | list) and value:
            return self.style.indented(value, self.style.indentation(start), self.style.unit_in(start, end))
        return self.style.written(value)

    def members(self, start: int, changes: Mapping[str, Any], order: Sequence[str] = ()) -> Iterator[Replacement]:
        """Yield what sets or takes out members of the object at `start`.

        Of a member that is written twice the last one counts. A new one comes after those that go before it in `order`.
        """
        found, end = members_of(self.text, start)
        last = {member.key: member for member in found}
        kept = [member for member in found if changes.get(member.key) is not GONE]
        new = {key: value for key, value in changes.items() if key not in last and value is not GONE}
        if not kept:
            if found or new:
                yield self.replaced(start, end, self.style.written(new))
            return
        yield from self._without(found, {member.start for member in kept})
        for member in kept:
            if member.key in changes and member is last[member.key]:
                yield from self.value(member.start, member.end, changes[member.key])
        yield from self._new_members(start, found, kept, new, order)

    def _without(self, found: Sequence[Member], kept: Set[int]) -> Iterator[Replacement]:
        """Yield what takes out all members but those whose values begin at `kept`."""
        first = min(kept)
        for index, member in enumerate(found):
            if member.start in kept:
                continue
            if member.start < first:
                yield self.replaced(member.key_start, found[index + 1].key_start, "")
            else:
                yield self.replaced(found[index - 1].end, member.end, "")

    def _new_members(
        self,
        start: int,
        found: Sequence[Member],
        kept: Sequence[Member],
        new: Mapping[str, Any],
        order: Sequence[str],
    ) -> Iterator[Replacement]:
        gap = self._gap([(member.key_start, member.end) for member in found], start)
        written: dict[int, str] = {}
        for key in sorted(new, key=lambda key: order.index(key) if key in order else len(order)):
            before = set(order[: order.index(key)]) if key in order else set()
            after = next((member for member in reversed(kept) if member.key in before), kept[-1])
            name = self.style.written(key)
            written[after.end] = (
                f"{written.get(after.end, '')}{gap}{name}{self.style.colon}{self.style.written(new[key])}"
            )
        for position, text in written.items():
            yield self.replaced(position, position, text, is_item=True)

    def without_items(self, items: Sequence[Item], start: int, end: int, gone: Set[int]) -> Iterator[Replacement]:
        """Yield what takes the items at these indices out of the list from `start` to `end`."""
        kept = [index for index in range(len(items)) if index not in gone]
        if not kept:
            yield self.replaced(start, end, "[]")
            return
        for index in sorted(gone):
            if index < kept[0]:
                yield self.replaced(items[index].start, items[index + 1].start, "")
            else:
                yield self.replaced(items[index - 1].end, items[index].end, "")

    def more_items(self, list_start: int, values: Iterable[Any]) -> Iterator[Replacement]:
        """Yield what adds items after the last one of a list."""
        written = [self.style.written(value) for value in values]
        items, end = items_of(self.text, list_start)
        if not written:
            return
        if not items:
            yield self.replaced(list_start, end, f"[{self.style.comma.join(written)}]")
            return
        gap = self.gap(items, list_start)
        yield self.replaced(items[-1].end, items[-1].end, "".join(gap + one for one in written), is_item=True)

    def gap(self, items: Sequence[Item], start: int) -> str:
        """Return what stands between two items of the list at `start`: a comma and white space."""
        return self._gap([(item.start, item.end) for item in items], start)

    def _gap(self, spans: Sequence[tuple[int, int]], start: int) -> str:
        """Return what stands between two items or members, the comma and white space: as between the last two."""
        if len(spans) > 1:
            return self.text[spans[-2][1] : spans[-1][0]]
        before = self.text[start + 1 : spans[0][0]]
        return "," + before if "\n" in before else self.style.comma


def is_same(one: Any, other: Any) -> bool:
    """Say whether two JSON values are the same; 1 and 1.0 are, 1 and true are not."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
