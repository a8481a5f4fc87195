"""Web Mercator on the unit square: 0, 0 is the north-west corner of the world and 1, 1 the south-east.

`web/src/map/mercator.ts` is the browser's; a test runs the same points through both. Longitudes may run past 180
degrees, and x past 1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

TILE = 256  # pixels: the whole earth at zoom 0, as Leaflet counts
NORTH_LIMIT = 85.0511287798  # degrees: the square ends here, and in the south
MOST_NORTH = 85.0  # degrees: the map's data ends here, and places beyond stand at its edge
EQUATOR = 40_075_017.0  # metres around the earth


def points(degrees: npt.ArrayLike) -> Floats:
    """Return x and y, shape (n, 2), of longitudes and latitudes in degrees, shape (n, 2)."""
    import numpy as np

    longitudes, latitudes = np.asarray(degrees, float).T
    sine = np.sin(np.radians(np.clip(latitudes, -NORTH_LIMIT, NORTH_LIMIT)))
    return np.column_stack([(longitudes + 180) / 360, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)])


def y(latitude: float) -> float:
    """Return the y of a latitude in degrees."""
    sine = math.sin(math.radians(min(max(latitude, -NORTH_LIMIT), NORTH_LIMIT)))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def latitude(y: float) -> float:
    """Return the latitude in degrees of a y of the square."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


def metres(y: float) -> float:
    """Return how many metres wide the whole square is at a y: fewer towards the poles."""
    return EQUATOR / math.cosh(math.pi * (1 - 2 * y))
