from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.rendering.static_map.marker_spread import spread
from storymap.rendering.static_map.markers import DOT_SIZE, Marker, Pin, place_markers, symbol_size, with_names
from storymap.rendering.static_map.pixel_box import PixelBox

FRAME: PixelBox = (0, 0, 640, 480)


def marked(pins: Sequence[Pin], taken: Sequence[PixelBox]) -> list[Marker]:
    return with_names(place_markers(pins, FRAME), FRAME, taken)


def pins(*points: tuple[float, float], name: str = "Name") -> list[Pin]:
    return [Pin(i, f"{name} {i}" if name else "", 1, "circle", x, y) for i, (x, y) in enumerate(points, 1)]


def meets(a: PixelBox, b: PixelBox) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_what_stands_alone_stays_where_it_is_with_its_name_on_the_right() -> None:
    (only,) = marked(pins((100, 100)), [])
    assert (only.x, only.y) == (100, 100)
    assert not only.is_moved
    assert only.name_box is not None
    assert only.name_box[0] > 114
    assert only.anchor == "start"


def test_near_the_right_edge_the_name_stands_on_the_left() -> None:
    (only,) = marked(pins((610, 100)), [])
    assert only.name_box is not None
    assert only.name_box[2] < 596
    assert only.anchor == "end"


def test_two_in_one_place_are_pushed_apart_the_same_way_every_time() -> None:
    first, second = marked(pins((100, 100), (100, 100)), [])
    assert abs(complex(first.x - second.x, first.y - second.y)) >= 28
    assert first.is_moved and second.is_moved
    assert marked(pins((100, 100), (100, 100)), []) == [first, second]


def test_names_keep_off_what_is_taken() -> None:
    (only,) = marked(pins((100, 100)), [(110, 0, 640, 480)])
    assert only.name_box is not None
    assert not meets(only.name_box, (110, 0, 640, 480))


def test_a_name_that_finds_no_room_is_left_out_and_its_number_stays() -> None:
    (only,) = marked(pins((100, 100)), [(0, 0, 640, 480)])
    assert (only.x, only.y, only.name_box) == (100, 100, None)


@given(st.lists(st.tuples(st.floats(0, 640), st.floats(0, 480)), min_size=1, max_size=40))
def test_symbols_and_names_never_overlap_and_never_leave_the_frame(points: list[tuple[float, float]]) -> None:
    markers = marked(pins(*points), [])
    assert [marker.pin.number for marker in markers] == list(range(1, len(points) + 1))
    names = [marker.name_box for marker in markers if marker.name_box is not None]
    for box in [*names, *(marker.box() for marker in markers)]:
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= 640 and box[3] <= 480
    for a, b in itertools.combinations(names, 2):
        assert not meets(a, b)
    for name, marker in itertools.product(names, markers):
        assert not meets(name, marker.box())


@given(st.lists(st.tuples(st.floats(100, 500), st.floats(100, 400)), min_size=2, max_size=12))
def test_a_dozen_symbols_are_all_told_apart(points: list[tuple[float, float]]) -> None:
    moved = spread(np.array(points), 32, ((14, 14), (626, 466)))
    for a, b in itertools.combinations(moved, 2):
        assert np.hypot(*(a - b)) >= 28


@pytest.mark.parametrize("count", [60, 61, 300, 301, 1000])
def test_the_more_places_the_smaller_the_symbols(count: int) -> None:
    points = [(20 + i % 40 * 15.0, 20 + i // 40 * 15.0) for i in range(count)]
    markers = marked(pins(*points), [])
    assert len(markers) == count
    assert {marker.size for marker in markers if marker.form == "symbol"} == {symbol_size(count)}
    if count > 300:
        assert {marker.form for marker in markers} == {"symbol"}
        assert all(marker.name_box is None for marker in markers)
        assert [(marker.x, marker.y) for marker in markers] == points


def test_what_finds_no_room_is_a_dot_where_its_place_is_and_the_weightiest_has_its_number() -> None:
    crowd = [replace(pin, weight=pin.number / 40) for pin in pins(*[(300.0 + i, 200.0) for i in range(40)])]
    markers = marked(crowd, [])
    assert [marker.form for marker in markers].count("symbol") <= 4
    assert markers[-1].form == "symbol"
    for marker in markers:
        if marker.form == "dot":
            assert (marker.x, marker.y, marker.size) == (marker.pin.x, marker.pin.y, DOT_SIZE)
            assert not marker.is_moved


def test_a_quiet_place_is_a_dot_however_much_room_there_is_and_is_named_after_the_symbols() -> None:
    (loud, quiet) = pins((100, 100), (100, 130))
    symbol, dot = marked([loud, replace(quiet, form="dot")], [])
    assert (symbol.form, dot.form, dot.size) == ("symbol", "dot", DOT_SIZE)
    assert (symbol.x, symbol.y) == (100, 100)
    assert symbol.name_box is not None and dot.name_box is not None
    assert symbol.name_size > dot.name_size


def test_a_setting_s_name_stands_on_the_middle_of_its_area_or_just_beside_what_is_there() -> None:
    (pin,) = pins((300, 200))
    (alone,) = marked([replace(pin, form="name")], [])
    assert alone.size == 0 and alone.name_box is not None
    left, top, right, bottom = alone.name_box
    assert ((left + right) / 2, (top + bottom) / 2) == (300, 200)
    (moved,) = marked([replace(pin, form="name")], [(290, 195, 310, 205)])
    assert moved.name_box is not None and moved.name_box[3] < 200


def test_what_lies_beyond_the_frame_is_not_drawn_at_its_edge() -> None:
    assert marked(pins((700, 100), (100, -20)), []) == []


def test_a_marker_is_where_its_box_says() -> None:
    assert Marker(Pin(1, "", 1, "circle", 0, 0), 10, 20, 8).box() == (6, 16, 14, 24)
