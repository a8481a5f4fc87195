"""Columns of a table as members of a place: names in any case, and pictures spread over several columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from storymap.reading.places.record_fields import FIELDS

_PICTURE = {f"image_{part}": part for part in ("src", "alt", "caption", "credit")}
PICTURE_COLUMNS = frozenset(_PICTURE)


def member_names(columns: Iterable[str]) -> dict[str, str]:
    """Return the member that each of `columns` is: "Name" is "name"; an unknown column is itself."""
    named: dict[str, str] = {}
    taken = set(columns)
    for column in columns:
        member = column.strip().lower()
        known = member in FIELDS or member in _PICTURE or member == "id"
        # Where there are both "name" and "Name", the one that is written right counts.
        named[column] = member if known and (column == member or member not in taken) else column
    return named


def gather_picture(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return `properties` with "image_alt", "image_caption" and "image_credit" put into the image."""
    if _PICTURE.keys().isdisjoint(properties):
        return dict(properties)
    gathered = {key: value for key, value in properties.items() if key not in _PICTURE}
    parts = {part: properties[key] for key, part in _PICTURE.items() if properties.get(key)}
    if isinstance(gathered.get("image"), str):
        parts = {"src": gathered["image"], **parts}
    if "src" in parts:
        gathered["image"] = parts
    return gathered
