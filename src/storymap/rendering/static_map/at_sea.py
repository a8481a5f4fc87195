"""Whether a story lies in mid-ocean: the region around it would be a blank square on the inset, so it is a globe."""

from __future__ import annotations

from functools import cache

from storymap.basemap_data.clip import area, land_rings
from storymap.basemap_data.pack import read_land
from storymap.geometry.bounds import BBox
from storymap.geometry.mercator import MOST_NORTH
from storymap.rendering.static_map.globe import REGION_REACH

_LEAST_LAND = 0.01  # of the region


@cache
def is_at_sea(frame: BBox) -> bool:
    """Say whether the region that an inset would show around a frame has next to no land."""
    west, south, east, north = frame
    middle, low, high = (west + east) / 2, (south + north) / 2 - REGION_REACH, (south + north) / 2 + REGION_REACH
    land = read_land("world")
    step = land.arcs.step
    bottom, top = (round(max(-MOST_NORTH, min(MOST_NORTH, side)) / step) for side in (low, high))
    half, reach, x = round(180 / step), round(REGION_REACH / step), round(middle / step)
    found = 0.0
    for turn in (-1, 0, 1):
        shift = 2 * half * turn
        left, right = max(x - reach - shift, -half), min(x + reach - shift, half)
        if left < right:
            found += abs(sum(float(area(ring)) for ring in land_rings(land, (left, bottom, right, top))))
    return found < _LEAST_LAND * 2 * reach * (top - bottom)
