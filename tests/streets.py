"""A small town of streets that tests generate: a PMTiles archive in Protomaps' schema around the bridge of the example.

The river runs from north-west to south-east past El Paso, a highway crosses it from north to south, and the earth is
under both. Coordinates are degrees.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely import box
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

EXTENT = 4096
BRIDGE = (-106.4867, 31.7478)
TOWN = (-106.56, 31.70, -106.42, 31.80)  # west, south, east, north
HIGHWAY = LineString([(-106.4867, 31.70), (-106.4867, 31.80)])
RIVER = Polygon([(-106.56, 31.7490), (-106.42, 31.7490), (-106.42, 31.7466), (-106.56, 31.7466)])
STREET = LineString([(-106.56, 31.7600), (-106.42, 31.7600)])
PARK = Polygon([(-106.480, 31.735), (-106.470, 31.735), (-106.470, 31.742), (-106.480, 31.742)])

Feature = tuple[BaseGeometry, dict[str, Any]]
LAYERS: dict[str, list[Feature]] = {
    "earth": [(box(-107.5, 31.0, -105.5, 32.5), {"kind": "earth"})],
    "landuse": [(PARK, {"kind": "park"})],
    "water": [(RIVER, {"kind": "river", "name": "Rio Grande"})],
    "roads": [
        (HIGHWAY, {"kind": "highway", "name": "Border Highway"}),
        (STREET, {"kind": "minor_road", "name": "Mesa Street"}),
    ],
    "places": [
        (Point(-106.50, 31.77), {"kind": "neighbourhood", "name": "Sunset Heights", "name:es": "Alturas"}),
        (Point(-106.52, 31.73), {"kind": "locality", "name": "Laredo"}),
    ],
    "pois": [(Point(-106.49, 31.75), {"kind": "museum", "name": "A museum"})],
}
ATTRIBUTION = '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap</a>'
Key = tuple[int, int, int]


def on_map(longitude: float, latitude: float) -> tuple[float, float]:
    """Return how far east and how far south on a Web Mercator map a point is, 0 to 1 each."""
    return (longitude + 180) / 360, (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2


def tile_of(zoom: int, longitude: float, latitude: float) -> Key:
    x, y = on_map(longitude, latitude)
    return zoom, int(x * 2**zoom), int(y * 2**zoom)


def tiles_in(zoom: int, west: float, south: float, east: float, north: float) -> list[Key]:
    _, left, top = tile_of(zoom, west, north)
    _, right, bottom = tile_of(zoom, east, south)
    return [(zoom, x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def encode(key: Key, layers: Mapping[str, list[Feature]] = LAYERS) -> bytes:
    """Return the vector tile of a key (zoom, column, row), not compressed."""
    zoom, column, row = key
    frame = box(-64, -64, EXTENT + 64, EXTENT + 64)

    def place(shape: BaseGeometry) -> BaseGeometry:

        def project(points: Any) -> Any:
            mapped = np.array([on_map(x, y) for x, y in points])
            return (mapped * 2**zoom - [column, row]) * EXTENT

        return shapely.intersection(shapely.transform(shape, project), frame)

    content = []
    for name, features in layers.items():
        placed = [{"geometry": place(shape), "properties": properties} for shape, properties in features]
        content.append({"name": name, "features": [f for f in placed if not f["geometry"].is_empty]})
    return bytes(
        mapbox_vector_tile.encode(
            [layer for layer in content if layer["features"]],
            default_options={"y_coord_down": True, "extents": EXTENT},
        )
    )


def town(zooms: Iterable[int] = range(10, 15), bounds: tuple[float, float, float, float] = TOWN) -> dict[Key, bytes]:
    return {key: encode(key) for zoom in zooms for key in tiles_in(zoom, *bounds)}


def write_archive(
    path: Path,
    tiles: Mapping[Key, bytes],
    *,
    metadata: dict[str, Any] | None = None,
    pack: bool = True,
    **header: Any,
) -> Path:
    """Write tiles as a PMTiles archive, and return its path."""
    default = {"attribution": ATTRIBUTION, "vector_layers": [{"id": name, "fields": {}} for name in LAYERS]}
    with path.open("wb") as file:
        writer = Writer(file)
        for number, tile in sorted((zxy_to_tileid(*key), tile) for key, tile in tiles.items()):
            writer.write_tile(number, gzip.compress(tile, mtime=0) if pack else tile)
        writer.finalize(
            {
                "tile_type": TileType.MVT,
                "tile_compression": Compression.GZIP if pack else Compression.NONE,
                **header,
            },
            default if metadata is None else metadata,
        )
    return path
