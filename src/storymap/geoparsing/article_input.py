"""The article that is looked through: from its file, or made in Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.model import Article

PathInput = str | PathLike[str]


def read_input(
    article: PathInput | Article,
    problems: list[Problem],
    *,
    language: str | None = None,
    default_language: str | None = None,
    encoding: str | None = None,
    select: str | None = None,
    whole: bool = False,
    allow_path: Sequence[PathInput] = (),
    media_root: PathInput | None = None,
) -> Article:
    """Return an article with its language and its leading blocks; the parameters are those of `read_article`.

    Warnings go to `problems`. Raises StorymapError if the article cannot be read or the language is none.
    """
    from storymap.errors import StorymapError
    from storymap.model import Article
    from storymap.reading.article.language.article_language import with_language
    from storymap.reading.article.language.tags import language_problems
    from storymap.reading.article.leading_blocks import with_leading_blocks
    from storymap.reading.article.reader import read_article

    if wrong := language_problems(language):
        raise StorymapError(wrong)
    if isinstance(article, Article):
        declared = replace(article, language=language or article.language)
        return with_language(with_leading_blocks(declared), problems, default_language=default_language or "")
    return read_article(
        article,
        problems=problems,
        encoding=encoding,
        language=language,
        default_language=default_language,
        select=select,
        whole=whole,
        allow_path=allow_path,
        media_root=media_root,
    )
