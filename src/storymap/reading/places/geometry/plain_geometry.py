"""Geometries of GeoJSON whose form is plain: checking it by the schema would find nothing and change nothing.

Looking takes a fraction of the time, and the schema need not be loaded: most stories have no other geometries.
"""

from __future__ import annotations

from typing import Any, NamedTuple

# How many lists are around the positions of each type, and how many positions the innermost has at least.
_FORMS: dict[str, tuple[int, int]] = {
    "Point": (-1, 1),
    "MultiPoint": (0, 1),
    "LineString": (0, 2),
    "MultiLineString": (1, 2),
    "Polygon": (1, 4),
    "MultiPolygon": (2, 4),
}
_AREAS = frozenset({"Polygon", "MultiPolygon"})
GEOMETRY_TYPES = (*_FORMS, "GeometryCollection")
_FARTHEST = 1e9  # beyond any unit in which places are written, and far from what a float cannot hold


class PlainGeometry(NamedTuple):
    """A geometry of this `type`, with `coordinates` as RFC 7946 nests them."""

    type: str
    coordinates: list[Any]


def plain_geometry(value: Any) -> PlainGeometry | None:
    """Return a geometry of GeoJSON whose form is plain, None for anything else: no collections, no open rings."""
    if type(value) is not dict or value.keys() != {"type", "coordinates"}:
        return None
    kind, coordinates = value["type"], value["coordinates"]
    if type(kind) is not str or kind not in _FORMS:
        return None
    depth, fewest = _FORMS[kind]
    inner = [coordinates] if depth < 0 else coordinates
    is_plain = _is_nested(inner, max(depth, 0), fewest, is_closed=kind in _AREAS)
    return PlainGeometry(kind, coordinates) if is_plain else None


def _is_nested(value: Any, depth: int, fewest: int, *, is_closed: bool) -> bool:
    if type(value) is not list or not value:
        return False
    if depth:
        return all(_is_nested(inner, depth - 1, fewest, is_closed=is_closed) for inner in value)
    return len(value) >= fewest and all(map(_is_position, value)) and (not is_closed or value[0][:2] == value[-1][:2])


def _is_position(value: Any) -> bool:
    return (
        type(value) is list
        and 2 <= len(value) <= 3
        and all(type(number) in (float, int) and -_FARTHEST < number < _FARTHEST for number in value)
    )
