"""Name keys: names as the gazetteer compares them, without case, accents, full stops and hyphens."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, and marks that people leave out or write differently.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ð": "d", "þ": "th", "ə": "a",  # noqa: E501
        "’": "'", "‘": "'", "`": "'", "ʻ": "'", "ʼ": "'", "´": "'", "ʹ": "'", "ʿ": "", "ʾ": "",
        ".": "", ",": " ", "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", "(": " ", ")": " ",
    }
)  # fmt: skip
# Short forms that stand before another word only: "St. Louis", but "Main St."
_SHORT = {"st": "saint", "mt": "mount", "ft": "fort", "ste": "sainte", "pt": "point"}


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """Return one word, which has no blank in it, in the form in which words are compared."""
    if word.isascii() and word.isalpha():
        return word.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    return bare.translate(_LETTERS).strip()


def join_words(words: list[str]) -> str:
    """Return the key of a name whose words are folded."""
    if len(words) == 1:
        return words[0]
    return " ".join([_SHORT.get(word, word) for word in words[:-1]] + words[-1:])


def name_key(name: str) -> str:
    """Return the key under which a name is found; two spellings of a name have the same key."""
    return join_words(" ".join(fold_word(word) for word in name.split()).split())
