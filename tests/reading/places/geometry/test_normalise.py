"""Geometries brought onto the map: closed, flattened, moved and cut, and that is said."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from tests.reading.places.geometry.one_place import WHERE, read, shape

pytestmark = pytest.mark.usefixtures("desk")


@pytest.mark.parametrize(
    ("geometry", "wkt", "warning"),
    [
        (shape("Point", [190, 10]), "POINT (-170 10)", "it lies beyond longitude 180; it was moved by 360 degrees"),
        (shape("Point", [-200, 10]), "POINT (160 10)", "it lies beyond longitude 180; it was moved by 360 degrees"),
        (shape("MultiPoint", [[181, 0], [2, 3]]), "MULTIPOINT ((-179 0), (2 3))",
            "it crosses longitude 180; it was cut there"),
        (shape("Polygon", [[[170, 0], [190, 0], [190, 10], [170, 10], [170, 0]]]),
            "MULTIPOLYGON (((170 0, 170 10, 180 10, 180 0, 170 0)), ((-170 10, -170 0, -180 0, -180 10, -170 10)))",
            "it crosses longitude 180; it was cut there"),
        (shape("LineString", [[179, 0], [-179, 0]]), "LINESTRING (179 0, -179 0)",
            "it goes from one edge of the map to the other in one step, the long way round the world; "
            "write -179 as 181 if it crosses longitude 180"),
        (shape("Point", [1, 2, 3, 4]), "POINT (1 2)", "a position has more than three numbers; the first two are used; "
            "write longitude, latitude and perhaps height"),
    ],
)  # fmt: skip
def test_odd_shapes_are_brought_onto_the_map_and_it_is_said(geometry: Any, wkt: str, warning: str) -> None:
    frame, warnings = read(geometry)
    assert shapely.equals_exact(frame.geometry.iloc[0], shapely.from_wkt(wkt), tolerance=1e-9, normalize=True)
    assert warnings == [WHERE + warning]


def test_a_box_around_the_world_is_left_alone() -> None:
    frame, warnings = read(shape("Polygon", [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]))
    assert (frame.geometry.iloc[0].bounds, warnings) == ((-180, -90, 180, 90), [])
