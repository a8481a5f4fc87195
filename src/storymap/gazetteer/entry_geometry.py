"""The geometry of an entry on a map: its area where the basemap has one, else its point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storymap.gazetteer import place_types

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer

STANDS_FOR_AREA = "a point stands for its area, which the basemap does not have"


def entry_geometry(entry: GazetteerEntry, gazetteer: Gazetteer) -> BaseGeometry:
    """Return the area of a country or state where the basemap has one, else the place's point. Degrees, lon/lat."""
    import shapely

    from storymap.gazetteer.areas import area_of

    area = area_of(entry, gazetteer)
    return shapely.Point(point_of(entry)) if area is None else area


def point_of(entry: GazetteerEntry) -> tuple[float, float]:
    """Return the longitude and latitude in degrees that a place is put at, to a metre."""
    return round(entry.lon, 5), round(entry.lat, 5)


def stands_for_area(entry: GazetteerEntry | None, geometry: BaseGeometry | None) -> bool:
    """Return whether a geometry is the point of a country or state, for want of its area."""
    if entry is None or geometry is None or entry.kind not in (place_types.COUNTRY, place_types.STATE):
        return False
    return bool(geometry.geom_type == "Point")
