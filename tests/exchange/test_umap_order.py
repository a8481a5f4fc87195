"""The order of a uMap's features."""

from __future__ import annotations

from typing import Any

import pytest

from storymap.exchange.umap_order import in_shown_order


def names(**about: Any) -> list[Any]:
    features = [
        {"properties": {"name": name, "stop": stop}}
        for name, stop in (("Étape 10", 1), ("Etape 9", 3), ("Ulm", 2), (None, None))
    ]
    (layer,) = in_shown_order({"properties": about, "layers": [{"features": features}]})["layers"]
    return [one["properties"]["name"] for one in layer["features"]]


@pytest.mark.parametrize(
    ("about", "order"),
    [
        ({}, ["Étape 10", "Etape 9", "Ulm", None]),
        ({"slideshow": {"active": True}}, [None, "Etape 9", "Étape 10", "Ulm"]),
        ({"sortKey": "stop"}, [None, "Étape 10", "Ulm", "Etape 9"]),
        ({"sortKey": "-stop,name"}, ["Etape 9", "Ulm", "Étape 10", None]),
    ],
)
def test_features_stand_as_their_author_sorted_them(about: dict[str, Any], order: list[str | None]) -> None:
    assert names(**about) == order


@pytest.mark.parametrize("layers", [[None], [{"features": None}], [{"features": [None, 1, {"properties": 3}]}]])
def test_what_is_no_feature_is_left_where_it_is(layers: list[Any]) -> None:
    assert in_shown_order({"properties": {"sortKey": "name"}, "layers": layers})["layers"] == layers
