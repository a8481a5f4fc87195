"""Where the places of a story stand in their file: as the reader has them, for whatever names there are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.editing.places.addressing import feature_data, feature_rows, rows_of_story
from storymap.errors import PlacesError, StorymapError
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.reader import read_places
from tests.conftest import ROOT

NAMES = [
    *("Springfield", "springfield", "Springfield-2", "東京", "東京 2", '<b>&"x"</b>', "{{ 7*7 }}", "..", "a" * 70),
    *("place-0", "\u202eOld", "Juárez", "Juarez", "'", "-", "feature 3", "1", " Ada "),
]
IDS = [None, None, None, "springfield", "Springfield", 7, 7.0, "7", "", "東京", " a b ", True, "springfield-2"]
POINTS = [None, [1, 2], [1.0, 2.0], [3, 4, 5], [0, 0], [200, 95], ["x"]]


@st.composite
def features(draw: st.DrawFn) -> dict[str, Any]:
    point, number = draw(st.sampled_from(POINTS)), draw(st.sampled_from(IDS))
    properties: dict[str, Any] = {
        draw(st.sampled_from(["name", "name", "name", "title"])): draw(st.sampled_from(NAMES))
    }
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": None if point is None else {"type": "Point", "coordinates": point},
    }
    if number is not None:
        draw(st.sampled_from([feature, properties]))["id"] = number
    return feature


def text_of(*values: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(values)})


def by_where(places: Any, name: str) -> dict[str, int]:
    """Where each place of a file that was read begins, by its `where`."""
    return {
        str(place_id): int(where.removeprefix(f"{name}, feature ").split(" ")[0].rstrip(",")) - 1
        for place_id, where in zip(places.index, places["where"], strict=True)
    }


@given(st.lists(features(), max_size=8))
def test_each_place_stands_where_the_reader_found_it(
    tmp_path_factory: pytest.TempPathFactory, values: list[dict[str, Any]]
) -> None:
    file = tmp_path_factory.mktemp("places") / "places.geojson"
    text = text_of(*values)
    file.write_text(text, encoding="utf-8")
    try:
        places = read_places(file)
    except StorymapError:
        feature_rows(text)
        return
    rows = feature_rows(text)
    assert {place_id: found[0] for place_id, found in rows.items()} == by_where(places, "places.geojson")
    everything = [row for found in rows.values() for row in found]
    assert len(everything) == len(set(everything))
    if not any("title" in value["properties"] for value in values):
        assert rows_of_story(text, places) == rows


def test_the_places_of_the_example_stand_where_they_are_written() -> None:
    text = (ROOT / "geodata" / "juarez" / "places.geojson").read_text(encoding="utf-8")
    assert [*feature_rows(text).items()] == [
        *(("ciudad-juarez", (0,)), ("el-paso", (1,)), ("santa-fe-bridge", (2,))),
        *(("sinaloa", (3,)), ("chihuahua", (4,)), ("laredo", (5,))),
    ]


def place(name: str, *point: float, **more: Any) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": list(point)} if point else None
    return {"type": "Feature", **more, "properties": {"name": name}, "geometry": geometry}


def test_of_two_with_one_name_the_first_has_the_slug_and_an_id_goes_before_both() -> None:
    values = [place("Springfield", 1, 2), place("Springfield", 3, 4), place("X", 5, 6, id="springfield")]
    assert feature_rows(text_of(*values)) == {"springfield-2": (0,), "springfield-3": (1,), "springfield": (2,)}


def test_a_place_that_the_file_has_twice_has_two_rows() -> None:
    values = [place("A", 1, 2), place("B", 1, 2), place("A", 1.0, 2, id="a-too"), place("A", 1, 3), place("A", 1, 2)]
    assert feature_rows(text_of(*values)) == {"a-too": (0, 2, 4), "b": (1,), "a": (3,)}


def test_what_is_left_out_by_the_reader_has_no_row() -> None:
    values = [place("A", 1, 2), place("Zero", 0, 0), "nonsense", place("", 1, 2), place("B"), place("C"), place("D")]
    assert feature_rows(text_of(*values)) == {"a": (0,), "b": (4,), "c": (5,), "d": (6,)}
    assert "zero" in feature_rows(text_of(*values), choices=PlaceChoices(allow_zero=True))


def test_names_under_another_field_count() -> None:
    values = [{"type": "Feature", "properties": {"Titel": name}, "geometry": None} for name in ("Bär", "Bar")]
    assert feature_rows(text_of(*values)) == {"bar": (0,), "bar-2": (1,)}
    named = PlaceChoices(fields={"name": "code"})
    values = [{"type": "Feature", "properties": {"name": "x", "code": "y"}, "geometry": None}]
    assert feature_rows(text_of(*values), choices=named) == {"y": (0,)}


def test_a_picture_that_is_not_there_hides_no_place() -> None:
    value = place("A", 1, 2)
    value["properties"]["image"] = "nowhere.jpg"
    assert feature_rows("\ufeff" + text_of(value)) == {"a": (0,)}


@pytest.mark.parametrize("text", ["", "[", "{}", '{"type": "FeatureCollection", "features": [', "[" * 100_000])
def test_of_a_file_that_is_broken_what_can_be_read_is_told(text: str) -> None:
    assert feature_rows(text) == {}


def test_of_several_files_each_has_its_own_rows(tmp_path: Path) -> None:
    first, second = (tmp_path / name / "places.geojson" for name in "ab")
    for file, values in ((first, [place("A", 1, 2)]), (second, [place("B", 1, 2), place("A", 3, 4), place("A", 3, 4)])):
        file.parent.mkdir()
        file.write_text(text_of(*values), encoding="utf-8")
    places = read_places([first, second])
    texts = [file.read_text(encoding="utf-8") for file in (first, second)]
    assert rows_of_story(texts[0], places, str(first)) == {"a": (0,)}
    assert rows_of_story(texts[1], places, str(second)) == {"b": (0,), "a-2": (1, 2)}


def test_a_feature_is_told_as_it_is_written() -> None:
    text = text_of(place("A", 1, 2), 7)
    assert feature_data(text, 0) == place("A", 1, 2)
    for row in (-1, 1, 2):
        with pytest.raises(PlacesError, match="this place is not in the file any more"):
            feature_data(text, row)
