"""Names that no list has, where the words around them are those around a place's name: "in Zefirbuno"."""

from __future__ import annotations

from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.lexicon import SURNAME
from storymap.gazetteer.place_types import COUNTRY, STATE
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.listed_names import listed_key
from storymap.geoparsing.tokens import Tokens

_LONGEST = 3  # words


def unlisted_name_at(tokens: Tokens, first: int, gazetteer: Gazetteer, cues: CueWords) -> int | None:
    """Return where the unlisted name of a place that begins with a word ends; None if none begins there.

    The end is the number of the word after the name's last one.
    """
    if not _is_unknown(tokens, first, cues) or listed_key(tokens.folded[first : first + 1], gazetteer):
        return None
    last = first + 1
    while (
        last < len(tokens)
        and last - first < _LONGEST
        and tokens.gap(last - 1) in (" ", "-")
        and _is_unknown(tokens, last, cues)
        and not (gazetteer.local_names and listed_key(tokens.folded[last : last + 1], gazetteer))
    ):
        last += 1
    if last < len(tokens) and tokens.capitalized[last] and tokens.gap(last - 1) == " ":
        return None
    if _is_place_before(tokens, first, cues) or _is_place_after(tokens, last, gazetteer, cues):
        return last
    return None


def _is_place_before(tokens: Tokens, first: int, cues: CueWords) -> bool:
    """Return whether the words before a name say that it is a place."""
    folded = tokens.folded
    before = folded[first - 1] if first and tokens.gap(first - 1) == " " else ""
    return (
        (before in cues.strong_prepositions and before != "at")
        or before in ("from", "towards", "toward", "between")
        or (before in ("of", "de") and first > 1 and folded[first - 2] in cues.of_nouns)
    )


def _is_place_after(tokens: Tokens, last: int, gazetteer: Gazetteer, cues: CueWords) -> bool:
    """Return whether the word after a name says that it is a place: "residents", or a country after a comma."""
    if last >= len(tokens):
        return False
    after, gap = tokens.folded[last], tokens.gap(last - 1)
    if after in cues.place_nouns and gap == " ":
        return True
    return gap in (", ", ",") and any(entry.kind in (COUNTRY, STATE) for entry, _ in gazetteer.matches(after)[:3])


def _is_unknown(tokens: Tokens, number: int, cues: CueWords) -> bool:
    """Return whether a word is capitalised and neither in a dictionary nor a first name nor a cue word."""
    word, folded = tokens.words[number], tokens.folded[number]
    return (
        tokens.capitalized[number]
        and not word.isupper()
        and len(word) > 3
        and not tokens.marks(number) & ~SURNAME
        and not any(
            folded in group for group in (cues.generic, cues.organisations, cues.teams, cues.titles, cues.calendar)
        )
        and folded not in cues.not_names
        and folded not in cues.common_words
    )
