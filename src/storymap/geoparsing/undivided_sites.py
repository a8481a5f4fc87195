"""Streets and buildings in texts without blanks between words: Chinese and Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from storymap.geoparsing.site_nouns import SiteNouns

_LONGEST, _SHORTEST = 8, 2  # letters of a name before its noun
# In Japanese a particle in hiragana stands before a name; in Chinese one of these does, or no letter at all.
_CHINESE = "\u3400-\u9fff"
_BEFORE = "的在于至到从和与沿经往向过及是把将住由离是去说，"
_NEVER = "的了一这那每条本该座所个两几些是在和与有不也都就而各某此多"
_KANJI, _KATAKANA = "\u3400-\u9fff々", "\u30a1-\u30ff"
_NOT_AFTER = "线过上程边灯况费由径透头市"  # "路线" and "路过" are other words


def undivided_sites(text: str, nouns: SiteNouns) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of sites, in code points, each with its kind."""
    if not nouns.ideographs:
        return
    kinds = dict(nouns.ideographs)
    pattern = _pattern(nouns, is_japanese=any("\u3040" <= letter <= "\u30ff" for letter in text))
    for match in pattern.finditer(text):
        whole = match["name"] + match["noun"]
        # "市立病院" is a word like any other, and so is a letter with it.
        if whole not in nouns.no_names and whole[1:] not in nouns.no_names:
            yield match.start("name"), match.end("noun"), kinds[match["noun"]]


@lru_cache(maxsize=8)
def _pattern(nouns: SiteNouns, *, is_japanese: bool) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word, _ in nouns.ideographs)
    if is_japanese:
        name = f"[{_KANJI}{_KATAKANA}]{{{_SHORTEST},{_LONGEST}}}?"
        return re.compile(f"(?<![{_KANJI}{_KATAKANA}])(?P<name>{name})(?P<noun>{words})(?![{_KATAKANA}])")
    name = f"(?:(?![{_NEVER}])[{_CHINESE}]){{{_SHORTEST},{_LONGEST}}}?"
    begin = f"(?:(?<![{_CHINESE}])|(?<=[{_BEFORE}]))"
    return re.compile(f"{begin}(?P<name>{name})(?P<noun>{words})(?![{_NOT_AFTER}])")
