"""Areas of countries and states: a map shows a country better by its area than by a point.

They are made of the basemap's borders beforehand (`tools/gazetteer/areas.py`), with what asks for much geometry: to
join the arcs of four states anew takes as long as all else that is done for an article.
"""

from __future__ import annotations

from array import array
from functools import cache, cached_property, lru_cache
from itertools import accumulate, pairwise
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple
from zlib import decompress

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.outline import Outline
from storymap.gazetteer.pack import read_pack

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from storymap.gazetteer.gazetteer import Gazetteer

Box = tuple[float, float, float, float]  # west, south, east, north in degrees

STEPS = 1000  # of a degree: all coordinates are whole numbers of them
# Bounds, bounds of the main parts, size, symbol, number of the shape and of the flat shape.
FACTS = Struct("<8i3d2H")
COUNTRY_CODE = 2  # bytes
NO_AREA = 0xFFFF


class Rings(NamedTuple):
    """The rings of polygons, one after the other: their points in steps, and which ring ends where.

    `polygons` says of each polygon how many rings it has, the first of them around it, `ends` at which point each ring
    ends. The last point of a ring is its first.
    """

    xs: array[int]
    ys: array[int]
    ends: list[int]
    polygons: list[int]


class PackedArea:
    """The area of a country or state.

    `bounds` are those on the area's own flat map, on which it is whole where 180 degrees cut it, and `main_bounds`
    those of its main parts. `size` is in square degrees there, and `symbol` the longitude and latitude of where it
    carries its symbol.
    """

    def __init__(self, number: int) -> None:
        facts = FACTS.unpack_from(_pack()["facts"], number * FACTS.size)
        self.bounds: Box = tuple(step / STEPS for step in facts[:4])
        self.main_bounds: Box = tuple(step / STEPS for step in facts[4:8])
        self.size: float = facts[8]
        self.symbol: tuple[float, float] = facts[9:11]
        self._shape, self._flat = facts[11:]

    def spans(self) -> list[tuple[float, float]]:
        """Return west and east in degrees of each part; those that 180 degrees cut are apart."""
        rings = _rings(self._shape)
        first_rings = accumulate(rings.polygons[:-1], initial=0)
        begins = [0, *rings.ends]
        around = [rings.xs[begins[ring] : begins[ring + 1]] for ring in first_rings]
        return [(min(xs) / STEPS, max(xs) / STEPS) for xs in around]

    def holds(self, longitude: float, latitude: float) -> bool:
        """Return whether a point of the area's own flat map lies in it."""
        return self._outline.holds(longitude * STEPS, latitude * STEPS)

    @cached_property
    def _outline(self) -> Outline:
        rings = _rings(self._flat)
        return Outline(rings.xs, rings.ys, rings.ends)

    def geometry(self) -> BaseGeometry:
        """Return the area in degrees, lon/lat order."""
        import shapely

        rings = _rings(self._shape)
        points = [(x / STEPS, y / STEPS) for x, y in zip(rings.xs, rings.ys, strict=True)]
        closed = iter([points[begin:end] for begin, end in pairwise([0, *rings.ends])])
        polygons = [shapely.Polygon(next(closed), [next(closed) for _ in range(count - 1)]) for count in rings.polygons]
        return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def area_number(entry: GazetteerEntry, gazetteer: Gazetteer) -> int | None:
    """Return the number of an entry's area, None where the basemap has none of it, or it is no country or state."""
    if entry.kind == place_types.COUNTRY:
        return _country_numbers().get(entry.country)
    if entry.kind == place_types.STATE and (units := gazetteer.units_of(entry)):
        number: int = _pack()["unit_areas"].cast("H")[units[0]]
        return None if number == NO_AREA else number
    return None


@cache  # there are some three thousand
def packed_area(number: int) -> PackedArea:
    """Return an area by its number."""
    return PackedArea(number)


def area_of(entry: GazetteerEntry, gazetteer: Gazetteer) -> BaseGeometry | None:
    """Return the area of a country or state in degrees, lon/lat order, or None where the basemap has none."""
    number = area_number(entry, gazetteer)
    return None if number is None else _geometry(number)


@lru_cache(maxsize=512)
def _geometry(number: int) -> BaseGeometry:
    return packed_area(number).geometry()


def _rings(shape: int) -> Rings:
    """Unpack a shape: the numbers of polygons, of rings and of points, then steps to the east and to the north."""
    pack = _pack()
    begin, end = pack["shape_offsets"].cast("I")[shape : shape + 2]
    values = array("i", decompress(pack["shapes"][begin:end]))
    first_ring = 1 + values[0]
    polygons = values[1:first_ring].tolist()
    first_point = first_ring + sum(polygons)
    ends = list(accumulate(values[first_ring:first_point]))
    middle = first_point + ends[-1]
    return Rings(
        array("i", accumulate(values[first_point:middle])), array("i", accumulate(values[middle:])), ends, polygons
    )


@cache
def _country_numbers() -> dict[str, int]:
    codes = bytes(_pack()["countries"]).decode("ascii")
    return {codes[at : at + COUNTRY_CODE]: at // COUNTRY_CODE for at in range(0, len(codes), COUNTRY_CODE)}


@cache
def _pack() -> dict[str, memoryview]:
    return read_pack("areas.bin")
