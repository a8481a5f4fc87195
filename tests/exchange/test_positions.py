from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.exchange.positions import position_of


@pytest.mark.parametrize(
    ("longitude", "latitude", "position"),
    [
        (7.5886, "47.5596", (7.5886, 47.5596)),
        (190, 10, (-170, 10)),
        (-181, 10, (179, 10)),
        (180, 10, (180, 10)),
        (-180, 10, (-180, 10)),
        (540.5, 10, None),
        (7, 90.5, None),
        (0, 47, (0, 47)),
        (7, 0, (7, 0)),
        (0, 0, None),
        (None, 47, None),
    ],
)
def test_positions_lie_on_earth(longitude: Any, latitude: Any, position: tuple[float, float] | None) -> None:
    assert position_of(longitude, latitude) == position


def test_zero_is_a_position_where_it_is_sure() -> None:
    assert position_of(0, 0, may_be_zero=True) == (0, 0)


@given(st.floats(), st.floats())
def test_no_number_leaves_the_earth(longitude: float, latitude: float) -> None:
    position = position_of(longitude, latitude)
    assert position is None or (abs(position[0]) <= 180 and abs(position[1]) <= 90)
