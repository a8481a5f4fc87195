"""Documents that are a file each: text, Markdown, HTML, and whatever else `read_article` reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from storymap.atlas.corpus.records import CorpusOptions, DocumentError, Piece, RawDocument, SourceDocument, SourceFile
from storymap.atlas.corpus.sources.record_fields import iso_date_of
from storymap.atlas.corpus.sources.web_pages import article_of
from storymap.limits import LARGEST_ARTICLE
from storymap.reading.article.kinds import DOCUMENTS, SAVED_PAGES, kind_of
from storymap.reading.article.reader import read_article
from storymap.reading.files import read_bytes

_PACKED: Final = (*DOCUMENTS, *SAVED_PAGES)


def pieces(file: SourceFile, _size: int, _options: CorpusOptions) -> Iterator[tuple[Piece, int]]:
    """Yield a file as one piece."""
    yield Piece(file, 0, 1, (0, file.size)), file.size


def read(piece: Piece, _options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    """Yield the document of a file."""
    yield RawDocument(piece.file.name, "", piece.file.name, partial(_document, piece.file))


def _document(file: SourceFile) -> SourceDocument | DocumentError:
    if kind_of(file.path) in _PACKED:
        article = read_article(file.path)
        article = replace(article, date=iso_date_of(article.date))
    else:
        data = read_bytes(file.path, LARGEST_ARTICLE, file.name)
        article = article_of(data, file.path.name, where=file.name)
    return SourceDocument(file.name, "", file.name, article)
