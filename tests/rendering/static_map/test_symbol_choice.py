from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from storymap.rendering.static_map.symbol_choice import CROWDED, FARTHEST, FEW, choose_symbols

SIZE = 30.0
Spot = tuple[float, float]


def choose(*points: Spot) -> list[Spot | None]:
    return choose_symbols(np.array(points, float).reshape(-1, 2), SIZE)


def apart(a: Spot, b: Spot) -> float:
    return float(np.hypot(a[0] - b[0], a[1] - b[1]))


def test_what_stands_alone_has_its_symbol_where_it_is() -> None:
    assert choose((10, 10), (200, 10)) == [(10, 10), (200, 10)]
    assert choose() == []


def test_three_in_a_row_all_have_symbols_beside_each_other() -> None:
    points = [(100.0, 100.0), (104.0, 104.0), (108.0, 108.0)]
    chosen = choose(*points)
    assert all(place is not None for place in chosen)


def test_of_a_crowd_the_weightiest_has_its_symbol_and_the_others_are_dots() -> None:
    chosen = choose(*[(100.0 + i, 100.0) for i in range(20)])
    assert chosen[0] is not None
    assert 1 <= sum(place is not None for place in chosen) <= FEW + 1


def test_what_was_dropped_with_a_crowd_but_has_room_has_its_symbol() -> None:
    chosen = choose(*[(100.0 + i, 100.0) for i in range(20)], (175.0, 100.0))
    assert chosen[-1] == (175, 100)


@given(st.lists(st.tuples(st.floats(0, 390), st.floats(0, 350)), min_size=1, max_size=75))
def test_symbols_never_lie_on_each_other_and_no_hairline_is_long(points: list[Spot]) -> None:
    chosen = choose(*points)
    assert chosen[0] is not None
    placed = [place for place in chosen if place is not None]
    for a, b in itertools.combinations(placed, 2):
        assert apart(a, b) >= SIZE
    for index, (point, place) in enumerate(zip(points, chosen, strict=True)):
        if place is None or index == 0:
            continue
        assert apart(point, place) <= FARTHEST * SIZE
        near = sum(other is not None and apart(point, points[i]) < SIZE for i, other in enumerate(chosen))
        if near > FEW:
            assert apart(point, place) <= CROWDED * SIZE
