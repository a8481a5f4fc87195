"""The keys of the gazetteer: names folded for searching, without full stops, and with a space for other punctuation."""

from __future__ import annotations

from functools import lru_cache

from storymap.folding.for_searching import fold_for_searching

UNSEEN = "\u00ad\u200b\u2060"  # soft hyphens and the like, which pages put into words and no reader sees
_PUNCTUATION = str.maketrans(
    {".": "", ",": " ", "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", "(": " ", ")": " "}
    | dict.fromkeys(UNSEEN, "")
)
# Short forms that stand before another word only: "St. Louis", but "Main St."
_SHORT = {"st": "saint", "mt": "mount", "ft": "fort", "ste": "sainte", "pt": "point"}


@lru_cache(maxsize=32768)
def fold_word(word: str) -> str:
    """Return one word, which has no blank in it, in the form in which words are compared."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return fold_for_searching(word).translate(_PUNCTUATION).strip()


def join_words(words: list[str]) -> str:
    """Return the key of a name whose words are folded."""
    if len(words) == 1:
        return words[0]
    return " ".join([_SHORT.get(word, word) for word in words[:-1]] + words[-1:])


def name_key(name: str) -> str:
    """Return the key under which a name is found; two spellings of a name have the same key."""
    return join_words(" ".join(fold_word(word) for word in name.split()).split())
