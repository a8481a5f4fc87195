"""Where the blocks of an article, and ranges of their text, stand in the source."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from storymap.model import Article, Block
from storymap.reading.article.known_media import KnownMedia
from storymap.reading.article.markdown.source_parts import SourcePart
from storymap.reading.article.markdown.text_alignment import Place, align
from storymap.reading.article.normal_positions import NormalPositions
from storymap.reading.article.text_file import WrittenArticle, read_written

_KEPT = 8
_TEXT_BLOCKS = ("paragraph", "heading", "dateline", "headline", "kicker")


@dataclass(frozen=True, slots=True)
class SourceRange:
    """A range of a file's text, half-open, in code points; where it begins as `line` and `column`, both from 1."""

    start: int
    end: int
    line: int
    column: int


class SourceRanges:
    """The article in the text `source` of the file `name`, and where everything in it stands.

    It is read as `read_article` reads it, but without its folder: `shown` are the addresses of the pictures and
    recordings that it shows (`shown_media` of the article that was read with them), without it all of them. Raises
    StorymapError where it cannot be read. Of a file that is no text with blocks on lines, nothing has a range.
    """

    def __init__(self, source: str, name: str, shown: Collection[str] | None = None) -> None:
        self.source = source
        self.name = name
        self._positions = NormalPositions(source)
        self._places: dict[int, list[Place | None]] = {}
        self._written: WrittenArticle = read_written(source, name, KnownMedia(name, shown))

    @property
    def kind(self) -> str:
        """What the file is: "md", "txt", "html", "aml"."""
        return self._written.kind

    @property
    def written(self) -> WrittenArticle:
        """The article without its language and its folder."""
        return self._written

    @cached_property
    def article(self) -> Article:
        """The article; the lines of its blocks are those of the file."""
        blocks = self._written.article.blocks
        return replace(self._written.article, blocks=tuple(self._with_line(i) for i in range(len(blocks))))

    @property
    def normal(self) -> str:
        """The normalised text of the file."""
        return self._positions.normal

    @property
    def body_start(self) -> int:
        """Where the body begins in the normalised text."""
        return len(self.normal) - len(self._written.body)

    @property
    def newline(self) -> str:
        """How lines end in the file."""
        first = re.search("\r\n|\n|\r", self.source)
        return first[0] if first else "\n"

    def in_source(self, start: int, end: int) -> SourceRange:
        """Return the range of the file that became this range of the body."""
        return self.of_normal(self.body_start + start, self.body_start + end)

    def of_normal(self, start: int, end: int) -> SourceRange:
        """Return the range of the file that became this range of the normalised text."""
        first, last = self._positions.written_range(start, end)
        before = self.normal[:start]
        line = before.count("\n") + 1
        return SourceRange(first, last, line, start - (before.rfind("\n") + 1) + 1)

    def part(self, block: int) -> SourcePart | None:
        """Return the part of the body that a block comes from, None where that is not known."""
        if not 0 <= block < len(self._written.article.blocks):
            return None
        written = self._written.article.blocks[block]
        if self.kind == "md":
            part = self._written.parts.part(written.line)
            # The line over the notes is written nowhere: it has the number of what stands before it.
            return None if part is not None and written.kind == "rule" and part.pieces else part
        return self._part_of_text(written) if self.kind == "txt" else None

    def line_start(self, line: int) -> int:
        """Return where a line of the body begins in it, its end for one below the last."""
        starts = self._line_starts
        return starts[line] if line < len(starts) else len(self._written.body)

    def line_text(self, line: int) -> str:
        """Return a line of the body without its end."""
        end = self.line_start(line + 1)
        return self._written.body[self.line_start(line) : end].removesuffix("\n")

    @property
    def line_count(self) -> int:
        """How many lines the body has."""
        return len(self._line_starts)

    def block_range(self, block: int) -> SourceRange | None:
        """Return where the lines of a block stand, without the end of the last one; None where that is not known."""
        part = self.part(block)
        if part is None or part.kind == "note":
            return None
        if part.kind == "cell":
            return self.in_source(*part.pieces[0]) if part.pieces else None
        return self.in_source(self.line_start(part.first), self.line_start(part.last) + len(self.line_text(part.last)))

    def text_range(self, block: int, start: int, end: int) -> SourceRange | None:
        """Return where a range of a block's text stands, without markup around it; None where that is not known."""
        places = self.places(block)[start:end]
        known = [place for place in places if place is not None]
        if not known or places[0] is None or places[-1] is None:
            return None
        return self.in_source(places[0][0], places[-1][1])

    def places(self, block: int) -> list[Place | None]:
        """Return for each character of a block's text its range of the body, None where that is not known."""
        if block not in self._places:
            self._places[block] = self._found_places(block)
        return self._places[block]

    def _found_places(self, block: int) -> list[Place | None]:
        part = self.part(block)
        text = self._written.article.blocks[block].text
        if part is None or not part.pieces:
            return [None] * len(text)
        source, offsets = self._joined(part)
        return [
            None if place is None else (offsets[place[0]], offsets[place[1] - 1] + 1) for place in align(text, source)
        ]

    def _joined(self, part: SourcePart) -> tuple[str, list[int]]:
        """Return the inline text of a part, and where in the body each character of it stands."""
        texts: list[str] = []
        offsets: list[int] = []
        for begin, end in part.pieces:
            if texts:
                texts.append("\n")
                offsets.append(offsets[-1] + 1 if offsets else begin)
            texts.append(self._written.body[begin:end])
            offsets += range(begin, end)
        return "".join(texts), offsets

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._written.body))]

    def _with_line(self, block: int) -> Block:
        written, part = self._written.article.blocks[block], self.part(block)
        if self.kind == "md":
            line = None if part is None or part.kind == "note" else part.first + self._written.front.body_line
            return replace(written, line=line)
        return written

    def _part_of_text(self, block: Block) -> SourcePart | None:
        """Return the lines of a block of plain text, which are as many as those of its text."""
        if block.line is None or block.kind not in _TEXT_BLOCKS:
            return None
        first = block.line - self._written.front.body_line
        last = first + block.text.count("\n")
        if first < 0 or last >= self.line_count:
            return None
        pieces = []
        for line in range(first, last + 1):
            text = self.line_text(line)
            begin = self.line_start(line) + len(text) - len(text.lstrip())
            pieces.append((begin, begin + len(text.strip())))
        return SourcePart("text", first, last, tuple(pieces))


@lru_cache(_KEPT)
def source_ranges(source: str, name: str, shown: frozenset[str] | None = None) -> SourceRanges:
    """Return the ranges of an article; those that were asked for last are kept."""
    return SourceRanges(source, name, shown)
