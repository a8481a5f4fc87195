"""The inset's projection and what it shows: the earth as a ball seen from afar, or the region around a small frame.

The browser's rules are those of web/src/inset/globe.ts and draw.ts; a test compares them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storymap.geometry.bounds import BBox
from storymap.geometry.pieces import pieces
from storymap.model import Story
from storymap.rendering.static_map.projection import Floats

GLOBE_FROM = 4.0  # degrees: a smaller frame is a dot on a globe, and the region around says more
REGION_REACH = 18.0  # degrees
WELL_SEEN = 60.0  # degrees from the middle of a globe: for what is farther it is turned
MOST_TILT = 60.0  # degrees: a globe is not turned farther to north or south, so that north stays up
WHOLE_EARTH = 120.0  # degrees of longitude: a window as wide shows by itself where on earth it is
# Pixels: a smaller map has no room for an inset, which has as much of its smaller side, within these sizes.
_ROOM = (300, 240)
_SHARE = 0.22
_SIZES = (60, 116)
_ALONG_EDGE = 0.1  # radians


@dataclass(frozen=True, slots=True)
class InsetView:
    """What an inset shows: its middle, and how far it reaches from there to each side, in degrees."""

    longitude: float
    latitude: float
    reach: float

    @property
    def is_globe(self) -> bool:
        """Whether it shows half of the earth, as a disc."""
        return self.reach == 90.0


def directions(degrees: npt.ArrayLike) -> Floats:
    """Return directions of length 1, shape (n, 3), of longitudes and latitudes, shape (n, 2)."""
    longitudes, latitudes = np.radians(np.asarray(degrees, float)).T
    across = np.cos(latitudes)
    return np.column_stack([across * np.cos(longitudes), across * np.sin(longitudes), np.sin(latitudes)])


def inset_size(width: float, height: float) -> int:
    """Return how wide and high the inset of a map is, in pixels; 0 if there is no room for one."""
    if width < _ROOM[0] or height < _ROOM[1]:
        return 0
    return max(_SIZES[0], min(_SIZES[1], round(_SHARE * min(width, height))))


def span(box: BBox) -> float:
    """Return the larger side of a box, in degrees of the earth's circumference."""
    west, south, east, north = box
    return max((east - west) * math.cos(math.radians((south + north) / 2)), north - south)


def inset_view(
    frame: BBox, size: float, others: Sequence[tuple[float, float]] = (), *, at_sea: bool = False
) -> InsetView:
    """Return what the inset shows for a story's frame, `size` degrees large: the region around it, or a globe.

    A globe is turned so that it shows the farthest of `others`, longitudes and latitudes, too. `at_sea`: the region has
    next to no land.
    """
    west, south, east, north = frame
    longitude, latitude = (west + east) / 2, (south + north) / 2
    middle = directions([[longitude, latitude]])[0]
    away = directions(others) if others else middle[None]
    far = away[int(np.argmin(away @ middle))]
    distance = _angle(far, middle)
    if size < GLOBE_FROM and distance < REGION_REACH and not at_sea:
        return InsetView(longitude, latitude, REGION_REACH)
    home = InsetView(longitude, _tilted(latitude), 90.0)
    if distance < 1 or _angle(far, directions([[home.longitude, home.latitude]])[0]) <= WELL_SEEN:
        return home
    x, y, z = (middle + far).tolist()
    return InsetView(math.degrees(math.atan2(y, x)), _tilted(math.degrees(math.atan2(z, math.hypot(x, y)))), 90.0)


def _angle(a: Floats, b: Floats) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, float(a @ b)))))


def _tilted(latitude: float) -> float:
    return max(-MOST_TILT, min(MOST_TILT, latitude))


def has_inset(story: Story, frame: BBox | None) -> bool:
    """Say whether a story's map has an inset: not if its author says so, nor if its frame shows the earth."""
    return story.article.inset and frame is not None and frame[2] - frame[0] < WHOLE_EARTH


class Globe:
    """The earth on a square of `size` pixels."""

    def __init__(self, view: InsetView, size: float) -> None:
        self.view = view
        self.half = size / 2
        self.radius = self.half / math.sin(math.radians(view.reach))
        axes = [(view.longitude, view.latitude), (view.longitude + 90, 0.0), (view.longitude, view.latitude + 90)]
        self._middle, self._east, self._north = directions(axes)

    def points(self, degrees: npt.ArrayLike) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Return pixels, shape (n, 2), and whether each is on this side of the earth; the others lie on the edge."""
        ways = directions(degrees)
        across = np.column_stack([ways @ self._east, ways @ self._north])
        seen = ways @ self._middle >= 0
        lengths = np.hypot(*across.T)
        lengths[seen | (lengths == 0)] = 1.0
        return self.half + across / lengths[:, None] * (self.radius, -self.radius), seen

    def lines(self, degrees: Sequence[Floats]) -> list[tuple[Floats, npt.NDArray[np.bool_]]]:
        """Return `points` of each of some lines: of all at once, for the earth has a thousand short ones."""
        if not degrees:
            return []
        points, seen = self.points(np.concatenate(degrees))
        ends = np.cumsum([len(line) for line in degrees])[:-1]
        return list(zip(pieces(points, ends), pieces(seen, ends), strict=True))

    def ring(self, degrees: npt.ArrayLike) -> Floats:
        """Return a closed line in pixels, shape (n, 2), along the edge where it runs beyond it."""
        return self.along_edge(*self.points(degrees))

    def along_edge(self, points: Floats, seen: npt.NDArray[np.bool_]) -> Floats:
        """Return a closed line, of which `points` says what is seen, along the edge where it runs beyond it."""
        if seen.all():
            return points
        turns = np.arctan2(points[:, 1] - self.half, points[:, 0] - self.half)
        steps = np.diff(turns)
        steps -= 2 * math.pi * np.rint(steps / (2 * math.pi))
        wide = np.flatnonzero(~seen[:-1] & ~seen[1:] & (np.abs(steps) > _ALONG_EDGE))
        if not len(wide):
            return points
        parts, last = [], 0
        for before in wide.tolist():
            count = math.ceil(abs(steps[before]) / _ALONG_EDGE)
            at = turns[before] + steps[before] * np.arange(1, count) / count
            parts += [points[last : before + 1], self.half + self.radius * np.column_stack([np.cos(at), np.sin(at)])]
            last = before + 1
        return np.concatenate([*parts, points[last:]])

    @property
    def antipode(self) -> tuple[float, float]:
        """The longitude and latitude of what lies behind the middle."""
        longitude = self.view.longitude
        return (longitude - 180 if longitude > 0 else longitude + 180), -self.view.latitude
