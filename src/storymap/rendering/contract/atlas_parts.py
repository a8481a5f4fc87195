"""The block of an atlas in parts: where in its files what is, and how much there is of all.

All numbers of bytes are offsets and lengths in the file that is named. What a file holds is said by the module of
`atlas/parts` that writes it.
"""

from __future__ import annotations

from typing import TypedDict

ATLAS_PARTS_ID = "storymap-atlas-parts"
"""The element with `AtlasPartsData` as JSON."""
ATLAS_MAP_ID = "map_atlas"
"""The element of the map."""


class TreeData(TypedDict):
    """Where the root of a sorted directory is, and how many levels it has; 0 of an empty one."""

    offset: int
    length: int
    depth: int


class BlocksData(TypedDict):
    """Entries in blocks: how many there are, how many are in a block, and where the table of the blocks is."""

    count: int
    block: int
    table: int


class AtlasPartsData(TypedDict):
    """What the browser must know before it asks for anything."""

    folder: str
    """The folder of the files, as seen from the page, with a slash at its end."""
    has_tiles: bool
    """Whether there are `places.pmtiles`: not if no place is located."""
    bounds: tuple[float, float, float, float] | None
    """West, south, east, north in degrees, of the places that are named most."""
    layers: list[str]
    """Names of layers; "" of places without one."""
    months: list[tuple[str, int]]
    """Each month with stories ("2009-04", a year, or ""), the newest first, and the rank of its first story."""
    pages: int
    """Places with a lower number have a page, `place/<slug>/`."""
    stories: BlocksData
    """In `stories.bin`."""
    places: BlocksData
    """In `places.bin`."""
    words: TreeData
    """In `words.bin`."""
    names: TreeData
    """In `names.bin`, as what follows."""
    lists: TreeData
    slugs: TreeData
