"""Names in the story's language, and what counts as the same name."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from storymap.basemap_data.pack import read_pack, texts

# Languages that are written in Latin letters.
_LATIN = {"de", "en", "es", "fr", "hu", "id", "it", "nl", "pl", "pt", "sv", "tr", "vi"}
# Those whose own names Natural Earth writes as they are written at home. It writes Turkey's without Turkish letters.
_AS_AT_HOME = _LATIN - {"tr"}
_OLD_CODES = {"iw": "he", "in": "id"}
_TRADITIONAL = {"zh-hant", "zh-tw", "zh-hk", "zh-mo"}
_FILLERS = {"city", "ciudad", "cidade", "ville", "stadt", "de", "of", "the"}


def name_language(tag: str) -> str:
    """Return the packs' language for a BCP 47 tag such as "es-MX", or "" when they have none."""
    tag = tag.lower().replace("_", "-")
    if any(tag == code or tag.startswith(f"{code}-") for code in _TRADITIONAL):
        return "zht"
    code = tag.split("-")[0]
    code = _OLD_CODES.get(code, code)
    return code if f"country_{code}" in read_pack("names") else ""


@dataclass(frozen=True)
class Names:
    """All names that a map may need, in one language. Each list runs along the numbers of its things.

    `cities` holds those that are not called as at home. `latin`: the language is written in Latin letters.
    `unit_languages` says which language the name of each unit is in: the one that was asked for if the catalogue
    translates the name, else that of the unit's country.
    """

    countries: list[str]
    units: list[str]
    unit_languages: list[str]
    waters: list[str]
    lakes: list[str]
    cities: Mapping[int, str]
    latin: bool


@cache
def read_names(language: str) -> Names:
    """Return the names in one of the packs' languages. For "" countries and waters are in English."""
    pack, politics = read_pack("names"), read_pack("politics")
    fallback = language or "en"
    local = texts(pack["unit"])
    translated = texts(pack[f"unit_{fallback}"])
    spoken = texts(politics["country_language"])
    country_of = politics["unit_country"][0]
    units, languages = [], []
    for own, other, country in zip(local, translated, country_of, strict=True):
        is_local = not language or not other or (language in _AS_AT_HOME and spoken[country] == language)
        units.append(own if is_local else other)
        languages.append(spoken[country] if is_local else language)
    known = [line.split("\t") for line in texts(pack[f"city_{fallback}"]) if line]
    return Names(
        texts(pack[f"country_{fallback}"]),
        units,
        languages,
        texts(pack[f"water_{fallback}" if f"water_{fallback}" in pack else "water_en"]),
        texts(pack[f"lake_{fallback}"]),
        {int(number): name for number, name in known},
        not language or language in _LATIN,
    )


@cache
def folded(name: str) -> frozenset[str]:
    """Return the words of a name without case, accents, and words such as "city" that people leave out."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = frozenset("".join(c if c.isalnum() else " " for c in bare).split())
    return words - _FILLERS or words
