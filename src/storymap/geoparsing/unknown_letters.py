"""Texts in letters in which the gazetteer has no names: nothing is found there, and that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from storymap.errors import Problem
from storymap.reading.article.language.writing_scripts import main_script

if TYPE_CHECKING:
    from storymap.model import Article

_LONGEST_SAMPLE = 20_000


def unknown_letters(article: Article, text: str) -> list[Problem]:
    """Return a warning if the names in `text`, the article's, are in other than Latin letters."""
    if main_script(text[:_LONGEST_SAMPLE]) in ("", "LATIN"):
        return []
    what = f"names are found in Latin letters alone, and the text is in {_english_name(article.language)}"
    remedy = "add its places one by one, for example: storymap add Name --at 34.69,135.5"
    return [Problem(article.name, what, remedy, "warning")]


def _english_name(tag: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or "other letters"
    except (UnknownLocaleError, ValueError):
        return "other letters"
