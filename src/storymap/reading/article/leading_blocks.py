"""Kicker, headline and standfirst: the blocks that lead an article, made in one place whatever they were read from."""

from __future__ import annotations

from dataclasses import replace

from storymap.model import Article, Block, BlockKind
from storymap.reading.text import one_line


def with_leading_blocks(article: Article) -> Article:
    """Return the article with a leading block for each of its kicker, title and subtitle.

    The fields decide: a block that says the same stays as it is, with its markup and its line, and one that says
    something else goes. A title that was made from the file's name is no text, and gets none.
    """
    written = {block.kind: block for block in article.blocks if block.is_leading}
    texts: dict[BlockKind, str] = {
        "kicker": article.kicker,
        "headline": article.title if article.has_own_title else "",
        "standfirst": article.subtitle,
    }
    leading = [_block(kind, text, written.get(kind)) for kind, text in texts.items() if text]
    return replace(article, blocks=(*leading, *article.body))


def _block(kind: BlockKind, text: str, written: Block | None) -> Block:
    return written if written is not None and one_line(written.text) == text else Block(kind, text)
