"""Ends of streets' names that read like the beginning of a town's: "12 Main St. Paris" has no St. Paris."""

from __future__ import annotations

from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.tokens import Tokens

_STREETS = ("St.", "ST.")  # or saints


def ends_street(tokens: Tokens, number: int, cues: CueWords) -> bool:
    """Return whether a word is the "St." of a street whose name stands before it."""
    before = number - 1
    if tokens.words[number] not in _STREETS or before < 0 or tokens.gap(before) != " ":
        return False
    no_streets = (cues.prepositions, cues.strong_prepositions, cues.not_names, cues.titles, cues.calendar)
    return tokens.capitalized[before] and not any(tokens.folded[before] in group for group in no_streets)
