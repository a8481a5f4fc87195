"""The nouns of streets, squares, roads and buildings: the lists called "sites" in the data files of cue words.

A list says where its nouns stand: before the name ("calle Mayor"), after it ("Main Street"), or at its end, written
together with it ("Bahnhofstraße").
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from storymap.gazetteer.local_names import base_language
from storymap.gazetteer.name_keys import fold_word
from storymap.shipped_files import shipped_text

STREET, BUILDING = "street", "building"
# What may stand between a noun and a name, and within a name, in small letters.
OF_A_NAME = frozenset({
    "of", "de", "da", "do", "das", "dos", "del", "della", "dello", "dell'", "dei", "degli", "delle", "di", "d'", "du",
    "des", "la", "le", "les", "las", "los", "l'", "van", "von", "der", "den", "het", "the", "sa", "es", "alla",
})  # fmt: skip
# A name has none of these before its noun: "una calle de Madrid", "ein Supermarkt".
INDEFINITE = frozenset({
    "un", "una", "uno", "une", "um", "uma", "ein", "eine", "einem", "einen", "einer", "eines", "een", "kein", "keine",
    "otra", "otro", "autre", "outra", "outro", "altra", "altro", "dieser", "diese", "dieses", "diesem", "jeder", "jede",
})  # fmt: skip
PREFIXES = frozenset("وبلف")  # that Arabic writes together with a noun: "and", "in", "to"
_IN_CAPITALS = frozenset({"en", "de"})  # what stands before a name there counts as its noun with a capital only


@dataclass(frozen=True, slots=True, eq=False)
class SiteNouns:
    """The nouns of a language's sites, folded, with what each says: STREET or BUILDING.

    `before` stand before a name, `before_in_capitals` only with a capital, `before_of` only with a capital and "of"
    after them; `beginnings` are all of these as a text may have them. Those `with_towns` make a name with a town's in
    small letters, too ("rue de Lyon"), while others only say what of the town is meant ("la plaza de Lugo"). `after`
    stand after a name, `after_in_small` also in small letters; `nouns` are these and the `beginnings`. `endings` are
    written together with it, `endings_after_preposition` count after "am", "im" or so only, for most words that end so
    are no names. `airports` are called after their own town. `no_names` are words that make no name with a noun, and
    compounds that are none; `no_streets` are those before the noun of a street.
    `no_towns_before` stand before names of mountains, waters and parts of towns, `islands_before` before those of
    islands, which may be states or counties.

    Numbered roads: `road_nouns` stand before a number, `road_nouns_before` before those ("National Highway 37").
    `road_codes` are letters before a number ("A-7"), if one of `road_cues` stands before them. `ideographs` are the
    nouns of a language that does not divide words, as they are written, the longest first.
    """

    before: dict[str, str]
    before_in_capitals: dict[str, str]
    before_of: dict[str, str]
    beginnings: frozenset[str]
    with_towns: frozenset[str]
    after: dict[str, str]
    after_in_small: frozenset[str]
    nouns: frozenset[str]
    endings: dict[str, str]
    endings_after_preposition: frozenset[str]
    airports: frozenset[str]
    no_names: frozenset[str]
    no_streets: frozenset[str]
    no_towns_before: frozenset[str]
    islands_before: frozenset[str]
    road_nouns: frozenset[str]
    road_nouns_before: frozenset[str]
    road_codes: frozenset[str]
    road_cues: frozenset[str]
    ideographs: tuple[tuple[str, str], ...]

    def is_noun(self, word: str) -> bool:
        """Return whether a folded word is a noun of streets or buildings."""
        return any(word in nouns for nouns in (self.before, self.before_in_capitals, self.before_of, self.after))


@lru_cache(maxsize=8)
def read_site_nouns(language: str) -> SiteNouns:
    """Return the nouns for a language tag, the English ones among them; these alone for a language without a file."""
    code = base_language(language)
    english, own = _read("en"), {} if code == "en" else _read(code)
    both = {name: f"{english.get(name, '')} {own.get(name, '')}" for name in dict.fromkeys((*english, *own))}
    after_own = _folded(f"{own.get('streets_after', '')} {own.get('buildings_after', '')}")
    before = _kinds(own, "streets_before", "buildings_before")
    in_capitals = _kinds(both, "capital_streets_before", "")
    before_of = _kinds(both, "", "capital_buildings_before")
    beginnings = frozenset((*before, *in_capitals, *before_of, *(p + word for p in PREFIXES for word in before)))
    after = _kinds(both, "streets_after", "buildings_after")
    return SiteNouns(
        before={} if code in _IN_CAPITALS else before,
        before_in_capitals=in_capitals | (before if code in _IN_CAPITALS else {}),
        beginnings=beginnings,
        before_of=before_of,
        with_towns=_folded(own.get("with_towns", "")),
        after=after,
        nouns=beginnings | frozenset(after),
        after_in_small=frozenset() if code in _IN_CAPITALS else after_own,
        endings=_kinds(own, "street_endings", "building_endings"),
        endings_after_preposition=_folded(own.get("endings_after_preposition", "")),
        airports=_folded(both.get("airports", "")),
        no_names=_folded(both.get("no_names", "")),
        no_streets=_folded(both.get("no_streets", "") if code == "en" else both.get("no_names", "")),
        no_towns_before=_folded(own.get("no_towns_before", "")),
        islands_before=_folded(own.get("islands_before", "")),
        road_nouns=_folded(both.get("road_nouns", "")),
        road_nouns_before=_folded(both.get("road_nouns_before", "")),
        road_codes=_folded(both.get("road_codes", "")),
        road_cues=_folded(both.get("road_cues", "")),
        ideographs=tuple(_ideographs(own)),
    )


def _kinds(lists: dict[str, str], streets: str, buildings: str) -> dict[str, str]:
    found = dict.fromkeys(_folded(lists.get(buildings, "")), BUILDING)
    return found | dict.fromkeys(_folded(lists.get(streets, "")), STREET)


def _ideographs(lists: dict[str, str]) -> Iterable[tuple[str, str]]:
    words = [(word, STREET) for word in lists.get("streets_after", "").split()]
    words += [(word, BUILDING) for word in lists.get("buildings_after", "").split()]
    return sorted(words, key=lambda pair: (-len(pair[0]), pair))


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold_word, words.split()))


def _read(code: str) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(shipped_text(__package__, "cues", f"{code}.json")).get("sites", {})
    except FileNotFoundError:
        return {}
    return found
