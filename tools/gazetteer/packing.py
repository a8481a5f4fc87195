"""Writes the packed files that `storymap.gazetteer` reads: the same bytes for the same data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from storymap.gazetteer import hash_table
from storymap.gazetteer.pack import packed

_MOST_OF_UINT16 = 1 << 16


def write_pack(path: Path, sections: Mapping[str, bytes]) -> None:
    """Write named sections of bytes, each at a multiple of 8."""
    path.write_bytes(packed(sections))


def pack_table(
    rows: Iterable[tuple[str, int]], width: int, bucket_bits: int = hash_table.BUCKET_BITS
) -> dict[str, bytes]:
    """Return the sections of a hash table. The rows of a key must come in the order in which they are to be found."""
    listed = list(rows)
    hashes = np.array([hash_table.hash_number(key, bucket_bits) for key, _ in listed], np.int64)
    values = np.array([value for _, value in listed], np.int64)
    sections = hash_table.pack_table(hashes, values, width, bucket_bits)
    if len(listed) < _MOST_OF_UINT16:
        sections["starts"] = np.frombuffer(sections["starts"], "<u4").astype("<u2").tobytes()
    return sections
