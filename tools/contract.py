"""Write TypeScript's types of what Python hands over, from Python's: `python -m tools.contract`.

Of what a page is given the source is `rendering/contract`, the result `web/src/data/contract.ts`; of what server and
browser say to each other `server/contract` and `web/src/preview/contract.ts`, of what the page of an atlas has beside
other pages `atlas/pages/contract.py` and `web/src/atlas/contract.ts`. A test compares them with what this
makes. A class becomes an interface, a named tuple a labelled tuple, a constant a constant; docstrings and the strings
after fields become comments. It needs nothing but Python's own library.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import types
import typing
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src" / "storymap" / "web" / "src"


class Contract(NamedTuple):
    """A room of types: its modules, in the order of the text that is made of them, and where that goes."""

    room: str
    modules: tuple[str, ...]
    target: Path


PAGE = Contract(
    "rendering/contract",
    ("names", "page", "clusters", "context", "labels", "basemap", "host", "atlas_parts"),
    WEB / "data" / "contract.ts",
)
SERVER = Contract("server/contract", ("state", "commands", "frame", "patch"), WEB / "preview" / "contract.ts")
STORIES = Contract("atlas/pages", ("contract",), WEB / "atlas" / "contract.ts")
CONTRACTS = (PAGE, SERVER, STORIES)
_LONGEST_LINE = 120
_NAMES = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "unknown"}


def typescript(contract: Contract = PAGE) -> str:
    """Return the text of the TypeScript module."""
    header = f"// Generated from src/storymap/{contract.room} by `python -m tools.contract`: change it there.\n"
    return "\n".join([header, *(part for name in contract.modules for part in _module(contract.room, name))])


def _module(room: str, name: str) -> Iterator[str]:
    module = import_module(f"storymap.{room.replace('/', '.')}.{name}")
    tree = ast.parse(inspect.getsource(module))
    about = f"{name}.py: {ast.get_docstring(tree)}"
    yield "".join(f"// {line}".rstrip() + "\n" for line in about.splitlines())
    for node, doc in _documented(tree.body):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield _comment(doc) + _assignment(node.targets[0].id, getattr(module, node.targets[0].id))
        elif isinstance(node, ast.ClassDef):
            yield _comment(ast.get_docstring(node)) + _class(node, getattr(module, node.name))


def _documented(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, str | None]]:
    """Yield statements, each with the string that follows it."""
    for node, after in zip(body, [*body[1:], None], strict=True):
        is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        yield node, inspect.cleandoc(after.value.value) if is_text else None  # type: ignore[union-attr]


def _assignment(name: str, value: object) -> str:
    if name.isupper():
        return f"export const {name} = {_literal(value)};\n"
    return f"export type {name} = {_type(value)};\n"


def _literal(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}] as const"
    return json.dumps(value)


def _class(node: ast.ClassDef, made: type) -> str:
    hints = typing.get_type_hints(made, include_extras=True)
    fields = [
        (field.target.id, hints[field.target.id], doc)
        for field, doc in _documented(node.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    ]
    if issubclass(made, tuple):
        members = [f"{_camel(name)}: {_type(hint)}" for name, hint, _ in fields]
        line = f"export type {node.name} = [{', '.join(members)}];\n"
        if len(line) <= _LONGEST_LINE:
            return line
        rows = "".join(f"  {member},\n" for member in members)
        return f"export type {node.name} = [\n{rows}];\n"
    bases = [base.id for base in node.bases if isinstance(base, ast.Name) and base.id != "TypedDict"]
    extends = f" extends {', '.join(bases)}" if bases else ""
    lines = [f"{_comment(doc, '  ')}  {_field(name, hint)};\n" for name, hint, doc in fields]
    return f"export interface {node.name}{extends} {{\n{''.join(lines)}}}\n"


def _field(name: str, hint: object) -> str:
    if typing.get_origin(hint) is typing.NotRequired:
        return f"{name}?: {_type(typing.get_args(hint)[0])}"
    return f"{name}: {_type(hint)}"


def _type(hint: Any) -> str:
    """Return a type as TypeScript writes it. Raises TypeError for one that has no counterpart here."""
    if hint in _NAMES:
        return _NAMES[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in _GENERICS:
        return _GENERICS[origin](arguments)
    if isinstance(hint, type) and ".contract." in hint.__module__:
        return hint.__name__
    raise TypeError(f"{hint} has no counterpart in TypeScript here")


def _union(arguments: tuple[Any, ...]) -> str:
    return " | ".join(map(_type, arguments))


def _list(arguments: tuple[Any, ...]) -> str:
    element = _type(arguments[0])
    return f"({element})[]" if "|" in element else f"{element}[]"


_GENERICS: dict[Any, Callable[[tuple[Any, ...]], str]] = {
    typing.Literal: lambda arguments: " | ".join(map(json.dumps, arguments)),
    types.UnionType: _union,
    typing.Union: _union,
    list: _list,
    tuple: lambda arguments: f"[{', '.join(map(_type, arguments))}]",
    dict: lambda arguments: f"Record<string, {_type(arguments[1])}>",  # JSON's keys are texts
}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)


def _comment(text: str | None, indent: str = "") -> str:
    if not text:
        return ""
    lines = text.splitlines()
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    return "".join(f"{indent}{line}\n" for line in ["/**", *(f" * {line}".rstrip() for line in lines), " */"])


def main() -> None:
    """Write the modules; with `--check` say by the exit code whether they are up to date."""
    if "--check" in sys.argv:
        sys.exit(any(one.target.read_text(encoding="utf-8") != typescript(one) for one in CONTRACTS))
    for one in CONTRACTS:
        one.target.write_text(typescript(one), encoding="utf-8")


if __name__ == "__main__":
    main()
