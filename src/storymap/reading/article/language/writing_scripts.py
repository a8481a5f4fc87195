"""The writing script of a text, and the languages that it leaves: before words are looked at, letters are."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# One language writes nearly all that is written in these. The keys are the first words of Unicode's names of letters.
_ONE_LANGUAGE = {
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he",
    "KANNADA": "kn",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAANA": "dv",
    "THAI": "th",
    "TIBETAN": "bo",
}
# Letters that only one of the languages of a script has, or that none of the others has in running text.
_OWN_LETTERS = {
    "ARABIC": {"ar": "ةىإ", "fa": "پژگچ", "ur": "ٹڈڑںے", "ps": "ښځډړ", "ckb": "ڕڵێ", "sd": "ڄٻڀ", "ug": "ۇۈ"},
    "CYRILLIC": {"uk": "їєґ", "be": "ў", "sr": "ћђ", "mk": "ѓќѕ", "kk": "ұә", "tg": "ҷӣӯ", "ru": "ыэ"},
    "DEVANAGARI": {"mr": "ळ", "hi": "\u093c"},
}
# Letters that a language never has, where its own are also those of others.
_FOREIGN_LETTERS = {"ar": "پچژگکیہےٹڈڑېەۇ", "fa": "ہھےٹڈڑںېډړڕێۇ", "ru": "іїєґўјљњћђѓќѕңөүұқғҷӣӯ"}
# What may be written in the letters that many languages share, the likeliest first.
_LANGUAGES = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb", "sd", "ug"),
    "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "kk", "ky", "mk", "mn", "tg"),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "ETHIOPIC": ("am",),
    "HEBREW": ("he", "yi"),
}
# A title in Chinese and one in Japanese may have the same few characters.
_FEWEST_HAN = 10


def main_script(text: str) -> str:
    """Return the script of at least half of the letters of `text`, by Unicode's name; "CJK" with kana; "" if none is.

    Kana and Chinese characters are one script here.
    """
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else ""
    scripts: Counter[str] = Counter()
    for letter, number in Counter(text).items():
        if letter.isalpha():
            scripts[_script_of(letter)] += number
    script, number = max(scripts.items(), key=lambda item: item[1], default=("", 0))
    return script if number * 2 >= scripts.total() else ""


def languages_of(script: str) -> tuple[str, ...]:
    """Return the languages that share a script that is not Latin, the likeliest first; none where it has one."""
    return _LANGUAGES.get(script, ())


def language_by_letters(text: str, script: str) -> str:
    """Return the language that the letters of `text` leave in its main `script`, "" where that is not sure."""
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "CJK":
        return _chinese_or_japanese(text)
    letters = Counter(text.lower())
    # One letter may stand in a foreign name.
    found = [
        language
        for language, own in _OWN_LETTERS.get(script, {}).items()
        if sum(letters[letter] for letter in own) > 1 and not letters.keys() & set(_FOREIGN_LETTERS.get(language, ""))
    ]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    first = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    return "CJK" if first in ("CJK", "HIRAGANA", "KATAKANA") else first


def _chinese_or_japanese(text: str) -> str:
    names = [unicodedata.name(letter, "") for letter in text if letter.isalpha()]
    kana = sum(name.startswith(("HIRAGANA", "KATAKANA")) for name in names)
    han = sum(name.startswith("CJK") for name in names)
    if kana * 20 >= han + kana:
        return "ja"
    if han < _FEWEST_HAN:
        return ""
    # The older encodings of the mainland and of Taiwan have the characters of one way of writing each.
    traditional = sum(_is_only_in("big5", "gb2312", letter) for letter in text)
    simplified = sum(_is_only_in("gb2312", "big5", letter) for letter in text)
    return "zh-Hant" if traditional > simplified else "zh"


def _is_only_in(encoding: str, other: str, letter: str) -> bool:
    return bool(letter.encode(encoding, "ignore")) and not letter.encode(other, "ignore")
