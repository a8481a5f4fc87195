"""HTML to an article: the body that a CMS gives, or a saved page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from storymap.errors import Problem
from storymap.limits import MOST_CONTAINERS
from storymap.model import Article, Block
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.gutenberg.book_page import BookPage, find_book_page
from storymap.reading.article.gutenberg.book_text import describe_book, told
from storymap.reading.article.gutenberg.title_page import TITLE_DEPTH, is_title_line, title_page_end
from storymap.reading.article.html.block_builder import BlockBuilder
from storymap.reading.article.html.lost_text import lost_text
from storymap.reading.article.html.tokens import HtmlToken, StartTag, read_markup
from storymap.reading.article.links import READ_SCHEMES
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.title import take_title
from storymap.reading.article.view_directives import ViewDirectives
from storymap.reading.article.web_page.editing_marks import without_editing_marks
from storymap.reading.article.web_page.google_docs import is_google_docs, read_google_docs
from storymap.reading.article.web_page.lead_picture import lead_picture
from storymap.reading.article.web_page.metadata import (
    PageDescription,
    article_tokens,
    describe_page,
    is_page,
    page_title,
)
from storymap.reading.article.web_page.page_labels import take_labels
from storymap.reading.article.web_page.page_links import complete_links, without_views
from storymap.reading.article.web_page.page_selection import PageSelection, select_tokens
from storymap.reading.article.web_page.standfirst import summary_as_standfirst

_ARTICLE = PageSelection()
_FORMULA = re.compile(r"<math\b|<script\b[^<>]{0,200}\btype\s*=\s*[\"']?math/", re.IGNORECASE)
_HREF_SCHEME = re.compile(r"\shref\s*=\s*[\"']?\s*([A-Za-z][A-Za-z0-9+.-]{0,20}):", re.IGNORECASE)


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
    from, if that is known from elsewhere.
    `source` stands after `front` in the file `name`. Raises StorymapError when there is far more markup than
    in an article.
    """
    cleaned = read_markup(source, name)
    tokens = without_editing_marks(without_views(cleaned) if address else cleaned)
    book = find_book_page(tokens) if selection == _ARTICLE else None
    if book is not None:
        return _read_book(book, front, name, media, problems)
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
        article = _with_lead_picture(article, page, cleaned, name, media, problems)
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


def _with_lead_picture(
    article: list[HtmlToken],
    page: PageDescription,
    cleaned: list[HtmlToken],
    name: str,
    media: MediaEmbedder,
    problems: list[Problem],
) -> list[HtmlToken]:
    if any(isinstance(token, StartTag) and token.name == "img" for token in article):
        return article
    figure = lead_picture(page, cleaned, name, media.holds)
    if figure:
        what = "the picture that the page names as its own leads the article, which has none"
        problems.append(Problem(name, what, 'choose the article with --select "CSS" to leave it out', "note"))
    return [*figure, *article]


def _formulas(source: str, name: str) -> list[Problem]:
    count = sum(1 for _ in _FORMULA.finditer(source))
    if not count:
        return []
    what = f"{count:,} formula{'s are' if count > 1 else ' is'} left out"
    return [Problem(name, what, "write them in words, or show them as pictures", "warning")]


def _read_book(page: BookPage, front: FrontMatter, name: str, media: MediaEmbedder, problems: list[Problem]) -> Article:
    """Return the article of a page of Project Gutenberg, which declares its book with a head of its own."""
    views = ViewDirectives(name)
    # Its own links lead to its chapters.
    tokens = [_without_address(token) for token in page.tokens]
    blocks = read_blocks(tokens, set(), name, media, problems, views=views)
    begin = title_page_end([block.text for block in blocks], page.book, page.left_out)
    blocks = [block for block in blocks[:begin] if block.image] + blocks[begin:]
    first = [block for block in blocks[:TITLE_DEPTH] if not is_title_line(block.text, page.book, front.title)]
    _, body = take_title([*first, *blocks[TITLE_DEPTH:]], front.title or page.book.title)
    problems += [told(name, page.left_out), *view_problems(views, blocks, body)]
    return describe_book(page.book, body)


def _without_address(token: HtmlToken) -> HtmlToken:
    if not isinstance(token, StartTag) or token.name != "a":
        return token
    is_whole = re.match(r"[a-z]+:", token.attributes.get("href", ""), re.IGNORECASE) is not None
    return token if is_whole else StartTag("span", {})


def read_blocks(
    tokens: list[HtmlToken],
    schemes: set[str],
    name: str,
    media: MediaEmbedder,
    problems: list[Problem],
    *,
    views: ViewDirectives,
    soft_break: Literal[" ", "\n"] = " ",
) -> list[Block]:
    """Return the blocks of `tokens`; warn of links that are dropped, and of those of `schemes`, which were."""
    builder = BlockBuilder(media, views, soft_break)
    blocks = builder.read(tokens)
    for scheme in sorted(builder.dropped_schemes | schemes):
        if scheme in READ_SCHEMES:
            what = f"a link that begins with {scheme}: is not a complete address and becomes plain text"
        elif scheme:
            what = f"links that begin with {scheme}: become plain text"
        else:
            what = "links to a relative address become plain text"
        problems.append(Problem(name, what, "links may be https, http, mailto, place, view and layers", "warning"))
    if builder.flattened:
        nested = f"lists or quotations are nested more than {MOST_CONTAINERS} deep"
        what = f"{nested}, and the innermost are shown as paragraphs"
        problems.append(Problem(name, what, "nest them less", "warning"))
    return blocks


def view_problems(views: ViewDirectives, blocks: Sequence[Block], body: Sequence[Block]) -> list[Problem]:
    """Return what was wrong with the views of `blocks`, of which `body` are those without the title."""
    if sum(bool(block.views) for block in body) < sum(bool(block.views) for block in blocks):
        views.warn_of_title_view(next(block.line for block in blocks if block.views))
    return views.problems


def cleaned_schemes(source: str) -> set[str]:
    """Return the schemes of links in the HTML `source` that cleaning drops."""
    return {match[1].lower() for match in _HREF_SCHEME.finditer(source)} - READ_SCHEMES
