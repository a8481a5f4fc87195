"""A book of Project Gutenberg as a page to an article, without head, licence, page numbers and transcribers' notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.chapter_headings import is_contents_heading
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.gutenberg.boilerplate import GutenbergBook, head_before_start, holds_end, read_head
from storymap.reading.article.gutenberg.book_text import describe_book, told
from storymap.reading.article.gutenberg.furniture import is_transcribers_note
from storymap.reading.article.gutenberg.title_page import TITLE_DEPTH, is_title_line, title_page_end
from storymap.reading.article.html.blocks import read_blocks, view_problems
from storymap.reading.article.html.cleaning import BLOCK_ELEMENTS
from storymap.reading.article.html.tokens import (
    EndTag,
    HtmlToken,
    StartTag,
    element_ends,
    has_class,
    text_of,
    without_elements,
)
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.title import take_title
from storymap.reading.article.view_directives import ViewDirectives

_PAGE_NUMBERS = ("pagenum", "pageno", "pgnum", "pagebreak", "page-number")
_NOTES = ("transnote", "transnotes", "trans-note", "trans_note", "tnote", "tnotes", "trnote", "tn")
# How many tokens from the top a paragraph may announce a table of contents.
_TOP = 500
# What a table of contents has that is announced by a paragraph.
_FEWEST_LINKS = 3
_HEADINGS = ("h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class BookPage:
    """A book, the tokens of its text, and how much of what was left out."""

    book: GutenbergBook
    tokens: list[HtmlToken]
    left_out: Counter[str]


def find_book_page(tokens: list[HtmlToken]) -> BookPage | None:
    """Return the book of Project Gutenberg that a page holds, None if the page does not say where one begins."""
    start = _position(tokens, 0, lambda text: head_before_start(text) is not None)
    if start is None:
        return None
    ends = element_ends(tokens)
    foot = _position(tokens, start + 1, holds_end)
    head = _lines(tokens[:start]) + (head_before_start(str(tokens[start])) or "")
    begin = _block_end(tokens, start, ends) + 1
    end = len(tokens) if foot is None else _block_start(tokens, foot)
    before, after = _open_tags(tokens[:begin]), _open_tags(tokens[:end])
    body = [*before, *tokens[begin:end], *(EndTag(tag.name) for tag in reversed(after))] if end > begin else []
    left_out: Counter[str] = Counter()
    return BookPage(read_head(head, 0, 0), _without_furniture(body, left_out), left_out)


def read_book_page(
    page: BookPage, front: FrontMatter, name: str, media: MediaEmbedder, problems: list[Problem]
) -> Article:
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


def _position(tokens: Sequence[HtmlToken], begin: int, holds: Callable[[str], bool]) -> int | None:
    for position in range(begin, len(tokens)):
        token = tokens[position]
        if isinstance(token, str) and holds(token):
            return position
    return None


def _open_tags(tokens: Sequence[HtmlToken]) -> list[StartTag]:
    """Return the start tags among `tokens` whose elements go on after them, outermost first."""
    ends = element_ends(list(tokens))
    return [token for i, token in enumerate(tokens) if isinstance(token, StartTag) and ends[i] == len(tokens)]


def _block_start(tokens: Sequence[HtmlToken], position: int) -> int:
    """Return where the innermost block element around a position begins."""
    ends = element_ends(list(tokens[:position]))
    around = (
        i
        for i in range(position - 1, -1, -1)
        if isinstance(token := tokens[i], StartTag) and ends[i] == position and token.name in BLOCK_ELEMENTS
    )
    return next(around, position)


def _block_end(tokens: Sequence[HtmlToken], position: int, ends: Sequence[int]) -> int:
    begin = _block_start(tokens, position)
    return position if begin == position else ends[begin]


def _lines(tokens: Sequence[HtmlToken]) -> str:
    """Return the text of `tokens`, a line for each block."""
    parts = []
    for token in tokens:
        if isinstance(token, str):
            parts.append(token)
        elif token.name in BLOCK_ELEMENTS or token.name == "br":
            parts.append("\n")
    # A title goes on in an indented line.
    return re.sub(r"\n+(?=[ \t]+\S)", "\n", "".join(parts))


def _without_furniture(tokens: list[HtmlToken], left_out: Counter[str]) -> list[HtmlToken]:
    def is_furniture(tag: StartTag) -> bool:
        is_number, is_note = has_class(tag, *_PAGE_NUMBERS), has_class(tag, *_NOTES)
        left_out["number of a page"] += is_number
        left_out["note of transcribers"] += is_note
        return is_number or is_note

    return _without_sections(without_elements(tokens, is_furniture), left_out)


def _without_sections(tokens: list[HtmlToken], left_out: Counter[str]) -> list[HtmlToken]:
    """Return `tokens` without tables of contents and transcribers' notes.

    They are a heading, and what follows it up to the next heading or rule.
    """
    ends = element_ends(tokens)
    kept: list[HtmlToken] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = position
        is_paragraph = isinstance(token, StartTag) and token.name == "p" and position < _TOP
        if is_paragraph or (isinstance(token, StartTag) and token.name in _HEADINGS):
            unwanted = _unwanted_section(text_of(tokens[position : ends[position]]))
            end = _section_end(tokens, ends[position] + 1, ends) if unwanted else position
            if is_paragraph and not _is_list_of_links(tokens[position:end]):
                end = position
        if end > position:
            left_out[unwanted] += 1
            position = end
        else:
            kept.append(token)
            position += 1
    return kept


def _is_list_of_links(tokens: Sequence[HtmlToken]) -> bool:
    return sum(isinstance(token, StartTag) and token.name == "a" for token in tokens) >= _FEWEST_LINKS


def _unwanted_section(heading: str) -> str:
    if is_contents_heading(heading):
        return "table of contents"
    return "note of transcribers" if is_transcribers_note(heading) else ""


def _section_end(tokens: Sequence[HtmlToken], position: int, ends: Sequence[int]) -> int:
    while position < len(tokens) and not isinstance(token := tokens[position], EndTag):
        end = ends[position] + 1 if isinstance(token, StartTag) else position + 1
        element = tokens[position:end]
        if any(isinstance(inner, StartTag) and inner.name in (*_HEADINGS, "hr") for inner in element):
            return position
        position = end
    return position


def _without_address(token: HtmlToken) -> HtmlToken:
    if not isinstance(token, StartTag) or token.name != "a":
        return token
    is_whole = re.match(r"[a-z]+:", token.attributes.get("href", ""), re.IGNORECASE) is not None
    return token if is_whole else StartTag("span", {})
