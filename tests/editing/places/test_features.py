"""Places are added, taken out and put where the gazetteer has them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storymap.editing.edit import apply
from storymap.editing.places.addressing import feature_data, feature_rows
from storymap.editing.places.features import add_features, locate, new_feature, remove_feature
from storymap.editing.places.suggestions import add_suggestions
from storymap.errors import PlacesError
from storymap.gazetteer.disambiguation import choices
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import open_gazetteer
from tests.editing.places.conftest import after, diff

HERE = {"type": "Point", "coordinates": [1.23456789, 2]}


def entry(name: str) -> GazetteerEntry:
    return choices(name, open_gazetteer())[0].entry


def text_of(*features: Any, indent: int | None = None) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}, indent=indent)


def test_a_new_place_has_what_it_is_given() -> None:
    feature = new_feature("The bridge", aliases=["Bridge"], layer="Crossings", geometry=HERE)
    assert feature == {
        "type": "Feature",
        "properties": {"name": "The bridge", "aliases": ["Bridge"], "layer": "Crossings"},
        "geometry": {"type": "Point", "coordinates": [1.234568, 2]},
    }
    assert new_feature("X") == {"type": "Feature", "properties": {"name": "X"}, "geometry": None}


def test_a_new_place_of_the_gazetteer_says_which_it_is() -> None:
    feature = new_feature("laredo", entry=entry("Laredo, Texas"), gazetteer=open_gazetteer())
    assert feature == {
        "type": "Feature",
        "properties": {"name": "Laredo", "layer": "Cities", "geonameid": 4705349},
        "geometry": {"type": "Point", "coordinates": [-99.50755, 27.50642]},
    }
    assert new_feature("X", layer="Mine", entry=entry("Laredo, Texas"), gazetteer=open_gazetteer())["properties"] == {
        **{"name": "X", "layer": "Mine", "geonameid": 4705349},
    }


def test_the_first_place_makes_the_file() -> None:
    text = after(add_features(None, [new_feature("A"), new_feature("B")]), None)
    assert [*feature_rows(text)] == ["a", "b"]
    assert text.endswith("  ]\n}\n")
    assert apply(add_features(text, []), {"places": text})[0]["places"] == text
    assert not add_features(None, [])


def test_a_place_is_added_after_the_last_one_with_the_fields_of_the_file(example: str) -> None:
    assert len(diff(add_features(example, [new_feature("New")]), example)) == 7
    features = [{"type": "Feature", "properties": {"NAME_1": name}, "geometry": None} for name in "AB"]
    text = text_of(*features)
    changed = after(add_features(text, [new_feature("C", layer="L")]), text)
    assert feature_data(changed, 2)["properties"] == {"NAME_1": "C", "layer": "L"}
    assert [*feature_rows(changed)] == ["a", "b", "c"]


def test_what_would_hide_the_names_of_others_is_refused() -> None:
    features = [
        {"type": "Feature", "id": name, "properties": {}, "geometry": None} for name in ("Maryland", "Virginia")
    ]
    with pytest.raises(PlacesError, match="its places have no field with their names"):
        add_features(text_of(*features), [new_feature("C")])


def test_degrees_are_not_added_to_metres() -> None:
    text = '{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:3857"}}, "features": []}'
    with pytest.raises(PlacesError, match="not in degrees"):
        add_features(text, [new_feature("A", geometry=HERE)])
    assert [*feature_rows(after(add_features(text, [new_feature("A")]), text))] == ["a"]


@pytest.mark.parametrize("row", range(6))
def test_a_place_that_is_taken_out_leaves_the_others_as_they_are(example: str, row: int) -> None:
    name = feature_data(example, row)["properties"]["name"]
    changed = after(remove_feature(example, (row,)), example)
    left = [feature_data(example, other) for other in range(6) if other != row]
    data = json.loads(changed)
    assert data["features"] == left
    assert data["storymap"] == {"suggested": [name]}
    assert set(changed.splitlines()) - set(example.splitlines()) <= {
        *("  ],", f'  "storymap": {{"suggested": ["{name}"]}}'),
    }


def test_places_that_the_file_has_twice_are_taken_out_twice_and_the_last_leaves_an_empty_list() -> None:
    a, b = (new_feature(name, geometry=HERE) for name in "AB")
    text = text_of(a, b, a)
    data = json.loads(after(remove_feature(text, (0, 2)), text))
    assert data == {"type": "FeatureCollection", "features": [b], "storymap": {"suggested": ["A"]}}
    text = text_of(a, a, indent=2)
    assert json.loads(after(remove_feature(text, (0, 1)), text))["features"] == []


def test_what_was_suggested_before_is_not_remembered_twice() -> None:
    text = text_of(new_feature("A"))[:-1] + ', "storymap": {"suggested": ["a"], "credit": "C"}}'
    assert json.loads(after(remove_feature(text, (0,)), text))["storymap"] == {"suggested": ["a"], "credit": "C"}
    found = add_suggestions(text, [], [], open_gazetteer())
    assert found == (remove_feature(text, (0,)).__class__(), [])


def test_a_feature_without_a_name_is_taken_out_too() -> None:
    text = text_of({"type": "Feature", "properties": None, "geometry": None}, new_feature("B"))
    assert json.loads(after(remove_feature(text, (0,)), text)) == json.loads(text_of(new_feature("B")))


def test_a_place_is_put_where_the_gazetteer_has_it() -> None:
    suggested = {
        "name": "Laredo",
        "kind": "town",
        "confidence": 0.4,
        "why": "x",
        "candidates": [{"name": "L"}],
        "note": "n",
    }
    text = text_of({"type": "Feature", "properties": suggested, "geometry": None})
    changed = after(locate(text, (0,), entry("Laredo, Texas"), open_gazetteer()), text)
    assert feature_data(changed, 0) == {
        "type": "Feature",
        "properties": {"name": "Laredo", "kind": "town", "confidence": 0.99, "note": "n", "geonameid": 4705349},
        "geometry": {"type": "Point", "coordinates": [-99.50755, 27.50642]},
    }
    again = locate(changed, (0,), entry("Laredo, Texas"), open_gazetteer())
    assert not again


def test_an_area_of_the_gazetteer_takes_the_place_of_a_point() -> None:
    text = text_of(new_feature("Texas", geometry=HERE), indent=2)
    changed = after(locate(text, (0,), entry("Texas"), open_gazetteer()), text)
    assert feature_data(changed, 0)["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert max(map(len, changed.splitlines())) > 500  # a ring is one line
    changed = after(locate(text, (0,), entry("Gibraltar (country)"), open_gazetteer()), text)
    assert (
        feature_data(changed, 0)["properties"]["why"] == "a point stands for its area, which the basemap does not have"
    )
