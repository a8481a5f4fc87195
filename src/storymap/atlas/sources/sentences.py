"""Sentences that name a place, as an atlas shows them: on one line, and not too long."""

from __future__ import annotations

import re
from typing import Final

from storymap.atlas.records import NamingSentence
from storymap.errors import without_control_characters

MOST_SENTENCES: Final = 3  # of a place in a story
LONGEST_SENTENCE: Final = 600  # code points
_SPACE = re.compile(r"\s+")
_ELLIPSIS: Final = "…"


def naming_sentence(text: str, start: int, end: int) -> NamingSentence:
    """Return `text`, in which `text[start:end]` is the name, without line ends and control characters.

    Of a long one the part around the name is left, with signs that it is a part.
    """
    room = max(LONGEST_SENTENCE - (end - start), 0)
    first = max(0, start - room // 2) if len(text) > LONGEST_SENTENCE else 0
    last = min(len(text), first + LONGEST_SENTENCE) if len(text) > LONGEST_SENTENCE else len(text)
    first, last = _at_word(text, first, start), _before_word(text, last, end)
    before = _line(text[first:start]).lstrip()
    name = _line(text[start:end])[:LONGEST_SENTENCE]
    after = _line(text[end:last]).rstrip()
    before = f"{_ELLIPSIS}{before}" if first > 0 else before
    after = f"{after}{_ELLIPSIS}" if last < len(text) else after
    return NamingSentence(f"{before}{name}{after}", len(before), len(before) + len(name))


def _line(text: str) -> str:
    return _SPACE.sub(" ", without_control_characters(text))


def _at_word(text: str, first: int, start: int) -> int:
    """Return where the first whole word begins behind `first`, which is within the text."""
    if first == 0:
        return 0
    found = text.find(" ", first, start)
    return first if found < 0 else found + 1


def _before_word(text: str, last: int, end: int) -> int:
    if last >= len(text):
        return len(text)
    found = text.rfind(" ", end, last)
    return last if found < 0 else found
