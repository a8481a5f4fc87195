"""The record of a place: its JSON Schema, frames made in Python, and properties that are not storymap's."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Point

from storymap.errors import PlacesError, Problem
from storymap.model import Image, Place
from storymap.reading.places.geojson_schema import places_schema
from storymap.reading.places.place_columns import places_frame
from storymap.reading.places.reader import check_places, read_places
from storymap.reading.problem_log import MOST_LISTED, ProblemLog


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(**properties: Any) -> tuple[dict[str, Any], list[str]]:
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    Path("p.geojson").write_text(json.dumps(feature))
    warnings: list[Problem] = []
    frame = read_places("p.geojson", problems=warnings)
    return frame.iloc[0].to_dict(), [str(problem) for problem in warnings]


def said_of(**properties: Any) -> list[str]:
    with pytest.raises(PlacesError) as caught:
        read(**properties)
    return [problem.what for problem in caught.value.problems]


def members(schema: Any, name: str) -> Iterator[Any]:
    """Yield every value that stands under `name` anywhere in a schema."""
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == name)
        for value in schema.values():
            yield from members(value, name)
    elif isinstance(schema, list):
        for value in schema:
            yield from members(value, name)


def test_the_schema_stands_alone_and_describes_every_member() -> None:
    schema = places_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(reference.startswith("#/$defs/") for reference in members(schema, "$ref"))
    assert list(members(schema, "discriminator")) == []
    record = schema["$defs"]["PlaceRecord"]
    assert list(record["properties"]) == ["name", "aliases", "layer", "note", "ignore", "url", "image", "zoom"]
    assert record["required"] == ["name"]
    assert all(member["title"] and member["description"] for member in record["properties"].values())


def test_the_reader_keeps_to_the_bounds_that_the_schema_publishes() -> None:
    record = places_schema()["$defs"]["PlaceRecord"]["properties"]
    longest = record["name"]["maxLength"]
    assert read(name="x" * longest)[0]["name"] == "x" * longest
    assert said_of(name="x" * (longest + 1)) == [f'name has more than {longest} characters: "{"x" * 39}…"']
    highest = record["zoom"]["anyOf"][0]["maximum"]
    assert read(name="A", zoom=highest)[0]["zoom"] == highest
    assert said_of(name="A", zoom=highest + 0.5) == ["zoom must be 22 or less, is 22.5"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"name": "  Ciudad Jua\u0301rez\n"}, {"name": "Ciudad Juárez"}),
        ({"aliases": "Juarez; CJ|El Chuco"}, {"aliases": ("Juarez", "CJ", "El Chuco")}),
        ({"aliases": ["Juarez", "Juarez", "A"]}, {"aliases": ("Juarez",)}),
        ({"layer": " "}, {"layer": "Places"}),
        ({"layer": None, "note": None, "zoom": None, "image": None}, {"layer": "Places", "note": "", "zoom": None}),
        ({"note": "one\r\ntwo"}, {"note": "one\ntwo"}),
        ({"url": " HTTPS://example.org/a "}, {"url": "HTTPS://example.org/a"}),
        ({"url": "mailto:desk@example.org"}, {"url": "mailto:desk@example.org"}),
        ({"population": None, "tags": {"a": [1, True, "x"]}}, {"properties": {"population": None, "tags": {"a": [1, True, "x"]}}}),
    ],
)  # fmt: skip
def test_what_authors_write_is_tidied(written: dict[str, Any], expected: dict[str, Any]) -> None:
    found, warnings = read(**{"name": "A", **written})
    assert {key: found[key] for key in expected} == expected
    assert warnings == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"name": "a\nb"}, "name must be on one line"),
        ({"aliases": ["B", 1]}, "aliases, item 2, must be text, is a number"),
        ({"aliases": ["x"] * 501}, "aliases has more than 500 items"),
        ({"url": "java\tscript:alert(1)"}, 'url holds white space or control characters: "java script:alert(1)"'),
        ({"url": "https://"}, 'url is not a web address: "https://"'),
        ({"url": "//example.org"}, 'url must begin with https://, http:// or mailto:, is "//example.org"'),
        ({"url": "data:text/html,x"}, 'url must begin with https://, http:// or mailto:, is "data:text/html,x"'),
        ({"url": "http://[::1"}, 'url is not a web address: "http://[::1"'),
        ({"image": {"alt": "x"}}, "image.src is missing"),
        ({"zoom": "12"}, "zoom must be a number, is text"),
        ({"zoom": True}, "zoom must be a number, is true or false"),
    ],
)  # fmt: skip
def test_a_wrong_property_is_said_in_plain_words(written: dict[str, Any], expected: str) -> None:
    assert said_of(**{"name": "A", **written}) == [expected]


def test_a_likely_misspelling_is_named_once_for_a_file() -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "A", "alias": "B"},
        "geometry": {"type": "Point", "coordinates": [1, 2]},
    }
    Path("p.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature] * 3}))
    warnings: list[Problem] = []
    read_places("p.geojson", problems=warnings)
    assert [str(problem) for problem in warnings] == [
        'p.geojson, feature 1 ("A"), line 1: "alias" means nothing to storymap (and in 2 more); '
        'rename it to "aliases" if that is what it is'
    ]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (float("inf"), "is not a finite number"),
        ({"a": [float("nan")]}, "is not a finite number"),
        ("\ud800", "holds half of a character (a lone surrogate)"),
        (json.loads("[" * 30 + "]" * 30), "is nested too deeply"),
        ([0] * 10_001, "has more than 10,000 values"),
        ("x" * 100_001, "has more than 100,000 characters"),
    ],
)
def test_a_property_that_no_page_could_carry_is_left_out_and_said(value: Any, why: str) -> None:
    found, warnings = read(name="A", odd=value, kept=1)
    assert found["properties"] == {"kept": 1}
    assert warnings == [f'p.geojson, feature 1 ("A"), line 1: "odd" {why}; it is left out']


def test_problems_without_end_are_counted() -> None:
    problem_log = ProblemLog("p.geojson")
    for index in range(MOST_LISTED + 7):
        problem_log.warning(f"feature {index}", "odd")
    problem_log.error("feature 9", "wrong")
    listed = problem_log.problems()
    assert len(listed) == MOST_LISTED + 2
    assert "p.geojson: 7 more warnings are not listed" in [str(problem) for problem in listed]
    assert problem_log.failed


def test_a_frame_from_a_notebook_is_checked_like_a_file() -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["Bonn", "Köln"], "aliases": [[], ["Cologne"]], "zoom": [float("nan"), 9], "founded": [1, 50]},
        geometry=[Point(791_000, 6_576_000), Point(774_000, 6_610_000)],
        crs=3857,
    )
    warnings: list[Problem] = []
    found = check_places(frame, problems=warnings)
    assert list(found.index) == ["bonn", "koln"]
    assert found.crs == "EPSG:4326"
    assert list(found["aliases"]) == [(), ("Cologne",)]
    assert list(found["zoom"]) == [None, 9.0]
    assert list(found["properties"]) == [{"founded": 1}, {"founded": 50}]
    # Web Mercator, by its formula on a sphere of 6,378,137 m.
    latitude = math.degrees(2 * math.atan(math.exp(6_576_000 / 6_378_137)) - math.pi / 2)
    assert found.geometry.iloc[0].coords[0] == pytest.approx((math.degrees(791_000 / 6_378_137), latitude))
    assert [problem.what for problem in warnings] == [
        "coordinates were transformed from WGS 84 / Pseudo-Mercator (EPSG:3857) to WGS 84"
    ]


def test_a_wrong_frame_is_refused_by_its_row() -> None:
    frame = gpd.GeoDataFrame({"name": ["Bonn", ""]}, geometry=[Point(7, 50), Point(7, 500)])
    with pytest.raises(PlacesError) as caught:
        check_places(frame)
    assert str(caught.value).splitlines()[-1] == 'places, row 2: has no name; add "name" to its properties'
    with pytest.raises(PlacesError, match="places: this is not a GeoDataFrame with a geometry"):
        check_places(frame.drop(columns="geometry"))


def test_a_checked_frame_passes_the_check_unchanged() -> None:
    place = Place(
        place_id="the-bridge",
        name="Santa Fe bridge",
        geometry=Point(-106.48, 31.74),
        aliases=("Paso del Norte bridge",),
        layer="Crossings",
        note="A bridge.",
        ignore=("Santa Fe bridge tournament",),
        url="https://example.org/",
        image=Image(src="bridge.png", alt="The bridge", credit="AP"),
        zoom=14.0,
        properties={"lanes": 4},
        where="p.geojson, feature 1",
    )
    before = places_frame([place])
    warnings: list[Problem] = []
    after = check_places(before, problems=warnings)
    columns = [column for column in before.columns if column != "where"]
    assert list(after.index) == ["the-bridge"]
    assert [after.iloc[0][column] for column in columns] == [before.iloc[0][column] for column in columns]
