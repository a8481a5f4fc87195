"""The YAML of front matter: its entries as nodes, or what is wrong with it in plain words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

from storymap.errors import Problem, printable
from storymap.limits import LARGEST_FRONT_MATTER
from storymap.reading.problem_log import at_line

_LINE_END = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_QUOTES = "put a value that holds a colon, # or quotation marks into quotes"
_MESSAGES = (
    (
        "cannot start any token",
        "there is a tab or another character that YAML does not take here",
        "use spaces",
    ),
    ("mapping values are not allowed", "there is a second colon in the line", _QUOTES),
    ("could not find expected ':'", "a line is not of the form key: value", _QUOTES),
    ("unexpected end of stream", "a quotation mark is opened and not closed", "close it"),
    ("while parsing a flow", "a bracket is not closed, or a comma is missing", _QUOTES),
)


class _Loader(yaml.SafeLoader):
    """A loader that refuses aliases, which make megabytes of a few lines, and tags, which make objects."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        refused = "an alias (*)" if self.check_event(yaml.AliasEvent) else ""
        if getattr(event, "tag", None) not in (None, "!"):
            refused = "a tag (!)"
        if refused:
            raise yaml.MarkedYAMLError(problem=refused, problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def read_entries(source: str, name: str, problems: list[Problem]) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of the YAML `source`, which begins on line 2 of the file `name`.

    Returns none when it is not a mapping; what is wrong goes to `problems`.
    """
    if len(source) > LARGEST_FRONT_MATTER:
        what = f"the front matter is longer than {LARGEST_FRONT_MATTER >> 10} kB"
        problems.append(Problem(at_line(name, 1), what, "close it with a line --- before the text"))
        return []
    try:
        root = _composed(source)
    except yaml.MarkedYAMLError as error:
        problems.append(_yaml_problem(error, name))
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 2
        character = error.character if isinstance(error.character, int) else ord(error.character[:1])
        what = f"the front matter holds a character that YAML does not allow (U+{character:04X})"
        problems.append(Problem(at_line(name, line), what, "remove it"))
    except RecursionError:
        problems.append(Problem(at_line(name, 1), "the front matter is nested too deeply", "write key: value lines"))
    except (ValueError, OverflowError):  # PyYAML lets chr() fail on escapes such as "\UFFFFFFFF"
        problems.append(Problem(at_line(name, 1), "the front matter holds an escape that is no character", "remove it"))
    else:
        if isinstance(root, yaml.MappingNode):
            return list(root.value)
        if root is not None:
            what = "the front matter is not made of key: value lines"
            problems.append(Problem(at_line(name, line_of(root)), what, "write for example title: My story"))
    return []


# A process that builds again finds the same front matter above another text: that text changes, and this seldom does.
@lru_cache(maxsize=4)
def _composed(source: str) -> yaml.Node | None:
    """Return the nodes of `source`, which are shared and not to be changed."""
    # Tabs at the end of a line mean nothing, but PyYAML refuses them.
    root: yaml.Node | None = yaml.compose(_LINE_END.sub("", source), Loader=_Loader)
    return root


def _yaml_problem(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    message = " ".join(part for part in (error.context, error.problem) if part)
    where = at_line(name, mark.line + 2 if mark else 1)
    if error.problem in ("an alias (*)", "a tag (!)"):
        return Problem(
            where,
            f"the front matter uses {error.problem}, which is refused",
            "put a value that begins with it into quotes",
        )
    for fragment, what, remedy in _MESSAGES:
        if fragment in message:
            return Problem(where, f"the front matter is not valid YAML: {what}", remedy)
    return Problem(where, f"the front matter is not valid YAML: {printable(message, 120)}", _QUOTES)


def line_of(node: yaml.Node) -> int:
    """Return the line of the file, from 1, on which `node` begins."""
    return int(node.start_mark.line) + 2
