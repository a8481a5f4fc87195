"""What Python and the browser part call things by: ids of elements, views of a page, a frame's properties."""

from __future__ import annotations

DATA_ID = "storymap-data"
"""The element with `PageData` as JSON."""
CLUSTERS_ID = "storymap-clusters"
"""The element with `ClusterData` as JSON, on pages that have clusters."""
BASEMAP_ID = "storymap-basemap"
"""The element with `BasemapData` as JSON, where a place is on the map."""
TILES_ID = "storymap-tiles"
"""The element with street-level tiles: a PMTiles archive, version 3, in base64 on one line."""
TILE_CREDITS_ID = "storymap-tile-credits"
"""The template element that names whom the street-level tiles are from."""

BLOCK_ID_PREFIX = "p"
"""A block of the article has this and its number, from 1, as its element's id: "p12"."""
ENTRY_ID_PREFIX = "place-"
"""A place's entry in the list has this and the place_id as its element's id."""
PLACE_ID_PATTERN = "[a-z0-9-]+"
"""A regular expression that a whole place_id matches."""

LAYER_COLOURS = 8
"""The style sheet has so many colours for layers: `--layer-1`, `--layer-2` ..."""

PAGE_VIEWS = ("story", "map")
"""What a page can show: the article and its map, or the map alone. `?view=map` asks for one of them."""
PAGE_FILE = "index.html"
"""The page's name in a published folder."""
FRAME_HEIGHT = 400
"""In pixels: how high a framed map is until it says what it would like."""
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""What a framed page needs: its scripts, and that its links open."""
