"""The form of the labelled articles in tools/bench/focus: what a measurement may rely on."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from storymap import Problem, read_article
from tests.conftest import ROOT

FOLDER = ROOT / "tools" / "bench" / "focus"
LABELS: list[dict[str, Any]] = [json.loads(line) for line in (FOLDER / "labels.jsonl").read_text("utf-8").splitlines()]
ROLES = {"scene", "setting", "passing"}
KINDS = {"country", "state", "county", "city", "district", "building", "water", "region", "continent"}

each_label = pytest.mark.parametrize("label", LABELS, ids=lambda label: label["article"])


def test_eight_articles_in_each_of_five_languages_are_labelled_once() -> None:
    named = [label["article"] for label in LABELS]
    assert sorted(named) == sorted(path.name for path in (FOLDER / "articles").iterdir())
    assert Counter(name[:2] for name in named) == dict.fromkeys(("en", "es", "fr", "de", "pt"), 8)
    assert len(set(named)) == 40


def test_each_shape_of_story_comes_more_than_once() -> None:
    shapes = Counter(label["shape"] for label in LABELS)
    assert len(shapes) == 18
    assert [shape for shape, times in shapes.items() if not 2 <= times <= 5] == []


@each_label
def test_an_article_is_read_without_a_problem_in_the_language_of_its_name(label: dict[str, Any]) -> None:
    problems: list[Problem] = []
    article = read_article(FOLDER / "articles" / label["article"], problems=problems)
    assert problems == []
    assert article.language == label["article"][:2]
    assert article.title
    assert 120 <= len(text_of(label).split()) <= 260


@each_label
def test_each_labelled_name_stands_in_the_text_as_a_name_of_its_own(label: dict[str, Any]) -> None:
    text = text_of(label)
    names = [role["name"] for role in label["roles"]] + label["heart"]
    assert [name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)] == []


@each_label
def test_the_view_holds_every_place_of_the_heart_and_each_of_them_is_a_scene(label: dict[str, Any]) -> None:
    roles = {role["name"]: role for role in label["roles"]}
    west, south, east, north = label["view"]
    for name in label["heart"]:
        place = roles[name]
        longitude = place["lon"] if place["lon"] >= west else place["lon"] + 360
        assert west <= longitude <= east and south <= place["lat"] <= north, name
        assert place["role"] == "scene", name


@each_label
def test_a_label_is_well_formed(label: dict[str, Any]) -> None:
    assert list(label) == ["article", "shape", "view", "heart", "roles"]
    west, south, east, north = label["view"]
    assert -180 <= west < 180 and west < east <= west + 360
    assert -90 <= south < north <= 90
    assert label["heart"] and len(set(label["heart"])) == len(label["heart"])
    names = [role["name"] for role in label["roles"]]
    assert len(set(names)) == len(names)
    for role in label["roles"]:
        assert list(role) == ["name", "role", "lon", "lat", "kind"]
        assert role["role"] in ROLES and role["kind"] in KINDS, role["name"]
        assert -180 <= role["lon"] <= 180 and -90 <= role["lat"] <= 90, role["name"]


def test_the_labels_stand_in_the_order_of_language_and_number() -> None:
    order = [
        ("en", "es", "fr", "de", "pt").index(label["article"][:2]) * 100 + int(label["article"][3:5])
        for label in LABELS
    ]
    assert all(first < second for first, second in pairwise(order))


def text_of(label: dict[str, Any]) -> str:
    """Return the title and the text of a label's article in one line."""
    article = read_article(FOLDER / "articles" / label["article"])
    return " ".join(" . ".join([article.title, *(block.text for block in article.blocks)]).split())
