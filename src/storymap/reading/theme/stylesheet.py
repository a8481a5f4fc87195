"""A newsroom's own style sheet: parsed as a browser does it, and refused if anything in it would load or run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import DEEPEST_CSS, LARGEST_THEME
from storymap.model import Theme
from storymap.reading.encoding import decode
from storymap.reading.files import read_bytes
from storymap.reading.problem_log import ProblemLog, at_line
from storymap.reading.theme.contrast import check_colours

_LINE_ENDS = re.compile("\r\n|[\r\f]")
_END_TAG = re.compile(r"</style", re.IGNORECASE)
# Functions whose texts are addresses. `var()` within them would hide one.
_LOADERS = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"})
_SCRIPTS = frozenset({"behavior", "-moz-binding"})
_ELSEWHERE = 'put a picture or a font into the theme as "data:", or leave it out'


def read_theme(source: str | os.PathLike[str], *, problems: list[Problem] | None = None) -> Theme:
    """Return the theme in the .css file `source`.

    Warnings, such as of colours that cannot be read on each other, are added to `problems` if it is given. Raises
    StorymapError, with all problems at once, when the file cannot be read as a style sheet, or would load something:
    a page is one file that asks for nothing.
    """
    path = Path(source)
    if path.suffix.lower() != ".css":
        what = "a theme is a .css file"
        raise StorymapError(Problem(os.fspath(source), what, "name a style sheet, or rename the file"))
    data = read_bytes(path, LARGEST_THEME, os.fspath(source))
    # As CSS has it; a browser would change them, and the page's policy knows the style sheet by its hash.
    css = _LINE_ENDS.sub("\n", decode(data, path.name))
    log = ProblemLog(path.name)
    for match in _END_TAG.finditer(css):
        where = at_line(path.name, css.count("\n", 0, match.start()) + 1)
        log.error(where, "this would end the page's style sheet (</style)", "leave it out")
    rules: list[Any] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    for node, inside, depth in _nodes(rules):
        error = _error_in(node, inside, depth)
        if error is not None:
            log.error(at_line(path.name, node.source_line), *error)
    if not rules:
        log.error(path.name, "there is no rule in it", "write for example :root { --accent: #0a5 }")
    scheme = "" if log.failed else check_colours(rules, log)
    if log.failed:
        raise StorymapError(log.problems())
    if problems is not None:
        problems += log.problems()
    return Theme(css, scheme)


def _nodes(nodes: Iterable[Any]) -> Iterator[tuple[Any, str, int]]:
    """Yield every node in order, with the function of `_LOADERS` around it, or "", and its depth.

    Without recursion, and not below `DEEPEST_CSS`: a style sheet may nest 200,000 brackets.
    """
    stack: list[tuple[Any, str, int]] = [(node, "", 0) for node in reversed(list(nodes))]
    while stack:
        node, inside, depth = stack.pop()
        yield node, inside, depth
        if depth > DEEPEST_CSS:
            continue
        if node.type == "function" and node.lower_name in _LOADERS:
            inside = node.lower_name
        elif node.type == "function" and node.lower_name == "type":
            inside = ""  # image-set(url(...) type("image/png"))
        children = [
            *(getattr(node, "prelude", None) or ()),
            *(getattr(node, "content", None) or ()),
            *(getattr(node, "arguments", None) or ()),
        ]
        stack += [(child, inside, depth + 1) for child in reversed(children)]


def _error_in(node: Any, inside: str, depth: int) -> tuple[str, str] | None:
    """Return what is wrong with one node of a style sheet, and what to do, or None."""
    error = None
    match node.type:
        case _ if depth > DEEPEST_CSS:
            error = "brackets are nested too deeply", "write plain rules"
        case "error":
            error = f"this is not CSS: {printable(node.message, 80).lower()}", "check brackets and quotation marks"
        case "at-rule" | "at-keyword" if _at_name(node) == "import":
            error = "@import would load another style sheet", "copy its rules into this file"
        case "url" if not _is_data(node.value):
            error = f"url({printable(node.value, 60)}) would load something from elsewhere", _ELSEWHERE
        case "string" if inside and not _is_data(node.value):
            error = f'{inside}("{printable(node.value, 60)}") would load something from elsewhere', _ELSEWHERE
        case "function" if inside and node.lower_name in ("var", "attr", "env"):
            error = f"{node.lower_name}() hides what {inside}() would load", "write the data: address itself"
        case "function" if node.lower_name == "expression":
            error = "expression() is a script", "leave it out"
        case "ident" if node.lower_value in _SCRIPTS:
            error = f"{node.lower_value} loads a script", "leave it out"
    return error


def _at_name(node: Any) -> str:
    return str(node.lower_at_keyword if node.type == "at-rule" else node.lower_value)


def _is_data(address: str) -> bool:
    return address.strip().lower().startswith("data:")
