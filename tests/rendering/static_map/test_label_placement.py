from __future__ import annotations

from collections.abc import Sequence

import shapely
from hypothesis import given
from hypothesis import strategies as st

from storymap.rendering.static_map.label_placement import Candidate, Dot, Placement
from storymap.rendering.static_map.label_positions import beside_point
from storymap.rendering.static_map.line_grid import LineGrid
from storymap.rendering.static_map.pixel_box import PixelBox, PixelBoxes

NOTHING = shapely.MultiLineString()


def meets(a: PixelBox, b: PixelBox) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class Placing:
    """A frame of 200 by 100 pixels that says which of its positions a label takes."""

    def __init__(self, lines: shapely.Geometry = NOTHING, *standing: PixelBox) -> None:
        grid = LineGrid(200, 100)
        grid.add(lines, 1)
        self.placement = Placement(200, 100, grid, PixelBoxes(standing))

    def place(self, boxes: Sequence[PixelBox], margin: float, dot: Dot | None = None) -> int | None:
        found = self.placement.place(Candidate(boxes, margin, dot))
        return None if found is None else found.position


def test_the_first_free_position_is_taken() -> None:
    place = Placing(NOTHING, (0, 0, 60, 100))
    assert place.place([(10, 10, 50, 20), (70, 10, 110, 20)], 2) == 1
    assert place.place([(70, 15, 110, 25), (70, 30, 110, 40)], 2) == 1
    assert place.place([(70, 15, 110, 25)], 2) is None


def test_a_line_spoils_a_position_but_does_not_bar_it() -> None:
    line = shapely.LineString([(0, 15), (200, 15)])
    assert Placing(line).place([(10, 10, 50, 20), (10, 40, 50, 50)], 2) == 1
    assert Placing(line).place([(10, 10, 50, 20)], 2) == 0


def test_no_name_is_cut_by_the_frame() -> None:
    for box in ((-1, 10, 30, 20), (180, 10, 201, 20), (10, -1, 30, 9), (10, 95, 30, 101)):
        assert Placing().place([box], 2) is None


def test_a_name_goes_with_its_dot() -> None:
    place = Placing(NOTHING, (90, 40, 110, 60))
    free = [(10.0, 10.0, 50.0, 20.0)]
    assert place.place(free, 2, Dot(100, 50, 2)) is None
    assert place.place(free, 2, Dot(5, 15, 2)) == 0
    # Another name keeps off the dot.
    assert place.place([(0, 10, 6, 20)], 0) is None


@given(st.lists(st.tuples(st.integers(0, 190), st.integers(0, 90), st.integers(8, 90)), max_size=40))
def test_no_two_names_overlap_and_all_are_inside(wanted: list[tuple[int, int, int]]) -> None:
    place, taken = Placing(), []
    for x, y, width in wanted:
        positions = beside_point(x, y, 2, width, 14)
        which = place.place(positions, 3, Dot(x, y, 2))
        if which is not None:
            box = positions[which]
            assert box[0] >= 0 and box[1] >= 0 and box[2] <= 200 and box[3] <= 100
            assert not any(meets(box, other) for other in taken)
            taken.append(box)


def test_a_hundred_boxes_are_all_remembered() -> None:
    boxes = PixelBoxes([(10.0 * i, 0, 10.0 * i + 5, 5) for i in range(100)])
    assert boxes.meet((992, 1, 993, 2), 0)
    assert not boxes.meet((996, 1, 998, 2), 0)
    assert boxes.meet((996, 1, 998, 2), 2)
