"""A file of pieces that a browser reads by ranges: each is JSON, packed with zlib, or bytes as they are."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import numpy as np

_LEVEL: Final = 6
# json.dumps would make an encoder for each value.
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class Span(NamedTuple):
    """Where a piece stands in its file, in bytes."""

    offset: int
    length: int


class PackedFile:
    """Writes pieces one after the other."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def add(self, data: bytes) -> Span:
        """Write bytes as they are, and return where they stand."""
        span = Span(self.size, len(data))
        self._file.write(data)
        self.size += len(data)
        return span

    def add_json(self, value: Any) -> Span:
        """Write a value as packed JSON, and return where it stands."""
        return self.add(zlib.compress(compact_json(value).encode("utf-8"), _LEVEL))

    def add_offsets(self, offsets: Sequence[int]) -> Span:
        """Write a table of numbers of eight bytes each, little-endian, and return where it stands."""
        return self.add(np.asarray(offsets, dtype="<u8").tobytes())


def compact_json(value: Any) -> str:
    """Return a value as JSON on one line, without blanks. Lone surrogates are replaced, for they are no UTF-8."""
    text = _encode(value)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
