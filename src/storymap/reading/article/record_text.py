"""The text of a record, such as a row of an archive, as an article: nothing beside the text says what stands where."""

from __future__ import annotations

from storymap.model import Article, Block
from storymap.reading.article.language.recognition import recognise_language
from storymap.reading.article.paragraphs import read_paragraphs
from storymap.reading.text import normalise, one_line


def article_of_record(text: str, *, title: str = "", language: str = "") -> Article:
    """Return the article of a plain text, whose paragraphs blank lines part, with its title as the headline.

    Text and title are normalised here. The language is recognised where it is "".
    """
    headline = one_line(normalise(title))
    paragraphs = [Block("paragraph", paragraph.text) for paragraph in read_paragraphs(normalise(text), 1)]
    blocks = (*([Block("headline", headline)] if headline else ()), *paragraphs)
    language = language or recognise_language(block.text for block in blocks).language
    return Article(headline, blocks, language=language, has_own_title=bool(headline))
