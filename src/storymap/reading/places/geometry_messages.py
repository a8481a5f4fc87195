"""Plain words for what pydantic finds wrong with a geometry: which ring, which position, which number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storymap.errors import printable
from storymap.reading.places.field_hints import kind_of
from storymap.reading.places.geojson_schema import GEOMETRY_TYPES

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
class _Spot:
    """Where in a geometry a fault is: in which part of a collection, and how deep in its coordinates."""

    part: str
    geometry_type: str
    steps: tuple[int, ...]

    @classmethod
    def of(cls, path: tuple[int | str, ...]) -> _Spot:
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
        """The list that holds the fault: "ring 1, position 4", or "" for the coordinates as a whole."""
        return ", ".join(f"{level} {step + 1}" for level, step in zip(self.levels, self.steps, strict=False))


def explain_geometry(fault: Any, path: tuple[int | str, ...]) -> tuple[str, str]:
    """Return what is wrong and the remedy for a fault at `path` within a feature's geometry."""
    spot = _Spot.of(path)
    kind, value = fault["type"], fault["input"]
    if kind.startswith("recursion"):
        what, remedy = "it is nested too deeply", "make it flat"
    elif kind.startswith("union_tag"):
        what, remedy = _explain_type(value)
    elif kind.startswith("model"):
        what, remedy = f"the geometry must be an object, is {kind_of(value)}", _CORRECT
    elif kind == "missing":
        what, remedy = f"the {spot.geometry_type} has no {path[-1]}", _OR_NULL
    elif path[-1:] == ("geometries",):
        found = "is empty" if kind == "too_short" else f"must be a list, is {kind_of(value)}"
        what, remedy = f"the list of geometries {found}", _OR_NULL
    elif len(spot.steps) > len(spot.levels):
        what, remedy = _explain_number(spot, value), _CORRECT
    else:
        what, remedy = _explain_list(spot, fault)
    return f"{spot.part}{what}", remedy


def _explain_type(value: Any) -> tuple[str, str]:
    tag = value.get("type") if isinstance(value, dict) else None
    one_of = f"use {', '.join(GEOMETRY_TYPES)}"
    if not isinstance(tag, str):
        return "the geometry has no type", one_of
    meant = next((name for name in GEOMETRY_TYPES if name.lower() == tag.strip().lower()), "")
    return f'"{printable(tag, 40)}" is not a type of geometry', f'write "{meant}"' if meant else one_of


def _explain_number(spot: _Spot, value: Any) -> str:
    axis = spot.steps[len(spot.levels)]
    name = _AXES[axis] if axis < len(_AXES) else f"number {axis + 1}"
    if isinstance(value, str):
        found = f'the text "{printable(value, 40)}"'
    elif isinstance(value, float):
        found = "not a finite one"
    elif isinstance(value, int) and not isinstance(value, bool):
        found = "far too large"
    else:
        found = kind_of(value)
    return f"{spot.place}{': ' if spot.place else ''}{name} must be a number, is {found}"


def _explain_list(spot: _Spot, fault: Any) -> tuple[str, str]:
    subject = spot.place or f"the coordinates of the {spot.geometry_type}"
    deeper = spot.levels[len(spot.steps) :]
    items = f"{deeper[0]}s" if deeper else "numbers"
    value = fault["input"]
    if fault["type"] != "too_short":
        wanted = f"a list of {items}" if deeper else "[longitude, latitude]"
        return f"{subject} must be {wanted}, is {kind_of(value)}", _CORRECT
    if not value:
        return f"{subject} {'is' if spot.place else 'are'} empty", _OR_NULL
    fewest = fault["ctx"]["min_length"]
    if deeper[:1] == ("position",) and fewest == 3:
        fewest = 4
    found = items.removesuffix("s") if len(value) == 1 else items
    verb = "has" if spot.place else "have"
    return f"{subject} {verb} {len(value)} {found}, at least {fewest} are needed", _CORRECT
