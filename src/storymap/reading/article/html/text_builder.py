"""The text of one block as it is read, with the spans of its markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from storymap.limits import MOST_REMAPPING
from storymap.model import AuthorView, Span, SpanKind
from storymap.reading.text import normalise

_SPACES = re.compile(r"[ \n][ \n]+")


@dataclass(slots=True)
class _Open:
    kind: SpanKind
    value: str
    view: AuthorView | None
    start: int
    redundant: bool


class TextBuilder:
    """Gathers text and spans for one block after another.

    White space is collapsed as a browser does it, but a run that holds a newline becomes `soft_break`. Markup
    that is open when a block is finished goes on in the next one.
    """

    def __init__(self, soft_break: Literal[" ", "\n"] = " ") -> None:
        self._soft_break = soft_break
        self._pieces: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._open: list[_Open] = []

    def write(self, text: str) -> None:
        """Add `text`, its white space collapsed."""
        text = text.replace("\t", " ")
        if "\n" in text or "  " in text:
            text = _SPACES.sub(self._collapse, text).replace("\n", self._soft_break)
        if self._last() in ("", " ", "\n"):
            text = text.lstrip(" \n")
        self.write_verbatim(text)

    def write_verbatim(self, text: str) -> None:
        """Add `text` as it is."""
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def break_line(self) -> bool:
        """Add a hard line break; False, and nothing added, when the text ends in one."""
        if not self._pieces:
            return True
        if self._last() == "\n" and self._spans and self._spans[-1] == self._break_before_end():
            return False
        if self._last() == " ":
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
            if not self._pieces[-1]:
                self._pieces.pop()
        if self._pieces:
            self.write_verbatim("\n")
            self._spans.append(self._break_before_end())
        return True

    @property
    def lines(self) -> int:
        """How many lines of the source the block has so far, beside its first, where soft breaks are newlines."""
        return sum(piece.count("\n") for piece in self._pieces)

    def open(self, kind: SpanKind, value: str = "", view: AuthorView | None = None) -> None:
        """Begin markup of `kind` at the end of the text so far; the same kind within itself adds nothing."""
        redundant = any(mark.kind == kind for mark in self._open)
        self._open.append(_Open(kind, value, view, self._length, redundant))

    def close(self, kind: SpanKind) -> None:
        """End the innermost open markup of `kind`."""
        for position in reversed(range(len(self._open))):
            if self._open[position].kind == kind:
                self._end(self._open.pop(position))
                return

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans in order, and begin anew; "" when there is nothing to see."""
        for mark in self._open:
            self._end(mark)
            mark.start = 0
        text, spans = "".join(self._pieces), self._spans
        self._pieces, self._spans, self._length = [], [], 0
        if not text.strip():
            return "", ()
        begin, end = len(text) - len(text.lstrip("\n")), len(text.rstrip(" \n"))
        text, spans = _cut(text, spans, begin, end)
        return _normalised(text, spans)

    def _collapse(self, run: re.Match[str]) -> str:
        return self._soft_break if "\n" in run.group() else " "

    def _last(self) -> str:
        return self._pieces[-1][-1] if self._pieces else ""

    def _break_before_end(self) -> Span:
        return Span(self._length - 1, self._length, "break")

    def _end(self, mark: _Open) -> None:
        if not mark.redundant:
            self._spans.append(Span(mark.start, self._length, mark.kind, mark.value, mark.view))


def _cut(text: str, spans: list[Span], begin: int, end: int) -> tuple[str, list[Span]]:
    moved = [
        replace(span, start=min(max(span.start, begin), end) - begin, end=min(max(span.end, begin), end) - begin)
        for span in spans
    ]
    return text[begin:end], moved


def _normalised(text: str, spans: list[Span]) -> tuple[str, tuple[Span, ...]]:
    """Normalise `text`, since a letter and its accent may come from two elements, and sort the spans."""
    normal = normalise(text)
    if normal != text:
        if len(text) * len(spans) > MOST_REMAPPING:
            spans = []
        ends = {offset: len(normalise(text[:offset])) for span in spans for offset in (span.start, span.end)}
        spans = [
            replace(span, start=min(ends[span.start], len(normal)), end=min(ends[span.end], len(normal)))
            for span in spans
        ]
    filled = {span for span in spans if span.start < span.end}
    return normal, tuple(sorted(filled, key=lambda span: (span.start, -span.end, span.kind, span.value)))
