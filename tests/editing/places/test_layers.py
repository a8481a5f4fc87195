"""Layers get other names, an order and colours."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storymap.editing.places.layers import arrange_layers, rename_layer
from storymap.errors import PlacesError
from tests.editing.places.conftest import after, diff


def text_of(*layers: str | None, **members: Any) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"P{row}", **({} if layer is None else {"layer": layer})},
            "geometry": None,
        }
        for row, layer in enumerate(layers)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **members})


def layers_of(text: str) -> list[str | None]:
    return [feature["properties"].get("layer") for feature in json.loads(text)["features"]]


def test_a_layer_is_renamed_in_its_places_only(example: str) -> None:
    assert diff(rename_layer(example, "Cities", "Towns"), example) == ['-"layer": "Cities",', '+"layer": "Towns",'] * 3
    assert not rename_layer(example, "Nothing", "Towns")
    assert not rename_layer(example, "Cities", " Cities ")


def test_the_layer_of_places_without_one_is_renamed_too_and_back() -> None:
    text = text_of("A", None, "Places", "")
    named = after(rename_layer(text, "Places", "Rest"), text)
    assert layers_of(named) == ["A", "Rest", "Rest", "Rest"]
    assert layers_of(after(rename_layer(named, "Rest", ""), named)) == ["A", None, None, None]


def test_a_layer_that_gets_the_name_of_another_joins_it() -> None:
    text = text_of("A", "B", storymap={"layers": [{"name": "A", "colour": 2, "mine": 1}, {"name": "B", "colour": 3}]})
    joined = after(rename_layer(text, "A", "B"), text)
    assert layers_of(joined) == ["B", "B"]
    assert json.loads(joined)["storymap"] == {"layers": [{"name": "B", "colour": 3}]}
    other = after(rename_layer(text, "A", "C"), text)
    assert json.loads(other)["storymap"]["layers"][0] == {"name": "C", "colour": 2, "mine": 1}


def test_order_and_colours_are_written_once_and_kept() -> None:
    text = text_of("A", "B")
    first = after(arrange_layers(text, ["B", "A"], {"A": 3}), text)
    assert first == text[:-1] + ', "storymap": {"layers": [{"name": "B"}, {"name": "A", "colour": 3}]}}'
    second = after(arrange_layers(first, ["B", "A"], {"A": 4}), first)
    assert second == first.replace("3", "4")
    assert json.loads(after(arrange_layers(second, [], {}), second))["storymap"] == {}
    assert not arrange_layers(text, [], {})
    assert json.loads(after(arrange_layers(None, ["A"], {}), None))["storymap"] == {"layers": [{"name": "A"}]}


def test_what_else_the_file_remembers_stays() -> None:
    memory = {"suggested": ["X"], "layers": [{"name": "A", "colour": 1, "mine": [1]}, 7], "credit": "C"}
    text = text_of("A", storymap=memory)
    changed = after(arrange_layers(text, ["", "A"], {"A": 2}), text)
    assert json.loads(changed)["storymap"] == {
        "suggested": ["X"],
        "layers": [{"name": "Places"}, {"name": "A", "mine": [1], "colour": 2}],
        "credit": "C",
    }


@pytest.mark.parametrize("colour", [0, 9, -1, 2.5, "2"])
def test_other_colours_are_refused(colour: Any) -> None:
    with pytest.raises(PlacesError, match="A: it has no such colour; colours are 1 to 8"):
        arrange_layers(text_of("A"), ["A"], {"A": colour})


def test_a_name_is_a_name() -> None:
    with pytest.raises(PlacesError, match="it has 1,000 characters"):
        rename_layer(text_of("A"), "A", "x" * 1_000)
    changed = after(rename_layer(text_of("A"), "A", " <b>\u202e\n'x' "), text_of("A"))
    assert layers_of(changed) == ["<b> 'x'"]


def test_a_layer_under_another_field_is_renamed_there() -> None:
    features = [{"type": "Feature", "properties": {"Titel": "A", "Ebene": "L"}, "geometry": None}]
    text = json.dumps({"type": "FeatureCollection", "features": [*features, 7]})
    changed = after(rename_layer(text, "L", "M"), text)
    assert changed == text.replace('"L"', '"M"')
