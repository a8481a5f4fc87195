"""Words of a TEI document as they are gathered: white space as XML has it, markup as spans, names of places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from storymap.model import Span, SpanKind
from storymap.reading.text import normalise

_BLANKS = " \t\r\n"
_SPACE = re.compile(r"[ \t\r\n]+")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")


@dataclass(slots=True)
class NamedWords:
    """Words of a block that name a place: `start` and `end` are code points of the block's text.

    `pointers` say which place, as the document does; `position` is latitude and longitude as they are written there.
    `certainty` is TEI's `cert`. `comments` are what annotators wrote about it.
    """

    start: int
    end: int
    block: int = -1
    words: str = ""
    pointers: tuple[str, ...] = ()
    certainty: str = ""
    position: str = ""
    comments: list[str] = field(default_factory=list)


class Words:
    """Gathers the words of one block. Offsets are code points of the text so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._has_space = False
        self._is_glued = False
        self._spans: list[Span] = []
        self._names: list[NamedWords] = []

    def __len__(self) -> int:
        return self._length

    def add(self, text: str | None) -> None:
        """Add text of the document, of which white space is one space."""
        for number, piece in enumerate(_SPACE.split(text or "")):
            if number and not self._is_glued:
                self._has_space = True
            if piece:
                self._append(piece)

    def join(self) -> None:
        """Let what follows be of the same word as what was before."""
        self._has_space, self._is_glued = False, True

    def space(self) -> None:
        """Let what follows be another word."""
        self._has_space = True

    def line_break(self) -> None:
        """End the line, where there is one."""
        if self._length:
            self._has_space = False
            self._spans.append(Span(self._length, self._length + 1, "break"))
            self._put("\n")
            self._is_glued = True

    def raw(self, text: str) -> None:
        """Add text as it stands, as that of a note's number."""
        self._append(text)

    def mark(self, begin: int, kind: SpanKind, value: str = "") -> None:
        """Mark what was added since `begin` as a span."""
        if self._length > begin:
            self._spans.append(Span(begin, self._length, kind, value))

    def name(self, begin: int, named: NamedWords) -> None:
        """Take what was added since `begin` for the name of a place."""
        if self._length > begin:
            self._names.append(replace(named, start=begin, end=self._length))

    @property
    def last_name(self) -> NamedWords | None:
        """The name that was added last."""
        return self._names[-1] if self._names else None

    def finished(self) -> tuple[str, tuple[Span, ...], list[NamedWords]]:
        """Return the text, normalised, with its spans and names, none of which begins or ends with a space."""
        written = "".join(self._parts)
        text = normalise(written)

        def at(offset: int) -> int:
            return offset if text == written else min(len(normalise(written[:offset])), len(text))

        spans = [replace(span, start=at(span.start), end=at(span.end)) for span in self._spans]
        spans = [span if span.kind == "break" else _trimmed(span, text) for span in spans]
        kept = tuple(_joined([span for span in spans if span.start < span.end]))
        names = []
        for one in self._names:
            range_ = _trimmed(Span(at(one.start), at(one.end), "place"), text)
            if range_.start < range_.end:
                one.start, one.end, one.words = range_.start, range_.end, text[range_.start : range_.end]
                names.append(one)
        return text, kept, names

    def _append(self, piece: str) -> None:
        if self._has_space and self._length:
            self._put(" ")
        self._put(piece)
        self._has_space = self._is_glued = False

    def _put(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)


def parts_at_empty_lines(text: str | None) -> list[str]:
    """Return text cut at empty lines, which mean nothing in TEI but what a plain text had that was put into it."""
    return _EMPTY_LINE.split(text or "")


def _trimmed(span: Span, text: str) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_BLANKS))
    return replace(span, start=start, end=max(start, span.start + len(words.rstrip(_BLANKS))))


def _joined(spans: list[Span]) -> list[Span]:
    """Return spans of which no link goes on in another: one is cut where a name within it begins."""
    joined: list[Span] = []
    ends: dict[tuple[int, str], int] = {}  # which of them is a link that ends there, and leads there
    for span in spans:
        before = ends.pop((span.start, span.value), None) if span.kind == "link" else None
        if before is None:
            before = len(joined)
            joined.append(span)
        else:
            joined[before] = replace(joined[before], end=span.end)
        if span.kind == "link":
            ends[span.end, span.value] = before
    return joined
