"""A hash table from texts to small numbers that needs no unpacking: a look-up reads a few bytes of a mapped file.

The keys themselves are not stored, only 39 bits of their hash. In a table of half a million keys one look-up in a
million finds a key that is not there.

A table has three sections of bytes: `starts` (2**15 + 1 little-endian uint32: the first row of each bucket), `tails`
(3 bytes a row: the rest of the hash) and `values` (`width` bytes a row). The rows of one key stand together.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

BUCKET_BITS = 15
TAIL = 3


@lru_cache(maxsize=128)  # several tables are asked for one key, one after the other
def hash_key(key: str) -> tuple[int, bytes]:
    """Return the bucket of a key and the rest of its hash."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return int.from_bytes(digest[:3], "little") >> (24 - BUCKET_BITS), digest[3:]


def hash_number(key: str) -> int:
    """Return the hash of a key as one number: its bucket, then the rest."""
    bucket, tail = hash_key(key)
    return bucket << 8 * TAIL | int.from_bytes(tail)


def pack_table(hashes: np.ndarray[Any, Any], values: np.ndarray[Any, Any], width: int) -> dict[str, bytes]:
    """Return the sections of a hash table from the numbers of its keys (`hash_number`) and a value for each.

    The rows of a key must come in the order in which they are to be found.
    """
    import numpy as np

    order = np.argsort(hashes, kind="stable")
    hashed = hashes[order]
    starts = np.searchsorted(hashed >> 8 * TAIL, np.arange((1 << BUCKET_BITS) + 1))
    tails = hashed.astype(">u4").view(np.uint8).reshape(-1, 4)[:, 4 - TAIL :]
    packed = values[order].astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width]
    return {"starts": starts.astype("<u4").tobytes(), "tails": tails.tobytes(), "values": packed.tobytes()}


class HashTable:
    """A packed hash table. The values of a key have the order in which they were packed."""

    __slots__ = ("_starts", "_tails", "_values", "_width")

    def __init__(self, starts: memoryview, tails: memoryview, values: memoryview, width: int) -> None:
        self._starts = starts.cast("I")
        self._tails = tails
        self._values = values
        self._width = width

    def find(self, key: str) -> list[int]:
        """Return the values of `key`, an empty list if it is not there."""
        bucket, tail = hash_key(key)
        first, end = self._starts[bucket], self._starts[bucket + 1]
        if first == end:
            return []
        rows = bytes(self._tails[first * TAIL : end * TAIL])
        at = rows.find(tail)
        while at % TAIL and at >= 0:
            at = rows.find(tail, at + 1)
        if at < 0:
            return []
        stop = at
        while rows[stop : stop + TAIL] == tail:
            stop += TAIL
        width, values = self._width, self._values
        return [
            int.from_bytes(values[row * width : (row + 1) * width], "little")
            for row in range(first + at // TAIL, first + stop // TAIL)
        ]
