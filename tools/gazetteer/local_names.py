"""Packs the names of places in other languages: `data/names_LANGUAGE.bin`, one file for each.

GeoNames' alternates do not say their language, so the letters do: a name is taken for every language that has all its
letters. Of states the names are Natural Earth's, which does say it; `local_names.csv` has regions and waters.
"""

from __future__ import annotations

import csv
import json
import re
import tarfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from storymap.gazetteer import place_types
from storymap.gazetteer.cldr_names import cldr_names
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key

from .name_packing import write_largest
from .places import Place

_HERE = Path(__file__).parent
_LETTERS = {
    "ru": "[а-яёА-ЯЁ]",
    "uk": "[а-щьюяєіїґА-ЩЬЮЯЄІЇҐ’'ʼ]",
    "ar": "[ء-ي]",
    "fa": "[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤء\u200c]",
    "zh": "[一-鿿]",
    "ja": "[一-鿿々ぁ-ヿー・]",
    "ko": "[가-힣]",
    "hi": "[ऀ-ॿ]",
    "el": "[Ͱ-Ͽἀ-῿]",
    "he": "[א-ת'\"]",
}
_LATIN = ("es", "fr", "de", "pt", "it", "nl", "pl", "sv", "tr")
LANGUAGES = (*_LETTERS, *_LATIN)
# Countries in which a language is written: their villages are in the news, too.
_HOME = {
    "ru": "RU BY KZ KG UA MD AM AZ GE UZ TJ TM LV EE LT", "uk": "UA MD PL BY", "zh": "CN TW HK MO SG", "ja": "JP",
    "ko": "KR KP", "hi": "IN NP", "el": "GR CY", "he": "IL PS",
    "fa": "IR AF TJ", "ar": "SA EG DZ MA TN LY SD SO IQ SY LB JO PS YE OM AE QA BH KW MR",
}  # fmt: skip
_HOME_FACTOR = 40  # so much larger must a place elsewhere be
# Elsewhere only places of so many people are taken, where no capitals set a short foreign name apart from a word.
_LEAST_ABROAD = 50_000
# In letters without capitals a name of few letters must be that of a large place, in people.
_LEAST_OF_SHORT = {
    "ar": {2: 10**7, 3: 300_000},
    "fa": {2: 10**6, 3: 200_000},
    "hi": {2: 400_000, 3: 20_000},
    "he": {2: 10**6, 3: 100_000},
}
_LEAST_OF_SHORT_KANA = {2: 10**6, 3: 100_000}
_KANA, _HIRAGANA = re.compile("[ぁ-ヿー・]+"), re.compile("[ぁ-ゟ]+")
_LARGE_CITY = 150_000
_PEOPLE_OF_SEAT = 60_000  # that the seat of a county is taken to have where GeoNames does not know
_LEAST_SHARE = 0.05  # of the people of the largest place of a name, that another one abroad must have
# States that are called by no more than the side on which they lie.
_COMPASS = frozenset({
    "nord", "sud", "est", "ouest", "norte", "sur", "este", "oeste", "norden", "süden", "osten", "westen", "sul",
    "leste", "noord", "zuid", "oost", "west", "centro", "centre", "zentrum", "mitte", "norr", "söder", "öst", "väst",
    "kuzey", "güney", "doğu", "batı", "północ", "południe", "wschód", "zachód",
})  # fmt: skip
# Names of villages are words of the language, too, and where there are no capitals nothing tells them apart.
_LEAST_PEOPLE = {"ar": 3_000, "fa": 5_000, "hi": 5_000, "he": 1_000, "zh": 5_000, "ja": 2_000, "ko": 5_000}
# What stands after a name for the kind of its place, and may be left out.
_LAST_LETTERS = {"zh": "市县縣", "ja": "市县縣", "ko": "시군구"}
_UNITS = frozenset({place_types.STATE, place_types.COUNTY})


def write_local_names(
    folder: Path,
    places: list[Place],
    alternates: dict[int, list[str]],
    admin1: Path,
    named: Iterable[tuple[Place, dict[str, list[str]]]],
    gazetteer: Gazetteer,
) -> None:
    """Write a file for each language.

    `places` are in the order of their numbers, `alternates` by GeoNames id; `named` are places with names by language;
    `gazetteer` is the one that was packed of the places.
    """
    known = {
        (name_key(n), at) for at, place in enumerate(places) for n in (place.name, *place.proper, *place.alternates)
    }
    states, own = _names_of_states(admin1), _own_names(places)
    for language, named_cities in _city_names(places).items():
        own[language] += named_cities
    number_of = {id(place): number for number, place in enumerate(places)}
    for place, by_language in named:
        for language, of_language in by_language.items():
            own[language] += [(number_of[id(place)], name) for name in of_language]
    numbers = {place.code: number for number, place in enumerate(places) if place.code}
    for language in LANGUAGES:
        names = [(numbers[code], name) for code, name in states[language] if code in numbers] + own[language]
        names += _written_in(language, places, alternates)
        names = [(n, spelling) for n, name in names for spelling in _spellings(name, language)]
        keys = dict.fromkeys((n, key) for n, name in names if len(key := name_key(name)) > 1 and (key, n) not in known)
        rows = [(key, entry.number) for key, entry in _cldr_keys(language, gazetteer)]
        rows += [(key, number) for number, key in keys]
        write_largest(folder / f"names_{language}.bin", list(dict.fromkeys(rows)))


def _cldr_keys(language: str, gazetteer: Gazetteer) -> Iterator[tuple[str, GazetteerEntry]]:
    """Yield the keys of the names that the CLDR has; in Chinese in both of its scripts."""
    for tag in (language, *(["zh_Hant"] if language == "zh" else [])):
        for name, entry in cldr_names(tag, gazetteer):
            if key := name_key(name):
                yield key, entry


def _written_in(language: str, places: list[Place], alternates: dict[int, list[str]]) -> list[tuple[int, str]]:
    """Return the names that have the letters of a language, those of the largest places first."""
    if language not in _LETTERS:
        return []
    letters = re.compile(rf"{_LETTERS[language]}(?:{_LETTERS[language]}|[ \-‐])*")
    home, least = set(_HOME[language].split()), _LEAST_PEOPLE.get(language, 0)
    found = []
    for number, place in enumerate(places):
        is_unit = place.kind in _UNITS
        people = max(place.population, _PEOPLE_OF_SEAT) if place.is_seat else place.population
        if not is_unit and people < least and place.kind != place_types.CAPITAL:
            continue
        size = people * (1 if place.country in home else 1 / _HOME_FACTOR)
        if place.kind == place_types.COUNTY:
            size *= 0.2
        elif is_unit:
            size = 1e9
        written = (n for n in alternates.get(place.geonameid, ()) if letters.fullmatch(n))
        is_home = place.country in home
        found += [
            (size, number, n)
            for n in written
            if is_unit or _is_large_enough(n, language, place, people, is_home=is_home)
        ]
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    most: dict[str, float] = {}
    for size, _, name in found:
        most.setdefault(name, size)
    # In other letters a name that towns elsewhere share is that of the well-known one: Лондон is not London, Ontario.
    return [
        (number, name)
        for size, number, name in found
        if places[number].country in home or size >= most[name] * _LEAST_SHARE
    ]


def _is_large_enough(name: str, language: str, place: Place, people: int, *, is_home: bool) -> bool:
    """Say whether a name without capitals is that of a place large enough to be taken for it."""
    if language not in _LEAST_PEOPLE or place.kind == place_types.CAPITAL:
        return True
    letters = sum(unicodedata.category(char)[0] == "L" for char in name)
    least: dict[int, int] = _LEAST_OF_SHORT.get(language, {})
    if language == "ja" and _KANA.fullmatch(name):
        least = _LEAST_OF_SHORT_KANA
        if _HIRAGANA.fullmatch(name):
            return people >= _LARGE_CITY
    if language in ("zh", "ja") and letters == 2 and not _KANA.fullmatch(name):
        return people >= (_LEAST_ABROAD if is_home else _LARGE_CITY)
    return people >= least.get(letters, 0) and (is_home or language == "ja" or people >= _LEAST_ABROAD)


def _spellings(name: str, language: str) -> Iterator[str]:
    """Yield a name, and how it is also written in a language."""
    yield name
    if len(name) > 2 and name[-1] in _LAST_LETTERS.get(language, ""):
        yield name[:-1]
    if language == "hi":
        # A nasal before a consonant is a dot as well; the half-moon is mostly written as a dot, too.
        yield re.sub("[ङञणनम]\u094d(?=[क-ह])", "\u0902", name).replace("\u0901", "\u0902")


def _city_names(places: list[Place]) -> dict[str, list[tuple[int, str]]]:
    """Return for each language the names of cities that GeoNames lacks, of `city_names.csv`."""
    largest: dict[tuple[str, str], int] = {}
    for number, place in enumerate(places):
        key = (place.country, name_key(place.name))
        if place.kind in place_types.SETTLEMENTS and (
            key not in largest or place.population > places[largest[key]].population
        ):
            largest[key] = number
    out: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _rows("city_names.csv"):
        key = (row["country"], name_key(row["name"]))
        if key in largest:
            out[row["language"]] += [(largest[key], written) for written in row["written"].split("|")]
    return out


def _names_of_states(package: Path) -> dict[str, list[tuple[str, str]]]:
    """Return for each language the states' codes with their names, as Natural Earth has them."""
    with tarfile.open(package) as archive:
        file = archive.extractfile("package/data/build.json")
        assert file is not None  # noqa: S101 - the archive's sha256 is pinned
        rows = [feature["properties"] for feature in json.load(file)["features"]]
    # Where Natural Earth divides a country more finely, several of its units have the code of one state.
    units = Counter(row["gn_a1_code"] for row in rows)
    out: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in (row for row in rows if row["gn_level"] == 1 and units[row["gn_a1_code"]] == 1):
        for language in LANGUAGES:
            for column in (f"name_{language}", *(["name_zht"] if language == "zh" else [])):
                name = row.get(column)
                if name and name.lower() not in _COMPASS:
                    out[language] += [(row["gn_a1_code"], one) for one in dict.fromkeys((name, _without_noun(name)))]
    return out


def _without_noun(name: str) -> str:
    """Return a Chinese or Japanese name of a state without "state" or "province", if more than two letters remain."""
    bare = name.removesuffix("州").removesuffix("省")
    return bare if len(bare) > 2 else name


def _own_names(places: list[Place]) -> dict[str, list[tuple[int, str]]]:
    """Return for each language the names of `local_names.csv`, which calls a country or state by its code."""
    numbers = {f"@{place.code}": number for number, place in enumerate(places) if place.code}
    for number, place in enumerate(places):
        if place.kind in place_types.NATURAL or place.kind == place_types.CONTINENT:
            numbers[place.name] = number
    out: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _rows("local_names.csv"):
        for language, names in row.items():
            if language != "name" and names:
                out[language] += [(numbers[row["name"]], name) for name in names.split("|")]
    return out


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
