"""The elements of WebM (RFC 8794), and how one is emptied where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from storymap.reading.media.recordings.damage import damaged

VOID = 0xEC


class Element(NamedTuple):
    """An element: its id, and where it begins, where its content begins, and where it ends, in bytes of the file."""

    element_id: int
    start: int
    body: int
    end: int
    has_size: bool


def read_elements(data: bytes | bytearray, start: int, end: int) -> Iterator[Element]:
    """Yield the elements between two positions; one without a size goes to the end.

    Raises StorymapError where they do not fit into each other.
    """
    while start < end:
        element_id, at = _number(data, start, end, keep_marker=True)
        size, body = _number(data, at, end)
        has_size = size != (1 << 7 * (body - at)) - 1
        after = body + size if has_size else end
        if after > end:
            raise damaged()
        yield Element(element_id, start, body, after, has_size)
        start = after


def empty(data: bytearray, start: int, end: int) -> None:
    """Make the bytes of one or more elements one element of free space."""
    size = end - start
    if size < 2:
        raise damaged()
    length = bytes([0x80 | size - 2]) if size - 2 < 0x7F else b"\x01" + (size - 9).to_bytes(7)
    head = bytes([VOID]) + length
    data[start:end] = head + bytes(size - len(head))


def vint(data: bytes | bytearray, start: int, end: int) -> tuple[int, int]:
    """Return the number of variable length at `start`, and where it ends."""
    return _number(data, start, end)


def _number(data: bytes | bytearray, at: int, end: int, *, keep_marker: bool = False) -> tuple[int, int]:
    if at >= end or not data[at]:
        raise damaged()
    width = 9 - data[at].bit_length()
    if at + width > end:
        raise damaged()
    number = int.from_bytes(data[at : at + width])
    return (number if keep_marker else number & (1 << 7 * width) - 1), at + width
