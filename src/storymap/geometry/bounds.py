"""Bounds of places on one flat map, also across 180 degrees.

One rule holds for every map, frame and picture (`narrowest_range`): the parts of all geometries lie on a circle, and
the map begins after the widest gap in longitude. West is at least -180 and less than 180; east may exceed 180.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry import seam
from storymap.geometry.longitudes import moved, narrowest_range, shifts_into
from storymap.geometry.mercator import MOST_NORTH
from storymap.geometry.parts import Rows, Shapes, collected, simple_parts
from storymap.model import Story

if TYPE_CHECKING:
    import geopandas as gpd

BBox = tuple[float, float, float, float]  # west, south, east, north in degrees


def story_bounds(story: Story) -> BBox | None:
    """Return west, south, east, north in degrees of all places, or None if no place is located; see `extent_of`."""
    return extent_of(story.places.geometry)


def extent(geometry: BaseGeometry) -> BBox:
    """Return west, south, east, north in degrees of one geometry by its own widest gap; see `extent_of`.

    Raises ValueError if it is empty.
    """
    found = extent_of([geometry])
    if found is None:
        raise ValueError("an empty geometry has no extent")
    return found


def extent_of(geometries: Any) -> BBox | None:
    """Return west, south, east, north in degrees of what is located of geometries, as near as a map can show it.

    Latitudes are within those of the map (`MOST_NORTH`), and a place at a pole is at the map's edge. None if nothing is
    located.
    """
    boxes = _boxes(simple_parts(geometries)[0])
    return _on_map(_extent(boxes)) if len(boxes) else None


def extent_of_boxes(boxes: Iterable[BBox]) -> BBox:
    """Return the extent of boxes (those of parts: see `part_bounds`), at least one, with latitudes as they are."""
    return _extent(np.array(list(boxes), float).reshape(-1, 4))


def part_bounds(geometries: Any) -> list[BBox]:
    """Return west, south, east, north in degrees of each part of each located geometry.

    The two halves of a place across 180 degrees are apart.
    """
    boxes = _boxes(simple_parts(geometries)[0]).tolist()
    return [(west, south, east, north) for west, south, east, north in boxes]


def bounds_of(shapes: Shapes) -> BBox | None:
    """Return west, south, east, north of what `unwrapped` returned, or None if nothing is located."""
    if not len(shapes):
        return None
    west, south, east, north = (float(value) for value in shapely.total_bounds(shapes))
    if np.isnan(west):
        return None
    return (-180.0, south, 180.0, north) if east - west > 360 else (west, south, east, north)


def unwrapped(geometries: Any) -> Shapes:
    """Return each place's geometry on the flat map of all of them, in their order; None for one that is not located.

    Each part is moved by turns of 360 degrees into the range of the map, and what was cut at 180 degrees is whole. What
    lies beyond the map's north and south is put on its edge.
    """
    shapes = np.array(geometries, dtype=object)
    shapes[shapely.is_missing(shapes) | shapely.is_empty(shapes)] = None
    parts, rows = simple_parts(shapes)
    if not len(parts):
        return shapes
    boxes = _boxes(parts)
    start, _ = narrowest_range(boxes[:, 0], boxes[:, 2])
    shifts = shifts_into(boxes[:, 0], start)
    parts = moved(parts, shifts)
    least, most = _of_each(shifts, rows, len(shapes))
    for row in np.flatnonzero((least != most) | _is_cut(parts, rows, len(shapes))).tolist():
        first, last = np.searchsorted(rows, [row, row + 1])
        shapes[row] = collected(seam.joined(parts[first:last]))
        most[row] = 0.0
    return _within_latitudes(moved(shapes, most))


def flat_shapes(places: gpd.GeoDataFrame) -> Shapes:
    """Return the geometries of a frame of places on the flat map of all of them; see `unwrapped`."""
    return unwrapped(places.geometry)


def _of_each(shifts: npt.NDArray[np.float64], rows: Rows, count: int) -> tuple[Any, Any]:
    """Return the least and the largest shift of the parts of each of `count` shapes, 0 for a shape without parts."""
    least, most = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(least, rows, shifts)
    np.maximum.at(most, rows, shifts)
    is_there = np.isfinite(least)
    return np.where(is_there, least, 0.0), np.where(is_there, most, 0.0)


def _is_cut(parts: Shapes, rows: Rows, count: int) -> npt.NDArray[np.bool_]:
    """Say of each of `count` shapes whether one of its parts ends at 180 degrees and another begins there."""
    sides = np.zeros((2, count), bool)
    for side, meets in zip(sides, seam.meets_seam(parts), strict=True):
        side[rows[meets & (shapely.get_dimensions(parts) > 0)]] = True
    cut: npt.NDArray[np.bool_] = np.logical_and(*sides)
    return cut


def _within_latitudes(shapes: Shapes) -> Shapes:
    with np.errstate(invalid="ignore"):
        beyond = (np.abs(shapely.bounds(shapes)[:, [1, 3]]) > MOST_NORTH).any(axis=1)
    if beyond.any():
        # What is flat at the edge may have no area any more, and is a line then.
        shapes[beyond] = shapely.make_valid(shapely.transform(shapes[beyond], lambda points: np.clip(points, *_MAP)))
    return shapes


_MAP = np.array([[-np.inf, -MOST_NORTH], [np.inf, MOST_NORTH]])


def _boxes(parts: Shapes) -> npt.NDArray[np.float64]:
    boxes: npt.NDArray[np.float64] = shapely.bounds(parts).reshape(-1, 4)
    return boxes


def _extent(boxes: npt.NDArray[np.float64]) -> BBox:
    west, east = narrowest_range(boxes[:, 0], boxes[:, 2])
    return west, float(boxes[:, 1].min()), east, float(boxes[:, 3].max())


def _on_map(box: BBox) -> BBox:
    west, south, east, north = box
    south, north = (max(-MOST_NORTH, min(MOST_NORTH, latitude)) for latitude in (south, north))
    return west, south, east, north
