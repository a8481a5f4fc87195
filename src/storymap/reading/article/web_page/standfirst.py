"""The standfirst that a saved page says of itself, where its text does not say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storymap.model import Block
from storymap.reading.text import name_line

_SHORTEST, _LONGEST = 30, 400  # characters
# Sites cut what search engines show; they seldom stop at the end of a sentence.
_CUT_FROM = 140
_COMPLETE = re.compile(r"[.!?。！？؟।][\"'”’»)]*$")
_CUT = re.compile(r"(?:…|\.\.\.|\[[^\]]*\])$")
_SAME = 40  # letters from the beginning


def summary_as_standfirst(summary: str, title: str, blocks: Sequence[Block]) -> str:
    """Return the `summary` of a page if it may be the standfirst of the article with this title and these blocks.

    It may not where it is cut off, or is a copy of what the article says.
    """
    summary = name_line(summary)
    if not _SHORTEST <= len(summary) <= _LONGEST or _CUT.search(summary):
        return ""
    if len(summary) >= _CUT_FROM and not _COMPLETE.search(summary):
        return ""
    text = _letters(" ".join([title, *(block.text for block in blocks)]))
    return "" if _letters(summary)[:_SAME] in text else summary


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
