"""The text of TOML, for messages: what is wrong with it, and on which line a key is."""

from __future__ import annotations

import re
import tomllib

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_KEY = re.compile(
    r"""^[ \t]*+\[*+[ \t]*+(?:"([^"\n]*+)"|'([^'\n]*+)'|([^"'=.\]\s]++))[ \t]*+[=.\]]""",
    re.MULTILINE,
)


def toml_fault(error: Exception) -> tuple[int, str]:
    """Return the line, from 1, and what is wrong there; line 1 where that is not known."""
    said = str(error)
    line = 1
    if isinstance(error, RecursionError):
        said = "it is nested too deeply"
    elif not isinstance(error, tomllib.TOMLDecodeError):
        said = "a number has too many digits"
    elif (found := _AT_LINE.search(said)) is not None:
        line, said = int(found[1] or 1), said[: found.start()]
    return line, said[:1].lower() + said[1:]


def key_lines(text: str) -> dict[str, int]:
    """Return the line, from 1, on which each key or table is written first; those with escapes are not among them."""
    lines: dict[str, int] = {}
    line, position = 1, 0
    for found in _KEY.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        lines.setdefault(found[1] or found[2] or found[3] or "", line)
    return lines
