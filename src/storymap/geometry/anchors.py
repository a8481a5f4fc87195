"""Where a place of any shape carries its symbol."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry.parts import Shapes


def anchor(shape: BaseGeometry) -> shapely.Point:
    """Return the point where a line or an area carries its marker: on it, as near to its middle as that allows."""
    if isinstance(shape, shapely.Point) and not shape.is_empty:
        return shape
    parts = [part for part in getattr(shape, "geoms", [shape]) if not part.is_empty]
    dimension = max(shapely.get_dimensions(part) for part in parts)
    size = shapely.area if dimension == 2 else shapely.length
    main = max((part for part in parts if shapely.get_dimensions(part) == dimension), key=size)
    if hasattr(main, "geoms"):
        return anchor(main)
    if dimension == 2:
        centre: shapely.Point = main.centroid
        on_it: shapely.Point = shapely.point_on_surface(main)
        return centre if main.contains(centre) else on_it
    if dimension == 1:
        middle: shapely.Point = shapely.line_interpolate_point(main, 0.5, normalized=True)
        return middle
    return shapely.Point(main.coords[0])


def anchors(shapes: Shapes) -> npt.NDArray[np.float64]:
    """Return longitude and latitude, shape (n, 2), of one point for each of located shapes: a point itself."""
    is_point = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    points = shapes.copy()
    points[~is_point] = [anchor(shape) for shape in shapes[~is_point]]
    return shapely.get_coordinates(points)
