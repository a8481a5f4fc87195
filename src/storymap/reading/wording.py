"""Plain words for what pydantic finds wrong with a feature."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from storymap.errors import Problem, printable
from storymap.reading.records import FIELDS
from storymap.reading.shapes import GEOMETRY_TYPES

# What authors write when they mean a member of the record.
_MEANT = {
    "title": "name",
    "label": "name",
    "place": "name",
    "placename": "name",
    "place_name": "name",
    "nombre": "name",
    "nom": "name",
    "alias": "aliases",
    "alternative_names": "aliases",
    "altnames": "aliases",
    "alt_names": "aliases",
    "aka": "aliases",
    "group": "layer",
    "category": "layer",
    "description": "note",
    "desc": "note",
    "text": "note",
    "exclude": "ignore",
    "link": "url",
    "href": "url",
    "website": "url",
    "picture": "image",
    "photo": "image",
    "img": "image",
}
_AXES = ("longitude", "latitude", "height")
_LEVELS: dict[str, tuple[str, ...]] = {
    "Point": (),
    "MultiPoint": ("position",),
    "LineString": ("position",),
    "MultiLineString": ("line", "position"),
    "Polygon": ("ring", "position"),
    "MultiPolygon": ("polygon", "ring", "position"),
}
_GEOMETRY_REMEDY = "correct the coordinates"


def kind_of(value: object) -> str:
    """Say in a word what a JSON value is: "a number", "text", "a list" ..."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            if not math.isfinite(value) if isinstance(value, float) else False:
                return "not a finite number"
            return "a number"
        case str():
            return "text"
        case list() | tuple():
            return "a list"
        case dict():
            return "an object"
    return "something else"


def likely_member(found: str) -> str:
    """Return the member of the record that the author means by `found`, or ""."""
    key = found.strip().lower()
    if key in FIELDS:
        return key
    if key in _MEANT:
        return _MEANT[key]
    close = difflib.get_close_matches(key[:40], FIELDS, n=1, cutoff=0.8)
    return close[0] if close else ""


def explain(error: ValidationError, where: str, properties: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a Problem for each fault that pydantic found in a feature that has these `properties`."""
    said: set[str] = set()
    for fault in error.errors(include_url=False):
        path = fault["loc"]
        if path and path[0] == "geometry":
            problem = _explain_geometry(fault, path[1:], where)
        elif path and path[0] == "properties":
            problem = _explain_property(fault, path[1:], where, properties)
        else:
            problem = _explain_feature(fault, path, where)
        # A union gives one fault for each of its members.
        if problem.what not in said:
            said.add(problem.what)
            yield problem


def _explain_feature(fault: Any, path: tuple[int | str, ...], where: str) -> Problem:
    value = fault["input"]
    if path and path[0] == "id":
        if fault["type"] == "string_too_long":
            return Problem(where, "id is longer than 1,000 characters", "give it a short id")
        return Problem(
            where, f"id must be text or a number, is {kind_of(value)}", "correct it or leave it out"
        )
    if path and path[0] == "type":
        found = "is missing" if fault["type"] == "missing" else f"is {_shown(value)}"
        return Problem(where, f'the type of a feature must be "Feature", {found}', 'write "type": "Feature"')
    return Problem(where, f"a feature must be an object, is {kind_of(value)}", "correct or remove it")


def _explain_property(
    fault: Any, path: tuple[int | str, ...], where: str, properties: Mapping[str, Any]
) -> Problem:
    if path == ("name",) and fault["type"] == "missing":
        return Problem(where, "has no name", _name_remedy(properties))
    member = ".".join(part for part in map(str, path) if not part.isdigit() and part not in _INNER)
    places = [int(part) + 1 for part in path if isinstance(part, int)]
    subject = f"{member}, item {places[0]}," if places else member
    what = _words(fault, subject)
    remedy = 'add "name" to its properties' if path == ("name",) and what == "name is blank" else ""
    return Problem(where, what, remedy or f"correct {member}")


# Names of types that pydantic puts into the path of a fault.
_INNER = {"ImageRecord", "function-before[_image(), nullable[ImageRecord]]", "constrained-float"}


def _words(fault: Any, subject: str) -> str:
    context = fault.get("ctx", {})
    value = fault["input"]
    kind = kind_of(value)
    match fault["type"]:
        case "plain":
            return f"{subject} {context['what']}"
        case "missing":
            return f"{subject} is missing"
        case "string_type":
            return f"{subject} must be text, is {kind}"
        case "string_unicode":
            return f"{subject} holds half of a character (a lone surrogate)"
        case "string_too_long":
            return f"{subject} has more than {context['max_length']:,} characters: {_shown(value)}"
        case "string_too_short":
            return f"{subject} is blank"
        case "list_type":
            return f"{subject} must be a list of texts, is {kind}"
        case "too_long":
            return f"{subject} has more than {context['max_length']:,} items"
        case "float_type":
            return f"{subject} must be a number, is {kind}"
        case "finite_number":
            return f"{subject} must be a number, is not a finite one"
        case "greater_than_equal" | "less_than_equal":
            return f"{subject} must be 0 to 22, is {printable(repr(value), 30)}"
        case "model_type" | "dict_type":
            wanted = "a file name or an object" if subject == "image" else "an object"
            return f"{subject} must be {wanted}, is {kind}"
    return f"{subject} is not understood"


def _name_remedy(properties: Mapping[str, Any]) -> str:
    for key in properties:
        if likely_member(key) == "name":
            return f'it has "{printable(key, 40)}": rename it to "name"'
    return 'add "name" to its properties'


def _explain_geometry(fault: Any, path: tuple[int | str, ...], where: str) -> Problem:
    kind = fault["type"]
    value = fault["input"]
    inside, geometry_type, steps = _walk(path)
    context = fault.get("ctx", {})
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        tag = value.get("type") if isinstance(value, dict) else None
        if isinstance(tag, str) and tag:
            close = {name.lower(): name for name in GEOMETRY_TYPES}.get(tag.lower())
            remedy = f'write "{close}"' if close else f"use {', '.join(GEOMETRY_TYPES)}"
            return Problem(where, f"{inside}{_shown(tag)} is not a geometry type of GeoJSON", remedy)
        return Problem(where, f"{inside}the geometry has no type", f"add {', '.join(GEOMETRY_TYPES)}")
    if kind == "missing" and not path:
        return Problem(where, "has no geometry", 'add one, or write "geometry": null')
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return Problem(
            where, f"{inside}the geometry must be an object, is {kind_of(value)}", _GEOMETRY_REMEDY
        )
    if "geometries" in path[-1:] or (path and path[-1] == "geometries"):
        found = "missing" if kind == "missing" else "empty" if kind == "too_short" else kind_of(value)
        return Problem(where, f"{inside}the list of geometries is {found}", "add geometries")
    if kind == "missing":
        return Problem(where, f"{inside}the {geometry_type} has no coordinates", "add them")
    if kind == "recursion_loop":
        return Problem(where, "the geometry is nested too deeply", "make it flat")
    return _explain_coordinates(kind, value, inside, geometry_type, steps, context, where)


def _explain_coordinates(
    kind: str, value: Any, inside: str, geometry_type: str, steps: list[int], context: Any, where: str
) -> Problem:
    levels = _LEVELS.get(geometry_type, ())
    if len(steps) > len(levels):
        axis = steps[len(levels)]
        name = _AXES[axis] if axis < len(_AXES) else f"number {axis + 1}"
        place = _place(levels, steps)
        return Problem(
            where, f"{inside}{place}{name} must be a number, is {_number(value)}", _GEOMETRY_REMEDY
        )
    place = _place(levels, steps).removesuffix(": ")
    subject = f"{inside}{place}" if place else f"{inside}the coordinates of the {geometry_type}"
    if kind == "too_short" and not value:
        remedy = 'add positions, or write "geometry": null'
        return Problem(where, f"{subject} {'are' if not place else 'is'} empty", remedy)
    wanted = "positions" if len(steps) < len(levels) else "numbers, longitude and latitude"
    if len(steps) < len(levels) and levels[len(steps)] != "position":
        wanted = f"{levels[len(steps)]}s"
    verb = "has" if place else "have"
    if kind == "too_short":
        return Problem(
            where,
            f"{subject} {verb} {context['actual_length']} of at least {context['min_length']} {wanted}",
            _GEOMETRY_REMEDY,
        )
    return Problem(where, f"{subject} must be a list of {wanted}, is {kind_of(value)}", _GEOMETRY_REMEDY)


def _walk(path: Iterable[int | str]) -> tuple[str, str, list[int]]:
    """Return in which geometry of a collection a path ends ("geometry 2: "), its type, and the steps within."""
    inside: list[str] = []
    geometry_type = ""
    steps: list[int] = []
    for part in path:
        if isinstance(part, int):
            steps.append(part)
        elif part in GEOMETRY_TYPES:
            if geometry_type == "GeometryCollection":
                inside += [f"geometry {step + 1}: " for step in steps]
            geometry_type = part
            steps = []
    if geometry_type == "GeometryCollection":
        inside += [f"geometry {step + 1}: " for step in steps]
        steps = []
    return "".join(inside), geometry_type, steps


def _place(levels: tuple[str, ...], steps: list[int]) -> str:
    parts = [f"{level} {step + 1}" for level, step in zip(levels, steps, strict=False)]
    return f"{', '.join(parts)}: " if parts else ""


def _number(value: object) -> str:
    if isinstance(value, float):
        return "not a finite number"
    if isinstance(value, int) and not isinstance(value, bool):
        return "far too large"
    return f"the text {_shown(value)}" if isinstance(value, str) else kind_of(value)


def _shown(value: object) -> str:
    return f'"{printable(value, 40)}"' if isinstance(value, str) else kind_of(value)
