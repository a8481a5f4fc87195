"""Which of the places that an article means lie near each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import Entry
from storymap.geoparsing.ranking import Ranking

_NEAR_KM, _FADING_KM = 200.0, 60.0
_KM_OF_DEGREE = 6371.0 * math.pi / 180
_NEAR_DEGREES = _NEAR_KM / _KM_OF_DEGREE
_CELL_DEGREES = 2.5  # a neighbour is in the same cell or the next, but in the far north
_MOST_IN_CELL = 20

_Neighbour = tuple[float, float, float, str]  # lat, lon, vote, name


class Neighbours:
    """The towns and counties that the names of an article most likely mean, by cells of some degrees."""

    def __init__(self, rankings: Mapping[str, Ranking], votes: Mapping[str, float]) -> None:
        self._cells: dict[tuple[int, int], list[_Neighbour]] = defaultdict(list)
        for key, ranking in rankings.items():
            best = ranking.best
            if is_small(best):
                cell = self._cells[_cell(best.lat, best.lon)]
                if len(cell) < _MOST_IN_CELL:
                    cell.append((best.lat, best.lon, votes[key], key))
        self._around: dict[tuple[int, int], list[_Neighbour]] = {}

    def nearness(self, entry: Entry, key: str) -> float:
        """Return how much lies near a place that `key` can mean: the votes of the others, fading with distance."""
        total = 0.0
        lat, lon = entry.lat, entry.lon
        narrow = math.cos(math.radians(lat))
        for other_lat, other_lon, vote, other_key in self._near(_cell(lat, lon)):
            up = other_lat - lat
            # Most of a cell's places are too far off in one direction alone: nothing is worked out for them.
            if -_NEAR_DEGREES < up < _NEAR_DEGREES and up and other_key != key:
                km = _KM_OF_DEGREE * math.hypot((other_lon - lon) * narrow, up)
                if km < _NEAR_KM:
                    total += vote * math.exp(-km / _FADING_KM)
        return total

    def _near(self, cell: tuple[int, int]) -> list[_Neighbour]:
        """Return the places of a cell and those around it."""
        found = self._around.get(cell)
        if found is None:
            row, column = cell
            found = [
                neighbour
                for r in (-1, 0, 1)
                for c in (-1, 0, 1)
                for neighbour in self._cells.get((row + r, column + c), ())
            ]
            self._around[cell] = found
        return found


def is_small(entry: Entry) -> bool:
    """Return whether a place is small enough to be near another one: a town, a county, a place of one's own."""
    return entry.kind in place_types.SETTLEMENTS or entry.kind in (place_types.COUNTY, place_types.CUSTOM)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _CELL_DEGREES), int(lon // _CELL_DEGREES)
