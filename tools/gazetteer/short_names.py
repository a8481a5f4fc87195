"""Short names of towns, as texts have them: Biberach for Biberach an der Riß, Carhaix for Carhaix-Plouguer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from storymap.gazetteer import place_types
from storymap.gazetteer.name_keys import name_key

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
_SHORTEST = 5  # letters
_LEAST_PEOPLE, _LARGE = 1_000, 15_000
_LEAD = 5  # so much larger must a town be that is called by a name that others have in full
_SEATS = frozenset({place_types.SEAT, place_types.CAPITAL})


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
        if town.population >= _LARGE and town.population >= _LEAD * rival:
            town.proper.append(name)
        elif rival < 0 and name_key(name) not in map(name_key, town.alternates):
            town.alternates.append(name)
    _settle_names_of_units(places)


def _short_names(place: Place) -> Iterator[str]:
    patterns = [_ARTICLE] if place.country in _FRENCH else []
    if place.population >= _LEAST_PEOPLE:
        patterns += [_BEFORE_REST, _AFTER_FIRST, *([_BEFORE_HYPHEN] if place.country in _FRENCH else [])]
    for pattern in patterns:
        match = pattern.fullmatch(place.name)
        if match and len(match[1]) >= _SHORTEST and match[1][0].isupper():
            yield match[1]


def _settle_names_of_units(places: Iterable[Place]) -> None:
    """Let no town have a country's name as another one of its own; a seat has its state's as a proper one."""
    countries = {name_key(n) for p in places if p.kind == place_types.COUNTRY for n in (p.name, *p.alternates)}
    states = {place.code: name_key(place.name) for place in places if place.kind == place_types.STATE}
    for place in (place for place in places if place.kind in place_types.SETTLEMENTS):
        keys = Counter(map(name_key, place.alternates))
        if countries & keys.keys():
            place.alternates = [name for name in place.alternates if name_key(name) not in countries]
        if place.kind in _SEATS and states.get(place.state) in keys:
            place.proper += [name for name in place.alternates if name_key(name) == states[place.state]]
