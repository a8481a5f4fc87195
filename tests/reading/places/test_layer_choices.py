"""What a places file says of its layers reaches the story; what is wrong there is told, and no place is lost for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.model import LAYER_COLOURS, LayerChoice
from storymap.reading.places.layer_choices import layer_choices
from storymap.reading.places.reader import check_places, read_places
from storymap.reading.problem_log import ProblemLog
from storymap.rendering.contract import names
from storymap.story import build_story


def collection(member: Any, *layers: str) -> dict[str, Any]:
    features = [
        {"type": "Feature", "properties": {"name": f"P{row}", "layer": layer}, "geometry": None}
        for row, layer in enumerate(layers or ("A",))
    ]
    return {"type": "FeatureCollection", "features": features, "storymap": member}


def said(member: Any) -> tuple[tuple[LayerChoice, ...], list[str]]:
    log = ProblemLog("places.geojson")
    return layer_choices(member, log), [f"{problem.severity}: {problem}" for problem in log.problems()]


def test_order_and_colours_are_read() -> None:
    layers = [{"name": " B\n", "colour": 2, "mine": 1}, {"name": "A"}, {"name": ""}, {"name": "B", "colour": 9.0}]
    found, problems = said({"layers": layers[:3], "suggested": []})
    assert found == (LayerChoice("B", 2), LayerChoice("A"), LayerChoice("Places"))
    assert problems == []
    assert said({"layers": layers})[0] == found


WHERE = 'places.geojson, "storymap", "layers"'


@pytest.mark.parametrize(
    ("layers", "found", "problem"),
    [
        ("A", (), f'warning: {WHERE}: must be a list, is "A"; write [{{"name": "Cities", "colour": 2}}]'),
        ([7], (), f'warning: {WHERE}, item 1: names no layer; it is left out; write {{"name": "Cities"}}'),
        ([{"name": 7}], (), f'warning: {WHERE}, item 1: names no layer; it is left out; write {{"name": "Cities"}}'),
        (
            [{"name": "x" * 1_000}],
            (),
            f'warning: {WHERE}, item 1: names no layer; it is left out; write {{"name": "Cities"}}',
        ),
        *(
            (
                [{"name": "A", "colour": colour}],
                (LayerChoice("A"),),
                f"warning: {WHERE}, item 1: colour must be 1 to 8, is {shown}; the layer gets another one; "
                "correct it, or leave it out",
            )
            for colour, shown in [
                (9, "9"),
                (0, "0"),
                (1.5, "1.5"),
                ("2", '"2"'),
                (True, "true or false"),
                ([], "a list"),
            ]
        ),
    ],
)
def test_what_is_wrong_is_told_and_left_out(layers: Any, found: tuple[LayerChoice, ...], problem: str) -> None:
    assert said({"layers": layers}) == (found, [problem])


@pytest.mark.parametrize("member", [None, 7, [], {}, {"layers": None}, {"suggested": ["A"]}])
def test_a_member_that_says_nothing_of_layers_says_nothing(member: Any) -> None:
    assert said(member) == ((), [])


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda s: st.lists(s) | st.dictionaries(st.sampled_from(["layers", "name", "colour"]), s),
    )
)
def test_whatever_it_holds_it_never_fails(member: Any) -> None:
    found, _ = said(member)
    assert all(choice.colour is None or 1 <= choice.colour <= LAYER_COLOURS for choice in found)


def test_of_several_files_the_first_to_name_a_layer_decides(tmp_path: Path) -> None:
    members = (
        {"layers": [{"name": "A", "colour": 1}]},
        {"layers": [{"name": "B", "colour": 2}, {"name": "A", "colour": 3}]},
    )
    paths = [tmp_path / f"{number}.geojson" for number in range(2)]
    for path, member in zip(paths, members, strict=True):
        path.write_text(json.dumps(collection(member)), encoding="utf-8")
    layers: list[LayerChoice] = []
    read_places(paths, layers=layers)
    assert layers == [LayerChoice("A", 1), LayerChoice("B", 2)]


def test_what_is_given_as_a_dict_says_it_too() -> None:
    layers: list[LayerChoice] = []
    check_places(collection({"layers": [{"name": "A", "colour": 4}]}), layers=layers)
    assert layers == [LayerChoice("A", 4)]


def test_it_reaches_the_story(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("# T\n\nIn P0.\n", encoding="utf-8")
    places = collection({"layers": [{"name": "B", "colour": 5}]}, "A", "B")
    (tmp_path / "places.geojson").write_text(json.dumps(places), encoding="utf-8")
    assert build_story(tmp_path / "story.md").layers == (LayerChoice("B", 5),)
    assert build_story(tmp_path / "story.md", places).layers == (LayerChoice("B", 5),)


def test_there_are_as_many_colours_as_the_page_has() -> None:
    assert LAYER_COLOURS == names.LAYER_COLOURS
