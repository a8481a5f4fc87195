"""A second reader of the basemap's contract, written from its text: what the page must be able to do."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import shapely

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=?@[]^"
Line = list[tuple[float, float]]


def integers(text: str) -> Iterator[int]:
    digits = iter(DIGITS.index(character) for character in text)
    for lead in digits:
        if lead < 64:
            z = lead
        elif lead < 76:
            z = 64 + (lead - 64) * 82 + next(digits)
        else:
            z = 1048 + (lead - 76) * 82**3 + next(digits) * 82**2 + next(digits) * 82 + next(digits)
        yield -(z + 1) // 2 if z % 2 else z // 2


def arcs(layer: dict[str, Any]) -> list[Line]:
    jumps, xs, ys = integers(layer["jumps"]), integers(layer["x"]), integers(layer["y"])
    x = y = 0
    lines = []
    for count in integers(layer["counts"]):
        x, y = x + next(jumps), y + next(jumps)
        line = [(x, y)]
        for _ in range(count):
            x, y = x + next(xs), y + next(ys)
            line.append((x, y))
        lines.append([(px * layer["step"], py * layer["step"]) for px, py in line])
    assert [*jumps, *xs, *ys] == []
    return lines


def rings(layer: dict[str, Any]) -> list[Line]:
    lines = iter(arcs(layer))
    found = []
    for count in integers(layer["rings"]):
        ring = next(lines)
        for _ in range(count - 1):
            following = next(lines)
            assert following[0] == ring[-1]
            ring = ring + following[1:]
        found.append(ring)
    return found


def area(layer: dict[str, Any]) -> float:
    """The area of an even-odd fill whose rings lie within one another only as land, lake, island."""
    return sum(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2 for ring in rings(layer))


def lines_of(layer: dict[str, Any], *classes: str) -> list[Line]:
    return [line for line, drawn in zip(arcs(layer), layer["classes"], strict=True) if drawn in classes]


def nations(layer: dict[str, Any]) -> list[Any]:
    """The areas that coasts, edges and borders between nations enclose."""
    lines = lines_of(layer, "c", "e", "n", "d")
    return list(
        shapely.get_parts(shapely.polygonize([shapely.union_all([shapely.LineString(line) for line in lines])]))
    )


def together(layer: dict[str, Any], *points: tuple[float, float]) -> bool:
    """Whether the points lie in one and the same area."""
    areas = nations(layer)
    seats = [next((i for i, area in enumerate(areas) if area.contains(shapely.Point(p))), None) for p in points]
    assert None not in seats, f"a point lies in no area: {seats}"
    return len(set(seats)) == 1


def dashed_near(layer: dict[str, Any], point: tuple[float, float], degrees: float = 0.1) -> bool:
    return any(
        shapely.distance(shapely.LineString(line), shapely.Point(point)) < degrees for line in lines_of(layer, "d")
    )
