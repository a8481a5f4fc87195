"""Numbered roads: "Highway 401", "National Highway 37", "la A-7", "die B 312", "国道3号"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from storymap.gazetteer.name_keys import fold_word
from storymap.geoparsing.site_nouns import STREET, SiteNouns
from storymap.geoparsing.tokens import Tokens

# A number of a road, and the letter that may be a part of it; what is a time, a sum or a share is none.
_NUMBER = re.compile(r"\d(?<![\d.,]\d)\d{0,3}[A-Za-z]?(?![\d%°€$£]|[.,:]\d|\w)")
_IDEOGRAPHIC = (  # a pattern of texts in ideographs alone
    r"(?:国道|國道|県道|省道)第?(?:\d{1,4}|[一二三四五六七八九十百〇]{1,4})(?:号|號)?(?:线|線)?"
    r"|(?:\d{1,4}|[一二三四五六七八九十]{1,3})[号號]公路|\d{1,3}国道"
)
_JOINED = frozenset({"", "-", "‑", "–"})
_BLANKS = frozenset({" ", "\xa0"})
_ARTICLES = frozenset({"the"})
_BEFORE_ARTICLES = frozenset({"and", "near", "from", "between", "onto", "of", "to", "by"})
_LONGEST_GAP = 6


def numbered_roads(tokens: Tokens, nouns: SiteNouns) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of numbered roads, in code points, each with STREET."""
    if nouns.ideographs:
        yield from ((*match.span(), STREET) for match in re.finditer(_IDEOGRAPHIC, tokens.text))
    for match in _NUMBER.finditer(tokens.text):
        number = bisect_right(tokens.ends, match.start()) - 1
        if number < 0 or match.start() - tokens.ends[number] > _LONGEST_GAP:
            continue
        start = _start(tokens, number, tokens.text[tokens.ends[number] : match.start()], nouns)
        if start is not None:
            yield start, match.end(), STREET


def _start(tokens: Tokens, number: int, gap: str, nouns: SiteNouns) -> int | None:
    """Return where the road begins whose number stands after a word, None if it is no road's."""
    folded = tokens.folded
    if folded[number] in nouns.road_nouns and gap.strip(" \xa0") in ("", "nº", "n°", "no."):
        is_small = not tokens.capitalized[number]
        if is_small and tokens.language == "en" and folded[number] == "road":
            return None
        is_longer = _word_before(tokens, number) in nouns.road_nouns_before and tokens.capitalized[number - 1]
        return tokens.starts[number - 1 if is_longer else number]
    elided, _, letters = tokens.words[number].replace("’", "'").rpartition("'")  # "l'A6" may be one word
    code = fold_word(letters)
    if letters != letters.upper() or code not in nouns.road_codes or not (gap in _JOINED or gap in _BLANKS):
        return None
    start = tokens.ends[number] - len(letters)
    before = f"{elided.lower()}'" if elided else _word_before(tokens, number)
    if before in _ARTICLES:
        # "the M23 rebels" are no road, "off the M25" is one.
        before = _word_before(tokens, number - 1) if gap in _JOINED else ""
        return start if before in nouns.road_cues or before in _BEFORE_ARTICLES else None
    is_interstate = code == "i" and gap == "-" and before not in ("a", "an")
    return start if before in nouns.road_cues or is_interstate else None


def _word_before(tokens: Tokens, number: int) -> str:
    return tokens.folded[number - 1] if number and tokens.gap(number - 1) in ("", *_BLANKS) else ""
