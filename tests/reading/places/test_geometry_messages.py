"""Errors in the form of a geometry, in words that name the ring, the position and the number."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.places.geometry.one_place import WHERE, refusal, shape

pytestmark = pytest.mark.usefixtures("desk")


CORRECT = "; correct the coordinates"


OR_NULL = '; add some, or write "geometry": null'


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        (5, "the geometry must be an object, is a number" + CORRECT),
        ({}, "the geometry has no type; use Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, "
            "GeometryCollection"),
        (shape("point", [1, 2]), '"point" is not a type of geometry; write "Point"'),
        ({"type": "Point"}, "the Point has no coordinates" + OR_NULL),
        (shape("Point", []), "the coordinates of the Point are empty" + OR_NULL),
        (shape("Point", [1]), "the coordinates of the Point have 1 number, at least 2 are needed" + CORRECT),
        (shape("Point", None), "the coordinates of the Point must be [longitude, latitude], is null" + CORRECT),
        (shape("Point", [True, 2]), "longitude must be a number, is true or false" + CORRECT),
        (shape("Point", [1, 2, "x"]), 'height must be a number, is the text "x"' + CORRECT),
        (shape("Point", [1, 10**400]), "latitude must be a number, is far too large" + CORRECT),
        (shape("MultiPoint", []), "the coordinates of the MultiPoint are empty" + OR_NULL),
        (shape("LineString", [[1, 2]]),
            "the coordinates of the LineString have 1 position, at least 2 are needed" + CORRECT),
        (shape("LineString", [[1, 2], 5]), "position 2 must be [longitude, latitude], is a number" + CORRECT),
        (shape("LineString", [[1, 2], [1, 2]]),
            "it has no length: a part of it has no size near 1, 2; correct it, or make it a Point"),
        (shape("Polygon", [[]]), "ring 1 is empty" + OR_NULL),
        (shape("Polygon", [[[0, 0], [1, 0]]]), "ring 1 has 2 positions, at least 4 are needed" + CORRECT),
        (shape("Polygon", [[0, 0], [1, 1]]), "ring 1, position 1 must be [longitude, latitude], is a number" + CORRECT),
        (shape("Polygon", [[[0, 0], [1, 1], [2, 2], [0, 0]]]),
            "it has no area: it crosses itself near 1, 1; correct it, or make it a Point"),
        (shape("MultiPolygon", [[[[0, 0], [1, 0], [1, 1], [0, 0]]], [[[0, 0], [1, 0], [1, "a"], [0, 0]]]]),
            'polygon 2, ring 1, position 3: latitude must be a number, is the text "a"' + CORRECT),
        ({"type": "GeometryCollection", "geometries": []}, "the list of geometries is empty" + OR_NULL),
        ({"type": "GeometryCollection", "geometries": [shape("Point", [1, 2]), shape("LineString", [[1, 2], [3, "x"]])]},
            'geometry 2: position 2: latitude must be a number, is the text "x"' + CORRECT),
        (shape("Point", [-11854000, 3700000]),
            "latitude 3700000 is outside -90..90; these are not degrees; write degrees of WGS 84, longitude first"),
        (shape("Point", [721, 10]), "longitude 721 is outside -180..180; write degrees of WGS 84, longitude first"),
    ],
)  # fmt: skip
def test_a_wrong_geometry_is_said_with_ring_position_and_number(geometry: Any, expected: str) -> None:
    assert refusal(geometry) == WHERE + expected
