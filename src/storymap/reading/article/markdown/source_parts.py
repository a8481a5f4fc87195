"""Which part of the Markdown each block comes from: lines, and where in them its text stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

PartKind = Literal["text", "cell", "note", "code", "rule", "html"]
_KINDS: dict[str, PartKind] = {"fence": "code", "code_block": "code", "hr": "rule", "html_block": "html"}
_CELLS = ("th_open", "td_open")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


class SourcePart(NamedTuple):
    """A part of the body of an article, in normalised text, from which one block comes or several.

    `first` and `last` are its lines, from 0, the last one included. `pieces` are where its inline text stands, one for
    each line, half-open, in code points of the body; none of code and rules. `depth` is how many elements of Markdown
    are around it.
    """

    kind: PartKind
    first: int
    last: int
    pieces: tuple[tuple[int, int], ...] = ()
    depth: int = 0

    def is_same(self, other: SourcePart | None) -> bool:
        """Say whether another part is of the same source: of raw HTML all lines are."""
        return (
            other is not None
            and (self.kind, self.first, self.last) == (other.kind, other.first, other.last)
            and (self.kind == "html" or self.pieces == other.pieces)
        )


class SourceParts:
    """Gathers the parts of one article while it is read: then the line of a block is the number of its part.

    The numbers begin at 1, so that every block of Markdown has one.
    """

    def __init__(self) -> None:
        self._parts: list[SourcePart] = []
        self._contents: dict[int, str] = {}
        self._kept: list[Token] = []  # so that no other token gets the same identity

    def part(self, number: int | None) -> SourcePart | None:
        """Return the part with this number, None for a block that has none."""
        return self._parts[number - 1] if number and number <= len(self._parts) else None

    def remember_contents(self, state: StateCore) -> None:
        """Keep what stands in each block before views and tasks are taken out of it: a rule for markdown-it."""
        for token in state.tokens:
            if token.type == "inline":
                self._contents[id(token)] = token.content
                self._kept.append(token)

    def number(self, tokens: Sequence[Token], body: str, taken: str, line: int) -> None:
        """Give each block of `tokens` the number of its part instead of its line, which is counted from `line`.

        `taken` is the `body` without the tags of site generators, line by line.
        """
        lines = _Lines(body, taken)
        ends = {id(token): token.map[1] for token in tokens if token.map and token.type == "heading_open"}
        for token in tokens:
            if token.type in _KINDS and token.map:
                begin, end = token.map
                part = SourcePart(_KINDS[token.type], begin, max(begin, end - 1), depth=token.level)
                number = self._add_lines(part, lines) if part.kind == "html" else self._add(part)
                token.map = [number - line, number - line + 1]
            elif token.type != "inline":
                token.map = None
        cell = 0
        for opening, text in pairwise(tokens):
            cell = 0 if opening.type == "tr_open" else cell + (opening.type in _CELLS)
            if text.type != "inline" or opening.nesting != 1:
                continue
            number = self._add(self._text_part(opening, text, lines, cell, ends.get(id(opening), 0)))
            opening.map = [number - line, number - line + 1]
        for token in tokens:
            if token.type in ("paragraph_open", "paragraph_close"):
                token.hidden = False  # in a tight list it has no tag otherwise

    def _text_part(self, opening: Token, text: Token, lines: _Lines, cell: int, end: int) -> SourcePart:
        content = self._contents.get(id(text), text.content)
        if text.map is None:
            return SourcePart("note", 0, 0)
        first, written = text.map[0], content.split("\n")
        if opening.type in _CELLS:
            piece = lines.cell(first, cell - 1)
            return SourcePart("cell", first, first, (piece,) if piece else (), text.level)
        pieces = tuple(lines.piece(first + at, words.strip()) for at, words in enumerate(written))
        return SourcePart("text", first, max(first + len(written), end) - 1, pieces, text.level)

    def _add_lines(self, part: SourcePart, lines: _Lines) -> int:
        """Add a part for each line of raw HTML, whose tags are numbered by their lines: the text after that tag."""
        number = len(self._parts) + 1
        pieces = tuple(lines.whole(line) for line in range(part.first, part.last + 1))
        self._parts += [part._replace(pieces=pieces[at:]) for at in range(len(pieces))]
        return number

    def _add(self, part: SourcePart) -> int:
        self._parts.append(part)
        return len(self._parts)


class _Lines:
    """The lines of a body, and the same without the tags of site generators."""

    def __init__(self, body: str, taken: str) -> None:
        self._lines, self._taken = body.split("\n"), taken.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def piece(self, at: int, words: str) -> tuple[int, int]:
        """Return where the `words` stand that Markdown has for a line; what a tag is in, from where they begin."""
        line = self._lines[at] if at < len(self._lines) else ""
        taken = self._taken[at] if at < len(self._taken) else ""
        start = self._starts[min(at, len(self._lines))]
        begin = taken.rfind(words)
        if begin < 0:
            begin, end = len(line) - len(line.lstrip()), len(line.rstrip())
        elif line == taken:
            end = begin + len(words)
        else:
            begin = begin if line.startswith(taken[:begin]) else len(line) - len(line.lstrip())
            end = len(line.rstrip())
        return start + min(begin, end), start + end

    def whole(self, at: int) -> tuple[int, int]:
        """Return where a line stands, without the blanks around it."""
        line = self._lines[at] if at < len(self._lines) else ""
        begin = self._starts[min(at, len(self._lines))] + len(line) - len(line.lstrip())
        return begin, begin + len(line.strip())

    def cell(self, at: int, index: int) -> tuple[int, int] | None:
        """Return where a cell of a table's row stands, without the blanks around it."""
        line = self._lines[at] if at < len(self._lines) else ""
        borders = [match.start() for match in _CELL_BORDER.finditer(line)]
        if not borders or line[: borders[0]].strip(" \t>"):
            borders = [-1, *borders]  # the row begins without a border
        if index >= len(borders):
            return None
        begin = borders[index] + 1
        end = borders[index + 1] if index + 1 < len(borders) else len(line)
        words = line[begin:end]
        begin += len(words) - len(words.lstrip())
        return self._starts[at] + begin, self._starts[at] + begin + len(words.strip())
