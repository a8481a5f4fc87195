"""Words that tell of places, people and organisations: one data file a language, beside this module.

All words are folded: small letters without accents. English words hold in every language, because every newsroom's
text has English names in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "es", "fr", "de", "pt")
_LISTS = (
    "strong_prepositions", "prepositions", "place_nouns", "of_nouns", "reporting", "titles", "streets",
    "natural_landmarks", "built_landmarks", "small_landmarks", "landmark_prefixes", "press", "organisations", "teams", "generic", "calendar", "not_names", "acronyms_of_places",  # noqa: E501
)  # fmt: skip
# What may stand within a name in small letters.
CONNECTORS = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "del",
        "and",
        "upon",
        "on",
        "al",
        "el",
        "da",
        "do",
        "dos",
        "di",
        "in",
        "en",
        "sur",
        "am",
        "an",
        "der",
        "den",
        "und",
        "ad",
        "bei",
        "y",
        "e",
        "d'",
        "l'",
        "las",
        "los",
        "by",
        "sub",
        "under",
        "au",
        "aux",
        "a",
        "aan",
        "op",
        "ob",
        "zu",
        "zum",
        "am",
        "e",
    ]
)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of a language.

    `abbreviations` lead from "Tex" or "TX" to GeoNames' code of a state; `usual` from a folded name to the GeoNames id
    of what it means in the news unless something speaks against it.
    """

    strong_prepositions: frozenset[str]
    prepositions: frozenset[str]
    place_nouns: frozenset[str]
    of_nouns: frozenset[str]
    reporting: frozenset[str]
    titles: frozenset[str]
    streets: frozenset[str]
    natural_landmarks: frozenset[str]
    built_landmarks: frozenset[str]
    small_landmarks: frozenset[str]
    landmark_prefixes: frozenset[str]
    press: frozenset[str]
    organisations: frozenset[str]
    teams: frozenset[str]
    generic: frozenset[str]
    calendar: frozenset[str]
    not_names: frozenset[str]
    acronyms_of_places: frozenset[str]
    abbreviations: dict[str, str]
    usual: dict[str, int]


@lru_cache(maxsize=8)
def read_cues(language: str = "en") -> Cues:
    """Return the cues for a language tag such as "es-MX"; English ones for a language that has no file."""
    code = language.lower().replace("_", "-").partition("-")[0]
    english = _read("en")
    own = _read(code) if code in LANGUAGES and code != "en" else {}
    lists = {name: frozenset(f"{english.get(name, '')} {own.get(name, '')}".split()) for name in _LISTS}
    return Cues(**lists, abbreviations=english["abbreviations"], usual=english["usual"])


def _read(code: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files(__package__) / "cues" / f"{code}.json").read_text(encoding="utf-8"))
    return data
