"""The names on the map: countries, states, cities and waters, in the story's language.

Here they are chosen, placed and ranked; `label_style.py` says which of them a zoom shows. A place of the story has its
marker, so it is not labelled again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.basemap_data.borders import Borders
from storymap.basemap_data.pack import Bools, GridBox, Land, read_land, read_pack
from storymap.basemap_data.unit_shapes import anchor, main_shape_in_box
from storymap.geometry.bounds import BBox
from storymap.geometry.mercator import TILE
from storymap.rendering.basemap.cities import Cities, choose_cities, read_cities
from storymap.rendering.basemap.extent import MapExtent
from storymap.rendering.basemap.names import Names, folded
from storymap.rendering.basemap.upper_case import NO_LANGUAGE, upper_case
from storymap.rendering.contract.labels import CityLabel, CountryLabel, LabelsData, StateLabel, WaterLabel
from storymap.storage.memo import Memo, kept

_NO_LABEL, _ONE_LABEL, _LABEL_PARTS = range(3)  # as in the pack
_MOST_STATES = 120
_SMALLEST_SHARE = 0.004  # of the story's box: less of a country than this gets no label of its own there
_WATER_PIXELS, _WATER_ZOOMS = (
    75.0,
    4.5,
)  # a water's name stands from where it is so wide, and for so many zooms
_SMALL = 3  # rank: cities that are left out rather than named in foreign letters
_SAME_POINT = 0.12  # degrees: a city this near to a place of the story is that place, by another name
_SAME_PLACE = 0.5  # degrees: how far GeoNames' point and the story's may lie apart

_Anchor = tuple[float, float, float, float]


class StoryPlace(NamedTuple):
    """A place of the story: its names, first the one that is shown, and where it is."""

    names: tuple[str, ...]
    geometry: BaseGeometry


def make_labels(
    extent: MapExtent,
    borders: Borders,
    names: Names,
    places: Sequence[StoryPlace],
    language: str,
    *,
    memo: Memo[Any] | None = None,
    worldview: str = "",
) -> LabelsData:
    """Return the labels as rows, the weightiest first.

    `language` is the story's own, whose rules for capitals its names follow. `memo` keeps where names stand in what a
    box shows of a country or unit; `worldview` is that of the `borders`.
    """
    land, taken = read_land("land"), _TakenNames(places)
    anchors = _Anchors(land, memo, worldview)
    return {
        "countries": [CountryLabel(*row) for row in _countries(land, extent, borders, names, taken, anchors)],
        "states": [StateLabel(*row) for row in _states(land, extent, borders, names, taken, language, anchors)],
        "cities": [CityLabel(*row) for row in _cities(read_cities(), extent, names, taken)],
        "waters": [WaterLabel(*row) for row in _waters(extent, names, taken)],
    }


class _Anchors:
    """Where a name stands best in what a box shows of a country or a unit: see `anchor`."""

    def __init__(self, land: Land, memo: Memo[Any] | None, worldview: str) -> None:
        self._land = land
        self._memo = memo
        self._worldview = worldview

    def of_country(self, country: int, own: Bools, box: GridBox) -> _Anchor | None:
        """Return the anchor of a country whose units are its `own`."""
        return self._found(("country", self._worldview, country, box), own, box)

    def of_unit(self, unit: int, sea: int, box: GridBox) -> _Anchor | None:
        """Return the anchor of one unit."""
        return self._found(("unit", unit, box), _only(unit, sea), box)

    def _found(self, key: tuple[Any, ...], members: Bools, box: GridBox) -> _Anchor | None:
        found: tuple[_Anchor | None] = kept(
            self._memo, key, lambda: (anchor(main_shape_in_box(self._land, members, box), box),)
        )
        return found[0]


def _countries(
    land: Land, extent: MapExtent, borders: Borders, names: Names, taken: _TakenNames, anchors: _Anchors
) -> list[list[Any]]:
    pack = read_pack("politics")
    point, zoom, rank = pack["country_point"], pack["country_zoom"], pack["country_rank"]
    kind, width = pack["country_label"], pack["country_width"]
    own = _own_units(borders)
    box, shift = _home(extent.fit, land.arcs.step)
    inside = _countries_in(land, box, borders) if len(extent.boxes) == 1 else set()
    rows: list[tuple[int, list[Any]]] = []
    for country, name in enumerate(names.countries):
        if not name or not own[country].any() or kind[country] == _NO_LABEL or taken.has(name):
            continue
        if kind[country] == _LABEL_PARTS and country in inside:
            continue
        # Far from the story the land itself is drawn on a grid of 0.05 degrees.
        is_far = country not in inside and not _is_within(point[country], extent.boxes)
        where = [[*_degrees(point[country], 1 if is_far else 2), 0]]
        if country in inside:
            found = anchors.of_country(country, own[country], box)
            if found and found[3] >= _SMALLEST_SHARE * (box[2] - box[0]) * (box[3] - box[1]):
                where.insert(0, [*_degrees(((found[0] + shift) * land.arcs.step, found[1] * land.arcs.step)), 1])
        number = country + 1 if len(where) > 1 else 0
        for x, y, local in where:
            row = [
                name,
                x,
                y,
                int(rank[country]),
                _rounded(float(zoom[country]), 1),
                _rounded(float(width[country]), 1),
            ]
            rows.append((int(rank[country]), [*row, number, local]))
    rows.sort(key=lambda row: row[0])
    return [row for _, row in rows]


def _own_units(borders: Borders) -> Bools:
    """Return for each country which units are its own; the last column is the sea."""
    own: Bools = borders.country_of[None, :] == np.arange(len(borders.country_codes))[:, None]
    return own


def _countries_in(land: Land, box: GridBox, borders: Borders) -> set[int]:
    near = land.arcs.touching(box)
    units = np.unique(np.r_[land.left[near], land.right[near]])
    return {int(country) for country in borders.country_of[units]}


def _states(
    land: Land,
    extent: MapExtent,
    borders: Borders,
    names: Names,
    taken: _TakenNames,
    language: str,
    anchors: _Anchors,
) -> list[list[Any]]:
    pack = read_pack("politics")
    point, width = pack["unit_point"], pack["unit_width"]
    sea = len(point)
    low, high = _unit_bounds(land, sea)
    alone = np.bincount(borders.country_of[:sea], minlength=len(borders.country_codes)) == 1
    parts = pack["country_label"] == _LABEL_PARTS
    rows: list[tuple[float, list[Any]]] = []
    for bounds in extent.boxes:
        box, shift = _home(bounds, land.arcs.step)
        meets = (low[:sea] <= box[2:]).all(axis=1) & (high[:sea] >= box[:2]).all(axis=1)
        whole = (low[:sea] >= box[:2]).all(axis=1) & (high[:sea] <= box[2:]).all(axis=1)
        for unit in np.flatnonzero(meets).tolist():
            country, name = int(borders.country_of[unit]), names.units[unit]
            if not name or alone[country] or name == names.countries[country]:
                continue
            if whole[unit]:
                x, y, wide = float(point[unit][0]), float(point[unit][1]), float(width[unit])
                size = float(pack["unit_area"][unit])
            else:
                found = anchors.of_unit(unit, sea, box)
                if found is None:
                    continue
                x, y, wide = (value * land.arcs.step for value in found[:3])
                size = found[3] * land.arcs.step**2
            x += shift * land.arcs.step
            if not taken.has(name, (x, y), wide):
                flags = int(parts[country]) + 2 * _is_foreign(name, names.unit_languages[unit], language)
                rows.append((size, [name, *_degrees((x, y)), _rounded(wide, 2), flags]))
    rows.sort(key=lambda row: (-(row[1][4] & 1), -row[0]))
    return [row for _, row in rows[:_MOST_STATES]]


def _is_foreign(name: str, spoken: str, language: str) -> bool:
    """Say whether a name is in another language than the story's, whose rules for capitals would spoil it.

    By Turkish rules Illinois would be "İLLİNOİS". A name that the catalogue does not translate is in the language of
    its country. Its own rules are not applied either: beside names that are in the story's language, "EDİRNE" would
    stand out in an English story.
    """
    return spoken != language and upper_case(name, language) != upper_case(name, NO_LANGUAGE)


def _only(unit: int, sea: int) -> Bools:
    members = np.zeros(sea + 1, bool)
    members[unit] = True
    return members


def _unit_bounds(land: Land, sea: int) -> tuple[Any, Any]:
    low = np.full((sea + 1, 2), np.iinfo(np.int64).max)
    high = np.full((sea + 1, 2), np.iinfo(np.int64).min)
    for side in (land.left, land.right):
        np.minimum.at(low, side, land.arcs.bounds[:, :2])
        np.maximum.at(high, side, land.arcs.bounds[:, 2:])
    return low, high


def _cities(cities: Cities, extent: MapExtent, names: Names, taken: _TakenNames) -> list[list[Any]]:
    rows = []
    for city, x in choose_cities(cities, extent.fit, extent.boxes):
        name, y = names.cities.get(city, cities.names[city]), float(cities.lat[city])
        near = any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in extent.boxes)
        foreign = not names.latin and city not in names.cities
        if foreign and (not near or cities.rank[city] >= _SMALL or taken.near((x, y), _SAME_POINT)):
            continue  # far away, or of a small town, a name in foreign letters helps nobody
        if taken.has(name, (x, y), _SAME_PLACE) or taken.has(cities.names[city], (x, y), _SAME_PLACE):
            continue
        flags = int(cities.capital[city]) + 2 * int(cities.seat[city])
        digits = 3 if near else 2
        rows.append([name, _rounded(x, digits), _rounded(y, digits), int(cities.rank[city]), flags])
    return rows


def _waters(extent: MapExtent, names: Names, taken: _TakenNames) -> list[list[Any]]:
    pack = read_pack("waters")
    rows = []
    for number, x, y in pack["water_point"].tolist():
        name = names.waters[int(number)]
        if not taken.has(name):
            width = float(pack["water_width"][int(number)])
            rows.append([name, *_degrees((x, y)), _rounded(width, 1), *_zooms(width), 0])
    for name, (x, y), width in zip(names.lakes, pack["lake_point"].tolist(), pack["lake_width"].tolist(), strict=True):
        for box in extent.boxes:
            near = _into(x, box)
            if near is not None and box[1] <= y <= box[3] and not taken.has(name, (near, y), width):
                rows.append([name, *_degrees((near, y)), _rounded(width, 2), *_zooms(width), 1])
                break
    return rows


def _zooms(width: float) -> list[float]:
    """Return the zooms from and to which a water so many degrees wide has its name."""
    least = math.log2(_WATER_PIXELS * 360 / (TILE * width))
    return [_rounded(least, 1), _rounded(least + _WATER_ZOOMS, 1)]


class _TakenNames:
    """The places of the story by name: each has its marker, and so no label."""

    def __init__(self, places: Sequence[StoryPlace]) -> None:
        self._places: dict[frozenset[str], list[BaseGeometry]] = {}
        for place in places:
            for words in {folded(name) for name in place.names}:
                self._places.setdefault(words, []).append(place.geometry)

    def near(self, point: tuple[float, float], degrees: float) -> bool:
        """Say whether any place that is a point lies so near."""
        centre = shapely.Point(point)
        shapes = (shape for places in self._places.values() for shape in places if shape.geom_type == "Point")
        return any(shapely.distance(shape, centre) <= degrees for shape in shapes)

    def has(self, name: str, point: tuple[float, float] | None = None, near: float = 0.0) -> bool:
        """Say whether a place bears this name, and lies within `near` degrees of `point` if that is given."""
        places = self._places.get(folded(name), [])
        return any(point is None or shapely.distance(place, shapely.Point(point)) <= near for place in places)


def _home(bounds: BBox, step: float) -> tuple[GridBox, int]:
    """Return a box in the data's own longitudes, and how far to move back what is found there, in grid steps.

    Of a box that crosses the antimeridian it is the larger part.
    """
    west, south, east, north = (round(value / step) for value in bounds)
    half = round(180 / step)
    turns = [(max(west - turn, -half), min(east - turn, half), turn) for turn in (-2 * half, 0, 2 * half)]
    left, right, turn = max(turns, key=lambda part: part[1] - part[0])
    return (left, south, right, north), turn


def _is_within(point: Any, boxes: Iterable[BBox]) -> bool:
    return any(_into(float(point[0]), box) is not None and box[1] <= point[1] <= box[3] for box in boxes)


def _into(x: float, box: BBox) -> float | None:
    return next((x + turn for turn in (0.0, 360.0, -360.0) if box[0] <= x + turn <= box[2]), None)


def _rounded(value: float, digits: int) -> float:
    """Return a rounded number, as an int if it is one: "2" is shorter than "2.0"."""
    rounded = round(value, digits)
    return int(rounded) if rounded.is_integer() else rounded


def _degrees(point: Any, digits: int = 2) -> list[float]:
    return [_rounded(float(point[0]), digits), _rounded(float(point[1]), digits)]
