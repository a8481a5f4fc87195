"""The longest name of the gazetteer that begins at a word, as the language of the text declines and writes it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import islice, product

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import is_local
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import join_words
from storymap.geoparsing.tokens import LAST_LATIN, Tokens
from storymap.geoparsing.word_forms import base_forms

_LONGEST_PHRASE = 5  # words
_MOST_FORMS = 60
_LARGE_CITY = 100_000  # people: a genitive of a smaller one is likelier another word
_WELL_KNOWN = place_types.NATURAL | {place_types.CONTINENT, place_types.COUNTRY, place_types.STATE}
_GAPS = frozenset({" ", "\n", "-", "", "\xa0", "‑", "‐"})


def joined(words: Sequence[str]) -> str:
    """Return the name key of folded words; an elided article is one word with what follows it."""
    key = join_words(list(words))
    return key.replace("d' ", "d'").replace("l' ", "l'") if "' " in key else key


@lru_cache(maxsize=32768)
def _base_key(words: tuple[str, ...], gazetteer: Gazetteer) -> str:
    names = gazetteer.local_names
    if names is None or len(words) > _LONGEST_PHRASE:
        return ""
    bases = [base_forms(word, names.language) for word in words]
    if len(words) > 1:
        bases[0] = tuple(base for base in bases[0] if names.begins_several(base))
    forms = product(*bases)
    for key in map(joined, islice(forms, _MOST_FORMS)):
        if key in names or (key[:1] > LAST_LATIN and gazetteer.has_added(key)):
            return key
        # In Latin letters most names are in the gazetteer anyway.
        if len(words) == 1 and key != words[0] and key.isascii() and _is_well_known(key, gazetteer):
            return key
    return ""


def _is_well_known(key: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.matches(key)[:1]
    return any(
        (one.entry.kind in _WELL_KNOWN and not is_local(one.entry)) or one.entry.population >= _LARGE_CITY
        for one in found
    )


def listed_key(words: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the key under which the gazetteer has folded words of a text, or "" if it does not."""
    key = joined(words)
    if len(key) < 2:
        return ""
    if gazetteer.matches(key):
        return key
    return _base_key(tuple(words), gazetteer) if gazetteer.local_names else ""


def phrase_at(
    tokens: Tokens, first: int, gazetteer: Gazetteer, natural_kinds: Container[str]
) -> tuple[int, str] | None:
    """Return the end and the key of a name of several words in the language, whichever of them have capitals.

    "mar Mediterráneo", "Московская область": at least one of the words has a capital, or its letters have none.
    `natural_kinds` are words for an island, a river and so on, with which names of such a place begin: "val Verzasca".
    """
    names, folded = gazetteer.local_names, tokens.folded
    if names is None:
        return None
    is_noun = folded[first] in natural_kinds
    if not is_noun and not any(map(names.begins_several, base_forms(folded[first], names.language))):
        return None
    last = first + 1
    while last < len(tokens) and last - first < _LONGEST_PHRASE and tokens.gap(last - 1) in _GAPS:
        last += 1
    for stop in range(last, first + 1, -1):
        if not any(tokens.capitalized[first:stop]):
            continue
        if key := _base_key(tuple(folded[first:stop]), gazetteer):
            return stop, key
        if is_noun and tokens.capitalized[stop - 1] and _is_natural(key := joined(folded[first:stop]), gazetteer):
            return stop, key
    return None


def _is_natural(key: str, gazetteer: Gazetteer) -> bool:
    return any(match.entry.kind in place_types.NATURAL for match in gazetteer.matches(key))
