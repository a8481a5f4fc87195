"""The shape of a country or a unit within a box: where its name can stand."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.basemap_data.clip import areas, chained, clip_ring, joined
from storymap.basemap_data.pack import Bools, Floats, GridBox, Ints, Land

_ROUGH = 0.004  # of the box's width: an anchor needs no finer shape


def shape_in_box(land: Land, members: Bools, box: GridBox) -> BaseGeometry:
    """Return the part within `box` of the units that `members` marks, in grid steps.

    `members` has one entry more than there are units, for the sea: False.
    """
    rings, sizes = _outline(land, members, box)
    solid, holes = ([_valid(rings[number]) for number in np.flatnonzero(chosen)] for chosen in (sizes > 0, sizes < 0))
    return _without(solid, holes)


def main_shape_in_box(land: Land, members: Bools, box: GridBox) -> BaseGeometry:
    """Return what `shape_in_box` does, without some of the parts that are smaller than the largest.

    A country of islands has a thousand, and its name stands on the largest.
    """
    rings, sizes = _outline(land, members, box)
    left_out = -sizes[sizes < 0].sum()
    largest = 0.0
    solid: list[BaseGeometry] = []
    for number in np.argsort(-sizes, kind="stable").tolist():
        if sizes[number] <= largest:  # a ring may be of several parts, but none is larger than the ring
            break
        solid.append(_valid(rings[number]))
        largest = max(largest, float(shapely.area(shapely.get_parts(solid[-1])).max()) - left_out)
    return _without(solid, [_valid(rings[number]) for number in np.flatnonzero(sizes < 0)])


def _outline(land: Land, members: Bools, box: GridBox) -> tuple[list[Ints], Floats]:
    """Return the closed rings around units within a box, and the area of each, less than nothing for a hole's."""
    left, right = members[land.left], members[land.right]
    outline = np.flatnonzero(left != right)
    near, whole = land.arcs.touching(box), land.arcs.inside(box)
    rings = []
    for arcs in chained(land.arcs, np.where(left[outline], outline, ~outline)):
        points = joined(land.arcs, arcs, near)
        if not whole[np.where(arcs < 0, ~arcs, arcs)].all():
            points = clip_ring(points, box)
        if len(points) >= 4:
            rings.append(points)
    return rings, areas(rings)


def _valid(ring: Ints) -> BaseGeometry:
    polygon = shapely.Polygon(ring)
    # Most are, and asking takes a third of the time of making sure.
    return polygon if polygon.is_valid else shapely.make_valid(polygon)


def _without(solid: list[BaseGeometry], holes: list[BaseGeometry]) -> BaseGeometry:
    is_simple = len(solid) == 1 and isinstance(solid[0], shapely.Polygon)
    shape: BaseGeometry = solid[0] if is_simple else shapely.union_all(solid)
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
