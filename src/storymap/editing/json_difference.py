"""What differs between two texts of JSON, as ranges that are whole values, members or items.

Features are the same if they have the same id, else the same name, as long as no other has it; members if they have the
same key. So what was added, taken out or moved is that, and no jumble of like brackets.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

from storymap.editing.json_text import Item, items_of, members_of, skip_blank
from storymap.editing.sequence_difference import Gap, gaps_between

_DEEPEST = 40
_OPEN = ("between", "[")
_SHARED = frozenset(("layer", "role", "suggested_role", "kind"))  # what many features have in common


class _Part(NamedTuple):
    """A part of an object or a list: a member, an item, or what stands between them, which has no `value_start`."""

    key: Hashable
    start: int
    end: int
    value_start: int | None
    value: Any


class _Text:
    """A text of JSON, an object: where that stands, and its parts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = skip_blank(text, 1 if text.startswith("\ufeff") else 0)
        # Features are decoded once: they are nearly all of a file.
        lists: dict[str, list[Item]] = {"features": []}
        self._members, self.end = members_of(text, self.start, lists)
        self._features = lists["features"]
        self._features_start = next((one.start for one in reversed(self._members) if one.key == "features"), -1)
        if skip_blank(text, self.end) < len(text):
            raise json.JSONDecodeError("Extra data", text, self.end)

    def parts(self, start: int, end: int) -> list[_Part]:
        """Return an object or a list as its parts, without a gap; none for another value."""
        found: list[tuple[Hashable, int, int, int, Any]] = []
        if self.text.startswith("{", start):
            members = self._members if start == self.start else members_of(self.text, start)[0]
            found = [(("member", one.key), one.key_start, one.end, one.start, one.value) for one in members]
        elif self.text.startswith("[", start):
            items = self._features if start == self._features_start else items_of(self.text, start)[0]
            found = [(_identity(one.value), one.start, one.end, one.start, one.value) for one in items]
        parts: list[_Part] = []
        position = start
        for key, key_start, value_end, value_start, value in found:
            parts.append(self._between(position, key_start))
            parts.append(_Part(key, key_start, value_end, value_start, value))
            position = value_end
        return [*parts, self._between(position, end)] if found else []

    def _between(self, start: int, end: int) -> _Part:
        # White space says nothing of what a separator is.
        return _Part(("between", self.text[start:end].strip()), start, end, None, None)


def json_gaps(before: str, after: str) -> list[Gap] | None:
    """Return the ranges of two texts that differ, None if one is no object of JSON. All else is the same."""
    try:
        old, new = _Text(before), _Text(after)
        return [
            *_other(old, new, Gap(0, old.start, 0, new.start)),
            *_values(old, new, Gap(old.start, old.end, new.start, new.end), 0),
            *_other(old, new, Gap(old.end, len(before), new.end, len(after))),
        ]
    except (json.JSONDecodeError, RecursionError):
        return None


def _values(old: _Text, new: _Text, whole: Gap, depth: int) -> Iterator[Gap]:
    """Yield what differs between two values."""
    if old.text[whole.start : whole.end] == new.text[whole.new_start : whole.new_end]:
        return
    parts, new_parts = old.parts(whole.start, whole.end), new.parts(whole.new_start, whole.new_end)
    is_like = bool(parts and new_parts) and parts[0].key == new_parts[0].key and depth <= _DEEPEST
    if not is_like or _is_other_position(parts, new_parts):
        yield whole
        return
    keys, new_keys = _keys(parts, new_parts)
    start, new_start = 0, 0
    for gap in [*gaps_between(keys, new_keys), Gap(len(parts), len(parts), len(new_parts), len(new_parts))]:
        for part, other in zip(parts[start : gap.start], new_parts[new_start : gap.new_start], strict=True):
            yield from _pair(old, new, part, other, depth)
        yield from _apart(old, new, (parts, new_parts), gap, depth)
        start, new_start = gap.end, gap.new_end


def _is_other_position(parts: Sequence[_Part], others: Sequence[_Part]) -> bool:
    """Say whether these are numbers that are not the same: a position is one value."""
    values, other_values = ([part.value for part in some if part.value_start is not None] for some in (parts, others))
    is_position = all(isinstance(value, int | float) for value in (*values[:3], *other_values[:3]))
    return parts[0].key == _OPEN and is_position and values != other_values


def _pair(old: _Text, new: _Text, part: _Part, other: _Part, depth: int) -> Iterator[Gap]:
    """Yield what differs between two parts that have the same key."""
    if part.value_start is None or other.value_start is None:
        yield from _other(old, new, Gap(part.start, part.end, other.start, other.end))
        return
    yield from _other(old, new, Gap(part.start, part.value_start, other.start, other.value_start))
    yield from _values(old, new, Gap(part.value_start, part.end, other.value_start, other.end), depth + 1)


def _apart(
    old: _Text, new: _Text, both: tuple[Sequence[_Part], Sequence[_Part]], gap: Gap, depth: int
) -> Iterator[Gap]:
    """Yield what differs between parts of which no two have the same key: features that are alike are the same."""
    parts, others = both[0][gap.start : gap.end], both[1][gap.new_start : gap.new_end]
    if len(parts) == len(others) and all(map(_is_like, parts, others)):
        for part, other in zip(parts, others, strict=True):
            yield from _pair(old, new, part, other, depth)
    else:
        start, end = _range(both[0], gap.start, gap.end)
        yield Gap(start, end, *_range(both[1], gap.new_start, gap.new_end))


def _range(parts: Sequence[_Part], start: int, end: int) -> tuple[int, int]:
    """Return where parts stand, the first of which is never among them: the bracket."""
    return parts[start - 1].end, parts[end - 1].end


def _is_like(part: _Part, other: _Part) -> bool:
    """Say whether two features share half of what tells them from others, or two separators stand there."""
    if part.value_start is None or other.value_start is None:
        return part.value_start == other.value_start
    facts, others = _facts(part.value), _facts(other.value)
    return bool(facts) and 2 * len(facts & others) >= max(len(facts), len(others))


def _facts(feature: Any) -> set[str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return set()
    properties = feature.get("properties")
    members = {**(properties if isinstance(properties, dict) else {}), " geometry": feature.get("geometry")}
    told = ((key, value) for key, value in members.items() if key not in _SHARED and value is not None)
    return {json.dumps(fact, sort_keys=True) for fact in told}


def _other(old: _Text, new: _Text, gap: Gap) -> Iterator[Gap]:
    if old.text[gap.start : gap.end] != new.text[gap.new_start : gap.new_end]:
        yield gap


def _identity(value: Any) -> Hashable:
    """Return what an item of a list is known by: a feature's id or name, else all of it."""
    if isinstance(value, dict):
        properties = value.get("properties")
        name = properties.get("name") if isinstance(properties, dict) else value.get("name")
        for kind, known in (("id", value.get("id")), ("name", name)):
            if isinstance(known, str | int | float):
                return kind, known
    return "value", json.dumps(value, sort_keys=True)


def _keys(parts: Sequence[_Part], others: Sequence[_Part]) -> tuple[list[Hashable], list[Hashable]]:
    """Return the keys of parts; one that several items or members have is no key, and all of their values is."""
    counts, other_counts = Counter(part.key for part in parts), Counter(part.key for part in others)

    def key_of(part: _Part) -> Hashable:
        if part.value_start is None or max(counts[part.key], other_counts[part.key]) == 1:
            return part.key
        return part.key, json.dumps(part.value, sort_keys=True)

    return [key_of(part) for part in parts], [key_of(part) for part in others]
