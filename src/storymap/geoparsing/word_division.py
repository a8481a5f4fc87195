"""Where words begin and end in languages that write several together, or do not divide them at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from storymap.folding.for_searching import fold_for_searching
from storymap.gazetteer.local_names import BEGINNING, LocalNames
from storymap.gazetteer.name_keys import fold_word
from storymap.geoparsing.word_forms import base_forms, prefix_readings

UNDIVIDED = frozenset({"zh", "ja"})
_PREFIXED = frozenset({"ar", "he"})
ELIDED = frozenset({"fr", "it", "ca"})
_ELISION = re.compile(r"(?:l|d|qu|dell|all|nell|sull|dall|un|quest)['’](?=[^\W\d_]{2})", re.IGNORECASE)
_UNDIVIDED_RUN = re.compile(r"[\u3400-\u9fff々\u3040-\u30ff]+")


class Word(NamedTuple):
    """A word of a text: `text[start:end]`, folded; `is_name` says whether a name can begin with it."""

    start: int
    end: int
    folded: str
    is_name: bool = False


def divided(word: str, start: int, language: str, names: LocalNames) -> Iterator[Word]:
    """Yield the words that are written together in one, which begins at a code point of the text."""
    if language in UNDIVIDED and _UNDIVIDED_RUN.search(word):
        yield from _longest_names(word, start, names)
    elif language in _PREFIXED:
        yield from _without_prefix(word, start, language, names)
    elif language in ELIDED and (elision := _ELISION.match(word)):
        at = start + elision.end()
        yield Word(start, at, fold_word(elision[0]))
        yield Word(at, start + len(word), fold_word(word[elision.end() :]))
    else:
        yield Word(start, start + len(word), fold_word(word), is_name=_begins_name(fold_word(word), language, names))


def _begins_name(folded: str, language: str, names: LocalNames) -> bool:
    return any(base in names.first_words for base in base_forms(folded, language))


def _without_prefix(word: str, start: int, language: str, names: LocalNames) -> Iterator[Word]:
    folded, end = fold_word(word), start + len(word)
    if folded not in names.first_words:
        for prefix, rest in prefix_readings(word, language):
            if rest in names.first_words:
                yield Word(start, start + len(prefix), fold_word(prefix))
                yield Word(start + len(prefix), end, rest, is_name=True)
                return
    yield Word(start, end, folded, is_name=folded in names.first_words)


def _longest_names(text: str, start: int, names: LocalNames) -> Iterator[Word]:
    """Yield the longest names in a text without blanks, and the letters between them one by one."""
    folded = [_fold_letter(letter) for letter in text]
    at, begun = 0, 0
    while at < len(text):
        length = _longest_at(folded, at, names)
        if length:
            if begun < at:
                yield Word(start + begun, start + at, "".join(folded[begun:at]))
            yield Word(start + at, start + at + length, "".join(folded[at : at + length]), is_name=True)
        at += length or 1
        begun = at if length else begun
    if begun < len(text):
        yield Word(start + begun, start + len(text), "".join(folded[begun:]))


def _longest_at(folded: list[str], at: int, names: LocalNames) -> int:
    longest = names.beginnings.get("".join(folded[at : at + BEGINNING]), 0)
    if longest and at and _is_katakana(folded[at]) and _is_katakana(folded[at - 1]):
        return 0
    for length in range(min(longest, len(folded) - at), 1, -1):
        # Foreign names are in katakana, and what is in katakana before or after is a part of the same word.
        is_cut = at + length < len(folded) and all(map(_is_katakana, folded[at + length - 1 : at + length + 1]))
        if not is_cut and "".join(folded[at : at + length]) in names:
            return length
    return 0


def _is_katakana(letter: str) -> bool:
    return "\u30a1" <= letter <= "\u30ff"


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str:
    return fold_for_searching(letter)
