"""The paragraphs of plain text: where they begin, which of them keep their lines, and what is emphasised in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from storymap.model import Block, BlockKind, Span, SpanKind

_LONG_LINE = 100
_RULE = re.compile(r"(?:[*\-_=~#•·–—][ \t]*){3,}")
_LONGEST_RULE = 150
_TAB = 8
# Of the lines that go on, as many are no longer than the width at which the text is wrapped.
_WRAPPED_SHARE = 0.8
_FEWEST_WRAPPED = 12
# A line that had room for the next word, and more, ends where its author wanted it to end.
_SHORT = 0.8
_FEWEST_CAPITALS = 4
_WIDE_MARGIN = 8  # columns
# As far as a sentence goes, from a blank or a bracket to another; no snake_case, no __names__, no lines of ____.
_OPENS = r"(?=[^\W_]|[\"'“”‘’«»„¿¡(\[*])"
_EMPHASIS = rf"(?<![\w_*/\\.@])_{_OPENS}(?P<emphasis>[^_]{{0,600}}?[^\s_])_(?![\w_])"
_MARKUP = re.compile(_EMPHASIS)
_BOOK_MARKUP = re.compile(rf"{_EMPHASIS}|(?<![\w=])={_OPENS}(?P<strong>[^=]{{0,300}}?[^\s=])=(?![\w=])")
_OPENING = "\"'“”‘’«»„—–-(¿¡_"


def is_rule(text: str) -> bool:
    """Say whether a paragraph is a line of signs that parts sections, such as * * *."""
    return len(text) <= _LONGEST_RULE and _RULE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of a text without the blanks around them; `line` is the first one's number, from 1.

    `gap` is how many blank lines stand before it, `keeps_lines` whether its lines end where its author ended them, as
    those of verse do.
    """

    lines: tuple[str, ...]
    line: int
    gap: int = 0
    keeps_lines: bool = False

    @property
    def text(self) -> str:
        """The lines of the paragraph, with the line breaks between them."""
        return "\n".join(self.lines)

    def block(self, kind: BlockKind = "paragraph", level: int = 0, *, is_of_book: bool = False) -> Block:
        """Return the paragraph as a block, its `_emphasis_` as markup, and in a book what is `=strong=`."""
        text, spans = _with_markup(self.text, _BOOK_MARKUP if is_of_book else _MARKUP)
        if self.keeps_lines:
            breaks = [Span(at.start(), at.end(), "break") for at in re.finditer("\n", text)]
            spans = sorted([*spans, *breaks], key=lambda span: (span.start, -span.end))
        return Block(kind, text, level, tuple(spans), line=self.line)


def read_paragraphs(source: str, line: int, width: int = 0) -> list[Paragraph]:
    """Return the paragraphs of `source`, whose first line has the number `line`.

    `width` is how wide the text is wrapped, in columns; without it, it is measured.
    """
    width = width or wrap_width(source)
    paragraphs: list[Paragraph] = []
    chunk: list[str] = []
    gap = 0
    for number, text in enumerate([*source.split("\n"), ""], line):
        if text.strip():
            chunk.append(text.rstrip())
            continue
        if chunk:
            paragraphs += _split(chunk, number - len(chunk), gap, width)
            chunk, gap = [], 0
        gap += 1
    return paragraphs


def wrap_width(source: str) -> int:
    """Return how many columns wide the lines of `source` are wrapped, 0 where they are not wrapped."""
    pairs = pairwise(source.split("\n"))
    widths = sorted(_columns(text) for text, following in pairs if text.strip() and following.strip())
    width = widths[int(len(widths) * _WRAPPED_SHARE)] if len(widths) >= _FEWEST_WRAPPED else 0
    return width if width <= _LONG_LINE else 0


def _columns(text: str) -> int:
    return len(text.rstrip().expandtabs(_TAB))


def _split(chunk: list[str], line: int, gap: int, width: int) -> list[Paragraph]:
    """Split lines that no blank line parts, when they are long or begin like paragraphs."""
    starts = [0]
    keeps_lines = _ends_its_lines(chunk, width)
    long_lines = sum(len(text) > _LONG_LINE for text in chunk)
    indented = [text[0] == "\t" or text[:2] == "  " for text in chunk]
    if len(chunk) > 1 and long_lines * 2 >= len(chunk):
        starts = list(range(len(chunk)))
    elif any(indented) and not all(indented) and not keeps_lines:
        starts = [i for i, is_indented in enumerate(indented) if i == 0 or (is_indented and not indented[i - 1])]
    ends = [*starts[1:], len(chunk)]
    return [
        Paragraph(tuple(text.strip(" \t") for text in chunk[start:end]), line + start, 0 if start else gap, keeps_lines)
        for start, end in zip(starts, ends, strict=True)
    ]


def _ends_its_lines(chunk: list[str], width: int) -> bool:
    """Say whether the author ended the lines, and not the program that wrapped the text."""
    if len(chunk) < 2 or not width:
        return False
    margin = _margin(chunk)
    short = 0
    for text, following in pairwise(chunk):
        short += _columns(text) - margin + 1 + len(following.split(maxsplit=1)[0]) <= width * _SHORT
    if short * 2 >= len(chunk) - 1 and short:
        return True
    # Each line of verse begins with a capital.
    firsts = [text.lstrip(" \t" + _OPENING)[:1] for text in chunk]
    return len(chunk) >= _FEWEST_CAPITALS and all(first.isupper() for first in firsts)


def _margin(chunk: list[str]) -> int:
    """Return how far all lines are indented, where that is further than a quotation is."""
    indents = [_columns(text) - len(text.strip()) for text in chunk]
    return min(indents) if min(indents) >= _WIDE_MARGIN else 0


def _with_markup(text: str, markup: re.Pattern[str]) -> tuple[str, list[Span]]:
    pieces: list[str] = []
    spans: list[Span] = []
    position = length = 0
    for match in markup.finditer(text):
        kind: SpanKind = "strong" if match.lastgroup == "strong" else "emphasis"
        before, marked = text[position : match.start()], match[kind]
        start = length + len(before)
        pieces += [before, marked]
        length = start + len(marked)
        position = match.end()
        spans.append(Span(start, length, kind))
    return "".join([*pieces, text[position:]]), spans
