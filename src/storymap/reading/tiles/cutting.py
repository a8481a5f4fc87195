"""The door to street-level tiles: of a PMTiles archive, those tiles that a story can show."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path

from storymap.errors import Problem, StorymapError
from storymap.model import StreetTiles
from storymap.reading.files import open_regular
from storymap.reading.tiles.archive import Archive, layer_names
from storymap.reading.tiles.box import Bounds, Box
from storymap.reading.tiles.credits import read_credits
from storymap.reading.tiles.directory import columns_and_rows, tiles_of
from storymap.reading.tiles.layers import keep_layers

# A page with 8 MB of tiles is one of 11 MB (base64 adds a third): what mail servers and content systems still take, and
# what a phone opens without a pause.
LARGEST_CUT = 8_000_000
DEEPEST_ZOOM = 15  # Protomaps' deepest; the page enlarges it for closer zooms
# The small basemap is true to about zoom 9; tiles of zoom 9 are drawn from zoom 10 on.
LEAST_ZOOM = 9
DRAWN = frozenset({"boundaries", "buildings", "earth", "landuse", "places", "roads", "water"})
_LARGEST_UNPACKED = 160 << 20
_MOST_LISTED = 100_000

TileKey = tuple[int, int, int]  # zoom, column, row
Listed = tuple[int, int, int, int, int]  # zoom, column, row; where the content is, and how long


def read_tiles(path: str | PathLike[str], places: Sequence[Bounds] | None, deepest: int | None = None) -> StreetTiles:
    """Return the tiles of the PMTiles archive `path` that a story with these places can show, to the zoom `deepest`.

    `places` are the places' bounds: west, south, east, north in degrees. Without them (None: the places are unusable)
    the archive is only checked. The cut is the box around all places and half as much on each side, from zoom 9 on.
    Layers that are not drawn are left out.

    Raises StorymapError if the file is not a version 3 archive of vector tiles in Protomaps' schema, if it is damaged,
    if it does not cover the story, or if the cut is larger than `LARGEST_CUT`.
    """
    where = Path(fspath(path)).name or fspath(path)
    if deepest is not None and not LEAST_ZOOM <= deepest <= DEEPEST_ZOOM:
        raise StorymapError(
            Problem("tiles", f"the deepest zoom is {deepest}", f"give one of {LEAST_ZOOM} to {DEEPEST_ZOOM}")
        )
    with open_regular(Path(fspath(path)), where) as file:
        archive = Archive(file, where)
        layers = layer_names(archive.metadata)
        if "roads" not in layers:
            has = ", ".join(layers[:12]) or "it does not say"
            raise archive.refusal(f"it has no layer of roads (its layers: {has})", "use tiles in Protomaps' schema")
        if places is not None and not places:
            raise archive.refusal("no place of the story is on the map", "give a place its coordinates")
        tiles = {} if places is None else _cut(archive, Box.around(places), deepest or DEEPEST_ZOOM)
        return StreetTiles(tiles, read_credits(archive.metadata, layers))


def _cut(archive: Archive, box: Box, deepest: int) -> dict[TileKey, bytes]:
    first, last = archive.header["min_zoom"], archive.header["max_zoom"]
    most = min(deepest, last)
    least = max(first, LEAST_ZOOM)
    if least > most:
        raise archive.refusal(
            f"it has zooms {first} to {last}, and none of {LEAST_ZOOM} to {deepest}", "use one with more zooms"
        )
    entries = archive.entries()
    grown = box.grown()
    listed: list[Listed] = []
    for zoom in range(least, most + 1):
        try:
            numbers, found = tiles_of(entries, zoom)
        except ValueError as error:
            raise archive.refusal(str(error), _smaller(grown)) from None
        columns, rows = columns_and_rows(zoom, numbers)
        if zoom == most and not box.holds(zoom, columns, rows).any():
            raise archive.refusal("it does not show the story at its deepest zoom", _smaller(grown))
        inside = grown.holds(zoom, columns, rows)
        found = found.where(inside)
        listed += [
            (zoom, int(column), int(row), int(offset), int(size))
            for column, row, offset, size in zip(columns[inside], rows[inside], found.offsets, found.sizes, strict=True)
        ]
    if len(listed) > _MOST_LISTED:
        raise archive.refusal(f"there are {len(listed):,} tiles around the story", _smaller(grown))
    tiles = _packed(archive, listed, grown)
    if not tiles:
        raise archive.refusal("nothing in its tiles around the story is drawn", "use tiles in Protomaps' schema")
    return tiles


def _packed(archive: Archive, listed: list[Listed], box: Box) -> dict[TileKey, bytes]:
    """Return the tiles without what is not drawn. Raises StorymapError as soon as they are too large."""
    tiles: dict[TileKey, bytes] = {}
    contents: dict[int, bytes] = {}
    size, unpacked = 0, 0
    size_to: dict[int, int] = {}
    for zoom, column, row, offset, length in listed:
        if offset not in contents:
            tile = archive.tile(offset, length)
            unpacked += len(tile)
            contents[offset] = _pack(archive, tile)
            size += len(contents[offset])
            if size > LARGEST_CUT or unpacked > _LARGEST_UNPACKED:
                raise archive.refusal(*_too_large(listed, size_to, zoom, box))
        if contents[offset]:
            tiles[(zoom, column, row)] = contents[offset]
        size_to[zoom] = size
    return tiles


def _pack(archive: Archive, tile: bytes) -> bytes:
    try:
        drawn = keep_layers(tile, DRAWN)
    except ValueError as error:
        raise archive.refusal(str(error), "make the archive anew, or get it again") from None
    return gzip.compress(drawn, mtime=0) if drawn else b""


def _too_large(listed: list[Listed], size_to: dict[int, int], reached: int, box: Box) -> tuple[str, str]:
    deepest = listed[-1][0]
    whole = sum({offset: length for _, _, _, offset, length in listed}.values())
    what = (
        f"the tiles around the story have about {max(whole, LARGEST_CUT) / 1e6:.1f} MB to zoom {deepest}; "
        f"a page carries {LARGEST_CUT / 1e6:.0f} MB"
    )
    fits = [zoom for zoom in size_to if zoom < reached]
    if not fits:
        return what, _smaller(box)
    return f"{what}; to zoom {fits[-1]} they have {size_to[fits[-1]] / 1e6:.1f} MB", (
        f"give --tiles-zoom {fits[-1]}, or a smaller extract"
    )


def _smaller(box: Box) -> str:
    return f"cut an extract around the story: pmtiles extract ARCHIVE FILE --bbox={box}"
