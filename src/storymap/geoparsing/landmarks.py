"""Landmarks that the gazetteer does not have, recognised by their noun: "Santa Fe bridge", "Grand Canal Square"."""

from __future__ import annotations

from storymap.geoparsing.cue_words import CONNECTORS, CueWords
from storymap.geoparsing.tokens import Tokens

_LONGEST = 4  # words
_BUILT_PREFIXES = ("fort", "ft", "camp")


def landmark_at(tokens: Tokens, first: int, cues: CueWords) -> tuple[int, str] | None:
    """Return where the landmark that begins with a word ends, and "natural" or "built"; None if none begins there.

    The end is the number of the word after the landmark's last one.
    """
    folded = tokens.folded
    if folded[first] in cues.landmark_prefixes and first + 1 < len(tokens):
        after = first + 1
        if tokens.gap(first) in (" ", ". ") and tokens.capitalized[after] and folded[after] not in cues.not_names:
            return after + 1, "built" if folded[first] in _BUILT_PREFIXES else "natural"
    return _name_with_noun(tokens, first, cues)


def _name_with_noun(tokens: Tokens, first: int, cues: CueWords) -> tuple[int, str] | None:
    """Return the end and the kind of a name whose last word is the noun of a landmark."""
    folded, capitalized = tokens.folded, tokens.capitalized
    last = first
    own_words = 0  # those that are a name, not only a noun such as "city"
    while last - first < _LONGEST and last < len(tokens):
        if last > first and tokens.gap(last - 1) != " ":
            break
        word = folded[last]
        if own_words and last > first and _is_noun(tokens, last, cues) and not _continues(tokens, last):
            return last + 1, "natural" if word in cues.natural_landmarks else "built"
        if not capitalized[last] and not (word in CONNECTORS and last > first):
            break
        if word in cues.not_names or word in cues.titles or word in cues.calendar:
            break
        own_words += capitalized[last] and word not in cues.generic
        last += 1
    return None


def _is_noun(tokens: Tokens, number: int, cues: CueWords) -> bool:
    word = tokens.folded[number]
    is_landmark = word in cues.natural_landmarks or word in cues.built_landmarks
    return is_landmark and (tokens.capitalized[number] or word in cues.small_landmarks)


def _continues(tokens: Tokens, number: int) -> bool:
    """Return whether a capitalised word follows a word."""
    return number + 1 < len(tokens) and tokens.capitalized[number + 1] and tokens.gap(number) == " "
