"""Street-level tiles: from a PMTiles archive, the extract that a story can show."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path

from storymap.errors import Problem, StorymapError
from storymap.geometry.bounds import BBox
from storymap.limits import LARGEST_DECOMPRESSED, LARGEST_EXTRACT, MOST_EXTRACT_TILES
from storymap.model import StreetTiles
from storymap.reading.files import open_regular
from storymap.reading.tiles.pmtiles_archive import PMTilesArchive, layer_names
from storymap.reading.tiles.pmtiles_directory import columns_and_rows, tiles_of
from storymap.reading.tiles.story_extent import StoryExtent
from storymap.reading.tiles.tile_credits import read_credits
from storymap.reading.tiles.vector_tile_layers import select_layers

DEEPEST_ZOOM = 15  # Protomaps' deepest; the page enlarges it for closer zooms
# The small basemap is true to about zoom 9; tiles of zoom 9 are drawn from zoom 10 on.
LEAST_ZOOM = 9
DRAWN = frozenset({"boundaries", "buildings", "earth", "landuse", "places", "roads", "water"})

TileKey = tuple[int, int, int]  # zoom, column, row
Listed = tuple[int, int, int, int, int]  # zoom, column, row; where the content is, and how long


def read_tiles(path: str | PathLike[str], places: Sequence[BBox] | None, deepest: int | None = None) -> StreetTiles:
    """Return the tiles of the PMTiles archive `path` that a story with these places can show, to the zoom `deepest`.

    `places` are the places' bounds: west, south, east, north in degrees. Without them (None: the places are unusable)
    the archive is only checked. The extract is the box around all places and half as much on each side, from zoom 9 on.
    Layers that are not drawn are left out.

    Raises StorymapError if the file is not a version 3 archive of vector tiles in Protomaps' schema, if it is damaged,
    if it does not cover the story, or if the extract is larger than `LARGEST_EXTRACT`.
    """
    where = Path(fspath(path)).name or fspath(path)
    if deepest is not None and not LEAST_ZOOM <= deepest <= DEEPEST_ZOOM:
        raise StorymapError(
            Problem("tiles", f"the deepest zoom is {deepest}", f"give one of {LEAST_ZOOM} to {DEEPEST_ZOOM}")
        )
    with open_regular(Path(fspath(path)), where) as file:
        archive = PMTilesArchive(file, where)
        layers = layer_names(archive.metadata)
        if "roads" not in layers:
            has = ", ".join(layers[:12]) or "it does not say"
            raise archive.refusal(f"it has no layer of roads (its layers: {has})", "use tiles in Protomaps' schema")
        if places is not None and not places:
            raise archive.refusal("no place of the story is on the map", "give a place its coordinates")
        tiles = {} if places is None else _extract(archive, StoryExtent.around(places), deepest or DEEPEST_ZOOM)
        return StreetTiles(tiles, read_credits(archive.metadata, layers))


def _extract(archive: PMTilesArchive, extent: StoryExtent, deepest: int) -> dict[TileKey, bytes]:
    first, last = archive.header["min_zoom"], archive.header["max_zoom"]
    most = min(deepest, last)
    least = max(first, LEAST_ZOOM)
    if least > most:
        raise archive.refusal(
            f"it has zooms {first} to {last}, and none of {LEAST_ZOOM} to {deepest}", "use one with more zooms"
        )
    entries = archive.entries()
    padded = extent.with_margin()
    listed: list[Listed] = []
    for zoom in range(least, most + 1):
        try:
            tile_ids, found = tiles_of(entries, zoom)
        except ValueError as error:
            raise archive.refusal(str(error), _smaller(padded)) from None
        columns, rows = columns_and_rows(zoom, tile_ids)
        if zoom == most and not extent.meets(zoom, columns, rows).any():
            raise archive.refusal("it does not show the story at its deepest zoom", _smaller(padded))
        inside = padded.meets(zoom, columns, rows)
        found = found.where(inside)
        listed += [
            (zoom, int(column), int(row), int(offset), int(size))
            for column, row, offset, size in zip(columns[inside], rows[inside], found.offsets, found.sizes, strict=True)
        ]
    if len(listed) > MOST_EXTRACT_TILES:
        raise archive.refusal(f"there are {len(listed):,} tiles around the story", _smaller(padded))
    tiles = _read_listed(archive, listed, padded)
    if not tiles:
        raise archive.refusal("nothing in its tiles around the story is drawn", "use tiles in Protomaps' schema")
    return tiles


def _read_listed(archive: PMTilesArchive, listed: list[Listed], extent: StoryExtent) -> dict[TileKey, bytes]:
    """Return the listed tiles, with the layers that are drawn. Raises StorymapError as soon as they are too large."""
    tiles: dict[TileKey, bytes] = {}
    contents: dict[int, bytes] = {}
    size, decompressed = 0, 0
    size_to: dict[int, int] = {}
    for zoom, column, row, offset, length in listed:
        if offset not in contents:
            tile = archive.tile(offset, length)
            decompressed += len(tile)
            contents[offset] = _compress_drawn(archive, tile)
            size += len(contents[offset])
            if size > LARGEST_EXTRACT or decompressed > LARGEST_DECOMPRESSED:
                raise archive.refusal(*_too_large(listed, size_to, zoom, extent))
        if contents[offset]:
            tiles[(zoom, column, row)] = contents[offset]
        size_to[zoom] = size
    return tiles


def _compress_drawn(archive: PMTilesArchive, tile: bytes) -> bytes:
    try:
        drawn = select_layers(tile, DRAWN)
    except ValueError as error:
        raise archive.refusal(str(error), "make the archive anew, or get it again") from None
    return gzip.compress(drawn, mtime=0) if drawn else b""


def _too_large(listed: list[Listed], size_to: dict[int, int], reached: int, extent: StoryExtent) -> tuple[str, str]:
    deepest = listed[-1][0]
    whole = sum({offset: length for _, _, _, offset, length in listed}.values())
    what = (
        f"the tiles around the story have about {max(whole, LARGEST_EXTRACT) / 1e6:.1f} MB to zoom {deepest}; "
        f"a page carries {LARGEST_EXTRACT / 1e6:.0f} MB"
    )
    fits = [zoom for zoom in size_to if zoom < reached]
    if not fits:
        return what, _smaller(extent)
    return f"{what}; to zoom {fits[-1]} they have {size_to[fits[-1]] / 1e6:.1f} MB", (
        f"give --tiles-zoom {fits[-1]}, or a smaller extract"
    )


def _smaller(extent: StoryExtent) -> str:
    return f"cut an extract around the story: pmtiles extract ARCHIVE FILE --bbox={extent}"
