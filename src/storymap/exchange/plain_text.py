"""An article as one plain text, the same for every tool: what positions in annotations count in."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from storymap.model import Article

BETWEEN: Final = "\n\n"


class PlainText:
    """The texts of an article's blocks, with an empty line between two: `text`, counted in code points."""

    def __init__(self, article: Article) -> None:
        self.text = BETWEEN.join(block.text for block in article.blocks)
        self._starts: list[int] = []
        at = 0
        for block in article.blocks:
            self._starts.append(at)
            at += len(block.text) + len(BETWEEN)
        self._ends = [start + len(block.text) for start, block in zip(self._starts, article.blocks, strict=True)]

    def position(self, block: int, offset: int) -> int:
        """Return where the code point `offset` of a block stands in the text."""
        return self._starts[block] + offset

    def in_block(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Return the block of a range of the text, and the range in it; None for a range that goes over two blocks."""
        block = bisect_right(self._starts, start) - 1
        if block < 0 or not self._starts[block] <= start < end <= self._ends[block]:
            return None
        return block, start - self._starts[block], end - self._starts[block]
