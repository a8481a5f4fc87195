"""The clustered places on the picture: a dot for each, as many as can be seen apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from storymap.geometry.anchors import anchors
from storymap.rendering.clusters import clustered_rows
from storymap.rendering.numbering import Numbering
from storymap.rendering.static_map.projection import Floats, Projection

# Pixels: dots stand on a grid, one at each of its points: that of the layer that is drawn last.
_GRID = 3.0


def cluster_dots(numbering: Numbering, projection: Projection) -> Iterator[tuple[int, Floats]]:
    """Yield the colour of each layer with clustered places, and where their dots are in pixels, shape (n, 2)."""
    rows = np.array(clustered_rows(numbering), int)
    if not len(rows):
        return
    rows = rows[~shapely.is_missing(numbering.shapes[rows])]
    dots = np.rint(projection.points(anchors(numbering.shapes[rows])) / _GRID) * _GRID
    points, point_of = np.unique(dots, axis=0, return_inverse=True)
    on_top = np.full(len(points), -1)
    for position, layer in enumerate(numbering.layers):
        members = np.zeros(len(numbering.shapes), bool)
        members[[numbering.row(place_id) for place_id in layer.place_ids]] = True
        on_top[point_of[members[rows]]] = position
    for position, layer in enumerate(numbering.layers):
        own = points[on_top == position]
        if len(own):
            yield layer.symbol.colour, own
