"""Proximity: which of the places that an article means lie near each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from storymap.gazetteer.distances import KM_OF_DEGREE
from storymap.gazetteer.entries import GazetteerEntry
from storymap.geoparsing.place_traits import CELL_ROW, cell_of

_NEAR_KM, _DECAY_KM = 200.0, 60.0
_NEAR_DEGREES = _NEAR_KM / KM_OF_DEGREE
# What is near is in the same cell or the next, but in the far north.
_AROUND = tuple(row * CELL_ROW + column for row in (-1, 0, 1) for column in (-1, 0, 1))
_MOST_IN_CELL = 40
LEAST_VOTE = 0.05  # of a place that others may lie near

NearbyPlace = tuple[int, float, float, float, str]  # its cell, latitude, longitude (degrees), vote, name key


class NearbyPlaces:
    """The towns and counties that the names of an article can mean, in a grid of cells of some degrees."""

    def __init__(self, places: Iterable[list[NearbyPlace]]) -> None:
        """Take the small places that each name votes for."""
        cells: dict[int, list[NearbyPlace]] = defaultdict(list)
        for of_name in places:
            for place in of_name:
                cell = cells[place[0]]
                if len(cell) < _MOST_IN_CELL:
                    cell.append(place)
        # By cell, the places of it and of those around it: most cells of the earth have none.
        self._around: dict[int, list[NearbyPlace]] = defaultdict(list)
        for number in sorted(cells):  # the same places give the same sums
            for step in _AROUND:
                self._around[number + step] += cells[number]

    def __contains__(self, cell: int) -> bool:
        """Return whether anything is in a cell or in one of those around it."""
        return cell in self._around

    def proximity(self, entry: GazetteerEntry, key: str, cell: int | None = None) -> float:
        """Return the votes of the other names' places near a place that `key` can mean, less with growing distance.

        `cell` is the place's, where it is known.
        """
        total = 0.0
        around = self._around.get(cell_of(entry.lat, entry.lon) if cell is None else cell)
        if around is None:
            return 0.0
        lat, lon = entry.lat, entry.lon
        lon_scale = math.cos(math.radians(lat))
        for _, other_lat, other_lon, vote, other_key in around:
            northward = other_lat - lat
            # Most of a cell's places are too far north or south: no distance is worked out for them.
            if -_NEAR_DEGREES < northward < _NEAR_DEGREES and northward and other_key != key:
                km = KM_OF_DEGREE * math.hypot((other_lon - lon) * lon_scale, northward)
                if km < _NEAR_KM:
                    total += vote * math.exp(-km / _DECAY_KM)
        return total
