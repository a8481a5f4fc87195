"""Places whose latitude and longitude are exchanged, as the gazetteer tells by their names."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from shapely.geometry import Point

from storymap.errors import Problem

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer

_MOST_PLACES = 1_000
_KM_PER_DEGREE = 111.2
# A place of its name in the neighbourhood shows that the position is meant, however the numbers stand.
_NEAR_KM = 200
_SAME_KM = 40


def swapped_positions(places: gpd.GeoDataFrame, gazetteer: Gazetteer) -> list[Problem]:
    """Return a warning for each point that is far from all places of its name, but on one with its numbers exchanged.

    `places` has the columns of `Place`; the first 1,000 are looked at. Names that it lacks say nothing.
    """
    first = places.iloc[:_MOST_PLACES]
    rows = zip(first["name"], first["where"], first.geometry, strict=True)
    return [problem for name, where, point in rows if (problem := _problem(str(name), str(where), point, gazetteer))]


def _problem(name: str, where: str, point: BaseGeometry | None, gazetteer: Gazetteer) -> Problem | None:
    if not isinstance(point, Point) or point.is_empty:
        return None
    lon, lat = point.x, point.y
    if abs(lon) > 90:
        return None
    entries = [match.entry for match in gazetteer.lookup(name)]
    if not entries or _near(entries, lon, lat, _NEAR_KM):
        return None
    meant = _near(entries, lat, lon, _SAME_KM)
    if meant is None:
        return None
    here = f'"{name}" lies at latitude {lat:.6g}, longitude {lon:.6g}'
    what = f"{here}; with the two exchanged it is {gazetteer.full_name(meant)}"
    return Problem(where, what, "exchange the two numbers; GeoJSON has longitude first", "warning")


def _near(entries: Iterable[GazetteerEntry], lon: float, lat: float, km: float) -> GazetteerEntry | None:
    """Return the first entry within a distance of a position in degrees, measured on a plane."""
    for entry in entries:
        across = (entry.lon - lon + 180) % 360 - 180
        if _KM_PER_DEGREE * hypot(entry.lat - lat, across * cos(radians(lat))) <= km:
            return entry
    return None
