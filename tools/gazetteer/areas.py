"""Makes the areas of countries and states, of the basemap's units, as `storymap.gazetteer.areas` reads them."""

from __future__ import annotations

import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.basemap_data.borders import read_borders
from storymap.basemap_data.pack import read_land, read_pack, texts
from storymap.gazetteer.areas import FACTS, NO_AREA, STEPS
from storymap.gazetteer.country_outlines import outline_of
from storymap.gazetteer.entries import NO_ENTRY
from storymap.geometry.anchors import anchor
from storymap.geometry.bounds import unwrapped
from storymap.geometry.main_parts import main_extent
from storymap.geometry.parts import simple_parts

from .packing import write_pack

_PARTS_OF_WIDTH = 500  # the tolerance of simplifying an area is its width divided by this
_SMALLEST_PART = 0.0004  # of the area: smaller islands are left out
_GRID = 1 / STEPS  # degrees


def write_areas(path: Path, unit_states: memoryview) -> None:
    """Write the areas of all countries, and of all states that have units; `unit_states` has the state of each."""
    units: dict[int, list[int]] = defaultdict(list)
    for unit, state in enumerate(unit_states.cast("I")):
        if state != NO_ENTRY:
            units[state].append(unit)
    countries = {code: area for code in _country_codes() if (area := country_area(code)) is not None}
    unit_areas = np.full(len(unit_states) // 4, NO_AREA, "<u2")
    areas = list(countries.values())
    for members in units.values():
        area = area_of_units(members)
        if area is not None:
            unit_areas[members] = len(areas)
            areas.append(area)
    shapes, facts = [_packed(area) for area in areas], b""
    for number, area in enumerate(areas):
        (flat,) = unwrapped([area])
        is_other = not flat.equals_exact(area)
        facts += _facts(flat, number, len(shapes) if is_other else number)
        if is_other:
            shapes.append(_packed(flat))
    offsets = np.cumsum([0, *map(len, shapes)]).astype("<u4")
    write_pack(
        path,
        {
            "countries": "".join(countries).encode(),
            "facts": facts,
            "shape_offsets": offsets.tobytes(),
            "shapes": b"".join(shapes),
            "unit_areas": unit_areas.tobytes(),
        },
    )


def _country_codes() -> list[str]:
    return sorted({code for code in texts(read_pack("politics")["country_iso"]) if len(code) == 2})


def country_area(code: str) -> BaseGeometry | None:
    """Return the area of the country and its dependencies that have an ISO code, from the coarse layer, or None."""
    numbers = [number for number, iso in enumerate(texts(read_pack("politics")["country_iso"])) if iso == code]
    return _shape(read_land("world"), np.isin(read_borders().country_of, numbers))


def area_of_units(units: list[int]) -> BaseGeometry | None:
    """Return the area of some units of the basemap, None where it has none."""
    land = read_land("land")
    members = np.zeros(int(max(land.left.max(), land.right.max())) + 2, bool)
    members[units] = True
    return _shape(land, members)


def _shape(land: Any, members: Any) -> BaseGeometry | None:
    shape = outline_of(land, members)
    if shape is None:
        return None
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    total = sum(part.area for part in parts)
    parts = [part for part in parts if part.area >= total * _SMALLEST_PART]
    if not parts:
        return None
    whole = shapely.transform(shapely.MultiPolygon(parts), lambda points: points * land.arcs.step)
    west, south, east, north = whole.bounds
    tolerance = min(east - west, north - south) / _PARTS_OF_WIDTH
    simple = shapely.make_valid(shapely.simplify(whole, tolerance))
    rounded = shapely.set_precision(simple, _GRID)
    polygons = [part for part in shapely.get_parts(rounded) if part.geom_type == "Polygon" and not part.is_empty]
    if not polygons:
        return None
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _facts(flat: BaseGeometry, shape: int, flat_shape: int) -> bytes:
    """Return what an area on its own flat map says of itself, as `PackedArea` unpacks it."""
    west, south, east, north = main_extent(flat)
    bounds = flat.bounds
    turn = 360.0 * round((bounds[0] + bounds[2] - west - east) / 720)
    steps = [round(degrees * STEPS) for degrees in (*bounds, west + turn, south, east + turn, north)]
    point = anchor(flat)
    return FACTS.pack(*steps, flat.area, point.x, point.y, shape, flat_shape)


def _packed(area: BaseGeometry) -> bytes:
    """Return the polygons of an area as `_rings` of `storymap.gazetteer.areas` unpacks them."""
    polygons = [part for part in simple_parts([area])[0] if part.geom_type == "Polygon"]
    rings = [[polygon.exterior, *polygon.interiors] for polygon in polygons]
    points = [shapely.get_coordinates(ring) for of_polygon in rings for ring in of_polygon]
    steps = np.rint(np.concatenate(points) * STEPS).astype("<i4")
    moves = np.diff(steps, axis=0, prepend=[[0, 0]]).astype("<i4")
    head = np.array([len(polygons), *map(len, rings), *map(len, points)], "<i4")
    return zlib.compress(head.tobytes() + moves[:, 0].tobytes() + moves[:, 1].tobytes(), 9)
