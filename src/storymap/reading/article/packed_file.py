"""An article in an archive, with its pictures: a document of a word processor, a book, or a saved web page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_ARTICLE, LARGEST_DOCUMENT, LARGEST_WEB_ARCHIVE
from storymap.model import Article
from storymap.reading.article.archieml.reader import read_archieml
from storymap.reading.article.archieml.word_lines import archieml_of
from storymap.reading.article.article_source import ArticleSource, OpenArticle
from storymap.reading.article.documents.packed_document import PackedDocument
from storymap.reading.article.epub.book import read_book
from storymap.reading.article.front_matter.reader import FrontMatter, read_front_matter
from storymap.reading.article.html.reader import read_html
from storymap.reading.article.kinds import WITHOUT_FRONT_MATTER
from storymap.reading.article.markdown.reader import read_markdown
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.open_document.document import read_open_document
from storymap.reading.article.text_checks import check_lines, warn_of_damage
from storymap.reading.article.web_page.mhtml import read_mhtml
from storymap.reading.article.web_page.page_choice import PageSelection
from storymap.reading.article.web_page.zipped_page import read_zipped_page
from storymap.reading.article.word.document import read_word_document
from storymap.reading.files import read_bytes
from storymap.reading.text import normalise

_DOCUMENTS: Final[dict[str, Callable[[bytes, str, PageSelection], PackedDocument]]] = {
    "docx": lambda data, name, _: read_word_document(data, name),
    "odt": lambda data, name, _: read_open_document(data, name),
    "epub": read_book,
}
_SAVED_PAGES: Final = {"mhtml": read_mhtml, "zip": read_zipped_page}


def open_document(source: ArticleSource, kind: str) -> OpenArticle:
    """Open a document of the `kind`, which says what it is by its properties, or by front matter typed in it.

    Raises StorymapError when it is none, or damaged, or too large.
    """
    name, problems = source.name, source.problems
    document = _DOCUMENTS[kind](source.read(LARGEST_DOCUMENT), name, source.selection)
    problems += document.told
    front, markdown = _typed_in(document, kind, name, problems)
    front = front._replace(body_line=1)
    source.media_policy.apply_article_choice(front.media)
    media = MediaEmbedder(source.path.parent, name, source.media_policy, pictures=document.pictures)

    def read() -> Article:
        if markdown:
            article = read_markdown(markdown, front, name, media, problems, is_line_a_paragraph=True)
            return _without_lines(replace(article, **cast("dict[str, Any]", document.describe(article))))
        titled = document.titled(front)
        article = read_html(document.source, titled, name, media, problems, PageSelection(document.selector))
        return _without_lines(replace(article, **cast("dict[str, Any]", document.describe(article))))

    return OpenArticle(front, media, read)


def open_saved_page(source: ArticleSource, kind: str) -> OpenArticle:
    """Open a web page that was saved with its pictures in one file. Raises StorymapError as `open_document` does."""
    name, problems = source.name, source.problems
    page = _SAVED_PAGES[kind](source.read(LARGEST_WEB_ARCHIVE), name, source.decoding)
    front, html = FrontMatter(), normalise(page.source)
    if len(html) > LARGEST_ARTICLE:
        what = f"the page in it is larger than {LARGEST_ARTICLE >> 20} MB"
        raise StorymapError(Problem(name, what, "keep only the article"))
    check_lines(html, name)
    media = MediaEmbedder(source.path.parent, name, source.media_policy, pictures=page.pictures)

    def read() -> Article:
        article = read_html(html, front, name, media, problems, source.selection, page.address)
        damage: list[Problem] = []
        warn_of_damage("\n".join(block.text for block in article.blocks), name, damage)
        problems.extend(replace(problem, where=name) for problem in damage)
        return _without_lines(article)

    return OpenArticle(front, media, read)


def front_matter_of_document(path: Path, kind: str) -> FrontMatter:
    """Return the front matter that is typed in the document at `path`. Raises StorymapError when it cannot be read."""
    name = path.name
    document = _DOCUMENTS[kind](read_bytes(path, LARGEST_DOCUMENT, str(path)), name, PageSelection())
    return _typed_in(document, kind, name, [])[0]


def _typed_in(document: PackedDocument, kind: str, name: str, problems: list[Problem]) -> tuple[FrontMatter, str]:
    """Return the front matter that is typed in a document, and its text as Markdown where that is ArchieML, else ""."""
    # Nobody types it in a book, whose HTML is not ours, and may have paragraphs that are not closed.
    archieml = "" if kind in WITHOUT_FRONT_MATTER else normalise(archieml_of(document.source))
    if archieml:
        return read_archieml(archieml, name, problems)
    return read_front_matter(normalise(document.front_matter), name, problems)[0], ""


def _without_lines(article: Article) -> Article:
    """Return the article without the lines of its blocks, which are none that its author sees."""
    return replace(article, blocks=tuple(replace(block, line=None) for block in article.blocks))
