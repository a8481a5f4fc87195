"""Directories of PMTiles version 3: which tiles there are, and where in the file each one lies.

A directory is a list of varints: the number of entries, then for all entries the steps from one tile ID to the next,
then their run lengths, their sizes and their offsets. Tile IDs go along a Hilbert curve, zoom after zoom.
The package `pmtiles` reads directories too, but one entry at a time and without bounds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storymap.limits import MOST_TILES

Integers = NDArray[np.int64]

_LONGEST_VARINT = 7  # bytes: 49 bits, far beyond any tile ID at zoom 15 and any file's size
DAMAGED = "its directory is damaged"


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of a directory, one a row: tiles from the tile ID `first` on, `runs` of them with the same content.

    Where `runs` is 0 the entry points at another directory. `offsets` and `sizes` are in bytes.
    """

    first: Integers
    runs: Integers
    offsets: Integers
    sizes: Integers

    def __len__(self) -> int:
        return len(self.first)

    def where(self, chosen: NDArray[np.bool_] | Integers) -> Entries:
        """Return the chosen rows."""
        return Entries(self.first[chosen], self.runs[chosen], self.offsets[chosen], self.sizes[chosen])


def read_directory(data: bytes) -> Entries:
    """Return the entries of a decompressed directory. Raises ValueError when it is damaged."""
    numbers = _varints(data)
    count = int(numbers[0]) if len(numbers) else 0
    if count == 0 or len(numbers) != 1 + 4 * count:
        raise ValueError(DAMAGED)
    steps, runs, sizes, offsets_plus_1 = numbers[1:].reshape(4, count)
    first = np.cumsum(steps)
    # A sum that overflows comes out negative, and so smaller than the one before.
    if (steps[1:] < 1).any() or (np.diff(first) < 1).any() or (sizes < 1).any() or offsets_plus_1[0] == 0:
        raise ValueError(DAMAGED)
    # An offset written as 0 means: right behind the entry before.
    given = np.maximum.accumulate(np.where(offsets_plus_1 > 0, np.arange(count), 0))
    before = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    offsets = offsets_plus_1[given] - 1 + before - before[given]
    return Entries(first, runs, offsets, sizes)


def join(parts: list[Entries]) -> Entries:
    """Return the entries of several directories in the order of their tile IDs. Raises ValueError if they overlap."""
    first = np.concatenate([part.first for part in parts])
    order = np.argsort(first, kind="stable")
    joined = Entries(
        first[order],
        np.concatenate([part.runs for part in parts])[order],
        np.concatenate([part.offsets for part in parts])[order],
        np.concatenate([part.sizes for part in parts])[order],
    )
    if (joined.first[:-1] + joined.runs[:-1] > joined.first[1:]).any():
        raise ValueError(DAMAGED)
    return joined


def first_tile_id(zoom: int) -> int:
    """Return the tile ID of the first tile of a zoom."""
    return int((4**zoom - 1) // 3)


def tiles_of(entries: Entries, zoom: int) -> tuple[Integers, Entries]:
    """Return the tile IDs of all tiles of a zoom, and the entry of each. Raises ValueError beyond `MOST_TILES`."""
    start = np.maximum(entries.first, first_tile_id(zoom))
    counts = np.maximum(0, np.minimum(entries.first + entries.runs, first_tile_id(zoom + 1)) - start)
    total = int(counts.sum())
    if total > MOST_TILES:
        raise ValueError(f"it has {total:,} tiles at zoom {zoom}")
    rows = np.repeat(np.arange(len(entries)), counts)
    within = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    return start[rows] + within, entries.where(rows)


def columns_and_rows(zoom: int, tile_ids: Integers) -> tuple[Integers, Integers]:
    """Return the columns and rows of the tiles with these tile IDs, all of one zoom."""
    left = tile_ids - first_tile_id(zoom)
    x, y = np.zeros_like(left), np.zeros_like(left)
    for level in range(zoom):
        size = 1 << level
        right = (left >> 1) & 1
        down = (left ^ right) & 1
        turned = (down == 0) & (right == 1)
        x, y = np.where(turned, size - 1 - x, x), np.where(turned, size - 1 - y, y)
        x, y = np.where(down == 0, y, x), np.where(down == 0, x, y)
        x, y = x + size * right, y + size * down
        left = left >> 2
    return x, y


def _varints(data: bytes) -> Integers:
    """Return the varints of `data`, seven bits a byte, the lowest first."""
    octets = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(octets < 0x80)
    if len(ends) == 0 or ends[-1] != len(octets) - 1:
        raise ValueError(DAMAGED)
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts + 1
    if lengths.max() > _LONGEST_VARINT:
        raise ValueError(DAMAGED)
    numbers = np.zeros(len(starts), dtype=np.int64)
    for index in range(int(lengths.max())):
        has = lengths > index
        numbers[has] |= (octets[starts[has] + index].astype(np.int64) & 0x7F) << (7 * index)
    return numbers
