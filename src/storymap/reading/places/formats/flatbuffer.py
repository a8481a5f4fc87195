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
        try:
            self._vtable = position - _I32.unpack_from(data, position)[0]
            self._fields = _U16.unpack_from(data, _within(self._vtable))[0]
        except struct.error:
            raise BrokenBufferError from None

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
        if not at:
            return default
        try:
            return int((_U16 if size == 2 else _U64).unpack_from(self._data, at)[0])
        except struct.error:
            raise BrokenBufferError from None

    def vector(self, field: int, size: int) -> Vector:
        """Return a vector of items of `size` bytes, or a text, whose items are bytes; it is empty if there is none."""
        at = self._field(field)
        if not at:
            return Vector(0, 0)
        start = _follow(self._data, at)
        try:
            length = _U32.unpack_from(self._data, start)[0]
        except struct.error:
            raise BrokenBufferError from None
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
        try:
            found: int = _U16.unpack_from(self._data, self._vtable + offset)[0]
        except struct.error:
            raise BrokenBufferError from None
        return self._position + found if found else 0


def _follow(data: bytes | memoryview, at: int) -> int:
    try:
        return at + int(_U32.unpack_from(data, at)[0])
    except struct.error:
        raise BrokenBufferError from None


def _within(position: int) -> int:
    # To struct, a negative one counts from the end.
    if position < 0:
        raise BrokenBufferError
    return position
