"""What an article writes that may be a name: runs of up to four words, with capitals where the script has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storymap.folding.for_matching import fold_for_matching
from storymap.matching.name_index.possible_names import NOTHING, SEPARATOR
from storymap.matching.not_prose import NotProse
from storymap.matching.one_line import on_one_line
from storymap.matching.searchable_text import is_searched, text_without_notes
from storymap.model import Article, Mention

_MOST_TEXT = 300_000  # code points
_MOST_NAMES = 10_000
_MOST_WORDS = 4
_LONGEST = 60
# Letters and the marks on them: a vowel sign of Hindi belongs to its word.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,6}}|[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*(?:[’'ʼ-][^\W\d_]+)*")
_BETWEEN = re.compile(r"[ \t\u00a0]+|[ \t]*\n[ \t]*|[-‐‑–]\n?")
_CURRENCIES = ("$", "€", "£")  # "US$" is money
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """Words of an article, on one line, and where they stand first: the block, and the code point in it."""

    text: str
    block: int
    start: int


def written_names(article: Article, mentions: Sequence[Mention]) -> dict[str, WrittenName]:
    """Return what may be a name outside of all mentions, by its folded form, without the blanks at its ends."""
    taken: dict[int, list[Mention]] = {}
    for mention in mentions:
        taken.setdefault(mention.block, []).append(mention)
    surfaces: dict[str, WrittenName] = {}
    left = _MOST_TEXT
    for number, block in enumerate(article.blocks):
        if not is_searched(block) or left <= 0 or len(surfaces) >= _MOST_NAMES:
            continue
        text = text_without_notes(block)[:left]
        left -= len(text)
        not_prose = NotProse(text)
        for start, end in _runs_outside(text, taken.get(number, ())):
            if text[start:end] not in surfaces and not not_prose.overlaps(start, end):
                surfaces[text[start:end]] = WrittenName(on_one_line(text[start:end]), number, start)
            if len(surfaces) >= _MOST_NAMES:
                break
    found: dict[str, WrittenName] = {}
    # One after the other would take ten times as long.
    folded = fold_for_matching(SEPARATOR.join(surfaces)).text.split(NOTHING) if surfaces else []
    for key, written in zip(folded, surfaces.values(), strict=True):
        found.setdefault(key.strip(), written)
    return found


def _runs_outside(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    begin = 0
    for mention in mentions:
        yield from _runs(text, begin, mention.start)
        begin = mention.end
    yield from _runs(text, begin, len(text))


def _runs(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges in `text[begin:stop]` of one to four words whose first and last may begin a name."""
    words = [(found.start(), _end_of(found)) for found in _WORD.finditer(text, begin, stop)]
    for first, (start, _) in enumerate(words):
        if text[start].islower():
            continue
        end = start
        for at, last in words[first : first + _MOST_WORDS]:
            if end > start and not _BETWEEN.fullmatch(text, end, at):
                break
            end = last
            if end - start > _LONGEST:
                break
            if not text[at].islower() and text[end : end + 1] not in _CURRENCIES:
                yield start, end


def _end_of(word: re.Match[str]) -> int:
    return word.end() - 2 if word[0].endswith(_POSSESSIVE) else word.end()
