"""The fast path decides nothing but speed: a simple feature comes out as if it had been checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from geopandas.testing import assert_geodataframe_equal
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from storymap.errors import PlacesError, Problem, StorymapError
from storymap.reading.places import context, feature_checks
from storymap.reading.places import reader as reading
from storymap.reading.places.fast_path import fast_columns, fast_place
from storymap.reading.places.formats.feature import Feature
from tests.hostile import HOSTILE

TEXTS = st.one_of(
    st.sampled_from(["El Paso", "Juárez", "Jua\u0301rez", " x", "", "a\nb", "東京", "x" * 300, "{{ 1 }}", "\u200fa"]),
    st.sampled_from(list(HOSTILE.values())),
    st.text(max_size=8),
)
NAMES = ["El Paso", "Juárez", "Paso del Norte", "\u202eevil", " padded"]
URLS = [
    "https://example.org/a",
    "",
    " https://example.org/a",
    "https://exämple.org/",
    "javascript:alert(1)",
    "https://",
]
ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, st.lists(TEXTS, max_size=2))
PROPERTIES = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={
        "layer": st.one_of(TEXTS, st.none()),
        "note": st.one_of(TEXTS, st.integers()),
        "population": ANYTHING,
        "label": ANYTHING,
        "aliases": st.one_of(st.lists(TEXTS, max_size=3), st.lists(st.sampled_from(NAMES), max_size=4), ANYTHING),
        "ignore": st.one_of(st.lists(st.sampled_from(NAMES), max_size=3), ANYTHING),
        "zoom": st.one_of(st.integers(-1, 30), st.floats(), st.just(10**400)),
        "url": st.one_of(st.sampled_from(URLS), ANYTHING),
        "role": st.one_of(st.sampled_from(["scene", "passing", "leading"]), ANYTHING),
        "suggested_role": st.sampled_from(["scene", "passing"]),
        "weight": st.one_of(st.floats(0, 1), ANYTHING),
        "kind": st.one_of(st.just("town"), ANYTHING),
        "id": ANYTHING,
    },
)
NUMBERS = st.one_of(st.integers(-200, 200), st.floats(-200, 200), st.just("7"), st.booleans())
LINE = st.lists(st.lists(NUMBERS, min_size=1, max_size=4), min_size=1, max_size=4)
FAR = [[[0, 0], [0, 1], [1, 1], [0, 0]], [[0, 0], [0, 1], [1, 1]], [[0, 0], [10**400, 1], [1, 1], [0, 0]]]
SQUARE = [[5, 5], [6, 5], [6, 6, 100], [5, 6], [5, 5, 3]]
GEOMETRIES = st.one_of(
    st.none(),
    st.builds(
        lambda kind, line: {"type": kind, "coordinates": line}, st.sampled_from(["LineString", "MultiPoint"]), LINE
    ),
    st.builds(
        lambda kind, lines: {"type": kind, "coordinates": lines},
        st.sampled_from(["Polygon", "MultiLineString", "Point", "GeometryCollection", "Circle", ["Polygon"]]),
        st.lists(st.one_of(LINE, st.sampled_from([SQUARE, *FAR])), max_size=2),
    ),
    st.builds(
        lambda areas: {"type": "MultiPolygon", "coordinates": areas},
        st.lists(st.lists(st.sampled_from([SQUARE, *FAR]), max_size=2), max_size=2),
    ),
    st.just({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [0, 0]}]}),
    st.just({"type": "Polygon", "coordinates": [SQUARE], "bbox": [5, 5, 6, 6]}),
    st.lists(NUMBERS, min_size=1, max_size=3).map(lambda pair: {"type": "Point", "coordinates": pair}),
    st.just({"type": "Point", "coordinates": [-106.5, 31.75]}),
    st.just({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}),
)
FEATURES = st.fixed_dictionaries(
    {"type": st.sampled_from(["Feature", "Feature", "Thing"]), "properties": PROPERTIES, "geometry": GEOMETRIES},
    optional={"id": ANYTHING, "bbox": st.just([0, 0, 1, 1])},
)


def read(features: list[dict[str, Any]], path: Path) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    problems: list[Problem] = []
    try:
        return reading.read_places(path, problems=problems), problems
    except PlacesError as error:
        return None, list(error.problems)


NOWHERE = {"type": "Feature", "properties": {"name": "El Paso"}, "geometry": None}
SOMEWHERE = {**NOWHERE, "geometry": {"type": "Point", "coordinates": [-106.5, 31.75]}}


@example(features=[NOWHERE, NOWHERE, {**SOMEWHERE, "id": False}])
@example(features=[{**SOMEWHERE, "id": float("nan")}])
@example(features=[{**SOMEWHERE, "id": "x" * 1_001}])
@example(features=[{**SOMEWHERE, "id": "\ud800"}])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(features=st.lists(FEATURES, min_size=1, max_size=3))
def test_the_fast_path_gives_what_checking_gives(features: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    quick, fast_problems = read(features, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feature_checks, "fast_place", lambda feature, where: None)
        checked, checked_problems = read(features, path)
    assert fast_problems == checked_problems
    if quick is None or checked is None:
        assert quick is checked
        return
    assert_geodataframe_equal(quick, checked)
    assert quick["properties"].tolist() == checked["properties"].tolist()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"layer": "Towns", "note": "On the river."},
        {"population": 678_815, "rank": 0.5, "capital": False, "seen": None},
        {"name": "東京"},
        {"aliases": ["Paso del Norte"], "ignore": ["El Paso Times"], "url": "https://example.org/", "zoom": 9},
        {"kind": "town", "role": "scene", "suggested_role": "scene", "score": 0.99, "geonameid": 5520993},
    ],
)
def test_what_a_gazetteer_is_full_of_takes_the_fast_path(changed: dict[str, Any]) -> None:
    geometry = {"type": "Point", "coordinates": [-106.5, 31]}
    value = {"type": "Feature", "properties": {"name": "El Paso", **changed}, "geometry": geometry}
    found = fast_place(Feature("feature 1", value), "here")
    assert found is not None
    place, point = found
    assert (place.name, point) == (changed.get("name", "El Paso"), (-106.5, 31))


@pytest.mark.parametrize(
    ("kind", "coordinates", "wkt"),
    [
        ("LineString", [[-106.5, 31.7], [-106, 32, 12]], "LINESTRING (-106.5 31.7, -106 32)"),
        ("Polygon", [SQUARE], "POLYGON ((5 5, 6 5, 6 6, 5 6, 5 5))"),
        ("MultiPolygon", [[SQUARE]], "MULTIPOLYGON (((5 5, 6 5, 6 6, 5 6, 5 5)))"),
    ],
)
def test_lines_and_areas_that_are_well_made_take_the_fast_path(kind: str, coordinates: list[Any], wkt: str) -> None:
    found = fast_place(Feature("1", {**NOWHERE, "geometry": {"type": kind, "coordinates": coordinates}}), "here")
    assert found is not None
    assert isinstance(found[1], BaseGeometry)
    assert found[1].wkt == wkt


CONTEXT = st.fixed_dictionaries(
    {"type": st.sampled_from(["Feature", "Feature", "Thing"]), "geometry": GEOMETRIES},
    optional={
        "properties": st.fixed_dictionaries(
            {}, optional={"name": ANYTHING, "NAME": TEXTS, "kind": st.one_of(st.just("river"), ANYTHING)}
        )
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(features=st.lists(CONTEXT, min_size=1, max_size=3))
def test_context_that_is_plain_is_what_checking_gives(features: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "context.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    results = []
    for quick in (True, False):
        problems: list[Problem] = []
        with pytest.MonkeyPatch.context() as patch:
            if not quick:
                patch.setattr(context, "plain_record", lambda value, name: None)
            try:
                results.append((context.read_context(path, problems=problems), problems))
            except StorymapError as error:
                results.append(((), list(error.problems)))
    assert results[0] == results[1]


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.one_of(TEXTS, st.sampled_from(["A", "Bonn", "Juárez"])),
            st.one_of(st.sampled_from(["Towns", "Rivers"]), TEXTS),
            st.floats(-181, 181),
            st.floats(-91, 91),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_frame_on_the_fast_path_is_what_its_rows_are(rows: list[tuple[str, str, float, float]]) -> None:
    names, layers, xs, ys = zip(*rows, strict=True)
    frame = gpd.GeoDataFrame({"name": names, "layer": layers}, geometry=gpd.points_from_xy(xs, ys), crs="EPSG:4326")
    results = []
    for quick in (True, False):
        problems: list[Problem] = []
        with pytest.MonkeyPatch.context() as patch:
            if not quick:
                patch.setattr(reading, "fast_columns", lambda frame, file: None)
                patch.setattr(feature_checks, "fast_place", lambda feature, where: None)
            try:
                results.append((reading.check_places(frame, problems=problems), problems))
            except PlacesError as error:
                results.append((None, list(error.problems)))
    (quickly, fast_problems), (checked, checked_problems) = results
    assert fast_problems == checked_problems
    if quickly is None or checked is None:
        assert quickly is checked
    else:
        assert_geodataframe_equal(quickly, checked)


def test_a_frame_of_names_and_points_takes_the_fast_path() -> None:
    frame = gpd.GeoDataFrame({"name": ["Bonn"]}, geometry=gpd.points_from_xy([7.1], [50.7]), crs="EPSG:4326")
    assert fast_columns(frame, "places") is not None
    assert fast_columns(frame.assign(zoom=4), "places") is None
