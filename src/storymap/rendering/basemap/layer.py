"""One layer of the map as arcs with classes, and the text a page carries it in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from storymap.basemap_data.pack import Ints
from storymap.rendering.basemap import integer_codec

COAST, EDGE, COUNTRY, STATE, DISPUTED, RIVER, LAKE = "cenxdrl"


@dataclass
class Layer:
    """Arcs on a grid of `step` degrees, in the order the page draws them.

    The first arcs are the rings of the land: `rings[k]` of them, one after the other, make ring k.
    """

    step: float
    arcs: list[Ints] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    rings: list[int] = field(default_factory=list)

    def add_rings(self, rings: Iterable[Ints], sides: tuple[Sequence[int], Sequence[int]]) -> None:
        """Add closed rings of land. What lies on one of the `sides` (xs and ys, grid steps) is an edge."""
        for ring in sorted(rings, key=_place):
            before = len(self.arcs)
            for arc, edge in _split(ring, _on_sides(ring, *sides)):
                self.arcs.append(arc)
                self.classes.append(EDGE if edge else COAST)
            self.rings.append(len(self.arcs) - before)

    def add_lines(self, lines: Iterable[Ints], drawn_as: str) -> None:
        """Add lines of one class, joined where exactly two of them meet."""
        given = list(lines)
        if not given:
            return
        merged = shapely.line_merge(shapely.multilinestrings([shapely.LineString(line) for line in given]))
        joined = [np.rint(shapely.get_coordinates(part)).astype(np.int64) for part in shapely.get_parts(merged)]
        for line in sorted(joined, key=_place):
            self.arcs.append(line)
            self.classes.append(drawn_as)

    def add_lakes(self, rings: Iterable[Ints]) -> None:
        """Add closed rings of lakes and their islands."""
        for ring in sorted(rings, key=_place):
            self.arcs.append(ring)
            self.classes.append(LAKE)

    def encode(self) -> dict[str, Any]:
        """Return the layer as the page carries it (the package's docstring says what each key holds)."""
        starts = np.array([arc[0] for arc in self.arcs], np.int64).reshape(-1, 2)
        ends = np.array([arc[-1] for arc in self.arcs], np.int64).reshape(-1, 2)
        steps = np.concatenate([np.diff(arc, axis=0) for arc in self.arcs] or [np.empty((0, 2), np.int64)])
        jumps = starts - np.vstack([np.zeros((1, 2), np.int64), ends])[: len(starts)]
        return {
            "step": self.step,
            "classes": "".join(self.classes),
            "rings": integer_codec.encode(self.rings),
            "counts": integer_codec.encode([len(arc) - 1 for arc in self.arcs]),
            "jumps": integer_codec.encode(jumps),
            "x": integer_codec.encode(steps[:, 0]),
            "y": integer_codec.encode(steps[:, 1]),
        }


def _place(line: Ints) -> tuple[int, int, int]:
    """Order lines so that neighbours stand together (a Z curve): the jumps between them are short then."""
    x, y = (int(value) + (1 << 19) for value in line[0])
    order = 0
    for bit in range(20):
        order |= (x >> bit & 1) << (2 * bit) | (y >> bit & 1) << (2 * bit + 1)
    return order, len(line), int(line[:, 0].sum())


def _on_sides(ring: Ints, xs: Sequence[int], ys: Sequence[int]) -> Any:
    """Return which segments lie along one of the vertical lines `xs` or the horizontal lines `ys`."""
    edge = np.zeros(len(ring) - 1, bool)
    for axis, values in enumerate((xs, ys)):
        for value in values:
            on = ring[:, axis] == value
            edge |= on[:-1] & on[1:]
    return edge


def _split(ring: Ints, edge: Any) -> list[tuple[Ints, bool]]:
    """Cut a closed ring where a coast becomes an edge."""
    turns = np.flatnonzero(edge != np.roll(edge, 1))
    if not len(turns):
        return [(ring, bool(edge[0]))]
    start = int(turns[0])
    ring = np.concatenate([ring[start:-1], ring[: start + 1]])
    edge = np.roll(edge, -start)
    stops = [*(turns - start).tolist(), len(edge)]
    return [(ring[a : b + 1], bool(edge[a])) for a, b in pairwise(stops)]
