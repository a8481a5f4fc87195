"""Where front matter stands in a file, and in which of its forms: YAML, TOML between `+++`, or JSON."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from storymap.errors import Problem
from storymap.reading.problem_log import at_line

_FENCES: Final[dict[str, tuple[Literal["yaml", "toml"], str]]] = {
    "---": ("yaml", r"^(?:---|\.\.\.)[ \t]*$"),
    "+++": ("toml", r"^\+\+\+[ \t]*$"),
}
# MyST parts blocks by the same line.
_TOML_START = re.compile(r"\s*(?:[\w\"'.-]{1,100}[ \t]*=|\[|#|\+\+\+[ \t]*$)", re.MULTILINE)
# JSON has no fences: the object that a file begins with ends with a bracket on a line of its own.
_JSON_START = re.compile(r'\{[ \t]*\n?[ \t\n]*"[^"\n]{1,100}"[ \t]*:')
_JSON_END = re.compile(r"^\}[ \t]*$", re.MULTILINE)


class FencedText(NamedTuple):
    """The `source` of front matter, which begins on line `line` of the file; its text begins on `body_line`."""

    form: Literal["yaml", "toml", "json"]
    source: str
    line: int
    body: str
    body_line: int


def split_front_matter(text: str, name: str, problems: list[Problem]) -> FencedText | None:
    """Return the front matter at the top of the file `name` and the text after it, or None where there is none."""
    first, _, rest = text.partition("\n")
    if first.rstrip() in _FENCES and (first[0] == "-" or _TOML_START.match(rest)):
        form, fence = _FENCES[first.rstrip()]
        end = re.search(fence, rest, re.MULTILINE)
        if end is None:
            what = f"the first line {first.rstrip()} opens front matter, and no line {first.rstrip()} closes it"
            remedy = f"add a line {first.rstrip()} after it, or remove the first one"
            problems.append(Problem(at_line(name, 1), what, remedy))
            return None
        body_line = rest.count("\n", 0, end.end()) + 3
        return FencedText(form, rest[: end.start()], 2, rest[end.end() :].removeprefix("\n"), body_line)
    end = _JSON_END.search(text) if _JSON_START.match(text) else None
    if end is None:
        return None
    body_line = text.count("\n", 0, end.end()) + 2
    return FencedText("json", text[: end.end()], 1, text[end.end() :].removeprefix("\n"), body_line)
