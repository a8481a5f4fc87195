"""Compounds that are names of streets and buildings: "Bahnhofstraße", "Oostzaanstraat", "Sint-Janskathedraal"."""

from __future__ import annotations

from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import join_words
from storymap.geoparsing.site_nouns import INDEFINITE, STREET, SiteNouns
from storymap.geoparsing.tokens import Tokens

_PREPOSITIONS = frozenset({"am", "im", "vom", "zum", "beim"})  # of German, with an article in them
_SHORTEST_COMPOUND = 3  # letters before the ending


def kind_of_compound(tokens: Tokens, number: int, gazetteer: Gazetteer, nouns: SiteNouns) -> str:
    """Return the kind of the site that a compound is: "Bahnhofstraße"; "" if it is none, or a town's name."""
    word = tokens.folded[number]
    if word in nouns.no_names or word in nouns.before_in_capitals or gazetteer.matches(join_words([word])):
        return ""
    before = tokens.folded[number - 1] if number and tokens.gap(number - 1) == " " else ""
    if before in INDEFINITE:
        return ""
    for ending, kind in nouns.endings.items():
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_COMPOUND:
            return "" if tokens.language == "nl" and _begins_sentence(tokens, number) else kind
    return STREET if before in _PREPOSITIONS else ""


def start_of_compound(tokens: Tokens, number: int) -> int:
    """Return where the words begin that hyphens join to a compound: "Sint-Janskathedraal"."""
    while number > 0 and tokens.gap(number - 1) == "-" and tokens.capitalized[number - 1]:
        number -= 1
    return number


def _begins_sentence(tokens: Tokens, number: int) -> bool:
    return number == 0 or any(mark in tokens.gap(number - 1) for mark in '\n.!?:"“”«»‘’')
