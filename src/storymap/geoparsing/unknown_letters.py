"""Texts in letters in which no names of places are known: nothing is found there, and that is said."""

from __future__ import annotations

from storymap.errors import Problem
from storymap.gazetteer.local_names import base_language
from storymap.reading.article.language.writing_scripts import main_script

# The letters, by Unicode's name, of the languages whose names ship with the gazetteer.
_SCRIPTS = {
    "ru": "CYRILLIC", "uk": "CYRILLIC", "ar": "ARABIC", "zh": "CJK", "ja": "CJK", "ko": "HANGUL", "hi": "DEVANAGARI",
    "el": "GREEK", "he": "HEBREW",
}  # fmt: skip
_LONGEST_SAMPLE = 20_000


def unknown_letters(where: str, text: str, language: str) -> list[Problem]:
    """Return a warning if the text at `where` is in letters in which no names are known in its language."""
    script = main_script(text[:_LONGEST_SAMPLE])
    base = base_language(language)
    if script in ("", "LATIN", _SCRIPTS.get(base)):
        return []
    what = f"the text is in other than Latin letters, and names of places are not known in its language ({base})"
    remedy = "add its places one by one, for example: storymap add Name --at 34.69,135.5"
    return [Problem(where, what, remedy, "warning")]
