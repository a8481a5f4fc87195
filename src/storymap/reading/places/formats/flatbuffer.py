"""Tables of FlatBuffers, as far as FlatGeobuf needs them: each look-up stays within the bytes that there are.

See https://flatbuffers.dev/internals: a table refers to its fields by offsets, and several may lead to the same bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_U16, _U32, _I32, _U64 = (struct.Struct(f"<{sign}") for sign in "HIiQ")


class BrokenBufferError(Exception):
    """An offset or a length that leads out of the bytes."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A vector: where its first item is, and how many there are."""

    start: int
    length: int


class Table:
    """The table at `position` of `data`."""

    __slots__ = ("_data", "_fields", "_position", "_vtable")

    def __init__(self, data: bytes | memoryview, position: int) -> None:
        self._data = data
        self._position = position
        self._vtable = position - _unpack(_I32, data, position)
        self._fields = _unpack(_U16, data, self._vtable)

    @classmethod
    def root(cls, data: bytes | memoryview) -> Table:
        """Return the table that `data` begins with an offset to."""
        return cls(data, _follow(data, 0))

    def at(self, position: int) -> Table:
        """Return the table at another position of the same bytes."""
        return Table(self._data, position)

    def number(self, field: int, size: int, default: int) -> int:
        """Return a whole number of 2 or 8 bytes."""
        at = self._field(field)
        return _unpack(_U16 if size == 2 else _U64, self._data, at) if at else default

    def vector(self, field: int, size: int) -> Vector:
        """Return a vector of items of `size` bytes, or a text, whose items are bytes; it is empty if there is none."""
        at = self._field(field)
        if not at:
            return Vector(0, 0)
        start = _follow(self._data, at)
        length = _unpack(_U32, self._data, start)
        if start + 4 + length * size > len(self._data):
            raise BrokenBufferError
        return Vector(start + 4, length)

    def table(self, field: int) -> Table | None:
        """Return a table, if there is one."""
        at = self._field(field)
        return Table(self._data, _follow(self._data, at)) if at else None

    def tables(self, field: int) -> list[int]:
        """Return the positions of the tables of a vector."""
        vector = self.vector(field, 4)
        return [_follow(self._data, vector.start + 4 * index) for index in range(vector.length)]

    def _field(self, field: int) -> int:
        """Return where a field is, 0 if it is not there."""
        offset = 4 + 2 * field
        if offset + 2 > self._fields:
            return 0
        found = _unpack(_U16, self._data, self._vtable + offset)
        return self._position + found if found else 0


def _follow(data: bytes | memoryview, at: int) -> int:
    return at + _unpack(_U32, data, at)


def _unpack(kind: struct.Struct, data: bytes | memoryview, at: int) -> int:
    # To struct, a negative position counts from the end.
    if at < 0:
        raise BrokenBufferError
    try:
        return int(kind.unpack_from(data, at)[0])
    except struct.error:
        raise BrokenBufferError from None
