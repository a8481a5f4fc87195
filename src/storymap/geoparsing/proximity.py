"""Proximity: which of the places that an article means lie near each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from storymap.gazetteer import place_types
from storymap.gazetteer.distances import KM_OF_DEGREE
from storymap.gazetteer.entries import GazetteerEntry, is_local

_NEAR_KM, _DECAY_KM = 200.0, 60.0
_NEAR_DEGREES = _NEAR_KM / KM_OF_DEGREE
_CELL_DEGREES = 2.5  # what is near is in the same cell or the next, but in the far north
_ROW = 1000  # what the number of a cell grows by to the north: more than there are cells around the earth
_AROUND = tuple(row * _ROW + column for row in (-1, 0, 1) for column in (-1, 0, 1))
_MOST_IN_CELL = 40
_LEAST_VOTE = 0.05
_SMALL = place_types.SETTLEMENTS | {place_types.COUNTY, place_types.CUSTOM}

_NearbyPlace = tuple[float, float, float, str]  # latitude, longitude (degrees), vote, name key


class NearbyPlaces:
    """The towns and counties that the names of an article can mean, in a grid of cells of some degrees."""

    def __init__(self, places: Mapping[str, list[tuple[GazetteerEntry, float]]]) -> None:
        """Take by name key the places that a name votes for, each with its part of the vote."""
        cells: dict[int, list[_NearbyPlace]] = defaultdict(list)
        for key, voted in places.items():
            for entry, vote in voted:
                if vote > _LEAST_VOTE and is_small(entry):
                    cell = cells[_cell(entry.lat, entry.lon)]
                    if len(cell) < _MOST_IN_CELL:
                        cell.append((entry.lat, entry.lon, vote, key))
        # By cell, the places of it and of those around it: most cells of the earth have none.
        self._around: dict[int, list[_NearbyPlace]] = defaultdict(list)
        for number in sorted(cells):  # the same places give the same sums
            for step in _AROUND:
                self._around[number + step] += cells[number]

    def proximity(self, entry: GazetteerEntry, key: str) -> float:
        """Return the votes of the other names' places near a place that `key` can mean, less with growing distance."""
        total = 0.0
        lat, lon = entry.lat, entry.lon
        around = self._around.get(_cell(lat, lon))
        if around is None:
            return 0.0
        lon_scale = math.cos(math.radians(lat))
        for other_lat, other_lon, vote, other_key in around:
            northward = other_lat - lat
            # Most of a cell's places are too far north or south: no distance is worked out for them.
            if -_NEAR_DEGREES < northward < _NEAR_DEGREES and northward and other_key != key:
                km = KM_OF_DEGREE * math.hypot((other_lon - lon) * lon_scale, northward)
                if km < _NEAR_KM:
                    total += vote * math.exp(-km / _DECAY_KM)
        return total


def is_small(entry: GazetteerEntry) -> bool:
    """Return whether a place is small enough to be near another one: a town, a county, a place of the user's own."""
    return entry.kind in _SMALL or is_local(entry)


def _cell(lat: float, lon: float) -> int:
    return int(lat // _CELL_DEGREES) * _ROW + int(lon // _CELL_DEGREES)
