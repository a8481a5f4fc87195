"""Bounds of places on one flat map, also across 180 degrees."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from storymap.model import Story

Shapes = npt.NDArray[np.object_]
BBox = tuple[float, float, float, float]  # west, south, east, north in degrees


def story_bounds(story: Story) -> BBox | None:
    """Return west, south, east, north in degrees, or None if no place is located.

    East may exceed 180: a story across the antimeridian is one box there, not a belt around the earth.
    """
    return bounds_of(unwrapped(story.places.geometry))


def bounds_of(shapes: Shapes) -> BBox | None:
    """Return west, south, east, north of what `unwrapped` returned, or None if nothing is located."""
    if not len(shapes):
        return None
    west, south, east, north = (float(value) for value in shapely.total_bounds(shapes))
    return None if np.isnan(west) else (west, south, east, north)


def unwrapped(geometries: Any) -> Shapes:
    """Return each place's geometry, in their order, moved by 360 degrees where that brings the places together.

    The places' extents lie on a circle; the map starts after the widest gap between them. A place that is not located
    has None.
    """
    shapes = np.array(geometries, dtype=object)
    shapes[shapely.is_missing(shapes) | shapely.is_empty(shapes)] = None
    bounds = shapely.bounds(shapes)
    extents = bounds[~np.isnan(bounds[:, 0])][:, [0, 2]]
    if not len(extents) or extents[:, 1].max() - extents[:, 0].min() <= 180:
        return shapes
    extents = extents[np.lexsort((extents[:, 1], extents[:, 0]))]
    reach = np.maximum.accumulate(extents[:, 1])
    gaps = extents[1:, 0] - reach[:-1]
    widest = int(gaps.argmax()) if len(gaps) else 0
    if not len(gaps) or extents[0, 0] + 360 - reach[-1] >= max(gaps[widest], 0):
        return shapes
    start = extents[widest + 1, 0]
    moved = bounds[:, 0] < start
    shapes[moved] = shapely.transform(shapes[moved], lambda points: points + (360.0, 0.0))
    return shapes


def part_bounds(geometries: Any) -> list[BBox]:
    """Return west, south, east, north in degrees of each part of each located geometry.

    The two halves of a place across 180 degrees are apart.
    """
    shapes = np.array(geometries, dtype=object)
    parts = shapely.get_parts(shapes[~shapely.is_missing(shapes)])
    return [(west, south, east, north) for west, south, east, north in shapely.bounds(parts).tolist()]
