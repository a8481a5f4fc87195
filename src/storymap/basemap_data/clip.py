"""Clips rings and lines to a box. Everything is in whole grid steps; nothing is simplified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import shapely

from storymap.basemap_data.pack import Bools, Floats, GridBox, Ints, Land, Lines


def land_rings(land: Land, box: GridBox) -> list[Ints]:
    """Return the closed rings of the land within `box`, for an even-odd fill.

    Where a ring leaves the box it goes along the box's sides. It may run back over itself there: that has no
    area, so the fill is right.
    """
    arcs = land.arcs
    near, whole = arcs.touching(box), arcs.inside(box)
    numbers = np.where(land.ring_arcs < 0, ~land.ring_arcs, land.ring_arcs)
    starts = land.ring_first[:-1]
    low = np.minimum.reduceat(arcs.bounds[numbers, :2], starts)
    high = np.maximum.reduceat(arcs.bounds[numbers, 2:], starts)
    meets = (low <= box[2:]).all(axis=1) & (high >= box[:2]).all(axis=1)
    all_inside = np.logical_and.reduceat(whole[numbers], starts)
    rings = []
    for ring in np.flatnonzero(meets):
        chosen = land.ring_arcs[land.ring_first[ring] : land.ring_first[ring + 1]]
        points = joined(arcs, chosen, near)
        if not all_inside[ring]:
            points = clip_ring(points, box)
        if len(points) >= 4:
            rings.append(points)
    return [ring for ring, size in zip(rings, areas(rings).tolist(), strict=True) if size]


def joined(arcs: Lines, chosen: Ints, near: Bools) -> Ints:
    """Join arcs to a closed ring. An arc on one side of the box counts only by its ends: the fill is the same."""
    pieces = []
    for arc in chosen.tolist():
        number = ~arc if arc < 0 else arc
        points = arcs.line(number)
        points = points if near[number] else points[[0, -1]]
        pieces.append(points[::-1][:-1] if arc < 0 else points[:-1])
    pieces.append(pieces[0][:1])
    return np.concatenate(pieces)


def chained(arcs: Lines, chosen: Ints) -> Iterator[Ints]:
    """Yield the arcs of each closed ring of directed arcs (~i runs backwards) that together have no loose end."""
    if not len(chosen):
        return
    numbers = np.where(chosen < 0, ~chosen, chosen)
    first, last = arcs.ends(numbers)
    backwards = (chosen < 0)[:, None]
    begins = np.where(backwards, last, first).tolist()
    finishes = np.where(backwards, first, last).tolist()
    leaving: dict[tuple[int, int], list[int]] = {}
    for index, (x, y) in enumerate(begins):
        leaving.setdefault((x, y), []).append(index)
    for start in range(len(begins)):
        at = (begins[start][0], begins[start][1])
        ring: list[int] = []
        while leaving.get(at):
            index = leaving[at].pop()
            ring.append(index)
            at = (finishes[index][0], finishes[index][1])
        if ring:
            yield chosen[ring]


def clip_ring(points: Ints, box: GridBox) -> Ints:
    """Clip a closed ring to a box (the method of Sutherland and Hodgman: one side after the other)."""
    for axis, limit, keep_greater in (
        (0, box[0], True),
        (0, box[2], False),
        (1, box[1], True),
        (1, box[3], False),
    ):
        values = points[:, axis]
        inside = values >= limit if keep_greater else values <= limit
        if inside.all():
            continue
        if not inside.any():
            return points[:0]
        points = _clip_side(points, axis, limit, inside)
    moved = np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]
    return points[moved]


def _clip_side(points: Ints, axis: int, limit: int, inside: Bools) -> Ints:
    crossing = np.flatnonzero(inside[:-1] != inside[1:])
    a, b = points[crossing], points[crossing + 1]
    share = (limit - a[:, axis]) / (b[:, axis] - a[:, axis])
    cut = np.empty_like(a)
    cut[:, axis] = limit
    other = 1 - axis
    cut[:, other] = np.rint(a[:, other] + share * (b[:, other] - a[:, other]))
    stays = np.flatnonzero(inside[:-1])
    order = np.argsort(np.r_[2 * stays, 2 * crossing + 1], kind="stable")
    out = np.concatenate([points[stays], cut])[order]
    return np.concatenate([out, out[:1]])


def clip_lines(lines: Iterable[Ints], box: GridBox) -> Iterator[Ints]:
    """Yield the pieces of the lines that lie within the box."""
    for line in lines:
        low, high = line.min(axis=0), line.max(axis=0)
        if (low >= box[:2]).all() and (high <= box[2:]).all():
            yield line
            continue
        if (low > box[2:]).any() or (high < box[:2]).any():
            continue
        for part in shapely.get_parts(shapely.clip_by_rect(shapely.LineString(line), *box)):
            points = np.rint(shapely.get_coordinates(part)).astype(np.int64)
            points = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
            if len(points) > 1:
                yield points


def area(ring: Ints) -> float:
    """Return the signed area of a closed ring, in square grid steps."""
    return float(areas([ring])[0])


def areas(rings: Sequence[Ints]) -> Floats:
    """Return the signed area of each of some closed rings, in square grid steps."""
    if not rings:
        return np.zeros(0)
    first = np.cumsum([0, *(len(ring) for ring in rings)])
    x, y = np.concatenate(rings).T
    # From the first point of its ring, which keeps the products small.
    x = (x - np.repeat(x[first[:-1]], np.diff(first))).astype(np.float64)
    y = (y - np.repeat(y[first[:-1]], np.diff(first))).astype(np.float64)
    # Between the end of a ring and the start of the next it is nothing: that one lies at 0, 0.
    products = np.append(x[:-1] * y[1:] - x[1:] * y[:-1], 0.0)
    doubled: Floats = np.add.reduceat(products, first[:-1])
    return 0.5 * doubled
