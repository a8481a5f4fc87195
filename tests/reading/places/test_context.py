"""Context: what is accepted without a name, what is repaired, and what is warned of or refused, in which words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, Polygon, shape

from storymap.errors import Problem, StorymapError
from storymap.model import ContextFeature
from storymap.reading.places.context import (
    KINDS,
    MOST_CONTEXT_NAMES,
    MOST_CONTEXT_POSITIONS,
    check_context,
    read_context,
)
from tests.hostile import HOSTILE

LINE = {"type": "LineString", "coordinates": [[-106.5, 31.8], [-106.4, 31.7]]}


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def feature(geometry: Any = LINE, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(*features: Any, name: str = "context.geojson") -> str:
    Path(name).write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return name


def read(*features: Any) -> tuple[tuple[ContextFeature, ...], list[str]]:
    warnings: list[Problem] = []
    found = read_context(write(*features), problems=warnings)
    assert all(problem.severity == "warning" for problem in warnings)
    return found, [str(problem) for problem in warnings]


def refusals(*features: Any) -> list[str]:
    with pytest.raises(StorymapError) as caught:
        read(*features)
    return [str(problem) for problem in caught.value.problems if problem.severity == "error"]


def test_a_feature_needs_neither_name_nor_kind_nor_properties() -> None:
    found, warnings = read(feature(name="Río Bravo", kind="river"), {**feature(), "properties": None})
    assert [(one.name, one.kind) for one in found] == [("Río Bravo", "river"), ("", "")]
    assert found[0].geometry == LineString(LINE["coordinates"])
    assert found[0].where == 'context.geojson, feature 1 ("Río Bravo"), line 1'
    assert warnings == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_the_vocabulary_is_taken_in_any_case(kind: str) -> None:
    found, warnings = read(feature(KIND=f" {kind.upper()} ", NAME="A"))
    assert [(one.name, one.kind) for one in found] == [("A", kind)]
    assert warnings == []


def test_an_unknown_kind_is_grey_and_one_warning_for_all_of_its_features() -> None:
    found, warnings = read(feature(kind="freeway"), feature(kind="freeway"), feature(kind=7), feature(kind={}))
    assert [one.kind for one in found] == ["", "", "", ""]
    vocabulary = "use one of river, water, road, rail, border, barrier, built, green, area, town"
    assert warnings == [
        f'context.geojson, feature 1, line 1: the kind "freeway" is not known (and in 1 more); it is drawn in plain grey; {vocabulary}',
        f"context.geojson, feature 3, line 1: the kind 7 is not known; it is drawn in plain grey; {vocabulary}",
        f"context.geojson, feature 4, line 1: the kind an object is not known; it is drawn in plain grey; {vocabulary}",
    ]


def test_heights_are_dropped_and_a_ring_that_crosses_itself_is_repaired() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0, 9], [2, 2, 9], [2, 0, 9], [0, 2, 9], [0, 0, 9]]]}
    (found,), warnings = read(feature(bow))
    assert found.geometry.is_valid
    assert not found.geometry.has_z
    assert found.geometry.area == pytest.approx(2)
    assert warnings == [
        "context.geojson, feature 1, line 1: it crosses itself near 1, 1; it was mended; check its shape"
    ]


def test_what_crosses_longitude_180_is_cut_there() -> None:
    (found,), _ = read(feature({"type": "LineString", "coordinates": [[178, -17], [182, -17]]}))
    assert sorted(part.bounds[::2] for part in found.geometry.geoms) == [(-180.0, -178.0), (178.0, 180.0)]


def test_a_feature_without_geometry_is_left_out_with_a_warning() -> None:
    found, warnings = read(feature(None, name="Lost"), feature({"type": "Point", "coordinates": [1, 2]}))
    assert [one.geometry for one in found] == [Point(1, 2)]
    assert warnings == [
        'context.geojson, feature 1 ("Lost"), line 1: has no geometry; it is left out; add one, or remove the feature'
    ]


def test_all_errors_of_all_files_are_said_at_once() -> None:
    write(feature({"type": "Point", "coordinates": [31, 151.2]}), feature(name=3), name="a.geojson")
    write("nonsense", name="b.geojson")
    with pytest.raises(StorymapError) as caught:
        read_context(["a.geojson", "b.geojson", "c.geojson", "d.xls"])
    assert [str(problem) for problem in caught.value.problems] == [
        "a.geojson, feature 1, line 1: latitude 151.2 is outside -90..90; are longitude and latitude swapped?",
        "a.geojson, feature 2, line 1: name must be text, is a number; correct name",
        "b.geojson, feature 1, line 1: a feature must be an object, is text; correct or remove it",
        "c.geojson: there is no such file; check the path",
        'd.xls: files named ".xls" are not read; save it as Excel workbook (.xlsx) or CSV',
    ]


def test_a_name_of_millions_of_characters_is_refused_in_one_short_line() -> None:
    (said,) = refusals(feature(name="A" * 5_000_000))
    assert "name has more than 200 characters" in said
    assert len(said) < 400


def test_a_name_on_several_lines_is_refused() -> None:
    (said,) = refusals(feature(name=HOSTILE["line separators"]))
    assert said == 'context.geojson, feature 1 ("a b c"), line 1: name must be on one line; correct name'


ONE_LINE = {key: text for key, text in HOSTILE.items() if key != "line separators"}


@pytest.mark.parametrize("text", ONE_LINE.values(), ids=ONE_LINE.keys())
def test_hostile_names_and_kinds_stay_text_and_drive_no_terminal(text: str) -> None:
    found, warnings = read(feature(name=text[:200], kind=text))
    assert found[0].kind == ""
    assert found[0].name
    assert not any(character in "".join(warnings) for character in "\x1b\x00\u202e\u2028\n")


def test_too_many_positions_in_all_files_together_are_refused() -> None:
    half = [[index / 1000, 0] for index in range(MOST_CONTEXT_POSITIONS // 2 + 1)]
    names = [
        write(feature({"type": "LineString", "coordinates": half}), name=name) for name in ("a.geojson", "b.geojson")
    ]
    with pytest.raises(StorymapError) as caught:
        read_context(names)
    assert str(caught.value) == (
        "context: it has 50,002 positions in all; 50,000 are the most that a page can draw; "
        "simplify it, or cut it to where the story is"
    )
    assert len(read_context(names[0])) == 1


def test_names_beyond_what_a_map_can_hold_are_left_off_with_a_warning() -> None:
    found, warnings = read(*(feature(name=f"Street {number}") for number in range(MOST_CONTEXT_NAMES + 2)))
    assert [one.name for one in found[-3:]] == [f"Street {MOST_CONTEXT_NAMES - 1}", "", ""]
    assert warnings == [
        "context: 302 features have a name; only the first 300 names are on the map; name those that matter"
    ]


def test_other_formats_and_coordinate_systems_come_out_in_degrees() -> None:
    frame = gpd.GeoDataFrame(
        {"Name": ["Fence"], "Kind": ["barrier"]},
        geometry=[LineString([(500000, 3500000), (500100, 3500000)])],
        crs="EPSG:32613",
    )
    frame.to_file("fence.gpkg", layer="lines")
    (found,) = read_context("fence.gpkg")
    assert (found.name, found.kind) == ("Fence", "barrier")
    assert found.geometry.bounds == pytest.approx((-105, 31.63, -104.9989, 31.63), abs=0.01)
    (checked,) = check_context(frame)
    assert checked.geometry == found.geometry


def test_a_table_with_latitudes_gives_points() -> None:
    Path("towns.csv").write_text("name,kind,latitude,longitude\nAnapra,town,31.78,-106.55\n")
    (found,) = read_context("towns.csv")
    assert (found.name, found.kind, found.geometry) == ("Anapra", "town", Point(-106.55, 31.78))


def test_an_area_with_a_hole_and_a_collection_stay_what_they_are() -> None:
    ring = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
    hole = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]
    area = {"type": "Polygon", "coordinates": [ring, hole]}
    mixed = {"type": "GeometryCollection", "geometries": [area, LINE]}
    found, _ = read(feature(area), feature(mixed))
    assert found[0].geometry.equals(Polygon(ring, [hole]))
    assert found[1].geometry.equals(shape(mixed))
