"""The text of an article as geoparsing reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storymap.model import Article


def article_text(article: Article) -> str:
    """Return the title, the subtitle and the blocks of an article as one text, with a blank line between two.

    Code is left out.
    """
    heads = [article.title, article.subtitle]
    blocks = [block.text for block in article.blocks if block.kind != "code"]
    return "\n\n".join(part for part in [*heads, *blocks] if part)
