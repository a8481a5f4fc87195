"""`suggest`, `add` and `find` as an editor meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from storymap.cli.main import main

STORY = (
    "# Trucks\n\nCIUDAD JUAREZ, Mexico - Police closed the Santa Fe bridge, the way from Ciudad Juarez to El Paso, Texas."
    " The Sinaloa cartel was not involved, said Jordan Smith of the Boston Globe.\n\nHe lives in Sinaloa. Juarez was calm.\n"
)


def run(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(main, list(arguments), **options)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    return tmp_path


def places(folder: Path) -> dict[str, dict[str, object]]:
    features = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["name"]: feature for feature in features}


def test_what_suggest_writes_is_built_as_it_is(story: Path) -> None:
    assert run("suggest", "story.md").exit_code == 0
    found = places(story)
    assert list(found) == ["Ciudad Juárez", "Mexico", "Santa Fe bridge", "El Paso", "Texas", "Sinaloa"]
    assert found["Mexico"]["geometry"]["type"] == "MultiPolygon"  # type: ignore[index]
    assert found["Santa Fe bridge"]["geometry"] is None
    assert found["Sinaloa"]["properties"]["ignore"] == ["Sinaloa cartel"]  # type: ignore[index]
    assert run("build", "story.md").exit_code == 0


def test_a_rerun_changes_nothing_and_brings_back_nothing(story: Path) -> None:
    run("suggest", "story.md")
    file = story / "places.geojson"
    text = file.read_text(encoding="utf-8").replace('"name": "El Paso"', '"name": "The Pass"')
    file.write_text(text, encoding="utf-8")
    assert run("suggest", "story.md").exit_code == 0
    assert file.read_text(encoding="utf-8") == text


def test_many_texts_are_read_line_for_line(story: Path) -> None:
    (story / "texts.jsonl").write_text(
        '{"id": 7, "text": "😀 In Laredo, Texas."}\n{"id": 8, "text": ""}\n', encoding="utf-8"
    )
    first, second = (json.loads(line) for line in run("suggest", "--jsonl", "texts.jsonl").stdout.splitlines())
    assert [(m["start"], m["end"], m["geonameid"]) for m in first["mentions"]] == [(5, 11, 4705349), (13, 18, 4736286)]
    assert (second["id"], second["mentions"]) == (8, [])


def test_a_line_that_is_no_text_is_refused(story: Path) -> None:
    (story / "texts.jsonl").write_text("nonsense\n")
    result = run("suggest", "--jsonl", "texts.jsonl")
    assert (result.exit_code, result.stderr.count("error: line 1: ")) == (1, 1)


def test_add_never_guesses(story: Path) -> None:
    result = run("add", "Santa Fe")
    assert result.exit_code == 1
    assert "places have this name" in result.stderr
    assert not (story / "places.geojson").exists()


def test_add_by_name_and_by_point_and_no_name_twice(story: Path) -> None:
    assert run("add", "Laredo, Texas").exit_code == 0
    assert run("add", "The bridge", "--at", "31.7,-106.4", "--layer", "Crossings", "--alias", "Bridge").exit_code == 0
    found = places(story)
    assert found["The bridge"]["geometry"] == {"type": "Point", "coordinates": [-106.4, 31.7]}
    assert found["Laredo"]["properties"]["geonameid"] == 4705349  # type: ignore[index]
    assert '"bridge" is already there' in run("add", "bridge", "--at", "1,1").stderr


def test_a_gazetteer_of_ones_own_is_used(story: Path) -> None:
    (story / "own.csv").write_text("name,latitude,longitude\nZefirbuno,10.5,20.5\n")
    assert "(10.5, 20.5)" in run("find", "Zefirbuno", "--gazetteer", "own.csv").stdout
    assert run("find", "Zefirbuno").exit_code == 1
    linked = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"title": "Tenochtitlan"},
                "names": [{"toponym": "México-Tenochtitlan"}],
                "geometry": {"type": "Point", "coordinates": [-99.1, 19.4]},
            }
        ],
    }
    (story / "lpf.json").write_text(json.dumps(linked), encoding="utf-8")
    assert "(19.4, -99.1)" in run("find", "Mexico Tenochtitlan", "--gazetteer", "lpf.json").stdout


def test_a_review_accepts_renames_and_refuses(story: Path) -> None:
    result = run("suggest", "story.md", "--review", input="y\nn\nr\nSanta Fe Street Bridge\ny\nq\n")
    assert result.exit_code == 0, result.output
    assert list(places(story)) == ["Ciudad Juárez", "Santa Fe Street Bridge"]
    run("suggest", "story.md")
    assert "Mexico" not in places(story)
