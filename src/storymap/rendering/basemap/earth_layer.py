"""The coarse layer of the whole earth, as each page carries it.

It is the same for every story, so that of the neutral view ships as it is made (`earth.json`, which
`python -m tools.basemap.earth` writes): making it takes a quarter of what a story's basemap does.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import cast

from storymap.basemap_data.borders import NEUTRAL, read_borders
from storymap.rendering.basemap.layers import world_layer
from storymap.rendering.contract.basemap import LayerData

EARTH = "earth.json"


def earth_layer(worldview: str) -> LayerData:
    """Return the layer from one point of view. Raises ValueError for a name that is not in `worldviews()`."""
    if worldview != NEUTRAL:
        return world_layer(read_borders(worldview)).encode()
    text = files("storymap.basemap_data").joinpath("data", EARTH).read_text(encoding="utf-8")
    return cast("LayerData", json.loads(text))
