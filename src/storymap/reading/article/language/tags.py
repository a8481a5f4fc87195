"""Language tags (BCP 47)."""

from __future__ import annotations

import re
from functools import cache

from storymap.errors import Problem

_LONGEST = 100  # code points: of what is looked at
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-(?:[A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{1,8})*")


def is_language(tag: str) -> bool:
    """Say whether `tag` has the form of a BCP 47 language tag: `en`, `es-MX`, `zh-Hant-TW`."""
    return len(tag) <= 35 and _LANGUAGE.fullmatch(tag) is not None


def language_problems(given: str | None) -> list[Problem]:
    """Return an error if the language that takes the place of an article's own is none."""
    if not given or is_language(given):
        return []
    return [Problem("language", f'"{given}" is not a language tag', "write for example en, es or es-MX")]


def language_tag(written: str) -> str:
    """Return the tag of a language that is `written` as en_US or by its English name; anything else as it is."""
    tag = written.replace("_", "-")
    if is_language(tag):
        return tag
    return tag_of_name(written) or written


def declared_language(written: str) -> str:
    """Return the tag of the language that a file of another tool declares, "" where that is none."""
    tag = language_tag(" ".join(written[:_LONGEST].split()))
    return tag if is_language(tag) else ""


def tag_of_name(name: str) -> str:
    """Return the tag of the language with this English name, "" if there is none."""
    return _tags_by_name().get(name.casefold(), "")


@cache
def _tags_by_name() -> dict[str, str]:
    from babel import Locale

    names = Locale("en").languages.items()
    return {str(name).casefold(): tag for tag, name in names if tag.isalpha() and len(tag) <= 3}
