"""TOML that somebody wrote: read within limits, what is wrong with it, and on which line a key is."""

from __future__ import annotations

import re
from typing import Any

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_KEY = re.compile(
    r"""^[ \t]*+\[*+[ \t]*+(?:"([^"\n]*+)"|'([^'\n]*+)'|([^"'=.\]\s]++))[ \t]*+[=.\]]""",
    re.MULTILINE,
)
# tomllib takes the square of the number of parts of a key: 18 seconds for 32,000.
# Letters are looked at from the first of them alone: from each one, it would take the square of their number.
_PART = r"""(?:{}[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\."""
_LONG_KEY = re.compile(_PART.format("(?<![A-Za-z0-9_-])") + rf"(?:[ \t]*+{_PART.format('')}){{49}}")


class _LongKeyError(ValueError):
    """A key has more parts than anybody writes."""


def parse_toml(text: str) -> dict[str, Any]:
    """Return the values of TOML. Raises ValueError, RecursionError or OverflowError, for `toml_fault`."""
    found = _LONG_KEY.search(text)
    if found is not None:
        raise _LongKeyError(text.count("\n", 0, found.start()) + 1)
    import tomllib  # few articles and desks have any TOML

    return tomllib.loads(text)


def toml_fault(error: Exception) -> tuple[int, str]:
    """Return the line, from 1, and what is wrong there; line 1 where that is not known."""
    import tomllib

    said = str(error)
    line = 1
    if isinstance(error, _LongKeyError):
        line, said = error.args[0], "a key has too many parts"
    elif isinstance(error, RecursionError):
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
