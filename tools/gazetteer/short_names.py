"""Short names of towns, as texts have them: Biberach for Biberach an der Riß, Carhaix for Carhaix-Plouguer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from storymap.gazetteer import place_types
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.cue_words import read_cue_words

from .places import Place

_BEFORE_REST = re.compile(
    r"(.+?)(?: \(.*\)| (?:de|del|della|dell'|di|do|da|dos|du|des|d'|an der|am|an|ob der|bei|im|in der|vor der|sur|sous|"
    r"en|lès|les|aan de|aan den|op|bij|nel|nella|sul|sulla|in)\b.*)"
)  # fmt: skip
_AFTER_FIRST = re.compile(r"(?:Vila Nova|Ribeira|Póvoa|Vila Real|San|Santa) (?:de|da|do) (.+)")
_BEFORE_HYPHEN = re.compile(r"([^-]+)-.+")
_ARTICLE = re.compile(r"Les? (.+)")
_FRENCH = frozenset({"FR", "BE", "CH", "LU"})
_WITH_SHORT_NAMES = frozenset({
    "FR", "BE", "CH", "LU", "DE", "AT", "IT", "ES", "PT", "NL", "BR", "MX", "AR", "CL", "CO", "PE", "VE", "EC", "BO",
    "PY", "UY", "CU", "DO", "GT", "HN", "SV", "NI", "CR", "PA",
})  # fmt: skip
_MORE_NOUNS = frozenset({
    "camara", "palacios", "palazzo", "torres", "puebla", "rincon", "ciudad", "castel", "rocca", "santo", "sankt",
    "saint", "barrio", "colonia", "estacion", "puente", "fuente", "cabeza", "cuevas", "hoyos", "pozo", "dos", "tres",
    "quatro",
})  # fmt: skip
_SHORTEST = 5  # letters
_LEAST_PEOPLE, _KNOWN, _LARGE = 1_000, 5_000, 10_000  # people
_LEAD = 5  # so much larger must a town be that is called by a name that others have in full


def add_short_names(places: list[Place]) -> None:
    """Add short names where no two towns of a country have the same; take the names of countries from towns."""
    largest: dict[tuple[str, str], int] = {}
    for place in places:
        if place.kind in place_types.SETTLEMENTS:
            key = (place.country, name_key(place.name))
            largest[key] = max(largest.get(key, 0), place.population)
    found: dict[tuple[str, str], list[tuple[Place, str]]] = defaultdict(list)
    for place in places:
        if place.kind in place_types.SETTLEMENTS and place.country in _WITH_SHORT_NAMES:
            for name in _short_names(place):
                found[place.country, name_key(name)].append((place, name))
    for key, towns in found.items():
        towns.sort(key=lambda town: -town[0].population)
        town, name = towns[0]
        rival = max([largest.get(key, -1), *(other.population for other, _ in towns[1:])])
        is_unique = rival < 0
        has_article = _ARTICLE.fullmatch(town.name) is not None  # "du Perthus" is Le Perthus
        if (is_unique and (has_article or town.population >= _KNOWN)) or town.population >= max(_LARGE, _LEAD * rival):
            town.proper.append(name)
        elif is_unique and name_key(name) not in map(name_key, town.alternates):
            town.alternates.append(name)
    _leave_out_countries(places)


def _short_names(place: Place) -> Iterator[str]:
    patterns = [_ARTICLE] if place.country in _FRENCH else []
    if place.population >= _LEAST_PEOPLE:
        patterns += [_BEFORE_REST, _AFTER_FIRST, *([_BEFORE_HYPHEN] if place.country in _FRENCH else [])]
    for pattern in patterns:
        match = pattern.fullmatch(place.name)
        if match and len(match[1]) >= _SHORTEST and match[1][0].isupper() and not _is_word(match[1]):
            yield match[1]


def _is_word(name: str) -> bool:
    """Return whether a name is only a noun, of which many towns begin with one: "Castello", "Santa", "Câmara"."""
    return all(word in _nouns() for word in name_key(name).split(" "))


@cache
def _nouns() -> frozenset[str]:
    nouns: set[str] = set()
    for language in ("es", "fr", "de", "pt", "it", "nl"):
        cues = read_cue_words(language)
        nouns |= cues.common_words | cues.generic | cues.of_nouns | cues.organisations | cues.titles | cues.kinds.keys()
        nouns |= cues.not_names | cues.first_names | cues.natural_landmarks | cues.built_landmarks
    return frozenset(nouns | _MORE_NOUNS)


def _leave_out_countries(places: Iterable[Place]) -> None:
    """Let no town have a country's name as another one of its own."""
    countries = {name_key(n) for p in places if p.kind == place_types.COUNTRY for n in (p.name, *p.alternates)}
    for place in (place for place in places if place.kind in place_types.SETTLEMENTS):
        if any(name_key(name) in countries for name in place.alternates):
            place.alternates = [name for name in place.alternates if name_key(name) not in countries]
