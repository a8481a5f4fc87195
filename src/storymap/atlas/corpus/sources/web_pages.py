"""An article in HTML or text that is no file of its own, such as a page in a web archive: read as `read_article` does.

Pictures are neither looked for nor decoded: nobody sees them here.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storymap.atlas.corpus.sources.record_fields import iso_date_of
from storymap.model import Article, Image, Recording
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.text_file import read_written
from storymap.reading.article.title import title_from_stem
from storymap.reading.encoding import Decoding, decode
from storymap.reading.text import normalise


def article_of(data: bytes, name: str, *, where: str, declared: str = "") -> Article:
    """Return the article in a text file's bytes, whose kind the ending of `name` says. Raises StorymapError.

    `declared` is the encoding that stands beside it. Its language is "" where it declares none.
    """
    text = decode(data, where, Decoding(warn=lambda _: None, declared=declared))
    article = read_written(text, name, NoMedia(Path(), name)).article
    if not article.title:
        article = replace(article, title=title_from_stem(normalise(Path(name).stem)), has_own_title=False)
    return replace(article, date=iso_date_of(article.date))


def article_of_page(data: bytes, address: str, *, where: str, declared: str = "") -> Article:
    """Return the article in a page from a web archive, which was at this address. Raises StorymapError."""
    article = article_of(data, "page.html", where=where, declared=declared)
    if not article.has_own_title:
        article = replace(article, title="")
    return replace(article, source_url=address or article.source_url)


class NoMedia(MediaEmbedder):
    """Leaves pictures and recordings as they are written."""

    def holds(self, src: str) -> bool:
        """Say that there is no picture of this name."""
        return False

    def embed(self, image: Image, line: int | None = None) -> Image:
        """Return a picture as it is."""
        return image

    def embed_recording(self, recording: Recording, line: int | None = None) -> Recording:
        """Return a recording as it is."""
        return recording
