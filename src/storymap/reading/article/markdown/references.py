"""References within a line that only another program can resolve: citations, cross references, notes without a text.

MyST's roles are here, too: words with the name of what they are before them.
"""

from __future__ import annotations

import html
import re
from typing import Final, NamedTuple

_KINDS = "fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|alg|tip|nte|wrn|imp|cau"
REFERENCES: Final = (
    r"(?P<citation>[ ]?\[(?:(?:see|also|e\.g\.,?|cf\.|vgl\.|siehe|voir)[ ]+){0,3}-?@[\w{][^\[\]\n]{0,300}\](?![(\[:]))"
    rf"|(?P<crossref>[ ]?(?<![\w/@.])(?:\(-?@(?:{_KINDS})-[\w-]{{1,80}}\)|-?@(?:{_KINDS})-[\w-]{{1,80}}))"
    r"|(?P<note>\[\^(?P<label>[^\]\s]{1,60})\](?!:))"
    r"|(?P<embed>!?\[\[(?P<page>[^\[\]|\n]{1,200})(?:\|(?P<shown>[^\[\]\n]{1,200}))?\]\](?![(\[]))"
)
ROLE: Final = r"(?P<role>\{(?P<role_name>[A-Za-z][\w:+-]{0,40})\}(?=`))"
NOTE_TEXT: Final = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:", re.MULTILINE)
_WITH_TARGET = re.compile(r"(?P<words>[^<>]*)<[^<>]*>", re.DOTALL)
_POINTERS = frozenset(("ref", "numref", "eq", "doc", "download", "any", "index", "label", "footcite", "eval", "embed"))
_ELEMENTS = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "kbd": "kbd", "keyboard": "kbd"}
_ELEMENTS |= {"del": "s", "strike": "s", "strong": "strong", "emphasis": "em"}
# What another program works out: `r nrow(x)`, `{python} n`.
_RUN = frozenset(("r", "python", "julia", "ojs", "eval"))
INLINE_CODE: Final = re.compile(r"(?:r |\{(?:r|python|julia|ojs)\} ?).")


class Shown(NamedTuple):
    """What stands instead of a role, and the kind of what is left out, "" if nothing is."""

    markup: str
    left_out: str


def shown_reference(match: re.Match[str], labels: frozenset[str]) -> Shown | None:
    """Return what stands instead of a reference; None for a note that has one of the `labels`."""
    if match["note"]:
        return None if match["label"] in labels else Shown("", "notes without a text")
    if match["embed"]:
        page = match["page"].strip()
        if match[0].startswith("!"):
            alt = (match["shown"] or "").strip()
            return Shown(f"![{'' if alt.isdigit() else alt}](<{page}>)" if "." in page else "", "")
        return Shown((match["shown"] or page).strip(), "")
    return Shown("", "citations" if match["citation"] else "cross references")


def closing_braces(text: str) -> dict[int, int]:
    """Return, for each brace that opens in a text, where the one stands that closes it."""
    opened: list[int] = []
    closed: dict[int, int] = {}
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            closed[opened.pop()] = brace.start()
    return closed


def shown_role(name: str, content: str) -> Shown:
    """Return what a role shows: its words, without the place where they point to."""
    kind = name.lower().removeprefix("myst:")
    target = _WITH_TARGET.fullmatch(content)
    words = html.escape(target["words"].rstrip() if target else content, quote=False)
    if kind.startswith("cite"):
        return Shown("", "citations")
    if kind in _RUN:
        return Shown("", "values")
    if kind in ("math", "eq"):
        return Shown("", "formulas")
    if not words.strip() or (kind in _POINTERS and target is None):
        return Shown("", "cross references")
    if kind in ("abbr", "abbreviation"):
        words = words.partition(" (")[0]
    element = _ELEMENTS.get(kind)
    return Shown(f"<{element}>{words}</{element}>" if element else words, "")
