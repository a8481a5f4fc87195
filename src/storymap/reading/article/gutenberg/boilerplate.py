"""What Project Gutenberg puts around a book: its head, which says whose book it is, and its licence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storymap.reading.article.front_matter.author_names import is_somebody
from storymap.reading.article.language.tags import tag_of_name

# Files since 2004 say START and END; before, the "small print" ended, and the foot began with "End of".
_START = re.compile(
    r"^[ \t]*\*\*\*[ \t]?START OF (?:THE|THIS) PROJECT GUTENBERG E-?(?:BOOK|TEXT)\b(?:[^*]{0,400}\*\*\*+|[^\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
_SMALL_PRINT = re.compile(r"^[ \t]*\*END[* ]*THE SMALL PRINT![^\n]*$", re.MULTILINE)
_END = re.compile(
    r"^[ \t]*(?:\*\*\*[ \t]?END OF (?:THE|THIS) PROJECT GUTENBERG E-?(?:BOOK|TEXT)\b"
    r"|End of (?:(?:the|this) )?Project Gutenberg(?:['’]s)?\b)",
    re.MULTILINE | re.IGNORECASE,
)
# A licence at the top takes some 20,000 characters.
_HEAD_WITHIN = 60_000
_FIELD = re.compile(r"^[ \t]*(Title|Author|Language):[ \t]*(\S.*(?:\n[ \t]+\S.*){0,5})", re.MULTILINE)
_FIRST_LINE = re.compile(
    r"^(?:[^\w\n]|_){0,80}(?:This is )?(?:The )?Project Gutenberg(?:['’]s)?"
    r"(?: E-?(?:book|text),?)?(?: of)? (?P<title>\S.{0,200}?)"
    r"(?:, by (?P<author>[^,\n]{2,100}?))?(?:[^\w\n]|_){0,80}$",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GutenbergBook:
    """A book within a text: from `start` to `end`, and what its head says. `language` is a BCP 47 tag, or ""."""

    start: int
    end: int
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""


def find_book(text: str) -> GutenbergBook | None:
    """Return the book of Project Gutenberg that `text` holds, or None if it has no mark of it."""
    begin = _START.search(text, 0, _HEAD_WITHIN) or _SMALL_PRINT.search(text, 0, _HEAD_WITHIN)
    if begin is None:
        return None
    foot = _END.search(text, begin.end())
    return read_head(text[: begin.start()], begin.end(), foot.start() if foot else len(text))


def head_before_start(text: str) -> str | None:
    """Return what of `text` stands before the line after which a book begins; None without such a line."""
    begin = _START.search(text) or _SMALL_PRINT.search(text)
    return text[: begin.start()] if begin else None


def holds_end(text: str) -> bool:
    """Say whether `text` holds the line at which a book ends."""
    return _END.search(text) is not None


def read_head(head: str, start: int, end: int) -> GutenbergBook:
    """Return the book that goes from `start` to `end`, with what its `head` says."""
    fields: dict[str, list[list[str]]] = {}
    for match in _FIELD.finditer(head):
        fields.setdefault(match[1], []).append([" ".join(line.split()) for line in match[2].split("\n")])
    first = _FIRST_LINE.search(head)
    title, *subtitle = fields.get("Title", [[first["title"] if first else ""]])[0]
    declared = [" ".join(lines) for lines in fields.get("Author", [])]
    authors = [name for name in declared or [(first["author"] if first else "") or ""] if is_somebody(name)]
    language = tag_of_name(fields.get("Language", [[""]])[0][0].partition(",")[0])
    return GutenbergBook(start, end, title, " ".join(subtitle), tuple(authors), language)
