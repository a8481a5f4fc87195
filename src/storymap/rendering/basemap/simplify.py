"""Lines with fewer points: how far each kind may stray from what the packs know.

The browser simplifies what is left again, for each zoom (web/src/basemap/simplify.ts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import shapely

from storymap.basemap_data.pack import Ints
from storymap.rendering.basemap.layer import COUNTRY, DISPUTED, RIVER, STATE

# In steps of the grid. Coasts and borders stay as exact as the grid itself is, which rounds by half a step either way:
# at ten steps El Paso would lie in Mexico. No place changes its country with a river or a state's line.
COAST = 0.6
LAKE = 2.0
LINES = {COUNTRY: COAST, DISPUTED: COAST, STATE: 1.5, RIVER: 3.0}
_FEWEST = 4  # points of a ring


def simplified(lines: Iterable[Ints], tolerance: float) -> Iterator[Ints]:
    """Leave out the points that lie within `tolerance` of the line without them (Douglas and Peucker); ends stay."""
    for line in lines:
        fewer = shapely.get_coordinates(
            shapely.simplify(shapely.linestrings(line), tolerance, preserve_topology=False)
        ).astype(line.dtype)
        is_ring = bool((line[0] == line[-1]).all())
        yield line if is_ring and len(fewer) < _FEWEST else fewer
