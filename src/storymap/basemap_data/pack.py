"""Reads the packed files that ship beside this module. tools/basemap makes them; MANIFEST.json lists them.

A pack is an .npz file. Lines are stored as integers in steps of a grid: where each line starts, how many
points it has, and its steps as zigzag-coded 16-bit differences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.floating[Any]]
GridBox = tuple[int, int, int, int]  # west, south, east, north in grid steps
NOBODY = -1


class Pack(Mapping[str, npt.NDArray[Any]]):
    """The arrays of one pack by name. Each is unpacked when it is first asked for, and cached."""

    def __init__(self, data: bytes) -> None:
        self._archive = np.load(BytesIO(data), allow_pickle=False)
        self._unpacked: dict[str, npt.NDArray[Any]] = {}

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        if name not in self._unpacked:
            self._unpacked[name] = self._archive[name]
        return self._unpacked[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._archive)

    def __len__(self) -> int:
        return len(self._archive)

    def __contains__(self, name: object) -> bool:
        return name in self._archive


@cache
def read_pack(name: str) -> Pack:
    """Return one of the packs that ship with the package."""
    return Pack((files(__package__) / "data" / f"{name}.npz").read_bytes())


def texts(array: npt.NDArray[Any]) -> list[str]:
    """Return the texts of a packed array, which holds them as UTF-8 with a newline between them."""
    return array.tobytes().decode().split("\n")


@dataclass(frozen=True)
class Lines:
    """Lines on a grid of `step` degrees. Line i is `points[first[i]:first[i + 1]]`; `bounds[i]` is its box.

    `points` has shape (n, 2) and `bounds` (lines, 4): west, south, east, north; both in grid steps.
    """

    step: float
    points: Ints
    first: Ints
    bounds: Ints

    def __len__(self) -> int:
        return len(self.first) - 1

    def line(self, number: int) -> Ints:
        """Return the points of one line."""
        return self.points[self.first[number] : self.first[number + 1]]

    def chosen(self, marked: Bools) -> Iterator[Ints]:
        """Yield the lines that are marked."""
        for number in np.flatnonzero(marked).tolist():
            yield self.line(number)

    def touching(self, box: GridBox) -> Bools:
        """Return which lines have a box that meets `box`."""
        west, south, east, north = self.bounds.T
        touching: Bools = (west <= box[2]) & (east >= box[0])
        touching &= (south <= box[3]) & (north >= box[1])
        return touching

    def inside(self, box: GridBox) -> Bools:
        """Return which lines lie wholly in `box`."""
        west, south, east, north = self.bounds.T
        inside: Bools = (west >= box[0]) & (east <= box[2])
        inside &= (south >= box[1]) & (north <= box[3])
        return inside


def unpack_lines(pack: Mapping[str, npt.NDArray[Any]]) -> Lines:
    """Return the lines of a pack."""
    start, count, steps = pack["start"].astype(np.int64), pack["count"].astype(np.int64), pack["steps"]
    coded = steps[:, 0].astype(np.int32) | (steps[:, 1].astype(np.int32) << 8)
    first = np.r_[0, np.cumsum(count)]
    moves = np.zeros((first[-1], 2), np.int64)
    moving = np.ones(first[-1], bool)
    moving[first[:-1]] = False
    moves[moving] = ((coded >> 1) ^ -(coded & 1)).T
    points = np.cumsum(moves, axis=0)
    points += np.repeat(start - points[first[:-1]], count, axis=0)
    low = np.minimum.reduceat(points, first[:-1])
    high = np.maximum.reduceat(points, first[:-1])
    return Lines(float(pack["step"]), points, first, np.hstack([low, high]))


@dataclass(frozen=True)
class Land:
    """Borders and coasts as arcs. Units are numbered; NOBODY stands for the sea.

    Ring k of the land is the arcs `ring_arcs[ring_first[k]:ring_first[k + 1]]` in order, with the land on the
    left; an arc that runs backwards is written ~i. `line` is the boundary line an arc lies on, or
    NOBODY.
    """

    arcs: Lines
    left: Ints
    right: Ints
    line: Ints
    ring_first: Ints
    ring_arcs: Ints


@cache
def read_land(name: str) -> Land:
    """Return "land" (fine) or "world" (coarse)."""
    pack = read_pack(name)
    left, right = pack["left"].astype(np.int64), pack["right"].astype(np.int64)
    if "unit" in pack:  # the coarse layer's own units stand for a whole country: name one of its admin-1 units
        unit = np.r_[pack["unit"].astype(np.int64), NOBODY]
        left, right = unit[left], unit[right]
    return Land(
        unpack_lines(pack),
        left,
        right,
        pack["line"].astype(np.int64),
        np.r_[0, np.cumsum(pack["ring_count"].astype(np.int64))],
        pack["ring_arcs"].astype(np.int64),
    )
