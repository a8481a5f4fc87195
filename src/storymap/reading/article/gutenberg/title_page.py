"""The title page of a book: its title and author, and who printed it where: towns that are not in the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from storymap.reading.article.chapter_headings import is_chapter_heading, is_numeral
from storymap.reading.article.gutenberg.boilerplate import GutenbergBook

# How many paragraphs from the top a title and an author may stand, and all of a title page.
TITLE_DEPTH = 12
_PAGE_DEPTH = 60
_PROSE = 400
_BY = re.compile(r"(?:by|por|par|von|da|door|di|af|av)[ \t]+", re.IGNORECASE)
_IMPRINT = re.compile(
    r"copyright|all rights reserved|\b(?:published|printed|publishers?|printers?|edition|reprinted|impression"
    r"|verlag|gedruckt|druck von|[a-z]*druk|imprimerie|imprimé|éditeurs?|librairie|imprenta|editorial|impreso"
    r"|tipografia|editore|uitgever[a-z]*)\b"
    r"|^[(\[]?1[5-9][0-9]{2}[)\]]?\.?$",
    re.IGNORECASE | re.MULTILINE,
)
_VOLUME = re.compile(r"(?:volume|vol\.|tome|tomo|band|deel)\b", re.IGNORECASE)


def is_title_line(text: str, book: GutenbergBook, title: str) -> bool:
    """Say whether `text`, from above a book, is its title or author alone: they stand on the page already."""
    names = {_letters(name) for name in (title, book.title, book.title.partition(";")[0], *book.authors)}
    return _BY.fullmatch(text.strip() + " ") is not None or _letters(_BY.sub("", text, count=1)) in names - {""}


def title_page_end(texts: Sequence[str], book: GutenbergBook, left_out: Counter[str]) -> int:
    """Return how many of the paragraphs `texts` of a book are its title page: all up to its last imprint, 0 for none.

    It ends before prose and before the first chapter.
    """
    end = 0
    for index, written in enumerate(texts[:_PAGE_DEPTH]):
        text = written.replace("_", "")
        is_chapter = is_numeral(text) and not _IMPRINT.search(text)
        if len(text) > _PROSE or is_chapter or (is_chapter_heading(text) and not _VOLUME.match(text)):
            break
        if _IMPRINT.search(text):
            end = index + 1
    left_out["title page"] += end > 0
    return end


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
