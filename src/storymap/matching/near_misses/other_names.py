"""The same place by another of its names: Kiev is Kyiv, Bombay is Mumbai, as the gazetteer has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.gazetteer.entries import DEMONYM, HOUSE_NAME, GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key

_MOST_MEANINGS = 3
_NEAR_DEGREES = 2.0


class OtherNames:
    """Tells which of some places a name means that is none of theirs. `places` are row, name and geometry."""

    def __init__(self, places: Sequence[tuple[int, str, BaseGeometry | None]], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._rows: dict[int, int] = {}
        for row, name, geometry in places:
            for entry in self._meanings(name, geometry):
                self._rows.setdefault(entry.number, row)

    def row_of(self, written: str) -> int | None:
        """Return the row of the place that a name means first of all, None if it is none of them."""
        matches = self._gazetteer.matches(name_key(written))
        if not matches or matches[0].name_type == DEMONYM:
            return None
        return self._rows.get(matches[0].entry.number)

    def knows(self, written: str) -> bool:
        """Say whether the gazetteer has a place of this name."""
        return bool(self._gazetteer.matches(name_key(written)))

    def is_house_name(self, written: str) -> bool:
        """Say whether the newsroom calls a place so."""
        return any(match.name_type == HOUSE_NAME for match in self._gazetteer.matches(name_key(written))[:1])

    def _meanings(self, name: str, geometry: BaseGeometry | None) -> Iterator[GazetteerEntry]:
        matches = self._gazetteer.lookup(name)
        if geometry is None or geometry.is_empty:
            yield from (match.entry for match in matches[:1])
            return
        west, south, east, north = geometry.bounds
        around = shapely.box(west - _NEAR_DEGREES, south - _NEAR_DEGREES, east + _NEAR_DEGREES, north + _NEAR_DEGREES)
        near = [match.entry for match in matches if around.covers(shapely.Point(match.entry.lon, match.entry.lat))]
        yield from near[:_MOST_MEANINGS]
