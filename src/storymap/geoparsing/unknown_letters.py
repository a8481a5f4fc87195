"""Texts in letters in which the gazetteer has no names: nothing is found there, and that is said."""

from __future__ import annotations

from storymap.errors import Problem
from storymap.reading.article.language.writing_scripts import main_script

_LONGEST_SAMPLE = 20_000


def unknown_letters(where: str, text: str) -> list[Problem]:
    """Return a warning if the names in a text, which is at `where`, are in other than Latin letters."""
    if main_script(text[:_LONGEST_SAMPLE]) in ("", "LATIN"):
        return []
    what = "names are found in Latin letters alone, and the text is in other ones"
    remedy = "add its places one by one, for example: storymap add Name --at 34.69,135.5"
    return [Problem(where, what, remedy, "warning")]
