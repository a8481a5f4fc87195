"""Places whose latitude and longitude are exchanged, as the gazetteer tells by their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from math import cos, hypot, radians
from typing import NamedTuple

from storymap.errors import Problem
from storymap.gazetteer.distances import KM_OF_DEGREE
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer

_MOST_PLACES = 1_000
# A place of its name in the neighbourhood shows that the position is meant, however the numbers stand.
_NEAR_KM = 200
_NEAR_DEGREES = 2.0
_SAME_KM = 40


class NamedPoint(NamedTuple):
    """A place at a point in degrees; `where` says where it is written."""

    name: str
    where: str
    lon: float
    lat: float


def swapped_positions(points: Iterable[NamedPoint], gazetteer: Gazetteer) -> list[Problem]:
    """Return a warning for each point that is far from all places of its name, but on one with its numbers exchanged.

    The first 1,000 are looked at. Names that the gazetteer lacks say nothing.
    """
    found = (_problem(point, gazetteer) for point in islice(points, _MOST_PLACES))
    return [problem for problem in found if problem is not None]


def is_named_there(name: str, bounds: Sequence[float], gazetteer: Gazetteer) -> bool:
    """Say whether a place of the name lies within `bounds` or near them: west, south, east and north, in degrees."""
    west, south, east, north = bounds
    return any(
        west - _NEAR_DEGREES <= entry.lon <= east + _NEAR_DEGREES
        and south - _NEAR_DEGREES <= entry.lat <= north + _NEAR_DEGREES
        for entry in (match.entry for match in gazetteer.lookup(name))
    )


def _problem(point: NamedPoint, gazetteer: Gazetteer) -> Problem | None:
    name, where, lon, lat = point
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
        if KM_OF_DEGREE * hypot(entry.lat - lat, across * cos(radians(lat))) <= km:
            return entry
    return None
