"""Linked Places Format becomes a story.

Real files that were tried, each of which imports and builds: LinkedPasts/linked-places-format,
linkedplaces-sample-v1.2.2.geojson and data/indias_sample200_20181011.jsonl (HGIS de las Indias);
DesenrollandoElCordel/peripleo-pliegos, docs/data/mark16-lp.json, docs/data/pliegosLFP.json, docs/data/data_moreno.json,
docs_old/data/Hollar-1660.lp.json, MonasteryQuest.lp.json, early-monasteries.lp.json, Mapping-Museums.lp.json and
coins/ptolemaic-coins.lp.json; enury/peripleo-grammateus, docs/data/byzantine.lp.json and docs/data/grammateus.lp.json.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from tests.exchange.imports import SAMPLES, broken_json, builds_or_is_refused, imported
from tests.exchange.readings import places_of, read_file, said

SAMPLE = json.loads((SAMPLES / "linked-places.geojson").read_text(encoding="utf-8"))["features"][0]


def linked(path: Path, *features: dict[str, Any], **members: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **members}), encoding="utf-8")
    return path


def test_a_gazetteer_becomes_a_story_that_keeps_its_data(tmp_path: Path) -> None:
    output, files = imported(tmp_path, "linked-places.geojson")
    assert output.splitlines()[:2] == [
        "kept: places",
        "kept: data of places that is not shown (12: ccodes, fclasses, when, …)",
    ]
    assert files["story.md"].decode() == "---\ntitle: linked-places\n---\n\n- [Basel](place:basel)\n"
    (place,) = places_of(files)
    properties = place["properties"]
    assert place["geometry"] == {"type": "Point", "coordinates": [7.5886, 47.5596]}
    assert {key: properties.pop(key) for key in ("name", "aliases", "note")} == {
        "name": "Basel",
        "aliases": ["Basilia"],
        "note": "On the bend.",
    }
    kept = ("when", "names", "types", "links", "relations", "descriptions", "depictions", "@id")
    assert properties == {key: SAMPLE[key] for key in kept} | {
        "ccodes": ["CH"],
        "fclasses": ["P"],
        "geonameid": 2661604,
        "lpf_geometry": SAMPLE["geometry"],
    }


def test_what_a_file_says_of_itself_is_title_and_lead(tmp_path: Path) -> None:
    about = {"@context": "https://schema.org/", "name": "Old places", "description": "Of <i>many</i> books."}
    feature = {"@id": "x", "type": "Feature", "properties": {"title": "Troy"}, "names": [{"toponym": "Troia"}]}
    _, files = read_file(linked(tmp_path / "x.json", feature, indexing=about))
    assert files["story.md"].decode() == "---\ntitle: Old places\n---\n\nOf *many* books.\n\n- [Troy](place:troy)\n"
    assert places_of(files) == [
        {
            "type": "Feature",
            "id": "troy",
            "properties": {"name": "Troy", "aliases": ["Troia"], "@id": "x"},
            "geometry": None,
        }
    ]


def test_a_feature_a_line_and_shapes_as_text(tmp_path: Path) -> None:
    lines = [
        {
            "@id": f"x:{name}",
            "type": "Feature",
            "properties": {"title": name},
            "names": [{"toponym": name}],
            "geometry": shape,
        }
        for name, shape in {"A": {"geowkt": "POINT(1 2)"}, "B": {"geowkt": "POINT(1"}, "C": None}.items()
    ]
    (tmp_path / "places.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    _, files = read_file(tmp_path / "places.jsonl")
    assert [one["geometry"] for one in places_of(files)] == [{"type": "Point", "coordinates": [1, 2]}, None, None]


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ({"type": "closeMatch", "identifier": "https://www.geonames.org/2661604/basel.html"}, 2661604),
        ({"type": "closeMatch", "identifier": "gn:12"}, 12),
        ({"type": "seeAlso", "identifier": "gn:12"}, None),
        ({"type": "exactMatch", "identifier": "wd:Q78"}, None),
        ("gn:12", None),
    ],
)
def test_a_link_to_geonames_is_the_number_there(link: Any, number: int | None, tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"title": "A"}, "names": [{"toponym": "A"}], "links": [link]}
    _, files = read_file(linked(tmp_path / "x.json", feature))
    assert places_of(files)[0]["properties"].get("geonameid") == number


def test_broken_json_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(
        '{"type": "FeatureCollection",\n"features": [{"names": [{"toponym": "A"}]', "utf-8"
    )
    with pytest.raises(StorymapError, match="line 2"):
        read_file(tmp_path / "x.json")


@given(broken_json("linked-places.geojson"))
@settings(max_examples=40)
def test_a_hostile_file_builds_or_is_refused(content: bytes) -> None:
    assert builds_or_is_refused({"m.json": content}, "linked-places") is not False


def test_a_place_at_several_positions_is_told(tmp_path: Path) -> None:
    parts = [{"type": "Point", "coordinates": [7, 47]}, {"type": "Point", "coordinates": [9, 48]}]
    features = [
        {"type": "Feature", "properties": {"title": name}, "names": [{"toponym": name}], "geometry": geometry}
        for name, geometry in (
            ("A", {"type": "GeometryCollection", "geometries": parts}),
            ("B", {"type": "GeometryCollection", "geometries": [{**parts[0], "certainty": "certain"}, parts[1]]}),
            ("C", {"type": "GeometryCollection", "geometries": parts[:1]}),
            ("D", parts[0]),
        )
    ]
    (tmp_path / "a.json").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    read, _ = read_file(tmp_path / "a.json")
    why = "the map may mark one alone; places.geojson has them all"
    assert f"changed: places at several positions (2: A, B); {why}" in said(read)
