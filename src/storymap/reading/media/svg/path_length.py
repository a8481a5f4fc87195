"""How long a shape is at most, and how many corners it has: what dashes and markers cost depends on that."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_TOKEN = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])|([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


class Extent(NamedTuple):
    """The number of corners, and the length of the lines between them (of curves: between their controls) in units.

    `points` are the corners and controls, of an arc those of a box around its ellipse.
    """

    corners: int
    length: float
    points: tuple[tuple[float, float], ...] = ()


def path_extent(data: str) -> Extent:
    """Return the extent of path data. Where numbers are missing or run together, it may be too large."""
    x = y = start_x = start_y = length = 0.0
    corners = 0
    seen: list[tuple[float, float]] = []
    command, numbers = "M", list[float]()
    for letter, number in _TOKEN.findall(data):
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                length += math.hypot(start_x - x, start_y - y)
                x, y = start_x, start_y
            continue
        if command in "Zz":
            continue
        numbers.append(float(number))
        if len(numbers) < _COUNTS[command.upper()]:
            continue
        points = _points(command, numbers, x, y)
        seen += points
        if command in "Aa":
            size = 2 * max(abs(numbers[0]), abs(numbers[1]))
            seen[-2:] = [(x - size, y - size), (x + size, y + size), points[1]]
        for to_x, to_y in points:
            length += 0.0 if command in "Mm" else math.hypot(to_x - x, to_y - y)
            x, y = to_x, to_y
        corners += 1
        if command in "Mm":
            start_x, start_y = x, y
            command = "L" if command == "M" else "l"
        numbers = []
    return Extent(corners, length, tuple(seen))


def points_extent(points: list[float]) -> Extent:
    """Return the extent of a polygon."""
    pairs = list(zip(points[::2], points[1::2], strict=False))
    length = sum(math.dist(a, b) for a, b in zip(pairs, pairs[1:] + pairs[:1], strict=True))
    return Extent(len(pairs), length, tuple(pairs))


def _points(command: str, numbers: list[float], x: float, y: float) -> list[tuple[float, float]]:
    kind = command.upper()
    dx, dy = (x, y) if command.islower() else (0.0, 0.0)
    if kind == "H":
        return [(numbers[0] + dx, y)]
    if kind == "V":
        return [(x, numbers[0] + dy)]
    if kind == "A":
        # The whole ellipse, then the end.
        around = math.pi * (abs(numbers[0]) + abs(numbers[1]))
        end = (numbers[5] + dx, numbers[6] + dy)
        return [(x + around, y), end]
    return [(numbers[at] + dx, numbers[at + 1] + dy) for at in range(0, len(numbers), 2)]
