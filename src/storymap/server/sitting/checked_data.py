"""Data from the browser, held to the types of the contract before anything is done with it."""

from __future__ import annotations

import json
import types
from functools import cache
from typing import (
    Any,
    Literal,
    NotRequired,
    Required,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from storymap.errors import Problem, StorymapError, printable

Data = TypeVar("Data")
_DEEPEST = 12
_LARGEST_NUMBER = 1e15


def parsed(body: bytes) -> Any:
    """Return the JSON of a body. Raises StorymapError for what is none, or has numbers or letters that are none."""
    try:
        data = json.loads(body, parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise StorymapError(Problem("request", "this is no JSON as it should be")) from None
    return data


def checked(data: Any, kind: type[Data]) -> Data:
    """Return data as a TypedDict of the contract. Raises StorymapError where it is not as its types say."""
    if not _fits(data, kind, 0):
        shown = printable(str(data.get("command", "")) if isinstance(data, dict) else "", 40)
        raise StorymapError(
            Problem("request", f'this is not what "{shown}" takes' if shown else "this is not as it should be")
        )
    return data  # type: ignore[no-any-return]


@cache
def hints(kind: Any) -> dict[str, Any]:
    """Return the types of the members of a TypedDict."""
    return get_type_hints(kind, include_extras=True)


def _fits(value: Any, kind: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if kind is Any:
        return _is_plain(value, depth)
    if is_typeddict(kind):
        return _fits_record(value, kind, depth)
    return _fits_form(value, get_origin(kind), get_args(kind), depth) if get_args(kind) else _fits_plain(value, kind)


def _fits_form(value: Any, form: Any, arguments: tuple[Any, ...], depth: int) -> bool:
    if form is Literal:
        return isinstance(value, str | int) and value in arguments
    if form in (Union, types.UnionType):
        return any(_fits(value, one, depth) for one in arguments)
    if form is list:
        return isinstance(value, list) and all(_fits(one, arguments[0], depth + 1) for one in value)
    return isinstance(value, dict) and all(_fits(one, arguments[1], depth + 1) for one in value.values())


def _fits_record(value: Any, kind: Any, depth: int) -> bool:
    members = hints(kind)
    if not isinstance(value, dict) or not value.keys() <= members.keys():
        return False
    for key, of_member in members.items():
        is_optional = get_origin(of_member) is NotRequired
        inner = get_args(of_member)[0] if get_origin(of_member) in (NotRequired, Required) else of_member
        if key not in value:
            if not is_optional:
                return False
        elif not _fits(value[key], inner, depth + 1):
            return False
    return True


def _fits_plain(value: Any, kind: Any) -> bool:
    if kind is types.NoneType or kind is None:
        return value is None
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER
    return isinstance(value, kind)


def _is_plain(value: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(_is_plain(one, depth + 1) for one in value.values())
    if isinstance(value, list):
        return all(_is_plain(one, depth + 1) for one in value)
    return value is None or isinstance(value, bool | str) or _fits_plain(value, float)


def _no_number(_: str) -> None:
    raise ValueError
