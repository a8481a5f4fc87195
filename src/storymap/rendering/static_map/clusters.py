"""The crowd on the picture: a dot for each place, as many as can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from storymap.geometry.anchors import anchors
from storymap.rendering.clusters import crowd_rows
from storymap.rendering.numbering import Roster
from storymap.rendering.static_map.projection import Floats, Projection

# Pixels: of two places nearer than that one dot is drawn.
_STEP = 3.0


def crowd_dots(roster: Roster, projection: Projection) -> Iterator[tuple[int, Floats]]:
    """Yield the colour of each layer with places in the crowd, and where their dots are in pixels, shape (n, 2)."""
    rows = np.array(crowd_rows(roster), int)
    if not len(rows):
        return
    rows = rows[~shapely.is_missing(roster.shapes[rows])]
    dots = np.rint(projection.points(anchors(roster.shapes[rows])) / _STEP) * _STEP
    for layer in roster.layers:
        members = np.zeros(len(roster.shapes), bool)
        members[[roster.row(place_id) for place_id in layer.place_ids]] = True
        own = dots[members[rows]]
        if len(own):
            yield layer.symbol.colour, np.unique(own, axis=0)
