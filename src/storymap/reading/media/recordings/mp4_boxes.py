"""The boxes of an MP4 file (ISO/IEC 14496-12), and how one is emptied where it stands.

Nothing is moved: the tables of an MP4 say at which byte of the file each frame is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from storymap.limits import MOST_MP4_BOXES
from storymap.reading.media.recordings.damage import damaged


class Box(NamedTuple):
    """A box: its kind, and where it begins, where its content begins, and where it ends, in bytes of the file."""

    kind: bytes
    start: int
    body: int
    end: int


def read_boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two positions. Raises StorymapError if they do not fit into each other."""
    count = 0
    while end - start >= 8:
        count += 1
        if count > MOST_MP4_BOXES:
            raise damaged()
        size, body = int.from_bytes(data[start : start + 4]), start + 8
        if size == 1:
            size, body = int.from_bytes(data[start + 8 : start + 16]), start + 16
        if size == 0:
            size = end - start
        if start + size > end or start + size < body:
            raise damaged()
        yield Box(bytes(data[start + 4 : start + 8]), start, body, start + size)
        start += size


def clear(data: bytearray, start: int, end: int) -> None:
    """Make the bytes between two positions zeros."""
    end = min(end, len(data))
    data[start:end] = bytes(max(end - start, 0))


def empty(data: bytearray, box: Box) -> None:
    """Make a box one of free space, without content."""
    data[box.start + 4 : box.start + 8] = b"free"
    clear(data, box.body, box.end)


def find_box(data: bytes | bytearray, box: Box, *path: bytes) -> Box | None:
    """Return the box at `path` below `box`, the first one of each kind, or None."""
    for kind in path:
        found = next((child for child in read_boxes(data, box.body, box.end) if child.kind == kind), None)
        if found is None:
            return None
        box = found
    return box
