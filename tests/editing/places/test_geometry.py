"""A place is moved: only the numbers that differ are written anew."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.editing.places.addressing import feature_data
from storymap.editing.places.geometry import set_geometry
from storymap.errors import PlacesError
from tests.editing.places.conftest import after, diff


def with_geometry(written: str) -> str:
    return (
        '{"type": "FeatureCollection", "features": [\n'
        f'{{"type": "Feature", "properties": {{"name": "A"}}, "geometry": {written}}}\n]}}\n'
    )


def moved(written: str, geometry: dict[str, Any] | None) -> str:
    """The geometry as it is written after a change; nothing else has changed."""
    text = with_geometry(written)
    beginning, end = text.split(written)
    changed = after(set_geometry(text, (0,), geometry), text)
    assert changed.startswith(beginning)
    assert changed.endswith(end)
    return changed[len(beginning) : len(changed) - len(end)]


def test_a_dragged_marker_is_one_changed_line(example: str) -> None:
    point = {"type": "Point", "coordinates": [-106.48700000000001, 31.7587]}
    assert diff(set_geometry(example, (1,), point), example) == [
        '-"geometry": {"type": "Point", "coordinates": [-106.4869, 31.7587]}',
        '+"geometry": {"type": "Point", "coordinates": [-106.487, 31.7587]}',
    ]


def point(*position: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(position)}


def line(*positions: Any) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(position) for position in positions]}


@pytest.mark.parametrize(
    ("written", "geometry", "expected"),
    [
        # A point: each number by itself, six digits, and heights, blanks and foreign members as they are.
        (
            '{ "coordinates":[ 1.50 ,2.0,  9.90 ], "type":"Point", "mine": 1e1 }',
            point(1.5, 2.12345678),
            '{ "coordinates":[ 1.50 ,2.123457,  9.90 ], "type":"Point", "mine": 1e1 }',
        ),
        ('{"type": "Point", "coordinates": [1, 2]}', point(1.0000004, 2), None),
        (
            '{"type": "Point", "coordinates": [1, 2]}',
            point(-0.0000001, 3),
            '{"type": "Point", "coordinates": [0.0, 3.0]}',
        ),
        ('{"type": "Point", "coordinates": [1, 2]}', point(1e-5, 2), '{"type": "Point", "coordinates": [0.00001, 2]}'),
        # A vertex of a line is moved, added, taken out, at either end and between.
        (
            '{"type": "LineString", "coordinates": [[1, 2], [3.0, 4.0],[5, 6]]}',
            line((1, 2), (3.5, 4), (5, 6)),
            '{"type": "LineString", "coordinates": [[1, 2], [3.5, 4.0],[5, 6]]}',
        ),
        (
            '{"type": "LineString", "coordinates": [[1.0, 2], [5, 6]]}',
            line((1, 2), (3, 4), (4, 4), (5, 6)),
            '{"type": "LineString", "coordinates": [[1.0, 2], [3, 4], [4, 4], [5, 6]]}',
        ),
        (
            '{"type": "LineString", "coordinates": [[1.0, 2], [5, 6]]}',
            line((0, 0), (1, 2), (5, 6)),
            '{"type": "LineString", "coordinates": [[0, 0], [1.0, 2], [5, 6]]}',
        ),
        (
            '{"type": "LineString", "coordinates": [[1.0, 2], [5, 6.0]]}',
            line((1, 2), (5, 6), (7, 8.5)),
            '{"type": "LineString", "coordinates": [[1.0, 2], [5, 6.0], [7, 8.5]]}',
        ),
        (
            '{"type": "LineString", "coordinates": [[1.0, 2], [3, 4], [5, 6.0]]}',
            line((1, 2), (5, 6)),
            '{"type": "LineString", "coordinates": [[1.0, 2], [5, 6.0]]}',
        ),
        (
            '{"type": "LineString", "coordinates": [[1.0, 2], [3, 4], [5, 6.0]]}',
            line((3, 4), (5, 6)),
            '{"type": "LineString", "coordinates": [[3, 4], [5, 6.0]]}',
        ),
        (
            '{"type": "LineString", "coordinates": [[1.0, 2], [3, 4], [5, 6.0]]}',
            line((1, 2), (3, 4)),
            '{"type": "LineString", "coordinates": [[1.0, 2], [3, 4]]}',
        ),
        (
            '{"type": "LineString", "coordinates": [[1.0, 2], [3, 4], [5, 6.0]]}',
            line((1, 2), (7, 7), (8, 8), (5, 6)),
            '{"type": "LineString", "coordinates": [[1.0, 2], [7, 7], [8, 8], [5, 6.0]]}',
        ),
        # Rings over several lines.
        (
            '{"type": "Polygon", "coordinates": [\n  [\n    [0.0, 0],\n    [1, 0],\n    [1, 1],\n    [0.0, 0]\n  ]\n]}',
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [2, 2], [1, 1], [0, 0]]]},
            '{"type": "Polygon", "coordinates": [\n  [\n    [0.0, 0],\n    [1, 0],\n    [2, 2],\n    [1, 1],\n    [0.0, 0]\n  ]\n]}',
        ),
        (
            '{"type": "MultiPoint", "coordinates": [[1.0, 2], [3, 4]]}',
            {"type": "MultiPoint", "coordinates": [[1, 2], [3, 5]]},
            '{"type": "MultiPoint", "coordinates": [[1.0, 2], [3, 5.0]]}',
        ),
        (
            '{"type": "GeometryCollection", "geometries": [{"type":"Point","coordinates":[1,2]}, {"type": "Point", "coordinates": [3, 4]}]}',
            {"type": "GeometryCollection", "geometries": [point(1, 2), point(3.5, 4)]},
            '{"type": "GeometryCollection", "geometries": [{"type":"Point","coordinates":[1,2]}, {"type": "Point", "coordinates": [3.5, 4]}]}',
        ),
        # Another kind of geometry, one where there was none, and none where there was one.
        (
            '{"type": "Point", "coordinates": [1, 2]}',
            line((1, 2), (3, 4)),
            '{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}',
        ),
        ("null", point(1.23456789, 2), '{"type": "Point", "coordinates": [1.234568, 2]}'),
        ('{"type": "Point", "coordinates": [1, 2]}', None, "null"),
        ("null", None, None),
        # What was written is broken.
        ('{"type": "Point", "coordinates": []}', point(1, 2), '{"type": "Point", "coordinates": [1, 2]}'),
        ('{"type": "Point"}', point(1, 2), '{"type": "Point", "coordinates": [1, 2]}'),
        (
            '{"type": "LineString", "coordinates": ["x", [1, 2]]}',
            line((1, 2), (3, 4)),
            '{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}',
        ),
        ("7", point(1, 2), '{"type": "Point", "coordinates": [1, 2]}'),
    ],
)
def test_what_stays_is_as_it_was_written(written: str, geometry: dict[str, Any] | None, expected: str | None) -> None:
    assert moved(written, geometry) == (written if expected is None else expected)


POSITIONS = st.tuples(st.integers(-18_000, 18_000), st.integers(-9_000, 9_000)).map(
    lambda pair: [n / 100 for n in pair]
)


@given(
    st.lists(POSITIONS, min_size=2, max_size=6, unique_by=tuple),
    st.lists(POSITIONS, min_size=2, max_size=6, unique_by=tuple),
    st.integers(0, 6),
    st.sampled_from([None, 1]),
)
def test_whatever_line_it_becomes_is_what_is_meant(
    before: list[list[float]], other: list[list[float]], shared: int, indent: int | None
) -> None:
    wanted = [*before[:shared], *(position for position in other if position not in before[:shared])]
    features = [{"type": "Feature", "properties": {"name": "A"}, "geometry": line(*before)}]
    text = json.dumps({"type": "FeatureCollection", "features": features}, indent=indent)
    changed = after(set_geometry(text, (0,), line(*wanted)), text) if len(wanted) > 1 else text
    if len(wanted) > 1:
        assert feature_data(changed, 0)["geometry"] == line(*wanted)


def test_a_feature_without_a_geometry_gets_one() -> None:
    text = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "A"}}]}'
    assert after(set_geometry(text, (0,), point(1, 2)), text) == text.replace(
        '"A"}', '"A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}'
    )


def test_a_place_that_the_file_has_twice_is_moved_twice() -> None:
    feature = '{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}'
    text = f'{{"type": "FeatureCollection", "features": [{feature}, {feature}]}}'
    assert after(set_geometry(text, (0, 1), point(1, 3)), text) == text.replace("[1, 2]", "[1, 3.0]")


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        (point(1, 91), "latitude 91 is outside -90..90"),
        (point(1), "Point"),
        (point(0, 0), "lies at 0, 0, where failed geocoding lands"),
        (point(float("nan"), 1), "finite"),
        (line((1, 2)), "LineString"),
        ({"type": "Circle", "coordinates": [1, 2]}, "Circle"),
        ({"type": "Point", "coordinates": ["1", 2]}, "number"),
        ({}, "type"),
        ({"type": "Polygon", "coordinates": []}, "Polygon"),
    ],
)
def test_where_no_place_can_be_is_told(geometry: dict[str, Any], expected: str) -> None:
    with pytest.raises(PlacesError) as error:
        set_geometry(with_geometry("null"), (0,), geometry)
    assert str(error.value).startswith('places.geojson, feature 1 ("A"): ')
    assert expected in str(error.value)


def test_degrees_are_not_written_among_metres() -> None:
    crs = '"crs": {"type": "name", "properties": {"name": "EPSG:3857"}}, '
    text = with_geometry("null").replace('"features"', f'{crs}"features"')
    with pytest.raises(PlacesError, match="its coordinates are not in degrees, but in another system"):
        set_geometry(text, (0,), point(1, 2))
    degrees = text.replace("EPSG:3857", "urn:ogc:def:crs:OGC:1.3:CRS84")
    assert "[1, 2]" in after(set_geometry(degrees, (0,), point(1, 2)), degrees)
