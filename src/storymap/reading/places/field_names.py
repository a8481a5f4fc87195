"""Which field of a file is which of a place: name, note, layer, aliases, link or picture, whatever it is called.

A file that was not made for storymap has other names for them, in other languages. A field that is called as storymap
calls it goes first; else the likeliest one is taken, and a person is told. Values that a place cannot have there
stay what they are, and are no fault: nobody wrote them for storymap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from storymap.errors import printable
from storymap.limits import LONGEST_NAME, LONGEST_NOTE, LONGEST_SRC, MOST_ALIASES
from storymap.reading.files import is_address
from storymap.reading.places.field_table import LONGEST_KEY, MEMBERS, NAMES, folded
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.packed_features import PackedFeatures
from storymap.reading.places.formats.table_features import TableFeatures
from storymap.reading.places.html_notes import note_text
from storymap.reading.places.likely_names import ids_are_names, likely_name, nested_name
from storymap.reading.places.record_fields import NAME_SEPARATOR
from storymap.reading.problem_log import ProblemLog
from storymap.reading.text import is_invisible
from storymap.urls import link_refusal

# The Database of Global Administrative Areas calls names NAME_0 to NAME_5, the last of them the feature's own.
_NUMBERED_NAMES = tuple(f"name{number}" for number in range(5, -1, -1))


class FieldNames:
    """The fields of the features of one file, in `folder`. `given` are those that a person named: member to field."""

    def __init__(
        self, features: Sequence[Feature], given: Mapping[str, str], folder: Path, name: str, log: ProblemLog
    ) -> None:
        self._given = given
        self._folder = folder
        keys = _keys(features)
        for member, field in given.items():
            if keys and field not in keys:
                shown = printable(", ".join(key[:40] for key in list(keys)[:20]), 120)
                what = f'no feature has the field "{printable(field, 40)}", which was named as {member}'
                log.error(name, what, f"it has {shown}")
        self._found = _likely_fields(keys, given)
        is_named = "name" in keys or "name" in given or "name" in self._found
        if not is_named and (key := likely_name(features, (key for key in keys if key not in given.values()))):
            self._found = {"name": key, **self._found}
        is_named = is_named or "name" in self._found
        self._nested = "" if is_named else nested_name(features)
        self._ids_are_names = not is_named and not self._nested and ids_are_names(features)
        if self._nested:
            log.note(name, f'it was read with the name within "{printable(self._nested, 40)}" as name')
        # Drawn by hand, one feature has a name and the next a title.
        has_nameless = 0 < keys["name"] < len(features)
        self._otherwise = _names_otherwise(keys) if has_nameless and "name" not in given else ()
        if self._ids_are_names:
            log.note(name, "it was read with the id of each feature as its name")
        if self._found:
            shown = ", ".join(f'"{printable(key, 40)}" as {member}' for member, key in self._found.items())
            pair = "{}={}".format(*next(iter(self._found.items())))
            log.note(name, f"it was read with {shown}", f"say otherwise with --fields, such as {printable(pair, 60)}")

    @property
    def read_as(self) -> dict[str, str]:
        """The member that each field is read as that is called otherwise, where every feature with it has it there."""
        return {key: member for member, key in (*self._found.items(), *self._given.items())}

    def rename(self, feature: Feature) -> Feature:
        """Return the feature with its fields under the names that storymap has for them, as far as they are that."""
        properties = dict(feature.properties)
        for member, key in self._given.items():
            if key in properties:
                properties[member] = properties.pop(key)
        for member, key in self._found.items():
            taken = _plausible(member, properties.get(key), self._folder)
            if taken is not None:
                del properties[key]
                properties[member] = taken
            elif properties.get(key, 0) in (None, ""):  # programs write null for what is not there
                del properties[key]
        if not properties.get("name"):
            self._take_name(properties)
        if self._ids_are_names:
            properties["name"] = feature.value.get("id")
        return replace(feature, value={**feature.value, "properties": properties})

    def _take_name(self, properties: dict[str, Any]) -> None:
        """Give a feature without a name one from elsewhere among its properties, if there is one."""
        nested = properties.get(self._nested)
        if isinstance(nested, dict) and (taken := _plausible("name", nested.get("name"), self._folder)):
            properties["name"] = taken
        for key in self._otherwise:
            taken = _plausible("name", properties.get(key), self._folder)
            if taken is not None:
                properties["name"] = taken
                del properties[key]
                return

    def key_of(self, member: str, feature: Feature) -> str | None:
        """Return the field of a feature that is read as this member, or would be; None where it is no field."""
        if member in self._given:
            return self._given[member]
        if member in self._found:
            return self._found[member]
        if member == "name" and not feature.properties.get("name"):
            if self._nested or self._ids_are_names:
                return None
            read = (key for key in self._otherwise if _plausible("name", feature.properties.get(key), self._folder))
            return next(read, member)
        return member

    def __bool__(self) -> bool:
        """Whether any field is called otherwise than storymap calls it."""
        return bool(self._given or self._found or self._ids_are_names or self._nested or self._otherwise)


def _keys(features: Sequence[Feature]) -> Counter[str]:
    """Return how many features have each field."""
    if isinstance(features, TableFeatures | PackedFeatures):
        return features.keys
    return Counter(key for feature in features for key in feature.properties)


def _likely_fields(keys: Counter[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the field for each member that no feature has under storymap's own name, where one is likely."""
    by_folded: dict[str, str] = {}
    for key, _ in reversed(keys.most_common()):
        if len(key) <= LONGEST_KEY and key not in given.values():
            by_folded[folded(key)] = key
    found: dict[str, str] = {}
    for member, names in NAMES.items():
        if member in keys or member in given:
            continue
        likely = (*names, *_NUMBERED_NAMES) if member == "name" else names
        field = next((by_folded[name] for name in likely if name in by_folded), "")
        if field and field not in MEMBERS:
            found[member] = field
    return found


def _names_otherwise(keys: Counter[str]) -> tuple[str, ...]:
    by_folded = {folded(key): key for key in keys if len(key) <= LONGEST_KEY}
    return tuple(by_folded[name] for name in NAMES["name"] if name in by_folded and by_folded[name] not in MEMBERS)


def _plausible(member: str, value: Any, folder: Path) -> Any:
    """Return `value` as a place may have it for `member`, or None if it cannot be that."""
    match member:
        case "name" | "layer":
            line = " ".join(value.split()) if isinstance(value, str) else ""
            return line if line and len(line) <= LONGEST_NAME and not is_invisible(line) else None
        case "note":
            return note_text(value) if isinstance(value, str) and 0 < len(value) <= LONGEST_NOTE else None
        case "aliases":
            return _aliases(value)
        case "url":
            return value if isinstance(value, str) and value.strip() and not link_refusal(value.strip()) else None
        case _:
            return value if isinstance(value, str) and _is_file(value, folder) else None


def _aliases(value: Any) -> list[str] | None:
    names = NAME_SEPARATOR.split(value) if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    kept = [line for name in names if (line := " ".join(name.split())) and not is_invisible(line)]
    is_short = len(kept) <= MOST_ALIASES and all(len(name) <= LONGEST_NAME for name in kept)
    return kept if kept and is_short else None


def _is_file(value: str, folder: Path) -> bool:
    """Say whether a picture's path leads to a file: what another program calls a photo may be an address or an id."""
    if not value or len(value) > LONGEST_SRC or is_address(value) or "\0" in value:
        return False
    try:
        return (folder / value).is_file()
    except OSError:
        return False
