"""The text of a block as Markdown: signs that mean something escaped, spans as emphasis, links and code."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import category

from storymap.editing.article.span_nesting import LINKS, Neighbours, by_start, nested
from storymap.model import AuthorView, Span

_ALWAYS = re.compile(r"[\\`*\[\]<{}~^$|]|_(?!(?<=\w_)\w)|(?<!\w)_|&(?=#?\w)|=(?==)|(?<==)=|!(?=\[)|@(?=[a-z]{2,3}-)")
_LINE_START = re.compile(r"(?P<sign>[-#>+:=%(!?])|(?P<number>[0-9]{1,9})(?=[.)])")
# markdown-it takes all blanks at the ends of a block or a line away, those of other scripts, too.
_EDGE = re.compile(r"\A\s+|\s+\Z|[^\S \n]+(?=\n)|(?<=\n)[^\S \n]+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SIGNS = {"emphasis": "*", "strong": "**", "strike": "~~"}
ELEMENTS = {
    "emphasis": "em",
    "strong": "strong",
    "strike": "s",
    "code": "code",
    "subscript": "sub",
    "superscript": "sup",
}


class Style(NamedTuple):
    """How spans are written: as `elements` of HTML, or as signs; on one `line`; numbers of notes as references."""

    elements: bool = False
    is_line: bool = False
    notes: bool = False


class _Mark(NamedTuple):
    span: Span
    opening: str
    closing: str


def inline_markdown(text: str, spans: Sequence[Span], style: Style) -> str:
    """Return a text with its spans as Markdown."""
    breaks = {span.start for span in spans if span.kind == "break"}
    marks = [span for span in spans if span.kind != "break" and span.start < span.end]
    beside = Neighbours(marks)
    notes = {span.start: span for span in marks if style.notes and span.kind == "superscript" and span.value}
    codes = {span.start: span for span in marks if not style.elements and _is_plain_code(text, span, beside)}
    whole = {**notes, **codes}
    as_whole = set(whole.values())
    opened = nested([span for span in marks if span not in as_whole])
    beginning, beside = by_start(opened), Neighbours(opened)
    edges = {0, len(text), *(at for span in opened for at in (span.start, span.end)), *whole, *breaks}
    ordered = sorted({*edges, *(span.end for span in as_whole), *(at + 1 for at in breaks)})
    pieces: list[str] = []
    stack: list[_Mark] = []
    written = 0  # up to here, by what is written as a whole
    for begin, end in zip(ordered, [*ordered[1:], len(text)], strict=True):
        while stack and stack[-1].span.end <= begin:
            pieces.append(stack.pop().closing)
        for span in beginning.get(begin, ()):
            stack.append(_mark(text, span, beside, style))
            pieces.append(stack[-1].opening)
        if begin in whole:
            pieces.append(_note_or_code(text, whole[begin]))
            written = max(written, whole[begin].end)
        elif begin in breaks:
            pieces.append("<br>" if style.is_line else "\\\n")
        elif begin >= written:
            pieces.append(_escaped(text, begin, end, style))
    while stack:
        pieces.append(stack.pop().closing)
    return _guarded("".join(pieces), style)


def address_of(span: Span) -> str:
    """Return where the link of a span leads."""
    if span.kind == "place":
        return f"place:{span.value}"
    if span.view is not None:
        return ":".join(view_members(span.view)[0])
    return span.value


def view_members(view: AuthorView) -> list[tuple[str, str]]:
    """Return a view as the attributes that say it, with their values."""
    members = []
    if view.centre is not None:
        members.append(("view", ",".join(map(_number, (view.centre[1], view.centre[0], view.zoom or 12)))))
    elif view.place_ids:
        members.append(("view", ", ".join(view.place_ids)))
    for name, layers in (("layers", view.layers), ("show", view.show), ("hide", view.hide)):
        if layers:
            members.append((name, ", ".join(layers)))
    return members or [("view", "")]


def view_braces(view: AuthorView | None) -> str:
    """Return a view as it stands at the end of a block, with a space before it; "" for none."""
    if view is None:
        return ""
    return " {" + " ".join(f'{name}="{value}"' for name, value in view_members(view)) + "}"


def _number(value: float) -> str:
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _mark(text: str, span: Span, beside: Neighbours, style: Style) -> _Mark:
    if span.kind in LINKS:
        return _link(span, style)
    sign = _SIGNS.get(span.kind)
    if sign and not style.elements and _is_flanked(text, span, beside):
        return _Mark(span, sign, sign)
    name = ELEMENTS[span.kind]
    return _Mark(span, f"<{name}>", f"</{name}>")


def _link(span: Span, style: Style) -> _Mark:
    address = address_of(span)
    if style.elements or '"' in address:
        members = view_members(span.view) if span.view is not None else []
        attributes = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in members)
        return _Mark(span, f"<a {attributes}>" if members else f'<a href="{html.escape(address)}">', "</a>")
    if span.view is not None and len(view_members(span.view)) > 1:
        return _link(span, style._replace(elements=True))
    if re.search(r"[\s()<>\\*_`~^={}$&|\[\]!@]", address):
        address = f"<{re.sub(r'([<>])', lambda sign: f'%{ord(sign[1]):02X}', address)}>"
    return _Mark(span, "[", f"]({address})")


def _is_flanked(text: str, span: Span, beside: Neighbours) -> bool:
    """Say whether a sign is read as emphasis at both ends: letters within, and no other mark of the kind beside it."""
    first, last = text[span.start], text[span.end - 1]
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return beside.shares_no_edge(span) and _opens(before, first) and _opens(after, last)


def _opens(outside: str, inside: str) -> bool:
    if inside.isalnum():
        return True
    return not inside.isspace() and (not outside or outside.isspace() or category(outside).startswith("P"))


def _is_plain_code(text: str, span: Span, beside: Neighbours) -> bool:
    if span.kind != "code" or not beside.is_alone(span):
        return False
    words = text[span.start : span.end]
    return words == words.strip() and "\n" not in words and not re.match(r"r |\{", words) and "|" not in words


def _note_or_code(text: str, span: Span) -> str:
    words = text[span.start : span.end]
    if span.kind == "superscript":
        return f"[^{span.value}]"
    ticks = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
    gap = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{ticks}{gap}{words}{gap}{ticks}"


def _escaped(text: str, begin: int, end: int, style: Style) -> str:
    """Return a part of a text with a backslash before each sign that would mean something."""
    pieces = []
    at = begin
    for match in _ALWAYS.finditer(text, begin, end):
        pieces += [text[at : match.start()], "\\", match[0]]
        at = match.end()
    escaped = "".join([*pieces, text[at:end]])
    return escaped.replace("\n", "&#10;") if style.is_line else escaped


def _guarded(written: str, style: Style) -> str:
    """Return text of which no line begins like a list, a heading or another block."""
    written = _EDGE.sub(lambda edge: "".join(f"&#{ord(sign)};" for sign in edge[0]), written)
    if style.is_line:
        return written
    lines = written.split("\n")
    return "\n".join(_LINE_START.sub(_guard, line, count=1) if _LINE_START.match(line) else line for line in lines)


def _guard(start: re.Match[str]) -> str:
    return f"\\{start['sign']}" if start["sign"] else f"{start['number']}\\"
