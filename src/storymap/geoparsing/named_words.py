"""Whether a text may name a place, told quickly for thousands of names: all words of the name are in the text."""

from __future__ import annotations

import re
from itertools import pairwise

from storymap.folding.for_searching import fold_for_searching
from storymap.geoparsing.tokens import has_no_case

_WORD = re.compile(r"\w+")


class NamedWords:
    """The words of a text, folded; of letters that have no capitals, and often no blanks, each pair, too."""

    def __init__(self, text: str) -> None:
        folded = fold_for_searching(text)
        self._words = frozenset(_WORD.findall(folded))
        self._pairs = frozenset(pairwise(folded))

    def may_name(self, name: str) -> bool:
        """Say whether all words of a name are in the text; it may say so of a name that is not."""
        words = _WORD.findall(fold_for_searching(name))
        return bool(words) and all(word in self._words or self._has_pairs(word) for word in words)

    def _has_pairs(self, word: str) -> bool:
        return len(word) > 1 and has_no_case(word) and all(pair in self._pairs for pair in pairwise(word))
