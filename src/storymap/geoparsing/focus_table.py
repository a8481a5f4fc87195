"""The table of an article's places by their entries: what an area says of itself is worked out once for all articles.

It is the same as `place_table` makes of the entries' shapes on the flat map of all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from storymap.focus.frame import Box
from storymap.focus.place_table import PlaceTable
from storymap.focus.single_frames import frame_of_area, frame_of_point
from storymap.gazetteer.areas import PackedArea, area_number, packed_area
from storymap.gazetteer.entry_geometry import point_of
from storymap.geometry.map_start import start_of_map
from storymap.geometry.mercator import MOST_NORTH

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer

_ROUNDING = 1e-9  # degrees

Point = tuple[float, float]  # longitude and latitude in degrees
Span = tuple[float, float]  # from a west to an east, within -180 to 180 degrees


class Area(NamedTuple):
    """What the area of a country or state says of itself.

    `box` is the area's own frame on the Mercator square, where its own flat map has it, and `spans` are the longitudes
    of its parts.
    """

    packed: PackedArea
    box: Box
    spans: tuple[Span, ...]

    def holds(self, point: Point) -> bool:
        """Return whether a point lies in the area."""
        west, south, east, north = self.packed.bounds
        longitude, latitude = point
        longitude -= 360 * math.floor((longitude - west + _ROUNDING) / 360)
        return longitude < east and south < latitude < north and self.packed.holds(longitude, latitude)


def focus_table(places: Mapping[str, tuple[GazetteerEntry | None, str]], gazetteer: Gazetteer) -> PlaceTable:
    """Return the table of places by their ids: the entry of each, None for one on no map, and its kind."""
    entries, kinds = [entry for entry, _ in places.values()], [kind for _, kind in places.values()]
    areas = [None if entry is None else _area(area_number(entry, gazetteer)) for entry in entries]
    points = [
        area.packed.symbol if area else None if entry is None else _on_map(point_of(entry))
        for entry, area in zip(entries, areas, strict=True)
    ]
    return PlaceTable(
        ids=list(places),
        kinds=kinds,
        roles=[None] * len(places),
        given=[None] * len(places),
        boxes=_boxes(points, areas, kinds),
        inner=[() if area is None else _inside(area, points, areas) for area in areas],
        is_area=[area is not None for area in areas],
    )


def _boxes(points: Sequence[Point | None], areas: Sequence[Area | None], kinds: Sequence[str]) -> list[Box | None]:
    """Return the own frames of places on the flat map of all of them."""
    places = list(zip(points, areas, kinds, strict=True))
    spans = [span for point, area, _ in places if point for span in (area.spans if area else ((point[0], point[0]),))]
    if not spans:
        return [None] * len(places)
    start = start_of_map(spans)
    boxes: list[Box | None] = []
    for point, area, kind in places:
        if point is None:
            boxes.append(None)
        elif area is None:
            boxes.append(frame_of_point(_moved(point[0], start), point[1], kind))
        else:
            boxes.append(_turned(area, start))
    return boxes


def _turned(area: Area, start: float) -> Box:
    """Return the own frame of an area where the map that begins at `start` has it."""
    wests = [_moved(west, start) for west, _ in area.spans]
    easts = [moved + east - west for moved, (west, east) in zip(wests, area.spans, strict=True)]
    west, north, east, south = area.box
    turn = round(((min(wests) + max(easts)) / 2 - ((west + east) * 180 - 180)) / 360)
    return west + turn, north, east + turn, south


def _moved(longitude: float, start: float) -> float:
    return longitude - 360 * math.floor((longitude - start + _ROUNDING) / 360)


def _on_map(point: Point) -> Point:
    return point[0], min(max(point[1], -MOST_NORTH), MOST_NORTH)


def _inside(area: Area, points: Sequence[Point | None], areas: Sequence[Area | None]) -> list[int]:
    """Return which places lie in an area."""
    return [
        row
        for row, (point, other) in enumerate(zip(points, areas, strict=True))
        if point is not None and (other is None or other.packed.size < area.packed.size) and area.holds(point)
    ]


@cache  # there are some three thousand areas
def _area(number: int | None) -> Area | None:
    if number is None:
        return None
    packed = packed_area(number)
    return Area(packed, frame_of_area(*packed.main_bounds), tuple(_joined(packed.spans())))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the longitudes that parts take up, in order, those that touch as one."""
    joined: list[Span] = []
    for west, east in sorted(spans):
        if joined and west <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(east, joined[-1][1]))
        else:
            joined.append((west, east))
    return joined
