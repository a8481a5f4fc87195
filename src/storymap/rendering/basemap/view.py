"""What a reader sees first: the box around the story, for windows of every shape.

Longitudes may run past 180 degrees: a story of Fiji reaches from 177 to 182.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees

TILE = 256  # pixels: the whole earth at zoom 0, as Leaflet counts
MOST_NORTH = 85.0
CLOSEST = 9.0  # the honest limit of the data: its lines are true to about a kilometre
WORLD_IS_ENOUGH = 4.0  # below this zoom the coarse layer of the earth shows all there is to see
# Map windows in pixels: a large wide screen, a small one, a map beside an article, a tall phone.
WINDOWS = ((1920, 1200), (1200, 750), (800, 800), (430, 700))
# A story wider than about 60 degrees would carry every cove of a continent: it gets detail around its places.
_DESK = (1200, 750)
_DETAIL_IS_FEASIBLE = 4.5
# How much of the window the story may fill, and how far a reader may zoom out of the detail.
FILLED = 0.85
SLACK = 0.25  # zoom levels: one step of the map's zoom
_CLUSTERED_ZOOM = 7.0
_MOST_CLUSTERS = 8
_MOST_CLUSTERED = 900.0  # square degrees of Mercator's map: three times the US-Mexico border's box


@dataclass(frozen=True, slots=True)
class View:
    """The story's own bounds, and the boxes that need detail, each with the least zoom it is drawn at."""

    fit: Bounds
    boxes: tuple[Bounds, ...]
    least_zooms: tuple[float, ...]


def _on_map(latitude: float) -> float:
    return max(-MOST_NORTH, min(MOST_NORTH, latitude))


def mercator(latitude: float) -> float:
    """Return Mercator's y in degrees of longitude, for a latitude that the map can show."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(_on_map(latitude)) / 2)))


def latitude_of(y: float) -> float:
    """Return the latitude of Mercator's y, within what the map can show."""
    return _on_map(math.degrees(2 * math.atan(math.exp(math.radians(max(-400.0, min(400.0, y))))) - math.pi / 2))


def story_bounds(places: Iterable[Bounds]) -> Bounds:
    """Return the bounds of all places. They run across 180 degrees where that is the shorter way by far.

    Raises ValueError when there is no place.
    """
    boxes = list(places)
    if not boxes:
        raise ValueError("a view needs at least one place")
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    if east - west > 180:
        spans = sorted((box[0], box[2]) for box in boxes)
        gap, start, reach = 0.0, west, spans[0][1]
        for left, right in spans[1:]:
            if left - reach > gap:
                gap, start, end = left - reach, left, reach
            reach = max(reach, right)
        if gap >= 180:
            return (start, south, end + 360, north)
    return (west, south, east, north)


def make_view(places: Sequence[Bounds], windows: Sequence[tuple[int, int]] = WINDOWS) -> View:
    """Work out the view of a story.

    `places` are the bounds of its places (a point's are (x, y, x, y)), `windows` map windows in pixels.
    """
    fit = story_bounds(places)
    shown = [(window, zoom) for window in windows if (zoom := fit_zoom(fit, window)) >= WORLD_IS_ENOUGH]
    if shown and fit_zoom(fit, _DESK) >= _DETAIL_IS_FEASIBLE:
        box = (fit[0], _on_map(fit[1]), fit[2], _on_map(fit[3]))
        for window, zoom in shown:
            box = _union(box, _seen(fit, window, zoom - SLACK))
        return View(fit, (_rounded(box),), (round(min(zoom for _, zoom in shown) - SLACK, 2),))
    boxes = _clusters(places, windows)
    return View(fit, tuple(_rounded(box) for box in boxes), (_CLUSTERED_ZOOM - SLACK,) * len(boxes))


def fit_zoom(fit: Bounds, window: tuple[int, int]) -> float:
    """Return the zoom at which the bounds fill a window as far as they may."""
    width = max(fit[2] - fit[0], 1e-9)
    height = max(mercator(fit[3]) - mercator(fit[1]), 1e-9)
    scale = min(window[0] * FILLED / width, window[1] * FILLED / height)  # pixels per degree
    return min(CLOSEST, math.log2(scale * 360 / TILE))


def _seen(bounds: Bounds, window: tuple[int, int], zoom: float) -> Bounds:
    """Return what a window centred on the bounds shows at a zoom."""
    degrees = 360 / (TILE * 2**zoom)
    x = (bounds[0] + bounds[2]) / 2
    y = (mercator(bounds[1]) + mercator(bounds[3])) / 2
    wide, high = window[0] * degrees / 2, window[1] * degrees / 2
    return (x - wide, latitude_of(y - high), x + wide, latitude_of(y + high))


def _clusters(places: Sequence[Bounds], windows: Sequence[tuple[int, int]]) -> list[Bounds]:
    """Return separate boxes around the places of a story that spans the earth, the fullest ones first."""
    window = max(windows)
    groups: list[tuple[Bounds, int]] = []
    for place in places:
        box, count = _seen(place, (window[0] // 2, window[1] // 2), _CLUSTERED_ZOOM), 1
        if place[2] - place[0] > 2 * (box[2] - box[0]) or place[3] - place[1] > 2 * (box[3] - box[1]):
            continue  # a whole country or ocean: the coarse layer shows it
        while (other := next((group for group in groups if _meet(group[0], box)), None)) is not None:
            groups.remove(other)
            box, count = _union(box, other[0]), count + other[1]
        groups.append((box, count))
    groups.sort(key=lambda group: (-group[1], group[0]))
    chosen: list[Bounds] = []
    room = _MOST_CLUSTERED
    for box, _ in groups:
        size = (box[2] - box[0]) * (mercator(box[3]) - mercator(box[1]))
        if size <= room and len(chosen) < _MOST_CLUSTERS:
            chosen.append(box)
            room -= size
    return chosen


def _meet(a: Bounds, b: Bounds) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _union(a: Bounds, b: Bounds) -> Bounds:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _rounded(box: Bounds) -> Bounds:
    """Round outwards to hundredths, and to one turn of the earth at most."""
    west, east = math.floor(box[0] * 100) / 100, math.ceil(box[2] * 100) / 100
    if east - west >= 360:
        west, east = -180.0, 180.0
    return (west, math.floor(box[1] * 100) / 100, east, math.ceil(box[3] * 100) / 100)
