"""HTML to an article: the body that a CMS gives, or a saved page."""

from __future__ import annotations

import re
from dataclasses import replace

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.gutenberg.book_page import find_book_page, read_book_page
from storymap.reading.article.html.blocks import cleaned_schemes, read_blocks, view_problems
from storymap.reading.article.html.lost_text import lost_text
from storymap.reading.article.html.tokens import read_markup
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.title import take_title
from storymap.reading.article.view_directives import ViewDirectives
from storymap.reading.article.web_page.article_part import article_tokens
from storymap.reading.article.web_page.editing_marks import without_editing_marks
from storymap.reading.article.web_page.google_docs import is_google_docs, read_google_docs
from storymap.reading.article.web_page.lead_picture import with_lead_picture
from storymap.reading.article.web_page.metadata import (
    PageDescription,
    describe_page,
    is_page,
    page_title,
)
from storymap.reading.article.web_page.page_choice import PageSelection
from storymap.reading.article.web_page.page_labels import take_labels
from storymap.reading.article.web_page.page_links import complete_links, without_views
from storymap.reading.article.web_page.page_selection import select_tokens
from storymap.reading.article.web_page.standfirst import summary_as_standfirst

_ARTICLE = PageSelection()
_FORMULA = re.compile(r"<math\b|<script\b[^<>]{0,200}\btype\s*=\s*[\"']?math/", re.IGNORECASE)


def read_html(
    source: str,
    front: FrontMatter,
    name: str,
    media: MediaEmbedder,
    problems: list[Problem],
    selection: PageSelection = _ARTICLE,
    address: str = "",
) -> Article:
    """Return the article in the HTML `source`, with what a saved page says about it.

    `selection` says what of it is read; without one, what looks like the article. `address` is where the page was saved
    from, if that is known from elsewhere. `source` stands after `front` in the file `name`. Raises StorymapError when
    there is far more markup than in an article.
    """
    cleaned = read_markup(source, name)
    tokens = without_editing_marks(without_views(cleaned) if address else cleaned)
    book = find_book_page(tokens) if selection == _ARTICLE else None
    if book is not None:
        return read_book_page(book, front, name, media, problems)
    whole_page, is_document, subtitle = is_page(source), is_google_docs(source), ""
    if is_document:
        tokens, subtitle = read_google_docs(source, tokens)
    page = describe_page(source, tokens) if whole_page else PageDescription(Article("", ()))
    metadata = replace(page.article, source_url=page.article.source_url or address, subtitle=subtitle)
    is_searched = whole_page and not is_document and selection == _ARTICLE
    if is_searched:
        tokens, metadata = take_labels(tokens, metadata)
    # A page is full of links around the article that are not the author's concern.
    schemes = set() if whole_page else cleaned_schemes(source)
    views = ViewDirectives(name)
    article = select_tokens(tokens, selection, name, problems, is_page=whole_page and not is_document)
    if whole_page:
        article = complete_links(article, metadata.source_url)
    if is_searched:
        article = with_lead_picture(article, page, cleaned, name, media, problems)
    # What is left out on purpose is not lost.
    problems += lost_text(source, front.body_line, cleaned, article_tokens(cleaned, whole_page), name)
    problems += _formulas(source, name)
    blocks = read_blocks(article, schemes, name, media, problems, views=views)
    headings = [block.text for block in blocks if block.kind == "heading" and block.level == 1]
    title, body = take_title(blocks, front.title or page_title(page, headings))
    problems += view_problems(views, blocks, body)
    title = title or metadata.title
    subtitle = metadata.subtitle or summary_as_standfirst(page.summary, title, body)
    return replace(metadata, title=title, subtitle=subtitle, blocks=body)


def _formulas(source: str, name: str) -> list[Problem]:
    count = sum(1 for _ in _FORMULA.finditer(source))
    if not count:
        return []
    what = f"{count:,} formula{'s are' if count > 1 else ' is'} left out"
    return [Problem(name, what, "write them in words, or show them as pictures", "warning")]
