"""The coarse layer of the whole earth, and the detail of a box."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from storymap.basemap_data.borders import COUNTRY as BETWEEN_COUNTRIES
from storymap.basemap_data.borders import DISPUTED as IN_DISPUTE
from storymap.basemap_data.borders import STATE as WITHIN_COUNTRY
from storymap.basemap_data.borders import Borders
from storymap.basemap_data.clip import areas, clip_lines, clip_ring, land_rings
from storymap.basemap_data.pack import Floats, GridBox, Ints, Land, Lines, read_land, read_pack, unpack_lines
from storymap.geometry.bounds import BBox
from storymap.geometry.mercator import MOST_NORTH, TILE
from storymap.rendering.basemap.finer_lines import FinerLine, parted
from storymap.rendering.basemap.layer import COUNTRY, DISPUTED, RIVER, STATE, Layer
from storymap.rendering.basemap.simplify import COAST, LAKE, LINES, simplified

_CLASSES = ((WITHIN_COUNTRY, STATE), (BETWEEN_COUNTRIES, COUNTRY), (IN_DISPUTE, DISPUTED))
_SMALLEST_STATE = 16.0  # pixels: where half of a country's units are smaller, its state lines would cover them
# What is left out of the detail, in pixels at a zoom this much closer than the story's: mere specks.
_ZOOMS_IN = 1.5
_SMALLEST_ISLAND = 1.5
_SMALLEST_LAKE = 8.0
_SHORTEST_RIVER = 24.0
_NEAR_PLACE = 0.05  # degrees: an island this near to a place of the story stays, however small


def world_layer(borders: Borders) -> Layer:
    """Return the whole earth, coarse: land, borders between countries, the largest lakes."""
    land = read_land("world")
    step = land.arcs.step
    north = round(MOST_NORTH / step)
    half = round(180 / step)
    box = (-half, -north, half, north)
    layer = Layer(step)
    layer.add_rings(land_rings(land, box), ((-half, half), (-north, north)))
    classes = borders.classes(land)
    for drawn, name in _CLASSES[1:]:
        layer.add_lines(clip_lines(land.arcs.chosen(classes == drawn), box), name)
    lakes = _read_lines("world_lakes")
    layer.add_lakes(lakes.line(i) for i in range(len(lakes)))
    return layer


@dataclass(frozen=True, slots=True)
class BoxCut:
    """What the packs know within a box, before it is known which small islands have a place of the story.

    `rings` are those of the land, of which those that `is_speck` marks are too small to be seen. `bounds` and `step`
    are in degrees, all else is in steps of the grid.
    """

    bounds: BBox
    step: float
    rings: list[Ints]
    is_speck: list[bool]
    border_lines: dict[str, list[Ints]]
    rivers: list[Ints]
    lakes: list[Ints]

    def islands_of(self, places: Sequence[BBox]) -> tuple[int, ...]:
        """Return which of the specks have one of the `places`, given by the bounds of their parts."""
        corners = np.array(places, float).reshape(-1, 4)
        middles = (corners[:, :2] + corners[:, 2:]) / 2
        middles[:, 0] = self.bounds[0] + (middles[:, 0] - self.bounds[0]) % 360
        specks = (number for number, is_speck in enumerate(self.is_speck) if is_speck)
        return tuple(number for number in specks if _holds_place(self.rings[number] * self.step, middles))

    def layer(self, islands: Collection[int] = (), finer: Sequence[FinerLine] = ()) -> Layer:
        """Return the layer with these specks. What the story has a `finer` line for is kept apart (finer_lines.py)."""
        step = self.step
        layer = Layer(step)
        west, south, east, north = (round(value / step) for value in self.bounds)
        seam = round(180 / step)
        rings = [ring for i, ring in enumerate(self.rings) if not self.is_speck[i] or i in islands]
        layer.add_rings(simplified(rings, COAST), ((west, east, -seam, seam), (south, north)))
        for name, found in (*self.border_lines.items(), (RIVER, self.rivers)):
            rest, replaced = parted(simplified(found, LINES[name]), step, name, finer)
            layer.add_lines(rest, name)
            layer.add_lines(replaced, name.upper())
        layer.add_lakes(simplified(self.lakes, LAKE))
        return layer


def detail_layer(
    bounds: BBox,
    first_zoom: float,
    borders: Borders,
    places: Sequence[BBox] = (),
    finer: Sequence[FinerLine] = (),
) -> Layer:
    """Return what the packs know within a box, coasts and borders to the grid. The box may run past 180 degrees.

    simplify.py says what is left out of lines. Specks of land and water that no reader could see are left out (see
    `_ZOOMS_IN`), but not islands with a place.
    """
    cut = cut_box(bounds, first_zoom, borders)
    return cut.layer(cut.islands_of(places), finer)


def cut_box(bounds: BBox, first_zoom: float, borders: Borders) -> BoxCut:
    """Cut a box out of the packs, for a story that is first seen at a zoom."""
    land = read_land("land")
    step = land.arcs.step
    pixel = 360 / TILE / 2 ** (first_zoom + _ZOOMS_IN) / step
    rings: list[Ints] = []
    lakes: list[Ints] = []
    rivers: list[Ints] = []
    border_lines: dict[str, list[Ints]] = {name: [] for _, name in _CLASSES}
    classes = _without_small_states(land, borders, borders.classes(land), first_zoom)
    for box, shift in _turns(bounds, step):
        move = np.array([shift, 0])
        rings += [ring + move for ring in land_rings(land, box)]
        near = land.arcs.touching(box)
        for drawn, name in _CLASSES:
            lines = land.arcs.chosen(near & (classes == drawn))
            border_lines[name] += [line + move for line in clip_lines(lines, box)]
        found = _lakes(box)
        large = np.abs(areas(found)) >= (_SMALLEST_LAKE * pixel) ** 2
        lakes += [ring + move for ring, is_large in zip(found, large.tolist(), strict=True) if is_large]
        rivers += [line + move for line in _rivers(box) if _length(line) >= _SHORTEST_RIVER * pixel]
    is_speck = (np.abs(areas(rings)) < (_SMALLEST_ISLAND * pixel) ** 2).tolist()
    return BoxCut(bounds, step, rings, is_speck, border_lines, rivers, lakes)


def _holds_place(ring: Floats, places: Floats) -> bool:
    low, high = ring.min(axis=0) - _NEAR_PLACE, ring.max(axis=0) + _NEAR_PLACE
    return bool(((places >= low) & (places <= high)).all(axis=1).any())


def _length(line: Ints) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _turns(bounds: BBox, step: float) -> list[tuple[GridBox, int]]:
    """Cut a box at the antimeridian: each part in the data's own longitudes, and how far to move it."""
    west, south, east, north = (round(value / step) for value in bounds)
    half = round(180 / step)
    parts = []
    for turn in (-1, 0, 1):
        shift = turn * 2 * half
        left, right = max(west - shift, -half), min(east - shift, half)
        if left < right:
            parts.append(((left, south, right, north), shift))
    return parts


def _without_small_states(land: Land, borders: Borders, classes: Ints, first_zoom: float) -> Ints:
    """Hide the state lines of countries whose units are too small to tell apart at the story's zoom."""
    units = len(borders.country_of) - 1
    size = np.sqrt(read_pack("politics")["unit_area"].astype(np.float64)) * TILE * 2**first_zoom / 360
    small = np.zeros(len(borders.country_codes) + 1, bool)
    country_of = borders.country_of[:units]
    # Of each country in order of size: `np.median`, one country after the other, takes twenty times as long.
    order = np.lexsort((size, country_of))
    country, first, count = np.unique(country_of[order], return_index=True, return_counts=True)
    low, high = size[order[first + (count - 1) // 2]], size[order[first + count // 2]]
    small[country] = (low + high) / 2 < _SMALLEST_STATE
    hidden = small[borders.country_of[land.left]] & (classes == WITHIN_COUNTRY)
    return np.where(hidden, -1, classes)


@cache
def _read_lines(name: str) -> Lines:
    return unpack_lines(read_pack(name))


def _lakes(box: GridBox) -> list[Ints]:
    lakes = _read_lines("lakes")
    rings = (clip_ring(lake, box) for lake in lakes.chosen(lakes.touching(box)))
    return [ring for ring in rings if len(ring) >= 4]


def _rivers(box: GridBox) -> list[Ints]:
    rivers = _read_lines("rivers")
    return list(clip_lines(rivers.chosen(rivers.touching(box)), box))
