"""Which places have room for a numbered symbol, the weightiest first; the others are dots.

The rule is that of web/src/map/symbol_choice.ts. A test puts the same points through both.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from storymap.rendering.static_map.marker_spread import GAP, Corner, spread
from storymap.rendering.static_map.projection import Floats

# In sizes of a symbol: pushed farther from its place than this, a symbol would no longer say where the place is.
FARTHEST = 1.5
# As many as this at one spot may be pushed that far; in a larger crowd a symbol is pushed CROWDED of its size.
FEW = 3
CROWDED = 0.35

_Points = list[tuple[float, float]]


def choose_symbols(
    points: Floats, size: float, bounds: tuple[Corner, Corner] | None = None
) -> list[tuple[float, float] | None]:
    """Return where the symbols of `points` (n, 2) stand, which come in the order of their weight.

    A point whose symbol finds no room near it has None. `size` is a symbol's width in pixels. With `bounds`, see
    `spread`.
    """
    dots: _Points = [(x, y) for x, y in points.tolist()]
    distance = size + GAP
    kept = _uncrowded(dots, distance)
    while True:
        own = [dots[index] for index in kept]
        moved: _Points = [(x, y) for x, y in spread(np.array(own).reshape(-1, 2), distance, bounds).tolist()]
        dropped = _without_room(own, moved, size)
        if not dropped:
            return list(_filled_up(dots, dict(zip(kept, moved, strict=True)), distance))
        kept = [index for position, index in enumerate(kept) if position not in dropped]


def _uncrowded(dots: _Points, distance: float) -> list[int]:
    """Return the indices of dots that have few weightier ones about them."""
    kept: list[int] = []
    for index, dot in enumerate(dots):
        near = sum(_is_near(dots[other], dot, distance) for other in kept)
        if near <= FEW:
            kept.append(index)
    return kept


def _without_room(dots: _Points, moved: _Points, size: float) -> set[int]:
    """Return the positions of dots that must go so that others have room: of each crowd the lightest, never 0."""
    dropped: set[int] = set()
    for i, dot in enumerate(dots):
        near = [j for j, other in enumerate(dots) if _is_near(other, dot, 2 * (size + GAP))]
        if not _is_near(dot, moved[i], size * (CROWDED if len(near) > FEW else FARTHEST)):
            dropped.add(near[-1])
        # There was no room to push them apart.
        dropped.update(j for j in range(i + 1, len(dots)) if _is_near(moved[i], moved[j], size))
    return dropped - {0}


def _filled_up(
    dots: _Points, places: dict[int, tuple[float, float]], distance: float
) -> Iterator[tuple[float, float] | None]:
    """Yield the places, and those of what was dropped with others, but has room now where it is."""
    taken = list(places.values())
    for index, dot in enumerate(dots):
        if index in places:
            yield places[index]
        elif any(_is_near(other, dot, distance) for other in taken):
            yield None
        else:
            taken.append(dot)
            yield dot


def _is_near(a: tuple[float, float], b: tuple[float, float], distance: float) -> bool:
    return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) < distance * distance
