"""Where words begin and end in languages that write several together, or do not divide them at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from storymap.folding.for_searching import fold_for_searching
from storymap.gazetteer.local_names import BEGINNING, UNDIVIDED, LocalNames
from storymap.gazetteer.name_keys import fold_word
from storymap.geoparsing.word_forms import base_forms, particle_readings, prefix_readings

ELIDED = frozenset({"fr", "it", "ca"})
_PREFIXED = frozenset({"ar", "he"})
_WITH_PARTICLES = "ko"
_BEFORE_APOSTROPHE = frozenset({"tr", "az"})  # a name's ending follows an apostrophe: "Ankara’dan"
WITH_PARTS = ELIDED | _BEFORE_APOSTROPHE  # languages whose words with a capital may be of two parts
APOSTROPHE = re.compile("['’]")


class Word(NamedTuple):
    """A word of a text: `text[start:end]`, folded; `is_name` says whether a name can begin with it."""

    start: int
    end: int
    folded: str
    is_name: bool = False


def divided(word: str, start: int, language: str, names: LocalNames) -> Iterator[Word]:
    """Yield the words that are written together in one, which begins at a code point of the text."""
    if language in UNDIVIDED and _undivided_run().search(word):
        yield from _longest_names(word, start, names)
    elif language in _PREFIXED:
        yield from _without_prefix(word, start, language, names)
    elif language in _BEFORE_APOSTROPHE and (apostrophe := APOSTROPHE.search(word)):
        at = start + apostrophe.start()
        yield Word(start, at, fold_word(word[: apostrophe.start()]))
        yield Word(at, start + len(word), fold_word(word[apostrophe.start() :]))
    elif language == _WITH_PARTICLES:
        yield from _without_particle(word, start, names)
    elif language in ELIDED and (elision := _elision().match(word)):
        at = start + elision.end()
        yield Word(start, at, fold_word(elision[0]))
        yield Word(at, start + len(word), fold_word(word[elision.end() :]))
    else:
        yield Word(start, start + len(word), fold_word(word), is_name=_begins_name(fold_word(word), language, names))


# Patterns that the texts of most languages have no use for, and take a while to be made.
@cache
def _undivided_run() -> re.Pattern[str]:
    return re.compile(r"[\u0e00-\u109f\u1780-\u17ff\u3400-\u9fff々\u3040-\u30ff]+")


@cache
def _elision() -> re.Pattern[str]:
    return re.compile(r"(?:l|d|qu|dell|all|nell|sull|dall|un|quest)['’](?=[^\W\d_]{2})", re.IGNORECASE)


def _begins_name(folded: str, language: str, names: LocalNames) -> bool:
    return any(map(names.begins, base_forms(folded, language)))


def _without_prefix(word: str, start: int, language: str, names: LocalNames) -> Iterator[Word]:
    folded, end = fold_word(word), start + len(word)
    if not names.begins(folded):
        for prefix, rest in prefix_readings(word, language):
            if names.begins(rest):
                yield Word(start, start + len(prefix), fold_word(prefix))
                yield Word(start + len(prefix), end, rest, is_name=True)
                return
    yield Word(start, end, folded, is_name=names.begins(folded))


def _without_particle(word: str, start: int, names: LocalNames) -> Iterator[Word]:
    folded, end = fold_word(word), start + len(word)
    for particle in () if names.begins(folded) else particle_readings(word):
        at = end - len(particle)
        if names.begins(rest := fold_word(word[: -len(particle)])):
            yield Word(start, at, rest, is_name=True)
            yield Word(at, end, fold_word(particle))
            return
    yield Word(start, end, folded, is_name=names.begins(folded))


def _longest_names(text: str, start: int, names: LocalNames) -> Iterator[Word]:
    """Yield the longest names in a text without blanks, and the letters between them one by one."""
    # Vowel signs and tones, which stand above and below letters, are folded to nothing.
    letters = [(at, plain) for at, letter in enumerate(text) if (plain := _fold_letter(letter))]
    folded, ends = [plain for _, plain in letters], [at for at, _ in letters[1:]] + [len(text)]
    at, begun = 0, 0
    while at < len(folded):
        length = _longest_at(folded, at, names)
        if length:
            if begun < at:
                yield Word(start + (ends[begun - 1] if begun else 0), start + ends[at - 1], "".join(folded[begun:at]))
            first, last = ends[at - 1] if at else 0, ends[at + length - 1]
            yield Word(start + first, start + last, "".join(folded[at : at + length]), is_name=True)
        at += length or 1
        begun = at if length else begun
    if begun < len(folded):
        yield Word(start + (ends[begun - 1] if begun else 0), start + len(text), "".join(folded[begun:]))


def _longest_at(folded: list[str], at: int, names: LocalNames) -> int:
    longest = names.longest("".join(folded[at : at + BEGINNING]))
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
