"""What an author says of a place's role, weight and kind, and data of the same names that means something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap import Problem, read_places


def read(tmp_path: Path, *properties: dict[str, Any]) -> tuple[Any, list[str]]:
    """Return the frame of a file with a feature for each of `properties`, and what was said of it."""
    point = {"type": "Point", "coordinates": [-99.5, 27.5]}
    features = [
        {"type": "Feature", "geometry": point, "properties": {"name": f"Town {number}", **given}}
        for number, given in enumerate(properties)
    ]
    path = tmp_path / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    problems: list[Problem] = []
    return read_places(path, problems=problems), [str(problem) for problem in problems]


@pytest.mark.parametrize("role", ["scene", "setting", "passing"])
def test_the_three_roles_and_a_weight_are_the_authors_word(tmp_path: Path, role: str) -> None:
    frame, said = read(tmp_path, {"role": role, "weight": 0.25, "kind": "town"})
    assert frame.iloc[0][["role", "weight", "kind"]].tolist() == [role, 0.25, "town"]
    assert frame.iloc[0]["properties"] == {"kind": "town"}
    assert said == []


@pytest.mark.parametrize("weight", [0, 1, 0.5, "0.5", "1"])
def test_a_weight_is_a_number_from_0_to_1_also_as_the_text_of_a_table(tmp_path: Path, weight: object) -> None:
    frame, said = read(tmp_path, {"weight": weight})
    assert frame.iloc[0]["weight"] == float(str(weight))
    assert said == []


def test_a_role_that_was_suggested_is_not_the_authors_until_it_is_changed(tmp_path: Path) -> None:
    frame, said = read(
        tmp_path,
        {"role": "passing", "suggested_role": "passing"},
        {"role": "scene", "suggested_role": "passing"},
    )
    assert frame["role"].tolist() == [None, "scene"]
    assert said == []


@pytest.mark.parametrize(
    ("property_name", "value", "shown"),
    [
        ("role", "mayor", '"mayor"'),
        ("role", "Scene", '"Scene"'),
        ("role", ["scene"], "a list"),
        ("role", "\u001b[2J\u202escene", "[2Jscene"),
        ("weight", 81.5, "81.5"),
        ("weight", -0.1, "-0.1"),
        ("weight", True, "true or false"),
        ("weight", "nan", '"nan"'),
        ("weight", "1" * 5000, "1" * 39 + "…"),
    ],
)
def test_what_is_no_role_and_no_weight_stays_the_authors_data_and_is_named_once(
    tmp_path: Path, property_name: str, value: object, shown: str
) -> None:
    frame, said = read(tmp_path, *({property_name: value} for _ in range(3)))
    assert frame[property_name].tolist() == [None, None, None]
    assert [list(properties) for properties in frame["properties"]] == [[property_name]] * 3
    assert len(said) == 1
    assert f'"{property_name}" says nothing to storymap: it is ' in said[0]
    assert "(and in 2 more); it is kept" in said[0]
    assert "\x1b" not in said[0]
    if "\u202e" not in str(value):
        assert shown in said[0]


def test_an_empty_role_is_none(tmp_path: Path) -> None:
    frame, said = read(tmp_path, {"role": None, "weight": None, "kind": 7})
    assert frame.iloc[0][["role", "weight", "kind"]].tolist() == [None, None, ""]
    assert said == []
