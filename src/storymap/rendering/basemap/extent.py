"""Which part of the earth the basemap shows in detail: what windows of every shape show around the story at first.

Longitudes may run past 180 degrees: a story of Fiji reaches from 177 to 182.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from storymap.geometry import mercator
from storymap.geometry.bounds import BBox, extent_of_boxes
from storymap.geometry.mercator import MOST_NORTH, TILE
from storymap.rendering.basemap.line_style import line_layout

HONEST_ZOOM = line_layout().honest_to  # the limit of the data: nearer, its lines are less exact than they look
WORLD_IS_ENOUGH = 4.0  # below this zoom the coarse layer of the earth shows all there is to see
# Map windows in pixels: a large wide screen, a small one, a map beside an article, a tall phone, a map over an article.
WINDOWS = ((1920, 1200), (1200, 750), (800, 800), (430, 700), (360, 270))
# A story wider than about 60 degrees would carry every cove of a continent: it gets detail around its places.
_USUAL_WINDOW = (1200, 750)
_DETAIL_IS_FEASIBLE = 4.5
# The most that a page keeps free on each side of the story at first, in pixels and as the largest share of the window:
# it measures what lies over its map, and a test in a browser holds it to this at every size.
PADDING = {"left": (76, 1 / 4), "right": (64, 1 / 8), "top": (56, 1 / 3), "bottom": (72, 1 / 3)}
SLACK = 0.25  # zoom levels: how far a reader may zoom out of the detail, one step of the map's zoom
_CLUSTERED_ZOOM = 7.0
_MOST_CLUSTERS = 8
_MOST_CLUSTERED = 900 / 360**2  # of Mercator's square: three times the US-Mexico border's box
_LEAST = 1e-12  # of Mercator's square: a point has no size to fit


@dataclass(frozen=True, slots=True)
class MapExtent:
    """The story's own bounds, and the boxes that need detail.

    From its least zoom on a box is drawn in any window; from its first zoom on, in windows that it fills.
    """

    fit: BBox
    boxes: tuple[BBox, ...]
    first_zooms: tuple[float, ...]
    least_zooms: tuple[float, ...]


def map_extent(
    places: Sequence[BBox], frame: BBox | None = None, windows: Sequence[tuple[int, int]] = WINDOWS
) -> MapExtent:
    """Return the extent of a story's map.

    `places` are the bounds of the parts of its places (a point's are (x, y, x, y)), `frame` is what the opening view
    shows of them if that is not all, and `windows` are map windows in pixels. Raises ValueError when there is no place.
    """
    if not places:
        raise ValueError("a map needs at least one place")
    fit = extent_of_boxes(places)
    opening = _opening_box(frame or fit, windows)
    if fit_zoom(fit, _USUAL_WINDOW) >= _DETAIL_IS_FEASIBLE and (whole := _opening_box(fit, windows)) is not None:
        box, zooms = whole
        if opening is not None:
            box = _union(box, opening[0])
        return MapExtent(fit, (_rounded(box),), (min(zooms),), (max(zooms),))
    first = opening if frame is not None and fit_zoom(frame, _USUAL_WINDOW) >= _DETAIL_IS_FEASIBLE else None
    boxes = _clusters(places, windows, None if first is None else first[0])
    zooms = (_CLUSTERED_ZOOM - SLACK,)
    each = [zooms if first is None or not _meet(box, first[0]) else first[1] for box in boxes]
    return MapExtent(fit, tuple(_rounded(box) for box in boxes), tuple(map(min, each)), tuple(map(max, each)))


def _opening_box(fit: BBox, windows: Sequence[tuple[int, int]]) -> tuple[BBox, tuple[float, ...]] | None:
    """Return what the windows show around a box, and their zooms; None where the earth's coarse layer is enough."""
    shown = [(window, zoom) for window in windows if (zoom := fit_zoom(fit, window)) >= WORLD_IS_ENOUGH]
    if not shown:
        return None
    box = (fit[0], _on_map(fit[1]), fit[2], _on_map(fit[3]))
    for window, zoom in shown:
        box = _union(box, _seen(fit, window, zoom - SLACK))
    return box, tuple(round(zoom - SLACK, 2) for _, zoom in shown)


def fit_zoom(fit: BBox, window: tuple[int, int]) -> float:
    """Return the zoom at which the bounds fill a window as far as they may."""
    width = max((fit[2] - fit[0]) / 360, _LEAST)
    height = max(mercator.y(fit[1]) - mercator.y(fit[3]), _LEAST)
    across, down = padding(window)
    world = min((window[0] - across) / width, (window[1] - down) / height)
    return min(HONEST_ZOOM, math.log2(world / TILE))


def padding(window: tuple[int, int]) -> tuple[float, float]:
    """Return how many pixels of a window are kept free: left and right together, top and bottom together."""
    free = {side: min(pixels, window[side in ("top", "bottom")] * share) for side, (pixels, share) in PADDING.items()}
    return free["left"] + free["right"], free["top"] + free["bottom"]


def _on_map(latitude: float) -> float:
    return max(-MOST_NORTH, min(MOST_NORTH, latitude))


def _seen(bounds: BBox, window: tuple[int, int], zoom: float) -> BBox:
    """Return what a window centred on the bounds shows at a zoom."""
    world = TILE * 2**zoom
    x, y = (bounds[0] + bounds[2]) / 2, (mercator.y(bounds[1]) + mercator.y(bounds[3])) / 2
    across, down = window[0] / 2 / world, window[1] / 2 / world
    south, north = (_on_map(mercator.latitude(edge)) for edge in (y + down, y - down))
    return (x - across * 360, south, x + across * 360, north)


def _clusters(places: Sequence[BBox], windows: Sequence[tuple[int, int]], first: BBox | None) -> list[BBox]:
    """Return separate boxes around the places of a story that spans the earth: `first`, then the fullest ones."""
    window = max(windows)
    groups: list[tuple[BBox, int]] = [] if first is None else [(first, len(places))]
    for place in places:
        box, count = _seen(place, (window[0] // 2, window[1] // 2), _CLUSTERED_ZOOM), 1
        if place[2] - place[0] > 2 * (box[2] - box[0]) or place[3] - place[1] > 2 * (box[3] - box[1]):
            continue  # a whole country or ocean: the coarse layer shows it
        while (other := next((group for group in groups if _meet(group[0], box)), None)) is not None:
            groups.remove(other)
            box, count = _union(box, other[0]), count + other[1]
        groups.append((box, count))
    groups.sort(key=lambda group: (-group[1], group[0]))
    chosen: list[BBox] = []
    room = _MOST_CLUSTERED
    for box, _ in groups:
        size = (box[2] - box[0]) / 360 * (mercator.y(box[1]) - mercator.y(box[3]))
        is_first = first is not None and _meet(box, first)
        if is_first or (size <= room and len(chosen) < _MOST_CLUSTERS):
            chosen.append(box)
            room -= 0 if is_first else size
    return chosen


def _meet(a: BBox, b: BBox) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _union(a: BBox, b: BBox) -> BBox:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _rounded(box: BBox) -> BBox:
    """Round outwards to hundredths, and to one turn of the earth at most."""
    west, east = math.floor(box[0] * 100) / 100, math.ceil(box[2] * 100) / 100
    if east - west >= 360:
        west, east = -180.0, 180.0
    return (west, math.floor(box[1] * 100) / 100, east, math.ceil(box[3] * 100) / 100)
