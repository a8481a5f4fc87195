"""Lines with fewer points: how far each kind may stray from what the packs know.

The browser simplifies what is left again, for each zoom (web/src/basemap/simplify.ts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import shapely

from storymap.basemap_data.pack import Ints
from storymap.geometry.pieces import pieces
from storymap.rendering.basemap.layer import COUNTRY, DISPUTED, RIVER, STATE

# In steps of the grid. Coasts and borders stay as exact as the grid itself is, which rounds by half a step either way:
# at ten steps El Paso would lie in Mexico. No place changes its country with a river or a state's line.
COAST = 0.6
LAKE = 2.0
LINES = {COUNTRY: COAST, DISPUTED: COAST, STATE: 1.5, RIVER: 3.0}
_FEWEST = 4  # points of a ring


def simplified(lines: Iterable[Ints], tolerance: float) -> Iterator[Ints]:
    """Leave out the points that lie within `tolerance` of the line without them (Douglas and Peucker); ends stay."""
    given = list(lines)
    if not given:
        return
    numbers = np.repeat(np.arange(len(given)), [len(line) for line in given])
    drawn = shapely.linestrings(np.concatenate(given), indices=numbers)
    points, of_line = shapely.get_coordinates(
        shapely.simplify(drawn, tolerance, preserve_topology=False), return_index=True
    )
    ends = np.searchsorted(of_line, np.arange(1, len(given)))
    for line, fewer in zip(given, pieces(points.astype(np.int64), ends), strict=True):
        is_ring = bool((line[0] == line[-1]).all())
        yield line if is_ring and len(fewer) < _FEWEST else fewer
