"""A text as it is compared with names, and the way back to what was written."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple


class FoldedText(NamedTuple):
    """A text, folded: about seven bytes for each of its code points.

    For each character of `text`, `offsets` says at which code point of the original stands what it is made of, and
    `capitals` whether that is a capital (1 or 0). A space is made of what follows it, and never a capital.
    """

    original: str
    text: str
    offsets: memoryview
    capitals: bytes

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original that `text[start:end]` covers, which has a letter at either end."""
        first, stop = self.offsets[start], self.offsets[end - 1] + 1
        following = self.offsets[end] if end < len(self.text) else len(self.original)
        # Marks of the last letter belong to it, though nothing of them is in the folded text.
        while stop < following and _continues_letter(self.original[stop]):
            stop += 1
        return first, stop


def _continues_letter(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"  # Hangul vowels and finals
