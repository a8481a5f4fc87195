"""Texts in languages of which few names of places are known, or no words: what that means is said."""

from __future__ import annotations

from storymap.errors import Problem
from storymap.gazetteer.local_names import base_language
from storymap.geoparsing.cue_words import LANGUAGES
from storymap.reading.article.language.writing_scripts import main_script

# The letters, by Unicode's name, of the languages whose names ship with the gazetteer.
_SCRIPTS = {
    "ru": "CYRILLIC", "uk": "CYRILLIC", "ar": "ARABIC", "fa": "ARABIC", "zh": "CJK", "ja": "CJK", "ko": "HANGUL",
    "hi": "DEVANAGARI", "el": "GREEK", "he": "HEBREW",
}  # fmt: skip
_LONGEST_SAMPLE = 20_000


def unknown_letters(where: str, text: str, language: str) -> list[Problem]:
    """Return a warning if few names in the letters of the text at `where` are known in its language.

    In Latin letters the names are known, but perhaps not the words that look like one: of that a note is returned.
    """
    script = main_script(text[:_LONGEST_SAMPLE])
    base = base_language(language)
    if script in ("", "LATIN"):
        if not script or base in LANGUAGES:
            return []
        what = f"no words of its language ({base}) are known, and some may be taken for places"
        return [Problem(where, what, "check them with --review", "note")]
    if script == _SCRIPTS.get(base):
        return []
    what = f"of places only countries and well-known cities are known in its language and letters ({base})"
    remedy = "add the others one by one, for example: storymap add Name --at 34.69,135.5"
    return [Problem(where, what, remedy, "warning")]
