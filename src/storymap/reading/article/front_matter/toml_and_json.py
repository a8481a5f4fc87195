"""The TOML and JSON of front matter, as the nodes that YAML gives: what comes after reads one form only."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

import yaml

from storymap.errors import Problem
from storymap.limits import LARGEST_FRONT_MATTER
from storymap.reading.article.front_matter.nodes import mark_of, text_node
from storymap.reading.problem_log import at_line
from storymap.reading.toml_text import parse_toml, toml_fault

_NULL = "tag:yaml.org,2002:null"
# One pass for all keys: thousands of them would each look through all of the text.
_KEYS = {
    "json": re.compile(r'"((?:[^"\\]|\\.)*+)"\s*+:', re.DOTALL),
    "toml": re.compile(r"^[ \t]*+\[*+[ \t]*+[\"']?+([^\"'=.\]\n]++)[\"']?+[ \t]*+[=.\]]", re.MULTILINE),
}


def read_values(
    source: str, form: Literal["toml", "json"], first_line: int, name: str, problems: list[Problem]
) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of `source`, which begins on `first_line` of the file `name`.

    Returns none when it is not valid; what is wrong goes to `problems`.
    """
    if len(source) > LARGEST_FRONT_MATTER:
        what = f"the front matter is longer than {LARGEST_FRONT_MATTER >> 10} kB"
        problems.append(Problem(at_line(name, 1), what, "close it before the text"))
        return []
    try:
        values = parse_toml(source) if form == "toml" else json.loads(source)
    except (ValueError, RecursionError, OverflowError) as error:
        problems.append(_problem(error, form, first_line, name))
        return []
    lines = _lines_of_keys(source, form)
    return [
        (_node(key, line), _node(value, line))
        for key, value in values.items()
        for line in [first_line + lines.get(key, 0)]
    ]


def _problem(error: Exception, form: str, first_line: int, name: str) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        line, said = error.lineno, error.msg[:1].lower() + error.msg[1:]
    else:
        line, said = toml_fault(error)
    what = f"the front matter is not valid {form.upper()}: {said}"
    return Problem(at_line(name, line - 1 + first_line), what, "mend the line, or write it as YAML between --- lines")


def _lines_of_keys(source: str, form: str) -> dict[str, int]:
    """Return the line, from 0, on which each key is written first; those with escapes are not among them."""
    lines: dict[str, int] = {}
    line = position = 0
    for found in _KEYS[form].finditer(source):
        line += source.count("\n", position, found.start(1))
        position = found.start(1)
        lines.setdefault(found[1].strip(), line)
    return lines


def _node(value: Any, line: int) -> yaml.Node:
    mark = mark_of(line)
    if isinstance(value, dict):
        pairs = [(_node(str(key), line), _node(item, line)) for key, item in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, mark, mark)
    if isinstance(value, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(item, line) for item in value], mark, mark)
    if value is None:
        return yaml.ScalarNode(_NULL, "", mark, mark)
    return text_node(str(value).lower() if isinstance(value, bool) else str(value), line)
