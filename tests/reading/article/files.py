"""Articles written to a file and read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import ArticleError, Problem
from storymap.model import Article, Block
from storymap.reading.article.reader import read_article


def read(folder: Path, text: str, problems: list[Problem] | None = None, name: str = "story.md") -> Article:
    (folder / name).write_text(text, encoding="utf-8")
    return read_article(folder / name, problems=problems)


def body_of(article: Article) -> list[Block]:
    """Return the blocks of an article below its title."""
    return [block for block in article.blocks if block.kind not in ("kicker", "headline", "standfirst")]


def refusal(source: str | Path) -> list[str]:
    with pytest.raises(ArticleError) as caught:
        read_article(source)
    return [str(problem) for problem in caught.value.problems]


FRONT_MATTER = """---
title: "A river: the story"
Subtitle: 2009
kicker: Exclusive
authors:
  - Ana Ruiz
  - Ed Roe
  - Li Bo
date: 2009-03-03
lang: zh-Hant-TW
source: https://example.org/river?a=1
credit: >
  The River
  Gazette
places: [river.geojson, ../more places.csv]
theme: ../looks/desk.css
---

Text.
"""
