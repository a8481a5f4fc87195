"""Cue words of places, people and organisations: one data file a language, in `cues` beside this module.

Words are folded as they are read: small letters without accents. English words hold in every language, because every
newsroom's text has English names in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any

from storymap.gazetteer.name_keys import fold_word

LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "ru", "uk", "ar", "zh", "ja", "hi")
# What may stand within a name in small letters.
CONNECTORS = frozenset({
    "of", "the", "and", "upon", "on", "in", "by", "sub", "under", "a", "an", "en", "sur", "de", "la", "le", "les", "du",
    "des", "del", "al", "el", "da", "do", "dos", "di", "am", "der", "den", "und", "ad", "bei", "y", "e", "d'", "l'",
    "las", "los", "au", "aux", "aan", "op", "ob", "zu", "zum",
    "es", "della", "delle", "dello", "dei", "degli",
})  # fmt: skip


# Compared by identity, so that what is made from the words of a language can be cached for them.
@dataclass(frozen=True, slots=True, eq=False)
class CueWords:
    """The cue words of a language, a set for each use.

    `first_names` are those that the lexicon, which has English ones, may lack; `common_words` are words of the language
    that are names of little places, too. `not_places` are words that mean the town of their name only where its state
    or country stands after them; hyphens join the words of one name. After `makers` of cars stand their models, before
    `persons` the names of politicians. `abbreviations` maps "Tex" or "TX" to GeoNames' code of a state; `usual` maps a
    name key to the GeoNames id of what it means in the news unless something speaks against it.
    """

    strong_prepositions: frozenset[str]
    prepositions: frozenset[str]
    place_nouns: frozenset[str]
    of_nouns: frozenset[str]
    reporting: frozenset[str]
    titles: frozenset[str]
    first_names: frozenset[str]
    streets: frozenset[str]
    natural_landmarks: frozenset[str]
    built_landmarks: frozenset[str]
    small_landmarks: frozenset[str]
    landmark_prefixes: frozenset[str]
    press: frozenset[str]
    organisations: frozenset[str]
    teams: frozenset[str]
    makers: frozenset[str]
    persons: frozenset[str]
    generic: frozenset[str]
    calendar: frozenset[str]
    not_names: frozenset[str]
    common_words: frozenset[str]
    not_places: frozenset[str]
    acronyms_of_places: frozenset[str]
    abbreviations: dict[str, str]
    usual: dict[str, int]


_LISTS = tuple(field.name for field in fields(CueWords) if field.name not in ("abbreviations", "usual"))


@lru_cache(maxsize=8)
def read_cue_words(language: str = "en") -> CueWords:
    """Return the cue words for a language tag such as "es-MX"; the English ones for a language that has no file."""
    code = language.lower().replace("_", "-").partition("-")[0]
    english = _read("en")
    own = _read(code) if code in LANGUAGES and code != "en" else {}
    lists = {name: frozenset(map(fold_word, f"{english.get(name, '')} {own.get(name, '')}".split())) for name in _LISTS}
    return CueWords(**lists, abbreviations=english["abbreviations"], usual=english["usual"])


def _read(code: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files(__package__) / "cues" / f"{code}.json").read_text(encoding="utf-8"))
    return data
