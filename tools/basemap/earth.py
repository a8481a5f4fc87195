"""Writes the coarse layer of the earth as pages carry it, from the packs: `python -m tools.basemap.earth`."""

from __future__ import annotations

import json
from pathlib import Path

from storymap.basemap_data.borders import read_borders
from storymap.rendering.basemap.earth_layer import EARTH
from storymap.rendering.basemap.layers import world_layer

_FOLDER = Path(__file__).parents[2] / "src/storymap/basemap_data/data"


def write_earth() -> None:
    """Write it beside the packs."""
    layer = world_layer(read_borders()).encode()
    (_FOLDER / EARTH).write_text(json.dumps(layer, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_earth()
