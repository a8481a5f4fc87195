"""A coverage of polygons becomes shared arcs: every border is stored once, with the unit on each side.

Coordinates are integers, in steps of a grid. Neighbours in Natural Earth share their vertices exactly, so
they still do after rounding, and nothing here needs a tolerance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

Ints = npt.NDArray[np.int64]
NOBODY = -1


@dataclass(frozen=True)
class Arcs:
    """Arcs of a coverage. `points[i]` is an (n, 2) array of grid steps, n >= 2.

    `left[i]` and `right[i]` are the units beside arc i, looking along it, or NOBODY for the sea. `line[i]` is
    the number of the boundary line that the arc lies on, or NOBODY.
    """

    points: list[Ints]
    left: Ints
    right: Ints
    line: Ints


def grid_points(coordinates: npt.NDArray[np.float64], step: float) -> Ints:
    """Round degrees to whole grid steps."""
    return np.rint(coordinates / step).astype(np.int64)


def build_arcs(units: Sequence[Any], step: float, lines: Sequence[Any] = ()) -> Arcs:
    """Cut the outlines of `units` (polygons of a coverage) into arcs on a grid of `step` degrees.

    `lines` are boundary lines to recognise: an arc that runs along one carries its number.
    """
    rings, owners = _oriented_rings(units, step)
    keys = np.concatenate([_vertex_keys(ring) for ring in rings])
    vertices, vertex = np.unique(keys, return_inverse=True)
    count = len(vertices)
    lengths = np.array([len(ring) for ring in rings])
    ends = np.cumsum(lengths)
    closing = np.zeros(len(keys), bool)
    closing[ends - 1] = True
    here = ~closing[:-1]
    a, b = vertex[:-1][here], vertex[1:][here]
    owner = np.repeat(np.array(owners), lengths)[:-1][here]

    segments, segment = np.unique(np.minimum(a, b) * count + np.maximum(a, b), return_inverse=True)
    left, right = _sides(segment, a < b, owner, len(segments))
    line = _lines_of_segments(segments, vertices, count, lines, step)
    inside = left == right  # a fold of one unit onto itself: no border at all
    low, high = segments // count, segments % count
    degree = np.bincount(np.r_[low[~inside], high[~inside]], minlength=count)
    pair = np.minimum(left, right) * (len(units) + 1) + np.maximum(left, right)
    smallest = np.full(count, np.iinfo(np.int64).max)
    largest = np.full(count, np.iinfo(np.int64).min)
    for end in (low[~inside], high[~inside]):
        np.minimum.at(smallest, end, pair[~inside])
        np.maximum.at(largest, end, pair[~inside])
    junction = (degree != 2) | (smallest != largest)
    # Rounding makes spikes: a unit goes along a segment and back. They are nobody's border, or another's.
    spike = (left[segment] != owner) & (right[segment] != owner)
    junction[a[spike]] = junction[b[spike]] = True

    return _walk(rings, (vertex, ends), (segment, spike), (left, right, line), junction)


def _oriented_rings(units: Sequence[Any], step: float) -> tuple[list[Ints], list[int]]:
    """Return closed rings on the grid, with their unit on the left, and the number of that unit."""
    rings: list[Ints] = []
    owners: list[int] = []
    for number, unit in enumerate(units):
        for polygon in shapely.get_parts(shapely.orient_polygons(unit)):
            for ring in shapely.get_rings(polygon):
                points = grid_points(shapely.get_coordinates(ring), step)
                moved = np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]
                points = points[moved]
                if len(points) >= 4:
                    rings.append(points)
                    owners.append(number)
    return rings, owners


def _vertex_keys(points: Ints) -> Ints:
    return (points[:, 0] + (1 << 30)) * (1 << 31) + points[:, 1] + (1 << 30)


def _sides(segment: Ints, ascending: npt.NDArray[np.bool_], owner: Ints, count: int) -> tuple[Ints, Ints]:
    """Return the units left and right of each segment, looking from its lower vertex to its higher one."""
    # Rounding folds slivers flat: one unit then uses a segment in both directions, which cancels out.
    use, inverse = np.unique(np.column_stack([segment, owner]), axis=0, return_inverse=True)
    sign = np.rint(np.bincount(inverse.ravel(), weights=np.where(ascending, 1, -1))).astype(np.int64)
    left = np.full(count, NOBODY)
    right = np.full(count, NOBODY)
    left[use[sign > 0, 0]] = use[sign > 0, 1]
    right[use[sign < 0, 0]] = use[sign < 0, 1]
    # Where units overlap by a hair the balance says what is outside: rings of the land must close.
    balance = np.rint(np.bincount(use[:, 0], weights=sign, minlength=count)).astype(np.int64)
    right[balance > 0] = NOBODY
    left[balance < 0] = NOBODY
    return left, right


def _lines_of_segments(segments: Ints, vertices: Ints, count: int, lines: Sequence[Any], step: float) -> Ints:
    found = np.full(len(segments), NOBODY)
    for number, line in enumerate(lines):
        for part in shapely.get_parts(line):
            keys = _vertex_keys(grid_points(shapely.get_coordinates(part), step))
            at = np.minimum(np.searchsorted(vertices, keys), len(vertices) - 1)
            known = vertices[at] == keys
            a, b = at[:-1], at[1:]
            pair = np.minimum(a, b) * count + np.maximum(a, b)
            place = np.minimum(np.searchsorted(segments, pair), len(segments) - 1)
            hit = known[:-1] & known[1:] & (segments[place] == pair)
            found[place[hit]] = number
    return found


def _walk(
    rings: list[Ints],
    nodes_of_rings: tuple[Ints, Ints],
    uses: tuple[Ints, npt.NDArray[np.bool_]],
    facts: tuple[Ints, Ints, Ints],
    junction: npt.NDArray[np.bool_],
) -> Arcs:
    """Walk along the rings from junction to junction, and keep each arc that was not yet walked."""
    vertex, ends = nodes_of_rings
    segment, spike = uses
    left, right, line = facts
    done = np.zeros(len(left), bool)
    points: list[Ints] = []
    sides: list[tuple[int, int, int]] = []
    first_use = np.r_[0, ends[:-1]] - np.arange(len(rings))
    for number, ring in enumerate(rings):
        nodes = vertex[ends[number] - len(ring) : ends[number]]
        uses_here = slice(first_use[number], first_use[number] + len(ring) - 1)
        own, skip = segment[uses_here], spike[uses_here]
        stops = np.flatnonzero(junction[nodes[:-1]])
        turn = int(stops[0]) if len(stops) else int(np.argmin(nodes[:-1]))
        nodes = np.r_[nodes[turn:-1], nodes[: turn + 1]]
        path = np.vstack([ring[turn:-1], ring[: turn + 1]])
        own, skip = np.roll(own, -turn), np.roll(skip, -turn)
        stops = np.r_[stops - turn, len(own)] if len(stops) else np.array([0, len(own)])
        for start, stop in zip(stops[:-1].tolist(), stops[1:].tolist(), strict=True):
            if skip[start] or done[own[start]]:
                continue
            done[own[start:stop]] = True
            forward = nodes[start] < nodes[start + 1]
            first = own[start]
            beside = (left[first], right[first]) if forward else (right[first], left[first])
            for low, high, number_of_line in stretches(line[own[start:stop]]):
                points.append(path[start + low : start + high + 1])
                sides.append((int(beside[0]), int(beside[1]), number_of_line))
    table = np.array(sides, np.int64).reshape(-1, 3)
    return Arcs([_without_straight_points(p) for p in points], table[:, 0], table[:, 1], table[:, 2])


def stretches(lines: Ints) -> list[tuple[int, int, int]]:
    """Cut an arc where the boundary line below it changes; a gap takes the line before it, else after it."""
    known = np.flatnonzero(lines != NOBODY)
    if not len(known):
        return [(0, len(lines), NOBODY)]
    before = np.searchsorted(known, np.arange(len(lines)), side="right") - 1
    filled = lines[known[np.maximum(before, 0)]]
    cuts = np.r_[0, np.flatnonzero(np.diff(filled)) + 1, len(lines)]
    return [(a, b, int(filled[a])) for a, b in pairwise(cuts.tolist())]


def _without_straight_points(points: Ints) -> Ints:
    """Drop vertices that lie exactly on the straight way between their neighbours: the shape is the same."""
    if len(points) < 3:
        return points
    before, after = np.diff(points[:-1], axis=0), np.diff(points[1:], axis=0)
    straight = (before[:, 0] * after[:, 1] == before[:, 1] * after[:, 0]) & ((before * after).sum(axis=1) > 0)
    return points[np.r_[True, ~straight, True]]
