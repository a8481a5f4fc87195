"""The gazetteer with the names that places have in a language: from its own file, or else from the CLDR."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from storymap.gazetteer.cldr_names import cldr_names
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.local_names import LocalNames, base_language, packed_names
from storymap.gazetteer.name_keys import name_key


def in_language(gazetteer: Gazetteer, language: str) -> Gazetteer:
    """Return the gazetteer with the names of a language; as it is for English, whose names it has."""
    base = base_language(language)
    return gazetteer if base == "en" or gazetteer.local_names is not None else _localized(gazetteer, base)


@lru_cache(maxsize=16)
def _localized(gazetteer: Gazetteer, language: str) -> Gazetteer:
    packed = packed_names(language)
    if packed is not None:
        return gazetteer.with_local_names(packed)
    numbers: dict[str, list[int]] = defaultdict(list)
    for name, entry in cldr_names(language, gazetteer):
        if key := name_key(name):
            numbers[key].append(entry.number)
    return gazetteer.with_local_names(LocalNames(language, dict(numbers)))
