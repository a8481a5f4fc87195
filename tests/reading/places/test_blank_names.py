"""Names of nothing are refused or left out, and none turns the direction of what stands beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap import build_story
from storymap.errors import PlacesError, Problem
from storymap.reading.article.reader import read_article
from storymap.reading.places.context import read_context
from storymap.reading.places.gazetteer_files import read_gazetteer
from storymap.reading.places.reader import read_places

NOTHING = ["\u3164", "\u2800", "\u200b\ufeff", "\u00ad", "\ufe0f", "\u0301", "\u200f", "\u202e"]


def places(tmp_path: Path, **properties: Any) -> Any:
    point = {"type": "Point", "coordinates": [10, 50]}
    feature = {"type": "Feature", "properties": properties, "geometry": point}
    path = tmp_path / "p.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return read_places(path).iloc[0]


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_place_an_alias_and_a_layer_need_something_to_see(nothing: str, tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match="name is blank"):
        places(tmp_path, name=nothing)
    with pytest.raises(PlacesError, match="aliases, item 1, is blank"):
        places(tmp_path, name="Alpha", aliases=[nothing])
    assert places(tmp_path, name="Alpha", layer=nothing)["layer"] == "Places"
    assert places(tmp_path, name="Alpha", aliases=f"Al; {nothing}")["aliases"] == ("Al",)


def test_layers_and_aliases_of_nothing_are_one_warning_a_file(tmp_path: Path) -> None:
    properties = [
        {"name": "Alpha", "layer": " ", "aliases": "A;;Al; "},
        {"name": "Beta", "layer": "\u200b", "aliases": "B;\u200b;Be", "ignore": "\ufeff"},
        *({"name": f"Gamma {number}", "layer": "\u3164"} for number in range(1_200)),
    ]
    point = {"type": "Point", "coordinates": [10, 50]}
    features = [{"type": "Feature", "properties": given, "geometry": point} for given in properties]
    path = tmp_path / "p.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    problems: list[Problem] = []
    found = read_places(path, problems=problems)
    assert found["aliases"].tolist()[:2] == [("A", "Al"), ("B", "Be")]
    beta = 'p.geojson, feature 2 ("Beta"), line 1'
    assert [str(problem) for problem in problems] == [
        f"{beta}: layer holds a name of invisible characters alone (and in 1,200 more); it is left out; "
        'write its name: until then it is "Places"',
        f"{beta}: aliases holds a name of invisible characters alone; it is left out; "
        "take it out, or write what it should say",
        f"{beta}: ignore holds a name of invisible characters alone; it is left out; "
        "take it out, or write what it should say",
    ]


def test_names_of_context_that_say_nothing_are_one_warning(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [10, 50]}
    features = [
        {"type": "Feature", "properties": {"NAME": name}, "geometry": point} for name in ("\u200b", "", "\u3164")
    ]
    (tmp_path / "c.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    problems: list[Problem] = []
    assert [one.name for one in read_context(tmp_path / "c.geojson", problems=problems)] == ["", "", ""]
    (problem,) = problems
    assert str(problem).startswith(
        "c.geojson, feature 1, line 1: name holds a name of invisible characters alone (and in"
    )


def test_names_lose_overrides_and_keep_joiners(tmp_path: Path) -> None:
    place = places(tmp_path, name="\u202eAlpha\u2066", layer="\u202bTowns", aliases=["\u200fעכו", "می‌خواهم\u202c"])
    assert (place["name"], place["layer"], place["aliases"]) == ("Alpha", "Towns", ("\u200fעכו", "می‌خواهم"))


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_title_of_nothing_is_none(nothing: str, tmp_path: Path) -> None:
    (tmp_path / "a-story.md").write_text(f"# {nothing}\n\nIn Laredo.\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_article(tmp_path / "a-story.md", problems=problems).title == "A story"
    assert [problem.what for problem in problems] == ["a heading holds invisible characters alone"]
    (tmp_path / "a-story.md").write_text(f'---\ntitle: "{nothing}"\n---\n\n# \u202eHeading\n\nIn.\n', encoding="utf-8")
    problems.clear()
    assert read_article(tmp_path / "a-story.md", problems=problems).title == "Heading"
    assert [str(problem) for problem in problems] == [
        "a-story.md, line 2: title holds a name of invisible characters alone; it is left out; write what it should say"
    ]


def test_names_of_nothing_in_a_byline_are_left_out_with_one_warning(tmp_path: Path) -> None:
    front = 'byline: ["\u200b", Ann, "", "\u202eBob", "\u3164"]'
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\n\n# T\n\nIn Laredo.\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_article(tmp_path / "a.md", problems=problems).byline == "Ann and Bob"
    assert [str(problem) for problem in problems] == [
        "a.md, line 2: byline holds a name of invisible characters alone; it is left out; write what it should say"
    ]


def test_a_title_that_the_caller_gives_is_held_by_the_same_rules(tmp_path: Path) -> None:
    places(tmp_path, name="Alpha")
    (tmp_path / "a.md").write_text("# Own\n\nIn Alpha.\n")
    story = build_story(tmp_path / "a.md", tmp_path / "p.geojson", title="\u200b")
    assert story.article.title == "Own"
    assert [str(problem) for problem in story.problems] == [
        "title: it holds invisible characters alone; the article's own is taken; write what it should say"
    ]
    story = build_story(tmp_path / "a.md", tmp_path / "p.geojson", title=" \u202eGiven\nhere ")
    assert (story.article.title, story.problems) == ("Given here", ())


def test_a_gazetteer_leaves_out_names_of_nothing(tmp_path: Path) -> None:
    names = [{"toponym": "\u3164"}, {"toponym": "\u202eAlpha"}]
    feature = {"type": "Feature", "properties": {"title": "\u2800"}, "names": names}
    feature["geometry"] = {"type": "Point", "coordinates": [10, 50]}
    (tmp_path / "g.json").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    assert [(row.name, row.aliases) for row in read_gazetteer(tmp_path / "g.json")] == [("Alpha", ())]
