"""The words by which stories and places are found. `web/src/atlas_parts/words.ts` has the same rule; a test holds both.

A word is a run of letters, marks and digits, folded. Where words are not set apart by spaces, as in Chinese, each two
letters that follow one another are a word.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from storymap.folding.for_searching import fold_for_searching

LONGEST_WORD: Final = 32  # code points: of longer ones the beginning counts
_LONGEST_CHUNK: Final = 100  # characters: longer ones, as those of Chinese, seldom come again


def _marks() -> str:
    """Return a character class's content: all marks, as ranges."""
    ranges: list[list[int]] = []
    for point in range(sys.maxunicode + 1):
        if unicodedata.category(chr(point))[0] == "M":
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


# Thai, Lao, Burmese, Khmer; kana; Han.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
_WORD: Final = re.compile(rf"(?:[^\W_]|[{_marks()}])+")
_RUN: Final = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")


def words_of(text: str) -> list[str]:
    """Return the words of a text, in order."""
    if text.isascii():
        return [word[:LONGEST_WORD] for word in _ASCII_WORD.findall(text.lower())]
    # Folding looks at each letter, and most of a text is the same few words: no word goes across a blank.
    return [word for chunk in text.split() for word in _of_chunk(chunk)]


def _of_chunk(chunk: str) -> Iterable[str]:
    return _of_known_chunk(chunk) if len(chunk) <= _LONGEST_CHUNK else _of_known_chunk.__wrapped__(chunk)


@lru_cache(maxsize=100_000)
def _of_known_chunk(chunk: str) -> tuple[str, ...]:
    return tuple(word for found in _WORD.findall(fold_for_searching(chunk)) for word in _parts(found))


def name_keys(name: str) -> list[str]:
    """Return under what a place's name is looked up: from the beginning of each of its words to its end."""
    text = " ".join(_WORD.findall(fold_for_searching(name)))
    starts = (
        {at for at, letter in enumerate(text) if at == 0 or text[at - 1] == " " or _IS_UNSPACED.match(letter)}
        if text
        else set()
    )
    return [text[at : at + LONGEST_WORD * 2] for at in sorted(starts)]


def _parts(word: str) -> Iterator[str]:
    for run in _RUN.findall(word):
        if not _IS_UNSPACED.match(run):
            yield run[:LONGEST_WORD]
        elif len(run) == 1:
            yield run
        else:
            yield from (one + other for one, other in pairwise(run))
