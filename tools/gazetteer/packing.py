"""Writes the packed files that `storymap.gazetteer` reads: the same bytes for the same data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from storymap.gazetteer import hash_table
from storymap.gazetteer.pack import packed


def write_pack(path: Path, sections: Mapping[str, bytes]) -> None:
    """Write named sections of bytes, each at a multiple of 8."""
    path.write_bytes(packed(sections))


def pack_table(rows: Iterable[tuple[str, int]], width: int) -> dict[str, bytes]:
    """Return the sections of a hash table. The rows of a key must come in the order in which they are to be found."""
    listed = list(rows)
    hashes = np.array([hash_table.hash_number(key) for key, _ in listed], np.int64)
    return hash_table.pack_table(hashes, np.array([value for _, value in listed], np.int64), width)
