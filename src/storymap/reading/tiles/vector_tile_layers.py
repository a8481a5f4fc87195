"""Mapbox Vector Tiles: the layers of a tile that the page draws are selected, byte for byte.

A tile is a protobuf message whose field 3 is a layer, and a layer is one whose field 1 is its name. Nothing deeper is
read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

_LAYER = 3
_NAME = 1
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_LONGEST_VARINT = 10
DAMAGED = "a tile is damaged"


def select_layers(tile: bytes, names: Collection[str]) -> bytes:
    """Return `tile` with only its layers of these `names`. Raises ValueError if it is not a vector tile."""
    selected = []
    for field, start, content, end in _fields(tile):
        if field == _LAYER and _name(tile[content:end]) in names:
            selected.append(tile[start:end])
    return b"".join(selected)


def _name(layer: bytes) -> str:
    for field, _, content, end in _fields(layer):
        if field == _NAME:
            return layer[content:end].decode("utf-8", errors="replace")
    raise ValueError(DAMAGED)


def _fields(message: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each field's number, and where the field, its content and its end are."""
    position = 0
    while position < len(message):
        start = position
        key, position = _varint(message, position)
        kind = key & 7
        content = position
        if kind == _BYTES:
            length, content = _varint(message, position)
            position = content + length
        elif kind == _VARINT:
            position = _varint(message, position)[1]
        elif kind in (_EIGHT, _FOUR):
            position += 8 if kind == _EIGHT else 4
        else:
            raise ValueError(DAMAGED)
        if position > len(message):
            raise ValueError(DAMAGED)
        yield key >> 3, start, content, position


def _varint(message: bytes, position: int) -> tuple[int, int]:
    value = 0
    for index in range(_LONGEST_VARINT):
        if position + index >= len(message):
            break
        octet = message[position + index]
        value |= (octet & 0x7F) << (7 * index)
        if octet < 0x80:
            return value, position + index + 1
    raise ValueError(DAMAGED)
