"""Where the flat map begins, and what is moved to be seen beside it."""

from __future__ import annotations

import pytest

from storymap.geometry.longitudes import narrowest_range, shifts_beside


@pytest.mark.parametrize(
    ("extents", "expected"),
    [
        ([(10, 10)], (10, 10)),
        ([(-10, -5), (5, 10)], (-10, 10)),
        ([(170, 175), (-175, -170)], (170, 190)),
        ([(170, 180), (-180, -170)], (170, 190)),
        ([(170, 190)], (170, 190)),
        ([(170, 190), (-175, -160)], (170, 200)),
        ([(0, 0), (180, 180)], (-180, 0)),
        ([(0, 180), (-180, 0)], (-180, 180)),
        ([(0, 180), (-180, 10)], (-180, 180)),
        ([(-180, 180)], (-180, 180)),
        ([(-200, 200)], (-180, 180)),
        ([(-170, 175)], (-170, 175)),
        ([(-174, 176)], (-174, 176)),
        ([(-120, -120), (0, 0), (120, 120)], (-120, 120)),
        ([(541, 541)], (-179, -179)),
    ],
)
def test_the_range_begins_after_the_widest_gap(extents: list[tuple[float, float]], expected: object) -> None:
    assert narrowest_range(*zip(*extents, strict=True)) == expected
    assert narrowest_range(*zip(*reversed(extents), strict=True)) == expected


@pytest.mark.parametrize(
    ("longitude", "range_", "shift"),
    [
        (-179, (177, 182), 360),
        (179, (177, 182), 0),
        (100, (177, 182), 0),
        (-100, (177, 182), 360),
        (179, (-175, -171), -360),
        (120, (-107, -99), 0),
        (-106, (-107, -99), 0),
    ],
)
def test_what_lies_beside_the_map_is_moved_there(longitude: float, range_: tuple[float, float], shift: float) -> None:
    assert shifts_beside(longitude, longitude, *range_) == shift
