"""Whole numbers of hundreds of digits: Python reads no more than 4,300 of them, and makes no float of more than 308."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import run

HUNDREDS, THOUSANDS = "9" * 400, "9" * 5_000
LINE = '{{"type":"Feature","id":{},"properties":{{"name":"{}","population":{}}},"geometry":{{"type":"Point","coordinates":[{},48]}}}}\n'
GRAPH = '{{"@graph":[{{"title":"Zefirbach","reprPoint":[{},48.5]}},{{"title":"Zefirow","reprPoint":[2,48]}}]}}'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_place_at_a_longitude_of_hundreds_of_digits_is_left_out_of_a_gazetteer(folder: Path) -> None:
    lines = LINE.format(1, "Zefirbach", 1, HUNDREDS) + LINE.format(2, "Zefirow", HUNDREDS, 2)
    (folder / "a.geojsonl").write_text(lines)
    result = run("gazetteer", "add", "a.geojsonl")
    assert result.exit_code == 0, result.output
    assert "note: 1 left out" in result.stderr
    (folder / "pleiades.json").write_text(GRAPH.format(HUNDREDS))
    result = run("gazetteer", "add", "pleiades.json")
    assert result.exit_code == 0, result.output
    assert "note: 1 left out" in result.stderr


@pytest.mark.parametrize(
    ("name", "text", "command", "said"),
    [
        ("a.geojsonl", LINE.format(THOUSANDS, "Zefirbach", 1, 2), ("gazetteer", "add", "a.geojsonl"), "a.geojsonl, line 1"),
        ("a.json", GRAPH.format(THOUSANDS), ("gazetteer", "add", "a.json"), "a.json, object 1"),
        ("a.jsonl", f'{{"id":{THOUSANDS},"text":"Rome"}}', ("suggest", "--jsonl", "a.jsonl"), "line 1"),
    ],
)  # fmt: skip
def test_a_number_of_thousands_of_digits_is_named(
    folder: Path, name: str, text: str, command: tuple[str, ...], said: str
) -> None:
    (folder / "story.md").write_text("# A day\n\nIn Rome.\n")
    (folder / name).write_text(text)
    result = run(*command)
    assert result.exit_code == 1
    assert f"error: {said}: a number here has thousands of digits; shorten it" in result.stderr


def test_a_history_with_an_infinite_number_is_kept_as_it_is_written(folder: Path) -> None:
    text = '{"type":"FeatureCollection","storymap":{"suggested":[],"n":1e400},"features":[]}'
    (folder / "story.md").write_text("# A day\n\nThe mayor of Rome, Italy, met the mayor of Paris, France.\n")
    (folder / "a.geojson").write_text(text)
    result = run("suggest", "story.md", "-o", "a.geojson")
    assert result.exit_code == 0, result.output
    written = (folder / "a.geojson").read_text()
    assert '"n":1e400' in written
    assert "Infinity" not in written


@pytest.mark.parametrize("number", [HUNDREDS, f"-{HUNDREDS}"])
def test_a_page_is_built_of_places_with_such_numbers(folder: Path, number: str) -> None:
    properties = f'"name":"Rome","weight":{number},"population":{number}'
    (folder / "story.md").write_text("# A day\n\nIn Rome.\n")
    point = json.dumps({"type": "Point", "coordinates": [12.5, 41.9]})
    feature = f'{{"type":"Feature","id":{number},"properties":{{{properties}}},"geometry":{point}}}'
    (folder / "places.geojson").write_text(f'{{"type":"FeatureCollection","features":[{feature}]}}')
    result = run("build", "story.md", "-o", "page.html")
    assert result.exit_code == 0, result.output
    assert "Rome" in (folder / "page.html").read_text()


def test_a_zoom_of_hundreds_of_digits_is_too_large_and_not_no_number(folder: Path) -> None:
    (folder / "story.md").write_text("# A day\n\nIn Rome.\n")
    point = json.dumps({"type": "Point", "coordinates": [12.5, 41.9]})
    feature = f'{{"type":"Feature","properties":{{"name":"Rome","zoom":{HUNDREDS}}},"geometry":{point}}}'
    (folder / "places.geojson").write_text(f'{{"type":"FeatureCollection","features":[{feature}]}}')
    said = 'error: places.geojson, feature 1 ("Rome"), line 1: zoom must be a number, is far too large; correct zoom'
    assert said in run("build", "story.md").stderr


def test_an_id_that_is_infinite_is_named(folder: Path) -> None:
    (folder / "story.md").write_text("# A day\n\nIn Rome.\n")
    point = json.dumps({"type": "Point", "coordinates": [12.5, 41.9]})
    feature = f'{{"type":"Feature","id":1e400,"properties":{{"name":"Rome","population":1e400}},"geometry":{point}}}'
    (folder / "places.geojson").write_text(f'{{"type":"FeatureCollection","features":[{feature}]}}')
    said = 'feature 1 ("Rome"), line 1: id must be text or a number, is not a finite one; correct it or leave it out'
    assert said in run("build", "story.md").stderr


def test_a_character_of_thousands_of_digits_in_html_is_none(folder: Path) -> None:
    (folder / "story.html").write_text(f"<h1>A day</h1><p>In Rome &#{THOUSANDS}; today.</p>")
    point = json.dumps({"type": "Point", "coordinates": [12.5, 41.9]})
    feature = f'{{"type":"Feature","properties":{{"name":"Rome"}},"geometry":{point}}}'
    (folder / "places.geojson").write_text(f'{{"type":"FeatureCollection","features":[{feature}]}}')
    result = run("build", "story.html", "-o", "page.html")
    assert result.exit_code == 0, result.output
    assert "today." in (folder / "page.html").read_text()
