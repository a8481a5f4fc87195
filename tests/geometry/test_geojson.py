"""Shapes as GeoJSON that others read."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPoint, Point, Polygon, box, shape

from storymap.geometry.geojson import geojson_geometry


def test_outer_rings_run_against_the_clock_and_holes_with_it() -> None:
    clockwise = [(0, 0), (0, 4), (4, 4), (4, 0)]
    hole = [(1, 1), (2, 1), (2, 2), (1, 2)]
    written = shape(geojson_geometry(Polygon(clockwise, [hole])))
    assert written.exterior.is_ccw
    assert not written.interiors[0].is_ccw
    assert written.equals(Polygon(clockwise, [hole]))
    collection = geojson_geometry(GeometryCollection([Polygon(clockwise), Point(9, 9)]))
    assert shape(collection["geometries"][0]).exterior.is_ccw


def test_degrees_have_seven_decimals_no_heights_and_no_negative_zero() -> None:
    assert geojson_geometry(Point(-106.48671234567, 31.7, 1200.0)) == {
        "type": "Point",
        "coordinates": (-106.4867123, 31.7),
    }
    assert (
        json.dumps(geojson_geometry(LineString([(-1e-9, 1), (2, -1e-9)]))["coordinates"]) == "[[0.0, 1.0], [2.0, 0.0]]"
    )
    assert geojson_geometry(box(0, 0, 1, 1))["type"] == "Polygon"


@given(st.floats(-540, 540), st.floats(-90, 90))
def test_a_point_is_written_as_a_point_of_several(x: float, y: float) -> None:
    (among,) = geojson_geometry(MultiPoint([(x, y)]))["coordinates"]
    assert repr(geojson_geometry(Point(x, y))["coordinates"]) == repr(among)
