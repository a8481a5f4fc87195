"""`places.pmtiles`: the places as vector tiles, clustered by a grid as long as they are near each other on the screen.

A tile is 512 pixels wide, a cell of the grid 85: a cluster's disc is up to 60. A tile in which each place stands alone
is complete (its layer is called "places"), and there are none below it: who looks closer takes its places. In any other
the layer is "clusters".
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from pmtiles.tile import zxy_to_tileid
from pmtiles.writer import Writer

from storymap.atlas.parts.numbered_places import NumberedPlaces
from storymap.atlas.parts.vector_tile import EXTENT, PointFeature, encode_tile
from storymap.geometry import mercator
from storymap.rendering.street_tiles import archive_header

CLOSEST: Final = 12
"""The zoom of tiles at which each place stands alone, whatever is near."""
_CELLS: Final = 6  # of a tile, each way
_MOST_ALONE: Final = 200  # places of a complete tile
_MOST_YEARS: Final = 300

Integers = npt.NDArray[np.int64]


def write_place_tiles(places: NumberedPlaces, path: Path) -> bool:
    """Write the tiles of all located places, and say whether there are any: else there is no file."""
    pyramid = _Pyramid(places)
    if not len(pyramid.rows):
        return False
    with path.open("wb") as file:
        writer = Writer(file)
        for zoom in range(CLOSEST + 1):
            for number, data in pyramid.tiles(zoom):
                writer.write_tile(number, gzip.compress(data, mtime=0))
        fields = {"i": "Number", "name": "String", "n": "Number", "p": "Number", "l": "Number", "h": "String"}
        layers = [{"id": name, "fields": fields} for name in ("clusters", "places")]
        writer.finalize(archive_header(pyramid.bounds), {"vector_layers": layers})
    return True


class _Pyramid:
    """The located places, and those that deeper zooms have still to show."""

    def __init__(self, places: NumberedPlaces) -> None:
        self._places = places
        self.rows: Integers = np.array([n for n in range(len(places)) if places.is_located(n)], np.int64)
        degrees = np.array([(places.rows[n].lon, places.rows[n].lat) for n in self.rows.tolist()]).reshape(-1, 2)
        degrees[:, 0] = (degrees[:, 0] + 180) % 360 - 180
        unit = mercator.points(degrees) if len(degrees) else degrees
        self._unit = np.clip(unit, 0.0, 1.0 - 1e-9)
        self._weights = np.array([max(1, places.rows[n].documents) for n in self.rows.tolist()], float)
        self._open = np.arange(len(self.rows))
        self.bounds = (*degrees.min(axis=0), *degrees.max(axis=0)) if len(degrees) else (0.0, 0.0, 0.0, 0.0)

    def tiles(self, zoom: int) -> Iterator[tuple[int, bytes]]:
        """Yield the tiles of a zoom by their number. Zooms are asked for in order."""
        at = self._open
        if not len(at):
            return
        grid = np.floor(self._unit[at] * (_CELLS << zoom)).astype(np.int64)
        cell = grid[:, 1] * (_CELLS << zoom) + grid[:, 0] if zoom < CLOSEST else np.arange(len(at))
        tile = (grid[:, 1] // _CELLS << zoom) + grid[:, 0] // _CELLS
        # The places of a tile, and in it of a cell, the most-named first.
        order = np.lexsort((at, cell, tile))
        tiles, starts = np.unique(tile[order], return_index=True)
        groups = np.split(order, starts[1:])
        numbered = sorted(
            (zxy_to_tileid(zoom, key & (1 << zoom) - 1, key >> zoom), key, group)
            for key, group in zip(tiles.tolist(), groups, strict=True)
        )
        below = []
        for number, key, group in numbered:
            members = at[group]
            cells = np.split(members, np.unique(cell[group], return_index=True)[1][1:])
            is_complete = zoom == CLOSEST or (len(cells) == len(members) <= _MOST_ALONE)
            if not is_complete:
                below.append(members)
            corner = np.array([key & (1 << zoom) - 1, key >> zoom])
            features = [self._feature(one, corner, zoom) for one in cells]
            yield number, encode_tile("places" if is_complete else "clusters", features)
        self._open = np.sort(np.concatenate(below)) if below else np.array([], np.int64)

    def _feature(self, members: Integers, corner: Integers, zoom: int) -> PointFeature:
        weights = self._weights[members]
        middle = weights @ self._unit[members] / weights.sum()
        east, south = ((middle * (1 << zoom) - corner) * EXTENT).tolist()
        x, y = (min(EXTENT - 1, max(0, int(value))) for value in (east, south))
        numbers = self.rows[members].tolist()
        first = self._places.rows[numbers[0]]
        layers = {self._places.layer[number] for number in numbers}
        properties: dict[str, Any] = {"i": numbers[0], "name": " ".join(first.name.split())}
        properties["n"] = sum(self._places.rows[number].documents for number in numbers)
        if len(numbers) > 1:
            properties["p"] = len(numbers)
        if len(layers) == 1:
            properties["l"] = layers.pop()
        properties["h"] = self._history(numbers)
        return PointFeature(x, y, properties)

    def _history(self, numbers: list[int]) -> str:
        """Return how many documents name the places, by layer and year.

        "0:153:2009:3,,1;1:20" is layer, all, first year, and those of each year from then on.
        """
        totals: defaultdict[int, int] = defaultdict(int)
        years: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        for number in numbers:
            row, layer = self._places.rows[number], self._places.layer[number]
            totals[layer] += row.documents
            for year, count in row.years:
                years[layer][year] += count
        return ";".join(_history(layer, totals[layer], years[layer]) for layer in sorted(totals))


def _history(layer: int, total: int, years: defaultdict[int, int]) -> str:
    if not years or max(years) - min(years) > _MOST_YEARS:
        return f"{layer}:{total}"
    first, last = min(years), max(years)
    counts = ",".join(str(years[year]) if year in years else "" for year in range(first, last + 1))
    return f"{layer}:{total}:{first}:{counts}"
