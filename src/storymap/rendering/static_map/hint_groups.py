"""Which places share a hint: far ones in one direction, and those for which there is no hint left.

The browser's rules are those of web/src/map/hint_groups.ts; a test compares them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

# How many hints there are on a map of at least this width and height, in pixels.
_MOST = ((480, 400, 4), (320, 320, 2), (280, 240, 1))
_FAR = 2.0  # times as far from the middle as the window's corner
# Far places share a hint within this angle, others the nearest hint within the wider one, in radians.
_ONE_DIRECTION = math.pi / 10
_NEAR_DIRECTION = math.pi / 3


def most_hints(width: float, height: float) -> int:
    """Return how many hints a map of this size has at most."""
    return next((hints for least_x, least_y, hints in _MOST if width >= least_x and height >= least_y), 0)


def group_targets(targets: Sequence[tuple[float, float]], corner: float, most: int) -> list[list[int]]:
    """Return groups of indices, at most `most`. The first targets weigh most; some may have no hint.

    Targets are in pixels from the middle of the window, whose corner is `corner` pixels from there.
    """
    groups: list[list[int]] = []
    rest: list[int] = []
    for i, target in enumerate(targets):
        is_far = math.hypot(*target) > _FAR * corner
        shared = next(
            (
                group
                for group in groups
                if is_far
                and math.hypot(*targets[group[0]]) > _FAR * corner
                and _turn(targets[group[0]], target) <= _ONE_DIRECTION
            ),
            None,
        )
        if shared is not None:
            shared.append(i)
        elif len(groups) < most:
            groups.append([i])
        else:
            rest.append(i)
    for i in rest:
        nearest = min(groups, key=lambda group: _turn(targets[group[0]], targets[i]), default=None)
        if nearest is not None and _turn(targets[nearest[0]], targets[i]) <= _NEAR_DIRECTION:
            nearest.append(i)
    return groups


def _turn(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the angle between the directions of two targets."""
    turn = abs(math.atan2(a[1], a[0]) - math.atan2(b[1], b[0]))
    return min(turn, 2 * math.pi - turn)
