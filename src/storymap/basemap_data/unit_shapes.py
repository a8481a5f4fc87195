"""The shape of a country or a unit within a box: where its name can stand."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.basemap_data.clip import area, chained, clip_ring
from storymap.basemap_data.pack import Bools, GridBox, Land

_ROUGH = 0.004  # of the box's width: an anchor needs no finer shape


def shape_in_box(land: Land, members: Bools, box: GridBox) -> BaseGeometry:
    """Return the part within `box` of the units that `members` marks, in grid steps.

    `members` has one entry more than there are units, for the sea: False.
    """
    left, right = members[land.left], members[land.right]
    outline = np.flatnonzero(left != right)
    near = land.arcs.touching(box)
    solid: list[BaseGeometry] = []
    holes: list[BaseGeometry] = []
    for ring in chained(land.arcs, np.where(left[outline], outline, ~outline), near):
        points = clip_ring(ring, box)
        if len(points) >= 4 and (size := area(points)):
            (solid if size > 0 else holes).append(shapely.make_valid(shapely.Polygon(points)))
    shape = shapely.union_all(solid)
    return shapely.difference(shape, shapely.union_all(holes)) if holes else shape


def anchor(shape: BaseGeometry, box: GridBox) -> tuple[float, float, float, float] | None:
    """Return where a name stands best in a shape: x, y, the width of the part around it, and the part's area.

    None when there is no room at all.
    """
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    if not parts:
        return None
    part = max(parts, key=lambda part: part.area)
    rough = (box[2] - box[0]) * _ROUGH
    simple = shapely.simplify(part, rough)
    largest = max(shapely.get_parts(simple if not simple.is_empty else part), key=lambda piece: piece.area)
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, rough))[0]
    return float(x), float(y), part.bounds[2] - part.bounds[0], part.area
