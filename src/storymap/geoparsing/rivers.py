"""English names of rivers and mountains that are towns' or states' names, too: what "the" stands before is no town."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.gazetteer import place_types
from storymap.gazetteer.gazetteer import GazetteerMatch
from storymap.geoparsing.tokens import Tokens

# Nouns of what has an article in English; "the Long Beach police" and "the Palm Springs home" are those of towns.
_NOUNS = frozenset(
    {"river", "rivers", "creek", "mountains", "canyon", "desert", "glacier", "gorge", "reservoir", "swamp"}
)
# States that are called after a river which has the same name; those of "the Ohio governor" are no rivers.
_RIVERS = frozenset({
    "alabama", "arkansas", "colorado", "connecticut", "delaware", "illinois", "iowa", "kansas", "minnesota",
    "mississippi", "missouri", "ohio", "tennessee", "wisconsin",
})  # fmt: skip
# What may stand after a name that nothing belongs to: "the Ohio at Louisville", not "the Ohio governor".
_AFTER = frozenset({
    "and", "or", "at", "in", "on", "is", "was", "are", "were", "has", "had", "that", "which", "where", "when", "to",
    "from", "near", "into", "for", "with", "by", "below", "above", "as", "but", "while", "after", "before", "between",
    "a", "an", "the", "one", "two", "three", "four", "five", "six", "ten", "who", "will", "rose", "rises",
    "ran", "runs", "fell", "flows", "flowed", "froze", "crested", "flooded", "overflowed", "spilled",
})  # fmt: skip
_TOWNS_AND_UNITS = place_types.SETTLEMENTS | {place_types.COUNTY, place_types.STATE}


def is_river(tokens: Tokens, words: range, matches: Sequence[GazetteerMatch]) -> bool:
    """Return whether words, by number, name a river or so by the "the" before them, and `matches` begin with a town."""
    if not matches or matches[0].entry.kind not in _TOWNS_AND_UNITS:
        return False
    first, last = words.start, words.stop - 1
    if not first or tokens.folded[first - 1] != "the" or tokens.gap(first - 1) != " ":
        return False
    if tokens.folded[last] in _NOUNS:
        return len(words) > 1 and not _says_more(tokens, last)
    return len(words) == 1 and tokens.folded[last] in _RIVERS and not _says_more(tokens, last)


def natural_only(matches: Sequence[GazetteerMatch]) -> tuple[GazetteerMatch, ...]:
    """Return those of a name's places that are rivers, mountains or so."""
    return tuple(match for match in matches if match.entry.kind in place_types.NATURAL)


def _says_more(tokens: Tokens, last: int) -> bool:
    """Return whether a noun follows that the name belongs to: "the Ohio governor", "the Black River school"."""
    after = last + 1
    gap = tokens.gap(last)
    if gap.startswith(("'s", "’s", "-")):
        return True
    return gap in (" ", "\n") and (tokens.capitalized[after] or tokens.folded[after] not in _AFTER)
