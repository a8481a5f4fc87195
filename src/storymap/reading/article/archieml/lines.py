"""The lines of ArchieML (candidate recommendation of 1.0): what each is by how it begins."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

LineKind = Literal["text", "key", "item", "array", "object", "skip", "endskip", "end", "ignore"]

_COMMANDS: Final[dict[str, LineKind]] = {"endskip": "endskip", "skip": "skip", "end": "end", "ignore": "ignore"}
_COMMAND = re.compile(r"\s*:\s*(endskip|skip|end|ignore)", re.IGNORECASE)
# A link of Markdown begins like an array; no array goes on with what follows there.
# Each run of blanks is taken once (++, *+): a line of nothing else would take hours.
_ARRAY = re.compile(r"\s*+\[(?P<signs>[.+\s]*+)(?P<name>[A-Za-z0-9_-][\w.-]*+)?\s*+\](?![(\[:])", re.ASCII)
_OBJECT = re.compile(r"\s*+\{\s*+(?P<signs>\.?)\s*+(?P<name>[A-Za-z0-9_-][\w.-]*+)?\s*+\}", re.ASCII)
_KEY = re.compile(r"\s*(?P<name>[A-Za-z0-9_-][\w.-]*)\s*:(?P<value>.*)", re.ASCII)
_ITEM = re.compile(r"\s*\*(?P<value>.*)")


class Line(NamedTuple):
    """A line: its kind, the name that it gives, and its value. `signs` are those before the name of an array."""

    kind: LineKind
    name: str = ""
    value: str = ""
    signs: str = ""


def read_line(text: str, *, takes_items: bool = False) -> Line:
    """Return what a line is. Asterisks are items only where `takes_items` says so; they are text elsewhere."""
    stripped = text.strip()
    if stripped.startswith("\\"):
        return Line("text", value=stripped[1:])
    if command := _COMMAND.match(text):
        return Line(_COMMANDS[command[1].lower()])
    for kind, form in (("array", _ARRAY), ("object", _OBJECT)):
        if found := form.match(text):
            return Line("array" if kind == "array" else "object", found["name"] or "", signs=found["signs"])
    if takes_items and (item := _ITEM.match(text)):
        return Line("item", value=item["value"].strip())
    key = _KEY.match(text)
    return Line("key", key["name"], key["value"].strip()) if key else Line("text", value=stripped)
