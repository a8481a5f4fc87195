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
from zipfile import ZipFile

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
        self._archive = ZipFile(BytesIO(data))
        self._names = [name.removesuffix(".npy") for name in self._archive.namelist()]
        self._unpacked: dict[str, npt.NDArray[Any]] = {}

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        if name not in self._unpacked:
            # Unpacked as a whole: by way of `np.load`, which reads it bit by bit, it takes twice as long.
            array = self._archive.read(f"{name}.npy")
            self._unpacked[name] = np.lib.format.read_array(BytesIO(array), allow_pickle=False)
        return self._unpacked[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


@cache
def read_pack(name: str) -> Pack:
    """Return one of the packs that ship with the package."""
    return Pack((files(__package__) / "data" / f"{name}.npz").read_bytes())


def texts(array: npt.NDArray[Any]) -> list[str]:
    """Return the texts of a packed array, which holds them as UTF-8 with a newline between them."""
    return array.tobytes().decode().split("\n")


@dataclass(frozen=True)
class Lines:
    """Lines on a grid of `step` degrees. Line i has the points from `first[i]` to before `first[i + 1]`.

    `columns` has their x and y, shape (2, n), and `bounds` the box of each line, shape (lines, 4): west, south, east,
    north; both in grid steps.
    """

    step: float
    columns: npt.NDArray[np.int32]
    first: Ints
    bounds: Ints

    def __len__(self) -> int:
        return len(self.first) - 1

    def line(self, number: int) -> Ints:
        """Return the points of one line, shape (n, 2)."""
        return self.columns[:, self.first[number] : self.first[number + 1]].T.astype(np.int64, order="C")

    def ends(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Return the first and the last point of some lines, shape (lines, 2) each."""
        first, last = self.columns[:, self.first[numbers]], self.columns[:, self.first[numbers + 1] - 1]
        return first.T.astype(np.int64), last.T.astype(np.int64)

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
    start, count, steps = pack["start"], pack["count"].astype(np.int64), pack["steps"]
    first = np.r_[0, np.cumsum(count)]
    begins, length = first[:-1], int(first[-1])
    is_move = np.ones(length, bool)
    is_move[begins] = False
    # One coordinate after the other, and in as few bytes as hold it: each build of a story waits for a million points.
    columns = np.zeros((2, length), np.int32)
    bounds = np.empty((len(begins), 4), np.int64)
    for axis in range(2):
        column = columns[axis]
        coded = steps[axis, 0] | steps[axis, 1].astype(np.uint16) << 8
        column[is_move] = (coded >> 1).view(np.int16) ^ -(coded & 1).view(np.int16)
        np.cumsum(column, out=column)
        column += np.repeat(start[:, axis] - column[begins], count)
        bounds[:, axis] = np.minimum.reduceat(column, begins)
        bounds[:, axis + 2] = np.maximum.reduceat(column, begins)
    return Lines(float(pack["step"]), columns, first, bounds)


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
