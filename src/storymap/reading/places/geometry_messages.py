"""Messages about what pydantic finds wrong with a geometry: which ring, which position, which number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storymap.errors import printable
from storymap.reading.places.field_hints import type_in_words
from storymap.reading.places.geometry.plain_geometry import GEOMETRY_TYPES

_AXES = ("longitude", "latitude", "height")
# What the lists within "coordinates" are, outermost first, down to the position.
_LEVELS: dict[str, tuple[str, ...]] = {
    "Point": (),
    "MultiPoint": ("position",),
    "LineString": ("position",),
    "MultiLineString": ("line", "position"),
    "Polygon": ("ring", "position"),
    "MultiPolygon": ("polygon", "ring", "position"),
}
_CORRECT = "correct the coordinates"
_OR_NULL = 'add some, or write "geometry": null'


@dataclass(frozen=True, slots=True)
class _ErrorLocation:
    """Where in a geometry an error is: in which part of a collection, and how deep in its coordinates."""

    part: str
    geometry_type: str
    steps: tuple[int, ...]

    @classmethod
    def of(cls, path: tuple[int | str, ...]) -> _ErrorLocation:
        parts: list[int] = []
        geometry_type = ""
        steps: list[int] = []
        for step in path:
            if isinstance(step, int):
                steps.append(step)
            elif step in GEOMETRY_TYPES:
                parts += steps
                geometry_type, steps = step, []
        if geometry_type == "GeometryCollection":
            parts, steps = parts + steps, []
        part = "".join(f"geometry {step + 1}: " for step in parts[:3])
        return cls(part, geometry_type, tuple(steps))

    @property
    def levels(self) -> tuple[str, ...]:
        return _LEVELS.get(self.geometry_type, ())

    @property
    def place(self) -> str:
        """The list that holds the error: "ring 1, position 4", or "" for the coordinates as a whole."""
        return ", ".join(f"{level} {step + 1}" for level, step in zip(self.levels, self.steps, strict=False))


def explain_geometry_error(error: Any, path: tuple[int | str, ...]) -> tuple[str, str]:
    """Return what is wrong, and the remedy, for an `error` of pydantic at `path` within a feature's geometry."""
    location = _ErrorLocation.of(path)
    kind, value = error["type"], error["input"]
    if kind.startswith("recursion"):
        what, remedy = "it is nested too deeply", "make it flat"
    elif kind.startswith("union_tag"):
        what, remedy = _explain_type(value)
    elif kind.startswith("model"):
        what, remedy = f"the geometry must be an object, is {type_in_words(value)}", _CORRECT
    elif kind == "missing":
        what, remedy = f"the {location.geometry_type} has no {path[-1]}", _OR_NULL
    elif path[-1:] == ("geometries",):
        found = "is empty" if kind == "too_short" else f"must be a list, is {type_in_words(value)}"
        what, remedy = f"the list of geometries {found}", _OR_NULL
    elif len(location.steps) > len(location.levels):
        what, remedy = _explain_number(location, value), _CORRECT
    else:
        what, remedy = _explain_list(location, error)
    return f"{location.part}{what}", remedy


def _explain_type(value: Any) -> tuple[str, str]:
    tag = value.get("type") if isinstance(value, dict) else None
    one_of = f"use {', '.join(GEOMETRY_TYPES)}"
    if not isinstance(tag, str):
        return "the geometry has no type", one_of
    meant = next((name for name in GEOMETRY_TYPES if name.lower() == tag.strip().lower()), "")
    return f'"{printable(tag, 40)}" is not a type of geometry', f'write "{meant}"' if meant else one_of


def _explain_number(location: _ErrorLocation, value: Any) -> str:
    axis = location.steps[len(location.levels)]
    name = _AXES[axis] if axis < len(_AXES) else f"number {axis + 1}"
    if isinstance(value, str):
        found = f'the text "{printable(value, 40)}"'
    elif isinstance(value, float):
        found = "not a finite one"
    elif isinstance(value, int) and not isinstance(value, bool):
        found = "far too large"
    else:
        found = type_in_words(value)
    return f"{location.place}{': ' if location.place else ''}{name} must be a number, is {found}"


def _explain_list(location: _ErrorLocation, error: Any) -> tuple[str, str]:
    subject = location.place or f"the coordinates of the {location.geometry_type}"
    deeper = location.levels[len(location.steps) :]
    items = f"{deeper[0]}s" if deeper else "numbers"
    value = error["input"]
    if error["type"] != "too_short":
        wanted = f"a list of {items}" if deeper else "[longitude, latitude]"
        return f"{subject} must be {wanted}, is {type_in_words(value)}", _CORRECT
    if not value:
        return f"{subject} {'is' if location.place else 'are'} empty", _OR_NULL
    fewest = error["ctx"]["min_length"]
    if deeper[:1] == ("position",) and fewest == 3:
        fewest = 4
    found = items.removesuffix("s") if len(value) == 1 else items
    verb = "has" if location.place else "have"
    return f"{subject} {verb} {len(value)} {found}, at least {fewest} are needed", _CORRECT
