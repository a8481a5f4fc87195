"""Headings of chapters in plain text, as books write them: "CHAPTER I", "Chapter 12. The river", "Erstes Kapitel"."""

from __future__ import annotations

import json
import re
from functools import cache

from storymap.shipped_files import shipped_text

_LONGEST = 200
_ROMAN = r"[IVXLCDM]{1,9}"
_TITLE = r"(?P<title>\S.*)"


def is_chapter_heading(text: str, *, is_set_apart: bool = False) -> bool:
    """Say whether the `text` of a paragraph is the heading of a numbered chapter, with its title or without.

    One that `is_set_apart` has more blank lines around it than paragraphs have.
    """
    match = _pattern().fullmatch(" ".join(text.split())) if len(text) <= _LONGEST else None
    if match is None:
        return False
    title = match["title"] or ""
    # "Part 2 was shown in Ghent." is a sentence.
    return bool(match["sign"]) or title == title.upper() or (is_set_apart and title[-1] not in ".,;")


def is_numeral(text: str) -> bool:
    """Say whether the `text` of a paragraph is nothing but a number: "IV." or "12"."""
    return re.fullmatch(rf"(?:{_ROMAN}|[0-9]{{1,3}})\.?", text.strip()) is not None


def is_chapter_number(text: str) -> bool:
    """Say whether the `text` of a paragraph is nothing but the number of a chapter: "IV." or "CHAPTER IV."."""
    match = _pattern().fullmatch(text) if len(text) <= _LONGEST else None
    return is_numeral(text) or (match is not None and not match["title"])


def is_numbered_heading(text: str) -> bool:
    """Say whether the `text` is a chapter's number in Roman digits, and its title: "XIV. The first day of school"."""
    return (
        "\n" not in text and re.fullmatch(rf"{_ROMAN}(?:[.:]|[ \t]*[—–-])?[ \t]+\S.{{1,100}}", text.strip()) is not None
    )


def is_contents_heading(text: str) -> bool:
    """Say whether the `text` of a paragraph announces a table of contents."""
    return len(text) < 60 and text.strip(" .:_").lower() in _words("contents")


@cache
def _words(kind: str) -> frozenset[str]:
    source = shipped_text(__package__, "chapter_words.json")
    return frozenset(word for words in json.loads(source)[kind].values() for word in words)


@cache
def _pattern() -> re.Pattern[str]:
    chapter, number = ("|".join(sorted(map(re.escape, _words(kind)))) for kind in ("chapter", "number"))
    count = rf"(?:(?:the\s)?(?:{number})|[0-9]{{1,3}}|(?-i:{_ROMAN}))"
    named = rf"(?:(?:the\s)?(?:{chapter})\s{count}|(?:the\s)?{count}\.?\s(?:{chapter}))"
    return re.compile(rf"_?{named}\b_?(?P<sign>\s?[.:—–-]+)?(?:\s{_TITLE})?", re.IGNORECASE)
