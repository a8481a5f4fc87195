"""`storymap suggest` as an editor meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.editing import suggestion_history
from tests.cli.commands import collection, run


def features_by_name(folder: Path) -> dict[str, dict[str, object]]:
    features = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["name"]: feature for feature in features}


def test_what_suggest_writes_is_built_as_it_is(story: Path) -> None:
    assert run("suggest", "story.md").exit_code == 0
    found = features_by_name(story)
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


def test_what_an_editor_saves_while_suggest_works_stays(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, file = suggestion_history.add_suggestions, story / "places.geojson"

    def interrupted(*given: Any) -> Any:
        result = real(*given)
        if not file.exists():
            file.write_text(collection(("El Paso", -106.5, 31.75), ("Our office", -106.4, 31.7)), encoding="utf-8")
        return result

    monkeypatch.setattr(suggestion_history, "add_suggestions", interrupted)
    result = run("suggest", "story.md")
    assert list(features_by_name(story)) == [
        *("El Paso", "Our office", "Ciudad Juárez", "Mexico", "Santa Fe bridge", "Texas", "Sinaloa"),
    ]
    assert "places.geojson: 5 new places" in result.output


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


def test_a_review_accepts_renames_and_refuses(story: Path) -> None:
    result = run("suggest", "story.md", "--review", input="y\nn\nr\nSanta Fe Street Bridge\ny\nq\n")
    assert result.exit_code == 0, result.output
    assert list(features_by_name(story)) == ["Ciudad Juárez", "Santa Fe Street Bridge"]
    run("suggest", "story.md")
    assert "Mexico" not in features_by_name(story)
