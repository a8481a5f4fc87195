"""The text of an article as geoparsing reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storymap.model import Article

_GAP = "\n\n"


def article_text(article: Article) -> str:
    """Return the blocks of an article, kicker, headline and standfirst first, as one text, a blank line between two.

    Code is left out.
    """
    return _GAP.join(text for _, text in _parts(article))


def block_starts(article: Article) -> list[tuple[int, int]]:
    """Return where in `article_text` each block begins: code points, and the block's position in the article."""
    starts, at = [], 0
    for block, text in _parts(article):
        starts.append((at, block))
        at += len(text) + len(_GAP)
    return starts


def _parts(article: Article) -> Iterator[tuple[int, str]]:
    """Yield the texts, each with the position of its block."""
    return ((index, block.text) for index, block in enumerate(article.blocks) if block.text and block.kind != "code")
