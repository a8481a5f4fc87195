"""Where the flat map of a few places begins: without NumPy, but for places all around the earth."""

from __future__ import annotations

from collections.abc import Sequence


def start_of_map(extents: Sequence[tuple[float, float]]) -> float:
    """Return where the `narrowest_range` of extents begins, at least one, each from its west to its east.

    All of them are within -180 to 180 degrees.
    """
    west, east = min(west for west, _ in extents), max(east for _, east in extents)
    if east - west <= 180 and west < 180:
        return west  # no gap between them is as wide as that around them
    from storymap.geometry.longitudes import narrowest_range

    wests, easts = zip(*extents, strict=True)
    return narrowest_range(wests, easts)[0]
