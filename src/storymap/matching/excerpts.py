"""Excerpts: the whole sentences around the mentions of a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Protocol

from storymap.matching.sentences import sentence_ranges
from storymap.model import Article, Block, Excerpt, Mention

_ONE_PIECE = ("kicker", "headline", "heading", "image", "recording", "dateline")


def cut_excerpts(article: Article, mentions: Iterable[Mention]) -> tuple[Excerpt, ...]:
    """Cut one excerpt for each place and each piece of text that mentions it, in reading order.

    A piece is a sentence, or the sentences around a quotation; a heading, caption or dateline is one piece. Two
    excerpts of one block have the same range or none in common, whichever places they belong to. Kicker, headline and
    standfirst say what the body says better: a place that the body names has no excerpt of them.
    """
    cut: list[Excerpt] = []
    for number, of_block in groupby(sorted(mentions), key=lambda mention: mention.block):
        in_block = list(of_block)
        ranges = pieces_of(article.blocks[number], article.language, in_block)
        starts = [start for start, _ in ranges]
        grouped: dict[tuple[int, str], list[Mention]] = {}
        for mention in in_block:
            place = max(bisect_right(starts, mention.start) - 1, 0)
            grouped.setdefault((place, mention.place_id), []).append(mention)
        for (place, place_id), some in grouped.items():
            cut.append(Excerpt(place_id, number, *ranges[place], tuple(some)))
    leading = {number for number, block in enumerate(article.blocks) if block.is_leading}
    in_body = {excerpt.place_id for excerpt in cut if excerpt.block not in leading}
    return tuple(excerpt for excerpt in cut if not (excerpt.block in leading and excerpt.place_id in in_body))


class Spanned(Protocol):
    """What has a range of a block's text: half-open, in code points."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """What comes after its last character."""


def pieces_of(block: Block, language: str, mentions: Sequence[Spanned]) -> list[tuple[int, int]]:
    """Return the block's sentences, those joined that a mention reaches over ("St. | Louis"); one piece of a heading.

    `mentions` are those in the block, in order.
    """
    text = block.text
    if block.kind in _ONE_PIECE:
        return [(len(text) - len(text.lstrip()), len(text.rstrip()))]
    ranges: list[tuple[int, int]] = []
    ahead = iter(mentions)
    mention = next(ahead, None)
    for start, end in sentence_ranges(text, language):
        while mention and mention.end <= start:
            mention = next(ahead, None)
        if mention and ranges and mention.start < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges
