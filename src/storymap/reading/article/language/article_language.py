"""An article's language where nothing declares it: recognised in its text, and told."""

from __future__ import annotations

from dataclasses import replace

from babel import Locale, UnknownLocaleError

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.language.recognition import ENGLISH, Recognition, recognise_language


def with_language(article: Article, problems: list[Problem]) -> Article:
    """Return the article with its language: the declared one, else the one recognised, which goes to `problems`."""
    if article.language:
        return article
    found = recognise_language(block.text for block in article.blocks if block.kind != "code")
    if found != ENGLISH:
        problems.append(_told(article.name, found))
    return replace(article, language=found.language)


def _told(name: str, found: Recognition) -> Problem:
    taken, tag = _english_name(found.language), found.doubtful or found.language
    if not found.doubtful:
        remedy = f"language: {tag} in the front matter, or --lang {tag}, says so"
        return Problem(name, f"the language is {taken}, recognised from the text", remedy, "note")
    if tag == "und":
        remedy = "write for example language: fr in the front matter, or add --lang fr"
        return Problem(name, f"the language was not recognised; it is taken for {taken}", remedy, "warning")
    what = f"the language may be {_english_name(tag)}, but the text is too short to be sure; it is taken for {taken}"
    remedy = f"write language: {tag} in the front matter, or add --lang {tag}, if it is"
    return Problem(name, what, remedy, "warning")


def _english_name(tag: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
