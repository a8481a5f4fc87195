"""Messages about what pydantic finds wrong with a feature, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from storymap.errors import Problem, printable
from storymap.reading.places.field_hints import likely_member, type_in_words, value_in_words
from storymap.reading.places.geometry_messages import explain_geometry_error

# By the type of the error; `limit` is the bound that was broken.
_MESSAGES = {
    "missing": "{subject} is missing",
    "string_type": "{subject} must be text, is {kind}",
    "string_unicode": "{subject} holds half of a character (a lone surrogate)",
    "string_too_long": "{subject} has more than {limit:,} characters: {shown}",
    "string_too_short": "{subject} is blank",
    "list_type": "{subject} must be a list of texts, is {kind}",
    "too_long": "{subject} has more than {limit:,} items",
    "float_type": "{subject} must be a number, is {kind}",
    "finite_number": "{subject} must be a finite number",
    "greater_than_equal": "{subject} must be {limit:g} or more, is {shown}",
    "less_than_equal": "{subject} must be {limit:g} or less, is {shown}",
    "model_type": "{subject} must be a file name or an object, is {kind}",
}


def breaks_place(validation_error: ValidationError) -> bool:
    """Say whether what is wrong leaves no place at all: no name, no position; not only a link, say, that is no link."""
    paths = [error["loc"] for error in validation_error.errors(include_url=False, include_input=False)]
    return all(path[:1] in ((), ("geometry",), ("type",)) or path[:2] == ("properties", "name") for path in paths)


def explain_errors(validation_error: ValidationError, where: str, properties: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a Problem for each error that pydantic found in a feature that has these `properties`."""
    seen: set[str] = set()
    for error in validation_error.errors(include_url=False):
        path = error["loc"]
        if path[:1] == ("geometry",):
            what, remedy = explain_geometry_error(error, path[1:])
        elif path[:1] == ("properties",):
            what, remedy = _explain_property(error, path[1:], properties)
        else:
            what, remedy = _explain_member(error, path)
        # A union gives one error for each of its members.
        if what not in seen:
            seen.add(what)
            yield Problem(where, what, remedy)


def _explain_member(error: Any, path: tuple[int | str, ...]) -> tuple[str, str]:
    value = error["input"]
    if path[:1] == ("id",):
        if isinstance(value, str):
            return "id is too long, or holds half of a character", "give it a short id"
        found = "not a finite one" if isinstance(value, float) else type_in_words(value)
        return f"id must be text or a number, is {found}", "correct it or leave it out"
    if path[:1] == ("type",):
        found = "is missing" if error["type"] == "missing" else f"is {value_in_words(value)}"
        return f'the type of a feature must be "Feature", {found}', 'write "type": "Feature"'
    return f"a feature must be an object, is {type_in_words(value)}", "correct or remove it"


def _explain_property(error: Any, path: tuple[int | str, ...], properties: Mapping[str, Any]) -> tuple[str, str]:
    if path == ("name",) and error["type"] == "missing":
        return "has no name", _name_remedy(properties)
    member = ".".join(part for part in path if isinstance(part, str) and part.isidentifier())
    if not member:
        return "the name of a member holds half of a character (a lone surrogate)", "correct it"
    items = [part + 1 for part in path if isinstance(part, int)]
    subject = f"{member}, item {items[0]}," if items else member
    context = error.get("ctx", {})
    if error["type"] == "message":
        return f"{subject} {context['what']}", f"correct {member}"
    bounds = (context[key] for key in ("max_length", "ge", "le") if key in context)
    words = _MESSAGES.get(error["type"], "{subject} is not understood")
    value = error["input"]
    # A whole number of hundreds of digits is one, and none that a computer reckons with.
    is_long = error["type"] == "float_type" and isinstance(value, int) and not isinstance(value, bool)
    kind = "far too large" if is_long else type_in_words(value)
    what = words.format(subject=subject, kind=kind, shown=value_in_words(value), limit=next(bounds, 0))
    return what, f"correct {member}"


def _name_remedy(properties: Mapping[str, Any]) -> str:
    for key in properties:
        if key != "name" and likely_member(key) == "name":
            return f'it has "{printable(key, 40)}": rename it to "name"'
    return 'add "name" to its properties'
