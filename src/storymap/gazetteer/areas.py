"""Areas of countries and states from the basemap's data: a map shows a country better by its area than by a point."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from storymap.gazetteer.gazetteer import Gazetteer

# The code of a country, or the numbers of the units that make up a state.
AreaKey = str | tuple[int, ...]

_PARTS_OF_WIDTH = 500  # the tolerance of simplifying an area is its width divided by this
_SMALLEST_PART = 0.0004  # of the area: smaller islands are left out
_DIGITS = 3


def area_key(entry: GazetteerEntry, gazetteer: Gazetteer) -> AreaKey | None:
    """Return what an entry's area is kept by, which `area_by_key` takes: a country or units of the basemap, or None."""
    if entry.kind == place_types.COUNTRY:
        return entry.country
    if entry.kind == place_types.STATE:
        return gazetteer.units_of(entry) or None
    return None


def area_of(entry: GazetteerEntry, gazetteer: Gazetteer) -> BaseGeometry | None:
    """Return the area of a country or state in degrees, lon/lat order, or None where the basemap has none."""
    key = area_key(entry, gazetteer)
    return None if key is None else area_by_key(key)


@cache
def area_by_key(key: AreaKey) -> BaseGeometry | None:
    """Return an area in degrees, lon/lat order, or None where the basemap has none. There are some four thousand."""
    return _country_area(key) if isinstance(key, str) else _area_of_units(key)


def _country_area(code: str) -> BaseGeometry | None:
    import numpy as np

    from storymap.basemap_data.borders import read_borders
    from storymap.basemap_data.pack import read_land

    return _shape(read_land("world"), np.isin(read_borders().country_of, _numbers(code)))


def _numbers(code: str) -> list[int]:
    """Return the numbers of the basemap's countries that have an ISO code: the country and its dependencies."""
    from storymap.basemap_data.pack import read_pack, texts

    return [number for number, iso in enumerate(texts(read_pack("politics")["country_iso"])) if iso == code]


def _area_of_units(units: tuple[int, ...]) -> BaseGeometry | None:
    import numpy as np

    from storymap.basemap_data.pack import read_land

    land = read_land("land")
    members = np.zeros(int(max(land.left.max(), land.right.max())) + 2, bool)
    members[list(units)] = True
    return _shape(land, members)


def outline_of(land: Any, members: Any) -> BaseGeometry | None:
    """Return the area of some units of the basemap as it has them, in its steps, None for no area."""
    import numpy as np

    from storymap.basemap_data.unit_shapes import shape_in_box

    outline = np.flatnonzero(members[land.left] != members[land.right])
    if not len(outline):
        return None
    bounds = land.arcs.bounds
    box = (*bounds[outline, :2].min(axis=0).tolist(), *bounds[outline, 2:].max(axis=0).tolist())
    return shape_in_box(land, members, (box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1))


def _shape(land: Any, members: Any) -> BaseGeometry | None:
    import shapely

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
    rounded = shapely.set_precision(simple, 10**-_DIGITS)
    polygons = [part for part in shapely.get_parts(rounded) if part.geom_type == "Polygon" and not part.is_empty]
    if not polygons:
        return None
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
