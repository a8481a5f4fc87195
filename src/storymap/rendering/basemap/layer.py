"""One layer of the map as arcs with classes, and the text a page carries it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely

from storymap.basemap_data.pack import Bools, Ints
from storymap.rendering.basemap import integer_codec
from storymap.rendering.contract.basemap import LayerData

COAST, EDGE, COUNTRY, STATE, DISPUTED, RIVER, LAKE = "cenxdrl"
_MIDDLE = 1 << 19  # of the Z curve, in grid steps: coordinates may be negative


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
        ordered = _in_order(list(rings))
        for ring, on_sides in zip(ordered, _on_sides(ordered, *sides), strict=True):
            before = len(self.arcs)
            for arc, edge in _split(ring, on_sides):
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
        for line in _in_order(joined):
            self.arcs.append(line)
            self.classes.append(drawn_as)

    def add_lakes(self, rings: Iterable[Ints]) -> None:
        """Add closed rings of lakes and their islands."""
        for ring in _in_order(list(rings)):
            self.arcs.append(ring)
            self.classes.append(LAKE)

    def encode(self) -> LayerData:
        """Return the layer as the page carries it."""
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


def _in_order(lines: Sequence[Ints]) -> list[Ints]:
    """Order lines so that neighbours stand together (a Z curve): the jumps between them are short then."""
    if not lines:
        return []
    x, y = (np.array([line[0] for line in lines], np.int64) + _MIDDLE).T
    order = np.zeros(len(lines), np.int64)
    for bit in range(20):
        order |= (x >> bit & 1) << (2 * bit) | (y >> bit & 1) << (2 * bit + 1)
    sums = np.array([line[:, 0].sum() for line in lines])
    lengths = np.array([len(line) for line in lines])
    return [lines[number] for number in np.lexsort((sums, lengths, order)).tolist()]


def _on_sides(rings: Sequence[Ints], xs: Sequence[int], ys: Sequence[int]) -> Iterator[Bools]:
    """Yield for each ring which of its segments lie along one of the vertical lines `xs` or the horizontal `ys`."""
    if not rings:
        return
    points = np.concatenate(rings)
    edge = np.zeros(len(points) - 1, bool)
    for axis, values in enumerate((xs, ys)):
        for value in values:
            on = points[:, axis] == value
            edge |= on[:-1] & on[1:]
    start = 0
    for ring in rings:
        yield edge[start : start + len(ring) - 1]
        start += len(ring)


def _split(ring: Ints, edge: Bools) -> list[tuple[Ints, bool]]:
    """Cut a closed ring where a coast becomes an edge."""
    if not edge.any():
        return [(ring, False)]
    turns = np.flatnonzero(edge != np.roll(edge, 1))
    if not len(turns):
        return [(ring, bool(edge[0]))]
    start = int(turns[0])
    ring = np.concatenate([ring[start:-1], ring[: start + 1]])
    edge = np.roll(edge, -start)
    stops = [*(turns - start).tolist(), len(edge)]
    return [(ring[a : b + 1], bool(edge[a])) for a, b in pairwise(stops)]
