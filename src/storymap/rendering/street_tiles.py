"""Street-level tiles as a block of the page: a small PMTiles archive in base64, which the browser reads in place."""

from __future__ import annotations

import base64
import io
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from storymap.geometry.mercator import latitude
from storymap.model import StreetTiles
from storymap.urls import safe_url

_E7 = 10_000_000  # PMTiles counts degrees in ten-millionths


def tiles_block(tiles: StreetTiles) -> str:
    """Return the text of the page's block of tiles: the archive in base64, on one line."""
    return base64.b64encode(tiles_archive(tiles)).decode("ascii")


def street_credits(tiles: StreetTiles | None) -> list[tuple[str, str]]:
    """Return whom the map must name for its streets: words, each with a safe address or ""."""
    return [] if tiles is None else [(credit.text, safe_url(credit.url)) for credit in tiles.credits]


def tiles_archive(tiles: StreetTiles) -> bytes:
    """Return the tiles as a PMTiles archive, version 3. The same tiles give the same bytes."""
    file = io.BytesIO()
    writer = Writer(file)
    numbered = sorted((zxy_to_tileid(*key), content) for key, content in tiles.tiles.items())
    for number, content in numbered:
        writer.write_tile(number, content)
    writer.finalize(archive_header(_bounds(tiles)), {})
    return file.getvalue()


def archive_header(bounds: tuple[float, float, float, float]) -> dict[str, Any]:
    """Return the header of a PMTiles archive of packed vector tiles; `bounds`: west, south, east, north in degrees."""
    west, south, east, north = (round(degrees * _E7) for degrees in bounds)
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
    }


def _bounds(tiles: StreetTiles) -> tuple[float, float, float, float]:
    """Return west, south, east, north of the deepest tiles: shallower ones reach farther than the story does."""
    deepest = max(zoom for zoom, _, _ in tiles.tiles)
    columns = [x for zoom, x, _ in tiles.tiles if zoom == deepest]
    rows = [y for zoom, _, y in tiles.tiles if zoom == deepest]
    count = 1 << deepest
    west, east = min(columns) / count * 360 - 180, (max(columns) + 1) / count * 360 - 180
    return west, latitude((max(rows) + 1) / count), east, latitude(min(rows) / count)
