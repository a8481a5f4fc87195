"""In which country points lie, by the outlines of the basemap."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from storymap.gazetteer.areas import country_area

if TYPE_CHECKING:
    import numpy as np
    import shapely

_NEAR_DEGREES = 0.2  # how far off a simplified coast a place may lie


def countries_at(lons: np.ndarray[Any, Any], lats: np.ndarray[Any, Any]) -> list[str]:
    """Return the ISO code of the country in or beside whose outline each point lies, "" far out at sea. Degrees."""
    import numpy as np
    import shapely

    tree, codes = _outlines()
    out = [""] * len(lons)
    points: Any = shapely.points(lons, lats)
    found = tree.query(points, predicate="intersects")
    outside = np.setdiff1d(np.arange(len(out)), found[0])
    near = tree.query_nearest(points[outside], max_distance=_NEAR_DEGREES, all_matches=False)
    for point, area in (*found.T.tolist(), *zip(outside[near[0]].tolist(), near[1].tolist(), strict=True)):
        out[point] = codes[area]
    return out


@lru_cache(maxsize=1)
def _outlines() -> tuple[shapely.STRtree, list[str]]:
    import shapely

    from storymap.basemap_data.pack import read_pack, texts

    codes = sorted({code for code in texts(read_pack("politics")["country_iso"]) if len(code) == 2})
    areas = [(code, area) for code in codes if (area := country_area(code)) is not None]
    return shapely.STRtree([area for _, area in areas]), [code for code, _ in areas]
