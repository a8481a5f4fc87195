"""Cue words of places, people and organisations: one data file a language, in `cues` beside this module.

Words are folded as they are read: small letters without accents. English words hold in every language, because every
newsroom's text has English names in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from storymap.gazetteer import place_types
from storymap.gazetteer.name_keys import fold_word
from storymap.shipped_files import shipped_text

LANGUAGES = (
    "en", "es", "fr", "de", "pt", "it", "nl", "pl", "sv", "tr", "el", "ru", "uk", "he", "ar", "fa", "zh", "ja", "ko",
    "hi",
)  # fmt: skip
# What may stand within a name in small letters.
CONNECTORS = frozenset({
    "of", "the", "and", "upon", "on", "in", "by", "sub", "under", "a", "an", "en", "sur", "de", "la", "le", "les", "du",
    "des", "del", "al", "el", "da", "do", "dos", "di", "am", "der", "den", "und", "ad", "bei", "y", "e", "d'", "l'",
    "las", "los", "au", "aux", "aan", "op", "ob", "zu", "zum",
    "es", "della", "delle", "dello", "dei", "degli",
})  # fmt: skip


# The kinds of places that a word beside a name says, as the cue files call them.
_KINDS = {
    "state": frozenset({place_types.STATE}),
    "county": frozenset({place_types.COUNTY, place_types.STATE}),
    "town": place_types.SETTLEMENTS,
    "river": frozenset({place_types.RIVER}),
    "lake": frozenset({place_types.LAKE}),
    "island": frozenset({place_types.ISLAND}),
    "mountains": frozenset({place_types.MOUNTAINS}),
    "sea": frozenset({place_types.SEA}),
    "region": frozenset({place_types.REGION}),
}


# Compared by identity, so that what is made from the words of a language can be cached for them.
@dataclass(frozen=True, slots=True, eq=False)
class CueWords:
    """The cue words of a language, a set for each use.

    `determiners` stand before nouns, which have capitals in German, and before no town. `first_names` are those that
    the lexicon, which has English ones, may lack. `common_words` are words of the language that are names of places,
    too: they mean a place only where its state or country stands after them, or where it is large and they are said of
    a place; hyphens join the words of one name. After words of `clubs` stand their towns, after `papers` and "of" those
    of newspapers, after `makers` of cars their models; before `persons` stand names of politicians. `abbreviations`
    maps "Tex" or "TX" to GeoNames' code of a state; `usual` maps a name key to the GeoNames id of what it means in the
    news unless something speaks against it. `kinds` holds the kinds of places that a word beside a name says,
    `natural_kinds` the words for what nature made; `countries` are the codes of those whose news is written in the
    language, none for English.
    """

    strong_prepositions: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
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
    clubs: frozenset[str]
    papers: frozenset[str]
    makers: frozenset[str]
    persons: frozenset[str]
    generic: frozenset[str]
    calendar: frozenset[str]
    not_names: frozenset[str]
    common_words: frozenset[str]
    acronyms_of_places: frozenset[str]
    abbreviations: dict[str, str]
    usual: dict[str, int]
    kinds: dict[str, frozenset[int]]
    natural_kinds: frozenset[str]
    countries: frozenset[str]


_NO_LISTS = ("abbreviations", "usual", "kinds", "natural_kinds", "countries")
_LISTS = tuple(field.name for field in fields(CueWords) if field.name not in _NO_LISTS)


@lru_cache(maxsize=8)
def read_cue_words(language: str = "en") -> CueWords:
    """Return the cue words for a language tag such as "es-MX"; the English ones for a language that has no file."""
    code = language.lower().replace("_", "-").partition("-")[0]
    english = _read("en")
    own = _read(code) if code in LANGUAGES and code != "en" else {}
    lists = {name: frozenset(map(fold_word, f"{english.get(name, '')} {own.get(name, '')}".split())) for name in _LISTS}
    kinds: dict[str, frozenset[int]] = {}
    for said in (own.get("kinds", {}), english["kinds"]):
        for kind, words in said.items():
            for word in map(fold_word, words.split()):
                kinds[word] = kinds.get(word, frozenset()) | _KINDS[kind]
    return CueWords(
        **lists,
        abbreviations=english["abbreviations"],
        usual=own.get("usual", english["usual"]),
        kinds=kinds,
        natural_kinds=frozenset(word for word, meant in kinds.items() if meant & place_types.NATURAL),
        countries=frozenset(own.get("countries", "").split()),
    )


def _read(code: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(shipped_text(__package__, "cues", f"{code}.json"))
    return data
