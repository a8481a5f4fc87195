"""Where the story has a better line than the basemap: its river, its border, the outline of its state.

The basemap's lines are true to about a kilometre. Near, where that is seen, a second line beside the story's own would
read as a road or as no man's land. So the pieces that run beside a finer line are kept apart: they have the letter of
their class as a capital, and are left out nearer than the zoom to which they are exact, in the page and in the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.basemap_data.pack import Ints
from storymap.geometry import mercator
from storymap.geometry.bounds import BBox
from storymap.geometry.parts import simple_parts
from storymap.model import ContextFeature
from storymap.rendering.basemap.layer import COUNTRY, DISPUTED, RIVER, STATE
from storymap.rendering.context_layer import parts_beside

_BESIDE = 2000.0  # metres: nine tenths of the basemap's lines lie nearer to what they stand for
# What crosses a finer line comes as near as what runs along it, but gets nowhere along it.
_ALONG = 0.8
_UNSEEN = 100.0  # metres
_MOST = 100  # finer lines that each class of lines is laid beside
# Which lines of the basemap a kind of context is instead of: the letters of their classes. A fence stands at a border,
# and says nothing about one in dispute.
_BORDERS = COUNTRY + DISPUTED + STATE
_REPLACES = {"river": RIVER + _BORDERS, "water": RIVER + _BORDERS, "border": _BORDERS, "barrier": COUNTRY}

_Lines = list[shapely.LineString]


@dataclass(frozen=True, slots=True)
class FinerLine:
    """A line of the story's in EPSG:4326, and the classes of the basemap's lines that it is better than."""

    line: BaseGeometry
    replaces: str


def finer_lines(
    context: Iterable[ContextFeature], bounds: BBox | None, areas: Iterable[BaseGeometry]
) -> list[FinerLine]:
    """Return the lines of the context, moved to where places with these bounds are shown, and the outlines of areas."""
    found = [
        FinerLine(part, _REPLACES[feature.kind])
        for feature in context
        if feature.kind in _REPLACES
        for part in _lines(parts_beside(feature.geometry, bounds))
    ]
    return found + [FinerLine(line, _BORDERS) for area in areas for line in _lines(simple_parts([area])[0])]


def _lines(parts: Iterable[BaseGeometry]) -> Iterator[BaseGeometry]:
    for part in parts:
        if isinstance(part, shapely.Polygon):
            yield part.exterior
        elif shapely.get_dimensions(part) == 1:
            yield part


def parted(
    lines: Iterable[Ints], step: float, drawn_as: str, finer: Sequence[FinerLine]
) -> tuple[list[Ints], list[Ints]]:
    """Part lines on a grid of `step` degrees into what has no better line beside it, and what has one."""
    given = [line for line in lines if len(line) > 1]
    better = [one.line for one in finer if drawn_as in one.replaces]
    if not given or not better:
        return given, []
    whole = shapely.line_merge(shapely.MultiLineString(given))
    rest = shapely.transform(whole, lambda points: mercator.points(points * step))
    replaced: _Lines = []
    for line in _near(rest, better):
        others, beside = _beside(rest, line)
        if beside:
            rest = shapely.line_merge(shapely.MultiLineString(others))
            replaced += beside
    return list(_on_grid(rest, step)), list(_on_grid(shapely.MultiLineString(replaced), step))


def _near(lines: BaseGeometry, finer: Sequence[BaseGeometry]) -> _Lines:
    """Return the finer lines that come near lines in Mercator's square, there: the longest, as each takes its time."""
    square = shapely.transform(np.array(finer, dtype=object), mercator.points)
    reach = _BESIDE / min(map(mercator.metres, shapely.total_bounds(square)[[1, 3]].tolist()))
    shapely.prepare(lines)
    near = square[shapely.dwithin(lines, square, reach)]
    longest: _Lines = near[np.argsort(-shapely.length(near), kind="stable")[:_MOST]].tolist()
    return longest


def _beside(lines: BaseGeometry, line: BaseGeometry) -> tuple[_Lines, _Lines]:
    """Cut lines near a finer one: what does not run along it, and what does."""
    metres = mercator.metres(float(line.centroid.y))
    # Where the finer line ends, the basemap's goes on.
    lean = shapely.simplify(line, _UNSEEN / metres, preserve_topology=False)
    near = lean.buffer(_BESIDE / metres, cap_style="flat")
    others, beside = _parts(shapely.difference(lines, near)), _Lines()
    for piece in _parts(shapely.intersection(lines, near)):
        (beside if _advance(piece, line) >= _ALONG * _length(piece) else others).append(piece)
    return others, beside


def _parts(lines: BaseGeometry) -> _Lines:
    merged = shapely.line_merge(lines) if lines.geom_type == "MultiLineString" else lines
    return [part for part in shapely.get_parts(merged) if isinstance(part, shapely.LineString) and not part.is_empty]


def _length(piece: BaseGeometry) -> float:
    """Return how far apart the ends of a piece are; of one that closes, how long it is."""
    points = shapely.get_coordinates(piece)
    return float(np.hypot(*(points[-1] - points[0]))) or float(piece.length)


def _advance(piece: BaseGeometry, line: BaseGeometry) -> float:
    """Return how far one gets along a line while one goes along a piece."""
    points = shapely.get_coordinates(piece)
    start, end = (float(line.project(shapely.Point(point))) for point in points[[0, -1]])
    far = abs(end - start)
    if not line.is_closed:
        return far
    return min(far, float(line.length) - far) or float(piece.length)


def _on_grid(lines: BaseGeometry, step: float) -> Iterator[Ints]:
    """Yield lines in Mercator's square on the grid, without points that fall together."""
    for part in _parts(lines):
        x, y = shapely.get_coordinates(part).T
        degrees = np.column_stack([x * 360 - 180, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))])
        points = np.rint(degrees / step).astype(np.int64)
        points = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
        if len(points) > 1:
            yield points
