"""The extent of a story: the part of the earth that it can show, which is a box around its places and a margin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storymap.geometry import mercator
from storymap.geometry.bounds import BBox, extent_of_boxes
from storymap.reading.tiles.pmtiles_directory import Integers

_MARGIN = 0.5  # of the box's larger side
_LEAST_MARGIN = 0.1  # degrees: 11 km, what a small window shows around one place at zoom 11
_MOST_NORTH = 85.05


@dataclass(frozen=True, slots=True)
class StoryExtent:
    """One box of the map, or two: a story across 180 degrees lies on both its edges."""

    parts: tuple[BBox, ...]

    @classmethod
    def around(cls, places: Sequence[BBox]) -> StoryExtent:
        """Return the extent of places, of which there is at least one: across 180 degrees where that is shorter."""
        west, south, east, north = extent_of_boxes(places)
        if east <= 180:
            return cls(((west, south, east, north),))
        return cls(((west, south, 180.0, north), (-180.0, south, east - 360, north)))

    @property
    def span(self) -> float:
        """The larger side in degrees of longitude, as Mercator's map has them."""
        _, south, _, north = self.parts[0]
        wide = sum(east - west for west, _, east, _ in self.parts)
        return max(wide, (mercator.y(south) - mercator.y(north)) * 360)

    def with_margin(self) -> StoryExtent:
        """Return the extent with its margin; what reaches beyond 180 degrees comes in again on the other side."""
        margin = max(_LEAST_MARGIN, self.span * _MARGIN)
        parts: list[BBox] = []
        for west, south, east, north in self.parts:
            low, high = max(-_MOST_NORTH, south - margin), min(_MOST_NORTH, north + margin)
            left, right = west - margin, east + margin
            parts.append((max(-180.0, left), low, min(180.0, right), high))
            if left < -180:
                parts.append((max(-180.0, left + 360), low, 180.0, high))
            if right > 180:
                parts.append((-180.0, low, min(180.0, right - 360), high))
        return StoryExtent(tuple(parts))

    def meets(self, zoom: int, columns: Integers, rows: Integers) -> NDArray[np.bool_]:
        """Say of each tile whether the extent meets it."""
        tiles = 1 << zoom
        inside = np.zeros(len(columns), dtype=bool)
        for west, south, east, north in self.parts:
            left, right = (min(tiles - 1, math.floor((x + 180) / 360 * tiles)) for x in (west, east))
            top, bottom = (min(tiles - 1, math.floor(mercator.y(y) * tiles)) for y in (north, south))
            inside |= (columns >= left) & (columns <= right) & (rows >= top) & (rows <= bottom)
        return inside

    def __str__(self) -> str:
        west, south, east, north = self.parts[0]
        return f"{west:.2f},{south:.2f},{east:.2f},{north:.2f}"
