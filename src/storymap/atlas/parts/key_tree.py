"""A sorted directory in a packed file: a tree of nodes, of which a look-up reads one a level.

A leaf is `[keys, values]`, a node above `[first keys, [offset, length, offset, length ...]]`. Keys are sorted by code
points; one may stand several times.
"""

from __future__ import annotations

from typing import Any, Final

from storymap.atlas.parts.packed_file import PackedFile, Span
from storymap.rendering.contract.atlas_parts import TreeData

_LEAF: Final = 6_000  # characters of JSON, more or less, before it is packed
_NODE: Final = 12_000
_MARKS: Final = 16  # of an entry of a node: its offset, its length, commas


class KeyTree:
    """Writes a tree into a packed file, beside whatever else it holds."""

    def __init__(self, file: PackedFile) -> None:
        self._file = file
        self._keys: list[str] = []
        self._values: list[Any] = []
        self._size = 0
        self._leaves: list[tuple[str, Span]] = []

    def add(self, key: str, value: Any) -> None:
        """Add an entry. Its key is not before that of the last one."""
        if self._size > _LEAF:
            self._flush()
        self._keys.append(key)
        self._values.append(value)
        self._size += len(key) + len(str(value)) + 4

    def finish(self) -> TreeData:
        """Write what is left, and the levels above."""
        self._flush()
        level, depth = self._leaves, 1
        if not level:
            return {"offset": 0, "length": 0, "depth": 0}
        while len(level) > 1:
            level, depth = self._above(level), depth + 1
        span = level[0][1]
        return {"offset": span.offset, "length": span.length, "depth": depth}

    def _flush(self) -> None:
        if self._keys:
            self._leaves.append((self._keys[0], self._file.add_json([self._keys, self._values])))
            self._keys, self._values, self._size = [], [], 0

    def _above(self, level: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
        made: list[tuple[str, Span]] = []
        group: list[tuple[str, Span]] = []
        size = 0
        for first, span in level:
            # Two at least, or it would never end.
            if size > _NODE and len(group) > 1:
                made.append(self._node(group))
                group, size = [], 0
            group.append((first, span))
            size += len(first) + _MARKS
        return [*made, self._node(group)]

    def _node(self, group: list[tuple[str, Span]]) -> tuple[str, Span]:
        spans = [number for _, span in group for number in span]
        return group[0][0], self._file.add_json([[first for first, _ in group], spans])
