"""An article's language where nothing declares it: recognised in its text, and told."""

from __future__ import annotations

from dataclasses import replace

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.language.recognition import ENGLISH, Recognition, recognise_language


def with_language(
    article: Article, problems: list[Problem], *, has_front_matter: bool = True, default_language: str = ""
) -> Article:
    """Return the article with its language: the declared one, else the one recognised, which goes to `problems`.

    `has_front_matter` says whether the file could declare it there, as the remedy says. A `default_language` takes the
    place of recognition; where that would say otherwise, this goes to `problems`.
    """
    if article.language:
        return article
    found = recognise_language(block.text for block in article.blocks if block.kind != "code")
    if default_language:
        if found.language.partition("-")[0] != default_language.partition("-")[0].lower():
            problems.append(_told_default(article.name, default_language, has_front_matter=has_front_matter))
        return replace(article, language=default_language)
    if found != ENGLISH:
        problems.append(_told(article.name, found, has_front_matter=has_front_matter))
    return replace(article, language=found.language)


def _told_default(name: str, language: str, *, has_front_matter: bool) -> Problem:
    entry = f"language: {language} in the front matter" if has_front_matter else f"--lang {language}"
    what = f"the language is taken for {_english_name(language)}, as the desk's settings say"
    return Problem(name, what, f"{entry} says so to build, too", "note")


def _told(name: str, found: Recognition, *, has_front_matter: bool) -> Problem:
    taken, tag = _english_name(found.language), found.doubtful or found.language
    if not found.doubtful:
        entry = f"language: {tag} in the front matter, or --lang {tag}," if has_front_matter else f"--lang {tag}"
        return Problem(name, f"the language is {taken}, recognised from the text", f"{entry} says so", "note")
    if tag == "und":
        entry = "write for example language: fr in the front matter, or add" if has_front_matter else "add for example"
        what = f"the language was not recognised; it is taken for {taken}"
        return Problem(name, what, f"{entry} --lang fr", "warning")
    what = f"the language may be {_english_name(tag)}, but the text is too short to be sure; it is taken for {taken}"
    entry = f"write language: {tag} in the front matter, or add" if has_front_matter else "add"
    return Problem(name, what, f"{entry} --lang {tag}, if it is", "warning")


def _english_name(tag: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
