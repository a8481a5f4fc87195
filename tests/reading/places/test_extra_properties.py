"""Properties that are not storymap's: misspellings are named, and what no page could carry is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.errors import Problem
from storymap.reading.places.reader import read_places
from tests.reading.places.one_feature import read

pytestmark = pytest.mark.usefixtures("desk")


def test_a_likely_misspelling_is_named_once_for_a_file() -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": "A", "aliasses": "B"},
            "geometry": {"type": "Point", "coordinates": [n, 2]},
        }
        for n in range(3)
    ]
    Path("p.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    warnings: list[Problem] = []
    read_places("p.geojson", problems=warnings)
    assert [str(problem) for problem in warnings] == [
        'p.geojson, feature 1 ("A"), line 1: "aliasses" means nothing to storymap (and in 2 more); '
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
