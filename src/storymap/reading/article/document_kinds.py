"""The kinds of articles whose files are archives, and what reads each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from storymap.reading.article.documents.packed_document import PackedDocument
from storymap.reading.article.epub.book import read_book
from storymap.reading.article.open_document.document import read_open_document
from storymap.reading.article.web_page.page_selection import PageSelection
from storymap.reading.article.word.document import read_word_document, read_word_front_matter


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """How a kind of document is read, and how its front matter alone is, which `suggest` asks for, if it has any."""

    read: Callable[[bytes, str, PageSelection], PackedDocument]
    front_matter: Callable[[bytes, str], str] | None


DOCUMENT_KINDS = {
    "docx": DocumentKind(lambda data, name, _: read_word_document(data, name), read_word_front_matter),
    "odt": DocumentKind(
        lambda data, name, _: read_open_document(data, name),
        lambda data, name: read_open_document(data, name).front_matter,
    ),
    "epub": DocumentKind(read_book, None),
}
