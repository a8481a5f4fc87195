"""A hash table from texts to small numbers that needs no unpacking: a look-up reads a few bytes of a mapped file.

The keys themselves are not stored, only 39 bits of their hash. In a table of half a million keys one look-up in a
million finds a key that is not there.

A table has three sections of bytes: `starts` (the first row of each bucket and the number of rows, little-endian:
uint16 where there are so few rows, else uint32), `tails` (3 bytes a row: the rest of the hash) and `values` (`width`
bytes a row, none where only the keys matter). The rows of one key stand together.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

BUCKET_BITS = 15  # of a table of half a million keys
TAIL = 3


@lru_cache(maxsize=128)  # several tables are asked for one key, one after the other
def hash_key(key: str, bucket_bits: int = BUCKET_BITS) -> tuple[int, bytes]:
    """Return the bucket of a key and the rest of its hash."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return int.from_bytes(digest[:3], "little") >> (24 - bucket_bits), digest[3:]


def hash_number(key: str, bucket_bits: int = BUCKET_BITS) -> int:
    """Return the hash of a key as one number: its bucket, then the rest."""
    bucket, tail = hash_key(key, bucket_bits)
    return bucket << 8 * TAIL | int.from_bytes(tail)


def pack_table(
    hashes: np.ndarray[Any, Any], values: np.ndarray[Any, Any], width: int, bucket_bits: int = BUCKET_BITS
) -> dict[str, bytes]:
    """Return the sections of a hash table from the numbers of its keys (`hash_number`) and a value for each.

    The rows of a key must come in the order in which they are to be found.
    """
    import numpy as np

    order = np.argsort(hashes, kind="stable")
    hashed = hashes[order]
    starts = np.searchsorted(hashed >> 8 * TAIL, np.arange((1 << bucket_bits) + 1))
    tails = hashed.astype(">u4").view(np.uint8).reshape(-1, 4)[:, 4 - TAIL :]
    packed = values[order].astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width]
    return {"starts": starts.astype("<u4").tobytes(), "tails": tails.tobytes(), "values": packed.tobytes()}


class HashTable:
    """A packed hash table. The values of a key have the order in which they were packed."""

    __slots__ = ("_bits", "_starts", "_tails", "_values", "_width")

    def __init__(
        self, starts: memoryview, tails: memoryview, values: memoryview, width: int, bucket_bits: int = BUCKET_BITS
    ) -> None:
        self._bits = bucket_bits
        self._starts = starts.cast("I" if len(starts) > 4 << bucket_bits else "H")
        self._tails = tails
        self._values = values
        self._width = width

    def __contains__(self, key: str) -> bool:
        return self._rows(key) != range(0)

    def find(self, key: str) -> list[int]:
        """Return the values of `key`, an empty list if it is not there."""
        rows, width = self._rows(key), self._width
        if not rows:
            return []
        values = bytes(self._values[rows.start * width : rows.stop * width])
        return [int.from_bytes(values[at : at + width], "little") for at in range(0, len(values), width)]

    def _rows(self, key: str) -> range:
        bucket, tail = hash_key(key, self._bits)
        first, end = self._starts[bucket], self._starts[bucket + 1]
        if first == end:
            return range(0)
        rows = bytes(self._tails[first * TAIL : end * TAIL])
        at = rows.find(tail)
        while at % TAIL and at >= 0:
            at = rows.find(tail, at + 1)
        if at < 0:
            return range(0)
        stop = at
        while rows[stop : stop + TAIL] == tail:
            stop += TAIL
        return range(first + at // TAIL, first + stop // TAIL)
