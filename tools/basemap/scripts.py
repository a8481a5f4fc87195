"""Names of cities as their own country writes them, from GeoNames' alternate names without a language.

The alternate names carry no language, so a name is taken only where the writing itself says it: the right
letters, and a sign that it is the name meant. Where there is no such sign the city keeps its name in Latin
letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher

import pandas as pd

_LEAST_PEOPLE = 15000
_ALIKE = 0.7
_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ"
_READ = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia y e e _"
_CYRILLIC = dict(zip(_LETTERS, _READ.split(), strict=True))  # "_" is silent


def home_names(cities: pd.DataFrame, language: str) -> dict[int, str]:
    """Return names in the script of `language` by number, for cities of the countries where it is written."""
    if language not in _HOMES:
        return {}
    countries, letters, choose = _HOMES[language]
    home = cities[cities["country"].isin(countries.split()) & (cities["population"] >= _LEAST_PEOPLE)]
    found = {}
    for number, name, others in zip(home.index, home["name"], home["alternatenames"], strict=True):
        written = sorted({other for other in others if re.fullmatch(letters, other)})
        if chosen := choose(name, written):
            found[int(number)] = chosen
    return found


def _alike(latin: dict[str, str]) -> Callable[[str, list[str]], str]:
    """Choose the name that reads most like the Latin one; Казань, not Казан, which read the same."""

    def choose(name: str, written: list[str]) -> str:
        read = {other: _likeness(_bare(name), _romanised(other, latin)) for other in written}
        best = max(written, key=lambda other: (read[other], "ь" in other, other), default="")
        return best if best and read[best] >= _ALIKE else ""

    return choose


def _romanised(name: str, latin: dict[str, str]) -> str:
    return "".join(latin.get(letter, letter) for letter in name.casefold()).replace("_", "")


def _bare(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.casefold().replace("'", "")


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _with_title(titles: str, coding: str) -> Callable[[str, list[str]], str]:
    """Choose the name that also stands with the title of a city after it, in the country's own characters."""

    def choose(_: str, written: list[str]) -> str:
        own = [name for name in written if _encodes(name, coding)]
        return next((name for name in own if any(name + title in own for title in titles)), "")

    return choose


def _encodes(name: str, coding: str) -> bool:
    try:
        name.encode(coding)
    except UnicodeEncodeError:
        return False
    return True


def _only(_: str, written: list[str]) -> str:
    """Choose the name when there is no other."""
    return written[0] if len(written) == 1 else ""


_ARAB = "AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE"
_HOMES: dict[str, tuple[str, str, Callable[[str, list[str]], str]]] = {
    "ar": (_ARAB, r"[ء-غف-ي ]+", _only),
    "el": ("GR CY", r"[ά-ώΆ-Ϋ ]+", _only),
    "fa": ("IR AF", r"[ء-غف-وپچژکگی\u200c ]+", _only),
    "he": ("IL", r"[א-ת \-]+", _only),
    "hi": ("IN", r"[ऀ-ॿ]+", _only),
    "ja": ("JP", r"[一-鿿]+", _with_title("市町", "shift_jis")),
    "ko": ("KR KP", r"[가-힣]+", _with_title("시", "euc_kr")),
    "ru": ("RU BY", r"(?!.*(?:[сзц]ьк|ъ))[А-Яа-яЁё \-]+", _alike(_CYRILLIC | {"г": "g", "и": "i", "е": "e"})),
    "uk": ("UA", r"[А-ЩЬЮЯҐЄІЇа-щьюяґєії’' \-]+", _alike(_CYRILLIC)),
    "zh": ("CN", r"[一-鿿]+", _with_title("市县", "gb2312")),
    "zht": ("TW", r"[一-鿿]+", _with_title("市縣", "big5")),
}
