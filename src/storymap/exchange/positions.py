"""Positions as other tools write them: numbers or texts, in degrees, and not always on the earth."""

from __future__ import annotations

from typing import Any

from storymap.exchange.json_members import number_of

_DECIMALS = 7  # a centimetre
_FARTHEST = 540  # degrees of longitude: a map that was dragged once around the earth


def position_of(longitude: Any, latitude: Any, *, may_be_zero: bool = False) -> tuple[float, float] | None:
    """Return longitude and latitude in degrees, -180 to 180 and -90 to 90; None where they are missing or cannot be.

    0, 0 is none, unless it `may_be_zero`: tools write it where they know nothing. 0 alone is a position.
    """
    east, north = number_of(longitude), number_of(latitude)
    if east is None or north is None or abs(east) > _FARTHEST or abs(north) > 90:
        return None
    if east == 0 and north == 0 and not may_be_zero:
        return None
    if abs(east) > 180:
        east = (east + 180) % 360 - 180
    return round(east, _DECIMALS), round(north, _DECIMALS)
