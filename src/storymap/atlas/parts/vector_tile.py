"""Points with properties as a Mapbox vector tile, version 2."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

EXTENT: Final = 4096
Value = int | str


class PointFeature(NamedTuple):
    """A point, in units of `EXTENT` from the tile's north-west corner, with properties."""

    x: int
    y: int
    properties: Mapping[str, Value]


def encode_tile(name: str, features: Iterable[PointFeature]) -> bytes:
    """Return a tile with one layer of points. Integers are not negative."""
    keys: dict[str, int] = {}
    values: dict[Value, int] = {}
    layer = bytearray(_field(15, 0) + _varint(2) + _bytes(1, name.encode("utf-8")))
    for x, y, properties in features:
        tags = b"".join(
            _varint(keys.setdefault(key, len(keys))) + _varint(values.setdefault(value, len(values)))
            for key, value in properties.items()
        )
        geometry = _varint(9) + _varint(_zigzag(x)) + _varint(_zigzag(y))
        layer += _bytes(2, _bytes(2, tags) + _field(3, 0) + _varint(1) + _bytes(4, geometry))
    for key in keys:
        layer += _bytes(3, key.encode("utf-8"))
    for value in values:
        layer += _bytes(4, _value(value))
    layer += _field(5, 0) + _varint(EXTENT)
    return _bytes(3, bytes(layer))


def _value(value: Value) -> bytes:
    if isinstance(value, int):
        return _field(5, 0) + _varint(value)
    return _bytes(1, value.encode("utf-8", "replace"))


def _bytes(field: int, data: bytes) -> bytes:
    return _field(field, 2) + _varint(len(data)) + data


def _field(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    if value < 0x80:
        return struct.pack("B", value)
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
