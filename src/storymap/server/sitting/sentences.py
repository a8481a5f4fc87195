"""Sentences of the article around names, as the editor shows them."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.geoparsing.article_text import block_starts
from storymap.matching.sentences import sentence_ranges
from storymap.model import Article
from storymap.server.contract.state import SentenceState

MOST_SENTENCES = 5  # of one place
_MOST_AROUND = 240  # characters before a name, and after


class Sentences:
    """The sentences of an article, each block cut once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._ranges: dict[int, tuple[tuple[int, int], ...]] = {}

    def around(self, block: int, start: int, end: int) -> SentenceState:
        """Return the sentence around a range of a block's text, without line ends."""
        text = self._article.blocks[block].text
        first, last = self._range(block, start, end)
        return {
            "block": block,
            "start": start,
            "end": end,
            "before": _line(_last(text[first:start])),
            "name": _line(text[start:end]),
            "after": _line(_first(text[end:last])),
        }

    def of(self, ranges: Iterable[tuple[int, int, int]]) -> list[SentenceState]:
        """Return the sentences around the first of several ranges of blocks."""
        return [self.around(*found) for found, _ in zip(ranges, range(MOST_SENTENCES), strict=False)]

    def _range(self, block: int, start: int, end: int) -> tuple[int, int]:
        if block not in self._ranges:
            self._ranges[block] = sentence_ranges(self._article.blocks[block].text, self._article.language or "en")
        touched = [found for found in self._ranges[block] if found[0] < end and start < found[1]]
        return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)


def in_blocks(article: Article, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return ranges of `article_text` as ranges of blocks: block, start, end."""
    starts = block_starts(article)
    found, at = [], 0
    for start, end in sorted(ranges):
        while at + 1 < len(starts) and starts[at + 1][0] <= start:
            at += 1
        if starts:
            begin, block = starts[at]
            found.append((block, start - begin, end - begin))
    return found


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _last(text: str) -> str:
    return text if len(text) <= _MOST_AROUND else "…" + text[-_MOST_AROUND:].partition(" ")[2]


def _first(text: str) -> str:
    return text if len(text) <= _MOST_AROUND else text[:_MOST_AROUND].rpartition(" ")[0] + "…"
