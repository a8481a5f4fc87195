"""Blocks with a name: directives of MyST, cells of Quarto and Observable, divs of pandoc, in fences of any kind.

A picture is shown, what stands in a note or a card stays, code that another program runs is left out. Every line of
the text stays on its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Final, NamedTuple

from storymap.reading.article.markdown.directive_kinds import CODE, QUOTATIONS, TITLED, is_observable_cell, treatment
from storymap.reading.article.markdown.template_arguments import TemplateTag, markdown_image

_OPENING = re.compile(r"^(?P<indent>[ ]*)(?P<sign>`{3,}|~{3,}|:{3,})[ ]?(?P<info>[^`\n]*)$")
_NAMED = r"\{(?P<sign>[=.#]?)(?P<name>[\w:+-]{1,40})(?P<attributes>[^{}\n]{0,300})\}[ ]*(?P<argument>.*)"
_BARE = r"(?P<name>[A-Za-z][\w-]{0,40})(?:\[(?P<bracketed>[^\[\]\n]{1,200})\]|[ ]+(?P<argument>.*))?"
_TITLE = r"""\stitle=(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')"""
_OPTION = r"^[ ]*:(?P<key>[a-zA-Z-]{1,40}):(?:[ ]+(?P<value>[^\n]*))?$"
_LABEL = re.compile(r"^[ ]{0,3}\([\w.:/ -]{1,100}\)=[ ]*$")
_BREAK = re.compile(r"^\+\+\+(?:[ ]*\{[^\n]*\}|[ ][^\n]*)?$")
_COMMENT = re.compile(r"^%(?:[ ]|$)")
_IS_MYST = r"^[ ]*(?:`{3,}|:{3,})\{[a-z]|\{[a-z:]{2,30}\}`|^\([\w.:/-]+\)=[ ]*$"
_SCRIPTS = re.compile(r"^```(?:js|ts|jsx)\b[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_DEEPEST: Final = 8

LeaveOut = Callable[[str, int, str], None]


class _Fence(NamedTuple):
    """A fence that opens: its sign, the name in it, what follows the name, and the title that its attributes give.

    `before` is the sign before the name in braces: "=" of raw text, "." of a class, "#" of an id.
    """

    sign: str
    name: str
    argument: str
    title: str
    before: str
    is_braced: bool

    @property
    def is_div(self) -> bool:
        return self.sign[0] == ":"


class Directives:
    """Takes the directives out of the lines of one article; `leave_out` is told the kind, line from 0, and name."""

    def __init__(self, source: str, leave_out: LeaveOut) -> None:
        self._lines = source.split("\n")
        self._leave_out = leave_out
        self._closed_divs = _closed_divs(self._lines)
        self._source = source
        self._is_observable = any(map(is_observable_cell, _SCRIPTS.findall(source)))

    @cached_property
    def _is_myst(self) -> bool:
        return re.search(_IS_MYST, self._source, re.MULTILINE) is not None

    def take(self) -> str:
        """Return the text without them, with as many lines as it had."""
        self._take(0, len(self._lines), 0)
        return "\n".join(self._lines)

    def _take(self, begin: int, end: int, depth: int) -> None:
        at = begin
        while at < end:
            opening = _OPENING.match(self._lines[at])
            close = self._close(opening["sign"], at, end) if opening else end
            if opening is None or (close == end and opening["sign"][0] == ":"):
                self._take_line(at)
                at += 1
                continue
            fence = _read_fence(opening["sign"], opening["info"])
            is_block = len(opening["indent"]) <= 3 or opening["info"].startswith("{")
            if fence is not None and is_block and depth < _DEEPEST and close < end:
                self._replace(fence, at, close, depth)
            at = close + 1

    def _take_line(self, at: int) -> None:
        line = self._lines[at]
        if _LABEL.match(line) or _BREAK.match(line) or (_COMMENT.match(line) and self._is_myst):
            self._lines[at] = ""

    def _close(self, sign: str, begin: int, end: int) -> int:
        """Return the line before `end` that closes the fence on the line `begin`, or `end`."""
        if sign[0] == ":":
            return min(self._closed_divs.get(begin, end), end)
        for at in range(begin + 1, end):
            line = self._lines[at].strip()
            if line.startswith(sign) and not line.lstrip(sign[0]):
                return at
        return end

    def _replace(self, fence: _Fence, begin: int, close: int, depth: int) -> None:
        first, options = self._options(begin + 1, close)
        name = fence.name.lower()
        what = treatment(
            name,
            fence.before,
            fence.argument,
            is_div=fence.is_div,
            is_braced=fence.is_braced,
            is_observable=self._is_observable,
        )
        if what == "picture" and (fence.argument.strip() or options):
            self._picture(fence, options, begin, first, close)
        elif what in ("keep", "picture"):  # a figure without a file holds some
            self._keep(fence, begin, first, close, depth)
        elif what == "code":
            sign = fence.sign.replace(":", "`")
            self._lines[begin] = sign + (fence.argument.split()[0] if name in CODE and fence.argument.strip() else "")
            if fence.is_div and close < len(self._lines):
                self._lines[close] = sign
            self._lines[begin + 1 : first] = [""] * (first - begin - 1)
        elif what:
            self._leave_out("cells of code" if what == "cell" else "directives", begin, f"{{{fence.name}}}")
            self._empty(begin, close)

    def _keep(self, fence: _Fence, begin: int, first: int, close: int, depth: int) -> None:
        """Let what stands within the fence stay, with its title before it."""
        title = fence.title or (fence.argument if fence.name.lower() in TITLED else "")
        self._empty(begin, first - 1)
        self._take(first, close, depth + 1)
        if title.strip() and any(map(str.isalpha, title)):
            self._lines[begin] = f"**{title.strip()}**"
        if close < len(self._lines):
            self._lines[close] = ""
        if fence.name.lower() in QUOTATIONS:
            self._lines[first:close] = [f"> {line}" for line in self._lines[first:close]]

    def _picture(self, fence: _Fence, options: dict[str, str], begin: int, first: int, close: int) -> None:
        body = [line.strip() for line in self._lines[first:close]]
        caption, rest = _first_paragraph(body)
        plain = "" if "*" in caption or "_" in caption else caption
        named = {**options, "src": fence.argument.strip(), "caption": "" if plain else caption}
        picture = markdown_image(TemplateTag("figure", "figure", named, []))
        self._empty(begin, close)
        if not picture:
            self._leave_out("directives", begin, f"{{{fence.name}}}")
            return
        self._lines[begin] = picture
        if plain and begin + 1 < len(self._lines):
            self._lines[begin + 1] = f"*{plain}*"
        at = first + len(body) - len(rest)
        if rest and at > begin + 2:
            self._lines[at:close] = rest

    def _options(self, begin: int, close: int) -> tuple[int, dict[str, str]]:
        """Return the line after the options of a directive, and the options."""
        options: dict[str, str] = {}
        at = begin
        while at < close and (option := re.match(_OPTION, self._lines[at])):
            options[option["key"].lower()] = (option["value"] or "").strip()
            at += 1
        return at, options

    def _empty(self, begin: int, close: int) -> None:
        for at in range(begin, min(close + 1, len(self._lines))):
            self._lines[at] = ""


def _closed_divs(lines: list[str]) -> dict[int, int]:
    """Return, for each line that opens a div, the line that closes it: one within another has a fence of any length."""
    opened: list[int] = []
    closed: dict[int, int] = {}
    for at, line in enumerate(lines):
        if not line.lstrip().startswith(":::"):
            continue
        if line.strip(" :"):
            opened.append(at)
        elif opened:
            closed[opened.pop()] = at
    return closed


def _read_fence(sign: str, info: str) -> _Fence | None:
    """Return the fence with this `info`, or None where it is code in a language, or closes another."""
    named = re.match(_NAMED, info.strip())
    if named:
        found = re.search(_TITLE, named["attributes"])
        shown = (found[1] or found[2]) if found else ""
        return _Fence(sign, named["name"], named["argument"], shown, named["sign"], True)
    bare = re.fullmatch(_BARE, info.strip())
    if bare is None:
        return None
    title = bare["bracketed"] or bare["argument"] or ""
    return _Fence(sign, bare["name"], title, title if sign[0] == ":" else "", "", False)


def _first_paragraph(lines: list[str]) -> tuple[str, list[str]]:
    """Return the first paragraph on one line, and the lines after it."""
    begin = next((at for at, line in enumerate(lines) if line), len(lines))
    end = next((at for at in range(begin, len(lines)) if not lines[at]), len(lines))
    return " ".join(lines[begin:end]), list(lines[end:]) if any(lines[end:]) else []
