"""In which country points lie, by the outlines of the basemap at full detail: a coarse one has El Paso in Mexico."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import shapely
    from shapely.geometry.base import BaseGeometry

_COAST_DEGREES = 0.02  # how exact a coast is for that
_NEAR_DEGREES = 0.2  # how far off a coast a place may lie: on a pier, on a small island


def outline_of(land: Any, members: Any) -> BaseGeometry | None:
    """Return the area of some units of the basemap as it has them, in its steps, None for no area."""
    import numpy as np

    from storymap.basemap_data.unit_shapes import shape_in_box

    outline = np.flatnonzero(members[land.left] != members[land.right])
    if not len(outline):
        return None
    bounds = land.arcs.bounds
    box = (*bounds[outline, :2].min(axis=0).tolist(), *bounds[outline, 2:].max(axis=0).tolist())
    return shape_in_box(land, members, (box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1))


def countries_at(lons: np.ndarray[Any, Any], lats: np.ndarray[Any, Any]) -> list[str]:
    """Return the ISO code of the country in or beside whose outline each point lies, "" far out at sea. Degrees."""
    import numpy as np
    import shapely

    codes, shapes, step = _outlines()
    x, y = np.asarray(lons) / step, np.asarray(lats) / step
    found = np.full(len(x), -1)
    for number, shape in enumerate(shapes):
        west, south, east, north = shape.bounds
        inside = np.flatnonzero((found < 0) & (west <= x) & (x <= east) & (south <= y) & (y <= north))
        if len(inside):
            found[inside[shapely.contains_xy(shape, x[inside], y[inside])]] = number
    outside = np.flatnonzero(found < 0)
    if len(outside):
        tree, country_of = _coasts()
        points: Any = shapely.points(x[outside], y[outside])
        near = tree.query_nearest(points, max_distance=_NEAR_DEGREES / step, all_matches=False)
        found[outside[near[0]]] = country_of[near[1]]
    return [codes[number] if number >= 0 else "" for number in found.tolist()]


@lru_cache(maxsize=1)
def _coasts() -> tuple[shapely.STRtree, np.ndarray[Any, Any]]:
    """Return the parts of all outlines, simplified, and the number of the country of each."""
    import numpy as np
    import shapely

    _, shapes, step = _outlines()
    parts = [shapely.get_parts(shapely.simplify(shape, _COAST_DEGREES / step)) for shape in shapes]
    return shapely.STRtree(np.concatenate(parts)), np.repeat(np.arange(len(shapes)), list(map(len, parts)))


@lru_cache(maxsize=1)
def _outlines() -> tuple[list[str], list[BaseGeometry], float]:
    """Return the codes and outlines of all countries, in steps of the basemap, and how many degrees a step is."""
    import numpy as np
    import shapely

    from storymap.basemap_data.borders import read_borders
    from storymap.basemap_data.pack import read_land, read_pack, texts

    land, country_of = read_land("land"), read_borders().country_of
    names = np.array(texts(read_pack("politics")["country_iso"]))
    codes, shapes = [], []
    for code in sorted({name for name in names.tolist() if len(name) == 2}):
        members = np.zeros(int(max(land.left.max(), land.right.max())) + 2, bool)
        members[np.flatnonzero(np.isin(country_of, np.flatnonzero(names == code)))] = True
        shape = outline_of(land, members)
        if shape is not None:
            shapely.prepare(shape)
            codes.append(code)
            shapes.append(shape)
    return codes, shapes, float(land.arcs.step)
