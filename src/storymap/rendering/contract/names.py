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
PAGE_SCHEMES = ("light", "dark")
"""The colours that a page can be asked for: `?scheme=dark`. Else it takes what its reader's system asks for."""
PAGE_FILE = "index.html"
"""The page's name in a published folder."""

FRAME_SHAPE = 0.625
"""A framed map asks to be so many times as high as it is wide."""
FRAME_LOWEST = 360
"""In pixels: however narrow it is, it asks for no less."""
FRAME_HIGHEST = 640
"""In pixels: however wide it is, it asks for no more."""
STORY_HEIGHT = 700
"""In pixels: how high a framed story is until it says how high its text is."""
MAP_STYLE = (
    f"width:100%;height:auto;aspect-ratio:{1 / FRAME_SHAPE:g};"
    f"min-height:{FRAME_LOWEST}px;max-height:{FRAME_HIGHEST}px;border:0;padding:0"
)
"""The style of a frame that has the height that its map will ask for before it is loaded."""
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""What a framed page needs: its scripts, and that its links open."""
ALLOW = "fullscreen; web-share; clipboard-write"
"""What a framed page has buttons for, if its site allows it."""
