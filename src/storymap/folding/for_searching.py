"""The rule by which names are looked up and searched for: without case and accents, punctuation as it is.

The keys of the packed gazetteer are made by it and stored as hashes, so that it cannot change without new data. The
page searches by the same rule (`web/src/page/folding.ts`); a test holds both to one fixture.
"""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart, and marks that people leave out or write differently.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ð": "d", "þ": "th",
        "ə": "a",
        "’": "'", "‘": "'", "`": "'", "ʻ": "'", "ʼ": "'", "ʹ": "'", "ʿ": "", "ʾ": "",
    }
)  # fmt: skip


def fold_for_searching(text: str) -> str:
    """Return `text` in small letters and without accents; vowel signs of Indic and Thai scripts are none."""
    if text.isascii():
        return text.lower().translate(_LETTERS)
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in letters if not unicodedata.combining(char)).translate(_LETTERS)
