"""The main parts of an area: what one means by it, without what lies far away and is small.

Of the United States without Hawaii, and of France without Guiana: a map of the country shows these.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry.bounds import BBox, extent, unwrapped
from storymap.geometry.parts import collected, simple_parts


def main_parts(geometry: BaseGeometry, least: float = 0.2) -> BaseGeometry:
    """Return the parts of an area that are at least `least` as large as its largest, on the flat map of the whole.

    Halves that were cut at 180 degrees count as one. Of a collection that has areas, only they count; what has none
    comes back whole.
    """
    (flat,) = unwrapped([geometry])
    if flat is None:
        return geometry
    parts, _ = simple_parts([flat])
    parts = parts[shapely.get_dimensions(parts) == 2]
    if not len(parts):
        whole: BaseGeometry = flat
        return whole
    # Degrees of longitude are shorter towards the poles.
    sizes = shapely.area(parts) * np.cos(np.radians(shapely.get_y(shapely.centroid(parts))))
    return collected(parts[sizes >= least * sizes.max()])


def main_extent(geometry: BaseGeometry, least: float = 0.2) -> BBox:
    """Return west, south, east, north in degrees of the main parts; see `extent`."""
    return extent(main_parts(geometry, least))
