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
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from storymap.gazetteer import place_types
from storymap.gazetteer.name_keys import name_key

from .packing import write_pack
from .places import Place

LARGEST = 295_000  # bytes of a file
_HERE = Path(__file__).parent
_LETTERS = {
    "ru": "[а-яёА-ЯЁ]",
    "uk": "[а-щьюяєіїґА-ЩЬЮЯЄІЇҐ’'ʼ]",
    "ar": "[ء-ي]",
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
    "ar": "SA EG DZ MA TN LY SD SO IQ SY LB JO PS YE OM AE QA BH KW MR",
}  # fmt: skip
_HOME_FACTOR = 40  # so much larger must a place elsewhere be
# Elsewhere only places of so many people are taken, where no capitals set a short foreign name apart from a word.
_LEAST_ABROAD = 50_000
# In letters without capitals a name of few letters must be that of a large place, in people.
_LEAST_OF_SHORT = {"ar": {2: 10**7, 3: 300_000}, "hi": {2: 400_000, 3: 20_000}, "he": {2: 10**6, 3: 100_000}}
_LEAST_OF_SHORT_KANA = {2: 10**6, 3: 100_000}
_KANA, _HIRAGANA = re.compile("[ぁ-ヿー・]+"), re.compile("[ぁ-ゟ]+")
_LARGE_CITY = 200_000
# States that are called by no more than the side on which they lie.
_COMPASS = frozenset({
    "nord", "sud", "est", "ouest", "norte", "sur", "este", "oeste", "norden", "süden", "osten", "westen", "sul",
    "leste", "noord", "zuid", "oost", "west", "centro", "centre", "zentrum", "mitte", "norr", "söder", "öst", "väst",
    "kuzey", "güney", "doğu", "batı", "północ", "południe", "wschód", "zachód",
})  # fmt: skip
# Names of villages are words of the language, too, and where there are no capitals nothing tells them apart.
_LEAST_PEOPLE = {"ar": 3_000, "hi": 5_000, "he": 1_000, "zh": 5_000, "ja": 2_000, "ko": 5_000}
_UNITS = frozenset({place_types.STATE, place_types.COUNTY})


def write_local_names(
    folder: Path,
    places: list[Place],
    alternates: dict[int, list[str]],
    admin1: Path,
    named: Iterable[tuple[Place, dict[str, list[str]]]],
) -> None:
    """Write a file for each language.

    `places` are in the order of their numbers, `alternates` by GeoNames id; `named` are places with names by language.
    """
    known = {(name_key(name), n) for n, place in enumerate(places) for name in (place.name, *place.alternates)}
    states, own = _names_of_states(admin1), _own_names(places)
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
        write_pack(folder / f"names_{language}.bin", {"names": _largest(list(keys))})


def _written_in(language: str, places: list[Place], alternates: dict[int, list[str]]) -> list[tuple[int, str]]:
    """Return the names that have the letters of a language, those of the largest places first."""
    if language not in _LETTERS:
        return []
    letters = re.compile(rf"{_LETTERS[language]}(?:{_LETTERS[language]}|[ \-‐])*")
    home, least = set(_HOME[language].split()), _LEAST_PEOPLE.get(language, 0)
    found = []
    for number, place in enumerate(places):
        is_unit = place.kind in _UNITS
        if not is_unit and place.population < least and place.kind != place_types.CAPITAL:
            continue
        size = place.population * (1 if place.country in home else 1 / _HOME_FACTOR)
        if place.kind == place_types.COUNTY:
            size *= 0.2
        elif is_unit:
            size = 1e9
        written = (n for n in alternates.get(place.geonameid, ()) if letters.fullmatch(n))
        is_home = place.country in home
        found += [
            (size, number, n) for n in written if is_unit or _is_large_enough(n, language, place, is_home=is_home)
        ]
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    return [(number, name) for _, number, name in found]


def _is_large_enough(name: str, language: str, place: Place, *, is_home: bool) -> bool:
    """Say whether a name without capitals is that of a place large enough to be taken for it."""
    people = place.population
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
    if language in ("zh", "ja") and len(name) > 2 and name[-1] in "市县縣":
        yield name[:-1]
    if language == "hi":
        # A nasal before a consonant is a dot as well; the half-moon is mostly written as a dot, too.
        yield re.sub("[ङञणनम]\u094d(?=[क-ह])", "\u0902", name).replace("\u0901", "\u0902")


def _largest(names: list[tuple[int, str]]) -> bytes:
    """Return as many names as fit, packed, the first ones first."""
    count = len(names)
    while len(packed := _packed(names[:count])) > LARGEST:
        count = min(count - 1, int(count * LARGEST / len(packed)))
    return packed


def _packed(names: Iterable[tuple[int, str]]) -> bytes:
    keys: dict[int, list[str]] = defaultdict(list)
    for number, key in names:
        keys[number].append(key)
    lines, before = [], 0
    for number in sorted(keys):
        lines.append(f"{number - before}\t{'|'.join(keys[number])}")
        before = number
    return zlib.compress("\n".join(lines).encode(), 9)


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
    for row in _rows():
        for language, names in row.items():
            if language != "name" and names:
                out[language] += [(numbers[row["name"]], name) for name in names.split("|")]
    return out


def _rows() -> Iterator[dict[str, str]]:
    with (_HERE / "local_names.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
