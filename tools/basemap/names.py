"""Names of countries, states, lakes, seas and well-known cities, language by language."""

from __future__ import annotations

import csv
import re
import shutil
import sys
import unicodedata
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .overrides import read_overrides
from .packing import pack_texts
from .scripts import home_names

# Natural Earth's languages; zht is Chinese in traditional characters.
LANGUAGES = (
    *("ar", "bn", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hu", "id", "it"),
    *("ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "ur", "vi", "zh", "zht"),
)
_CLDR = {"zht": "zh_Hant"}
_NATURAL_EARTH_COUNTRIES = {"HK", "MO"}  # CLDR's names for them are official titles
_BRACKETS = re.compile(r"\s*[\(（][^\)）]*[\)）]")
_LABELLED_LAKE = 0.15  # square degrees, about 1800 km² at the equator
_TRANSLATED_UNIT = 0.02  # square degrees: at zoom 9 a square of 50 pixels; smaller ones have their local name only
# Natural Earth has cut "gouvernorat" from "gouvernorat de Homs" and left the rest.
_PREPOSITION = re.compile(r"^(?:de la |de las |de los |de l[’']|du |des |de |di |do |da |d[’'])(?=[A-ZÀ-Þ])")
_WATER = Path(__file__).with_name("water.csv")
_EXONYMS = Path(__file__).with_name("exonyms.csv")


def open_cldr(package: Path, folder: Path) -> tuple[Any, dict[str, str]]:
    """Return Babel's Locale class and its other names of time zones, from the pinned wheel."""
    place = folder / package.stem
    if not place.exists():
        with zipfile.ZipFile(package) as archive:
            archive.extractall(place.with_suffix(".part"))
        shutil.move(place.with_suffix(".part"), place)
    sys.path.insert(0, str(place))
    babel = import_module("babel")  # the pinned one, not the one that happens to be installed
    return babel.Locale, dict(babel.core.get_global("zone_aliases"))


def country_names(countries: gpd.GeoDataFrame, codes: list[str], locale: Any) -> dict[str, Any]:
    """Return the names of `codes` (Natural Earth's ADM0_A3) in each language."""
    table = countries.drop_duplicates("ADM0_A3").set_index("ADM0_A3")
    said = {(row.key, row.field): row.value for row in read_overrides("country_name")}
    packs = {}
    for language in LANGUAGES:
        cldr = locale.parse(_CLDR.get(language, language)).territories
        names = []
        for code in codes:
            iso = table["ISO_A2_EH"].get(code, "")
            own = table[f"NAME_{language.upper()}"].get(code) or ""
            name = own if iso in _NATURAL_EARTH_COUNTRIES else cldr.get(iso) or own
            names.append(said.get((iso, language)) or _BRACKETS.sub("", name))
        packs[f"country_{language}"] = pack_texts(names)
    return packs


def unit_names(units: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the units' names: `unit` in the local language, `unit_xx` where a language differs."""
    local = [_text(name) for name in units["name"]]
    large = shapely.area(units.geometry.values) >= _TRANSLATED_UNIT
    packs = {"unit": pack_texts(local)}
    for language in LANGUAGES:
        translated = [_PREPOSITION.sub("", _text(name)) for name in units[f"name_{language}"]]
        packs[f"unit_{language}"] = pack_texts(
            ["" if name == own or not use else name for name, own, use in zip(translated, local, large, strict=True)]
        )
    return packs


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def lake_names(lakes: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the names of the lakes that are worth a label in each language."""
    packs = {}
    lakes = named_lakes(lakes)
    for language in LANGUAGES:
        names = [_text(own) or _text(name) for own, name in zip(lakes[f"name_{language}"], lakes["name"], strict=True)]
        packs[f"lake_{language}"] = pack_texts(names)
    return packs


def read_waters() -> pd.DataFrame:
    """Return the hand-made list of seas, gulfs and oceans: lon, lat, kind, and a name in some languages."""
    return pd.read_csv(_WATER, keep_default_na=False, dtype=str)


def pack_waters(waters: pd.DataFrame, lakes: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return where the names of waters and lakes stand, in degrees, and how wide the waters are.

    `water_point` rows are (number of the water, longitude, latitude): a long water has several.
    """
    points = [
        (number, *map(float, anchor.split()))
        for number, anchors in enumerate(waters["anchors"])
        for anchor in anchors.split(";")
    ]
    named = named_lakes(lakes)
    largest = [max(shapely.get_parts(shape), key=lambda part: part.area) for shape in named.geometry]
    circles = [shapely.maximum_inscribed_circle(shape, 0.02) for shape in largest]
    lake_points = np.array([shapely.get_coordinates(circle)[0] for circle in circles])
    widths = np.array([shape.bounds[2] - shape.bounds[0] for shape in largest])
    return {
        "water_point": np.array(points, "<f4"),
        "water_width": waters["size"].to_numpy("<f4"),
        "lake_point": lake_points.astype("<f4"),
        "lake_width": widths.astype("<f4"),
    }


def named_lakes(lakes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the lakes that are large enough for a label."""
    return lakes[(shapely.area(lakes.geometry.values) >= _LABELLED_LAKE) & lakes["name"].notna()]


def water_names(waters: pd.DataFrame) -> dict[str, Any]:
    """Return the names of the waters, in the languages that the list has."""
    spoken = [language for language in LANGUAGES if language in waters]
    return {f"water_{language}": pack_texts([_text(name) for name in waters[language]]) for language in spoken}


def read_exonyms() -> list[dict[str, str]]:
    """Return the hand-made list of well-known cities: city, country, and a name in some languages."""
    with _EXONYMS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def city_names(cities: pd.DataFrame, locale: Any, aliases: dict[str, str]) -> dict[str, Any]:
    """Return cities' names in each language: `city_xx` as "number<TAB>name" where it differs.

    The names come from GeoNames (scripts.py), CLDR (cities that time zones are named after), and exonyms.csv;
    the later wins.
    """
    zones = {language: locale.parse(_CLDR.get(language, language)).time_zones for language in LANGUAGES}
    city_of_zone = _cities_of_zones(cities, zones["en"], aliases)
    by_hand = read_exonyms()
    number_of = _numbers(cities)
    packs = {}
    for language in LANGUAGES:
        found = home_names(cities, language)
        for zone, city in city_of_zone.items():
            if said := (zones[language].get(zone) or {}).get("city"):
                found[city] = _BRACKETS.sub("", said)
        for row in by_hand:
            if row.get(language):
                found[number_of[row["city"], row["country"]]] = row[language]
        names = cities["name"]
        lines = [f"{city}\t{name}" for city, name in sorted(found.items()) if name and name != names[city]]
        packs[f"city_{language}"] = pack_texts(lines)
    return packs


def _numbers(cities: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Return the number of the most populous city of each name and country."""
    order = cities["population"].sort_values(kind="stable").index
    return {(cities["name"][index], cities["country"][index]): int(index) for index in order}


def _cities_of_zones(cities: pd.DataFrame, english: Any, aliases: dict[str, str]) -> dict[str, int]:
    """Return the city that each time zone is named after, where its English name is a city's in that zone."""
    zone_of_city = cities["timezone"].map(lambda zone: aliases.get(zone, zone))
    order = cities["population"].sort_values(kind="stable").index
    number = {(zone_of_city[index], _folded(cities["name"][index])): int(index) for index in order}
    found = {}
    for zone in sorted(set(zone_of_city) | set(english)):
        name = (english.get(zone) or {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        if (zone, _folded(name)) in number:
            found[zone] = number[zone, _folded(name)]
    return found


def _folded(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.replace("’", "'").casefold()
