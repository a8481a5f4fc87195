"""Writes the packed files that `storymap.gazetteer` reads: the same bytes for the same data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from storymap.gazetteer.hash_table import BUCKET_BITS, TAIL, hash_key
from storymap.gazetteer.pack import HEAD, MAGIC

_MOST_OF_UINT16 = 1 << 16


def write_pack(path: Path, sections: Mapping[str, bytes]) -> None:
    """Write named sections of bytes, each at a multiple of 8."""
    sizes = {name: len(data) for name, data in sections.items()}
    first_offset = 4096
    while True:
        offset, directory = first_offset, {}
        for name, size in sizes.items():
            directory[name] = (offset, size)
            offset += -(-size // 8) * 8
        text = json.dumps(directory, separators=(",", ":")).encode()
        if HEAD.size + len(text) <= first_offset:
            break
        first_offset *= 2
    out = bytearray(HEAD.pack(MAGIC, len(text)) + text)
    for name, data in sections.items():
        out.extend(bytes(directory[name][0] - len(out)))
        out.extend(data)
    path.write_bytes(out)


def pack_table(rows: Iterable[tuple[str, int]], width: int, bucket_bits: int = BUCKET_BITS) -> dict[str, bytes]:
    """Return the sections of a hash table. The rows of a key must come in the order in which they are to be found."""
    hashed = sorted(
        ((*hash_key(key, bucket_bits), number, value) for number, (key, value) in enumerate(rows)),
        key=lambda row: row[:3],
    )
    buckets = np.array([row[0] for row in hashed], np.int64)
    starts = np.searchsorted(buckets, np.arange((1 << bucket_bits) + 1))
    return {
        "starts": starts.astype("<u2" if len(hashed) < _MOST_OF_UINT16 else "<u4").tobytes(),
        "tails": b"".join(row[1] for row in hashed),
        "values": b"".join(row[3].to_bytes(width, "little") for row in hashed),
    }


assert TAIL == 3  # noqa: S101 - what hash_key gives
