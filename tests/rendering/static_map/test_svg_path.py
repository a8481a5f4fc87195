from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from storymap.rendering.static_map.svg_path import path_data
from tests.rendering.static_map.svg_reader import runs

COORDINATES = st.floats(-700, 700, allow_nan=False)


@pytest.mark.parametrize(
    ("shape", "data"),
    [
        (shapely.LineString([(0, 0), (10, 5), (8.2, -1)]), "M0 0l20 10-4-12"),
        (shapely.box(1, 2, 3, 4), "M6 4l0 4-4 0 0-4z"),
        (shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6)), "M0 0l0 18 18 0 0-18zM12 12l-6 0 0-6 6 0z"),
        (shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 5), (5, 6)]]), "M0 0l2 0M10 10l0 2"),
        (shapely.LineString([(0, 0), (0.1, 0.1)]), ""),
        (shapely.Point(1, 1), ""),
        (shapely.GeometryCollection(), ""),
    ],
)
def test_shapes_are_steps_of_half_pixels(shape: shapely.Geometry, data: str) -> None:
    assert path_data(shape) == data  # type: ignore[arg-type]


@given(st.lists(st.tuples(COORDINATES, COORDINATES), min_size=2, max_size=30))
def test_no_point_of_a_line_is_more_than_a_quarter_pixel_off(line: list[tuple[float, float]]) -> None:
    for run in runs(path_data(shapely.LineString(line))):
        for x, y in run:
            assert any(abs(x - px) <= 0.2501 and abs(y - py) <= 0.2501 for px, py in line)
