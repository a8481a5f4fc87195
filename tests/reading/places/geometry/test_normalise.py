"""Geometry: faults in words that show the place, shapes mended or cut, and work that stays within bounds."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storymap.errors import PlacesError, Problem
from storymap.reading.places.geometry.antimeridian import cut_at_antimeridian
from storymap.reading.places.reader import read_places

WHERE = 'p.geojson, feature 1 ("A"), line 1: '
CORRECT = "; correct the coordinates"
OR_NULL = '; add some, or write "geometry": null'


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*geometries: Any) -> tuple[gpd.GeoDataFrame, list[str]]:
    features = [{"type": "Feature", "properties": {"name": "A"}, "geometry": geometry} for geometry in geometries]
    Path("p.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    warnings: list[Problem] = []
    return read_places("p.geojson", problems=warnings), [str(problem) for problem in warnings]


def refusal(*geometries: Any) -> str:
    with pytest.raises(PlacesError) as caught:
        read(*geometries)
    return str(caught.value)


def shape(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


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


@pytest.mark.parametrize("depth", [11, 300])
def test_collections_within_collections_have_an_end(depth: int) -> None:
    geometry = shape("Point", [1, 2])
    for _ in range(depth):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    assert refusal(geometry).endswith("make it flat")


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


def test_places_all_over_the_world_are_not_taken_for_swapped() -> None:
    capitals = [[-0.1, 51.5], [36.8, -1.3], [-58.4, -34.6], [151.2, -33.9], [28.0, -26.2], [77.2, 28.6]]
    assert read(*(shape("Point", position) for position in capitals))[1] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(-539, 500), st.integers(-80, 70), st.integers(1, 39), st.integers(1, 10))
def test_cutting_at_the_antimeridian_keeps_the_area(west: int, south: int, width: int, height: int) -> None:
    box = shapely.box(west, south, west + width, south + height)
    cut = cut_at_antimeridian(box)
    assert cut.is_valid
    assert math.isclose(cut.area, box.area)
    assert -180 <= cut.bounds[0] <= cut.bounds[2] <= 180


def ring(positions: list[list[float]]) -> dict[str, Any]:
    return shape("Polygon", [[*positions, positions[0]]])


def test_a_shape_that_crosses_itself_a_million_times_is_refused() -> None:
    chance = random.Random(1)  # noqa: S311
    star = ring([[chance.uniform(-80, 80), chance.uniform(-80, 80)] for _ in range(3000)])
    assert "too often to be mended; simplify it" in refusal(star)


@pytest.mark.parametrize("kind", ["strokes", "holes", "shells"])
def test_shapes_drawn_to_take_for_ever_are_refused(kind: str) -> None:
    """Long strokes side by side, and squares within squares: the work grows with the square of their number."""
    steps = np.arange(20_000) * 1e-4
    if kind == "strokes":
        ends = [([x - 80, -80], [x + 70, 80]) for x in steps.tolist()]
        zigzag = [
            point for index, (low, high) in enumerate(ends) for point in ((low, high) if index % 2 else (high, low))
        ]
        geometry = ring([*zigzag, [100, 80], [100, -85], [-85, -85], [-85, 80]])
    else:
        squares = [
            [[x - 80, x - 80], [80 - x, x - 80], [80 - x, 80 - x], [x - 80, 80 - x], [x - 80, x - 80]]
            for x in steps.tolist()
        ]
        geometry = shape("Polygon", squares) if kind == "holes" else shape("MultiPolygon", [[one] for one in squares])
    assert refusal(geometry) == WHERE + "its shape is too detailed to be checked; simplify it"


def test_a_coast_with_many_islands_is_not_too_much() -> None:
    """Ten thousand islands along a coast of fifty thousand positions, as open data have them."""
    angle = np.linspace(0, 2 * np.pi, 50_000, endpoint=False)
    radius = 40 + np.sin(angle * 300)
    coast = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    islands = [
        [[45 + x / 10, y / 10], [45.05 + x / 10, y / 10], [45 + x / 10, y / 10 + 0.05], [45 + x / 10, y / 10]]
        for x in range(100)
        for y in range(100)
    ]
    frame, warnings = read(shape("MultiPolygon", [[[*coast.tolist(), coast[0].tolist()]], *([one] for one in islands)]))
    assert warnings == []
    assert len(frame.geometry.iloc[0].geoms) == 10_001
