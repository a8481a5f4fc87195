"""The plain text of a book to blocks: chapters are headings, verse and letters keep their lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from storymap.errors import Problem
from storymap.model import Article, Block
from storymap.reading.article.chapter_headings import (
    is_chapter_heading,
    is_chapter_number,
    is_numbered_heading,
    is_numeral,
)
from storymap.reading.article.front_matter.author_names import join_names
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.gutenberg.boilerplate import GutenbergBook
from storymap.reading.article.gutenberg.furniture import (
    APART,
    read_footnote,
    without_furniture,
    without_illustrations,
)
from storymap.reading.article.gutenberg.title_page import TITLE_DEPTH, is_title_line, title_page_end
from storymap.reading.article.paragraphs import Paragraph, is_rule, read_paragraphs, wrap_width

# A book of verse is wrapped as wide as its verses, which would then look like prose.
_NARROWEST = 60
_LONGEST_HEADING = 160
_MOST_HEADING_LINES = 3
_NOTE_NUMBER = re.compile(r"\[[0-9A-Z*]{1,3}\]\Z")
_END_SIGNS = (".", ",", ";", ":", "-", "--", "—", "!”", "?”")
_QUOTES = ("“", "”", '"', "«", "»", "„", "—", "--", "[", "(", "'", "‘")


def read_book_text(source: str, book: GutenbergBook, front: FrontMatter, name: str, problems: list[Problem]) -> Article:
    """Return the `book` in the normalised text `source`, which stands after `front` in the file `name`.

    What is left out is told in `problems`.
    """
    left_out: Counter[str] = Counter()
    text = without_illustrations(source[book.start : book.end], left_out)
    line = front.body_line + source.count("\n", 0, book.start)
    paragraphs = read_paragraphs(text, line, max(wrap_width(text), _NARROWEST))
    paragraphs = without_furniture(paragraphs, left_out)
    paragraphs = paragraphs[title_page_end([one.text for one in paragraphs], book, left_out) :]
    first = [one for one in paragraphs[:TITLE_DEPTH] if not is_title_line(one.text, book, front.title)]
    problems.append(told(name, left_out))
    return describe_book(book, _blocks(_with_chapter_titles([*first, *paragraphs[TITLE_DEPTH:]])))


def describe_book(book: GutenbergBook, blocks: Sequence[Block] = ()) -> Article:
    """Return the article of `blocks` with what the head of a book says."""
    byline = join_names(book.authors, book.language or "en") if book.authors else ""
    return Article(book.title, tuple(blocks), subtitle=book.subtitle, byline=byline, language=book.language)


def told(name: str, left_out: Counter[str]) -> Problem:
    """Return what a person is told of what was left out of a book."""
    parts = ["head and licence of Project Gutenberg"]
    parts += [_counted(number, what) for what, number in sorted(left_out.items()) if number]
    return Problem(name, f"left out: {', '.join(parts)}", "--whole keeps everything", "note")


def _counted(number: int, what: str) -> str:
    first, of, rest = what.partition(" of ")
    return what if number == 1 else f"{number:,} {first}s{of}{rest}"


def _with_chapter_titles(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with the title of a chapter in one with its number above it."""
    joined: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        above = joined[-1] if joined and joined[-1].gap >= 2 and index + 1 < len(paragraphs) else None
        if above is not None and is_chapter_number(above.text) and _is_chapter_title(paragraph):
            sign = "" if above.text[-1] in ".:" else "."
            joined[-1] = replace(above, lines=(f"{above.text}{sign} {' '.join(paragraph.lines)}",))
        else:
            joined.append(paragraph)
    return joined


def _is_chapter_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > _LONGEST_HEADING or text[0].islower() or text.startswith(_QUOTES):
        return False
    return text.isupper() or (len(paragraph.lines) == 1 and not text.endswith((*_END_SIGNS, "!", "?")))


def _blocks(paragraphs: Sequence[Paragraph]) -> list[Block]:
    blocks: list[Block] = []
    notes: list[Block] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if is_rule(paragraph.text):
            blocks.append(Block("rule", "", line=paragraph.line))
        elif _is_heading(paragraph, following):
            blocks.append(paragraph.block("heading", 2, is_of_book=True))
        elif note := read_footnote(paragraph.text):
            notes.append(Paragraph(tuple(note.split("\n")), paragraph.line).block(is_of_book=True))
        else:
            blocks.append(paragraph.block(is_of_book=True))
    while blocks and blocks[-1].kind == "rule":
        blocks.pop()
    return [*blocks, Block("rule", ""), *notes] if notes else blocks


def _is_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    text = paragraph.text
    if following is None or len(text) > _LONGEST_HEADING or len(paragraph.lines) > _MOST_HEADING_LINES:
        return False
    if is_chapter_heading(text, is_set_apart=paragraph.gap >= 2):
        return True
    if paragraph.gap < 2:
        return False
    if is_numeral(text) or is_numbered_heading(text):
        return True
    return _looks_like_heading(paragraph, following)


def _looks_like_heading(paragraph: Paragraph, following: Paragraph) -> bool:
    """Say whether a short paragraph stands apart above prose: "PREFACE", "The mermaid of Zennor"."""
    text = paragraph.text
    if not text[0].isalnum() or text[0].islower() or text.startswith(_QUOTES):
        return False
    is_above_text = len(following.text) > len(text) and following.gap <= paragraph.gap
    is_shouted = text.isupper()
    return is_above_text and (
        is_shouted or (paragraph.gap >= APART and not _NOTE_NUMBER.sub("", text).endswith(_END_SIGNS))
    )
