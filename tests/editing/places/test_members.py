"""Members of a place are set and taken out, and nothing else changes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storymap.editing.places.addressing import feature_data, feature_rows
from storymap.editing.places.members import change_members
from storymap.errors import PlacesError
from storymap.reading.places.place_choices import PlaceChoices
from tests.editing.places.conftest import after, diff

EL_PASO = (1,)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"note": "A city."}, ['-"note": "City in the west', '+"note": "A city."']),
        ({"layer": "Towns"}, ['-"layer": "Cities",', '+"layer": "Towns",']),
        ({"aliases": ["The Pass", "EP"]}, ['+"aliases": ["The Pass", "EP"],']),
        ({"ignore": ["El Paso Times"]}, ['-"note"', '+"note"', '+"ignore": ["El Paso Times"]']),
        ({"zoom": 12}, ['-"note"', '+"note"', '+"zoom": 12']),
        ({"role": "scene", "weight": 0.5}, ['-"note"', '+"note"', '+"role": "scene",', '+"weight": 0.5']),
        ({"url": "https://example.org/"}, ['-"note"', '+"note"', '+"url": "https://example.org/"']),
        (
            {"image": "a.jpg", "alt": "A bridge"},
            ['-"note"', '+"note"', '+"image": {"src": "a.jpg", "alt": "A bridge"}'],
        ),
        ({"note": None}, ['-"layer": "Cities",', '-"note"', '+"layer": "Cities"']),
        (
            {"note": "", "layer": "Places"},
            ['-"name": "El Paso",', '-"layer": "Cities",', '-"note"', '+"name": "El Paso"'],
        ),
        ({"name": "The Pass"}, ['-"name": "El Paso",', '+"name": "The Pass",']),
        ({"name": "El Paso", "layer": "Cities", "url": None, "zoom": None}, []),
    ],
)
def test_only_the_lines_of_what_changes(example: str, changes: dict[str, Any], expected: list[str]) -> None:
    found = diff(change_members(example, EL_PASO, changes, place_id="el-paso"), example)
    assert len(found) == len(expected)
    assert all(line.startswith(beginning) for line, beginning in zip(found, expected, strict=True)), found


def test_everything_at_once_comes_in_a_good_order(example: str) -> None:
    changes = {"weight": 1, "image": "b.png", "aliases": ["EP"], "ignore": ["EPT"], "zoom": 3, "note": None, "alt": ""}
    changed = feature_data(after(change_members(example, EL_PASO, changes), example), 1)
    assert [*changed["properties"].items()] == [
        *(("name", "El Paso"), ("aliases", ["EP"]), ("layer", "Cities"), ("ignore", ["EPT"])),
        *(("image", {"src": "b.png", "alt": ""}), ("zoom", 3), ("weight", 1)),
    ]


def one(properties: dict[str, Any], text: str = "", **members: Any) -> str:
    feature = {"type": "Feature", **members, "properties": properties, "geometry": None}
    written = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    return written.replace('"NUMBERS"', text)


@pytest.mark.parametrize(
    ("before", "changes", "expected"),
    [
        ({"image": "a.jpg"}, {"image": "b.jpg"}, "b.jpg"),
        ({"image": "a.jpg"}, {"credit": "Ada"}, {"src": "a.jpg", "credit": "Ada"}),
        (
            {"image": {"src": "a.jpg", "mine": [1]}},
            {"alt": "x", "image": "b.jpg"},
            {"src": "b.jpg", "mine": [1], "alt": "x"},
        ),
        ({"image": {"src": "a.jpg", "alt": "x"}}, {"alt": None, "caption": "C"}, {"src": "a.jpg", "caption": "C"}),
        ({"image": {"src": "a.jpg", "alt": "x"}}, {"alt": ""}, {"src": "a.jpg", "alt": ""}),
        ({"image": {"src": "a.jpg", "alt": "x"}}, {"image": None}, None),
        ({"image": "a.jpg"}, {"image": None, "alt": None}, None),
        ({}, {"alt": None, "caption": "", "credit": None}, None),
        ({}, {"image": "a.jpg", "alt": None}, {"src": "a.jpg"}),
    ],
)
def test_a_picture_keeps_what_is_not_changed(before: dict[str, Any], changes: dict[str, Any], expected: Any) -> None:
    text = one({"name": "A", **before})
    properties = feature_data(after(change_members(text, (0,), changes), text), 0)["properties"]
    assert properties.get("image") == expected


def test_what_is_not_meant_keeps_its_bytes() -> None:
    text = (
        '\ufeff{"x": 1.50, "type" :"FeatureCollection",\r\n"features":[{"properties":{"name" : "A","n":1e2,'
        '"note":"old"},"id":1.0,"type":"Feature","geometry":{"type":"Point","coordinates":[1.10,2.00,-0]}} ]  }\r\n\r\n'
    )
    assert after(change_members(text, (0,), {"note": 'né\n"w"', "zoom": 2}), text) == text.replace(
        '"note":"old"', '"note":"né\\n\\"w\\"","zoom": 2'
    )


def test_letters_are_escaped_where_the_file_escapes_them() -> None:
    text = one({"name": "A"}).replace('"A"', '"Ju\\u00e1rez"')
    assert '"note": "\\u00e9"' in after(change_members(text, (0,), {"note": "é"}), text)
    text = one({"name": "Juárez"})
    assert '"note": "é"' in after(change_members(text, (0,), {"note": "é"}), text)
    half = after(change_members(text, (0,), {"note": "\ud800"}), text)
    assert '"note": "\ufffd"' in half


@pytest.mark.parametrize("indent", [None, 1, 2, "\t"])
def test_lists_and_objects_are_changed_in_their_own_style(indent: int | str | None) -> None:
    properties = {"name": "A", "aliases": ["B", "C"], "image": {"src": "a.jpg", "alt": "x"}}
    data = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": properties, "geometry": None}]}
    text = json.dumps(data, indent=indent)
    changes: dict[str, Any] = {"aliases": ["B", "C", "D"], "credit": "E"}
    properties |= {"aliases": ["B", "C", "D"], "image": {"src": "a.jpg", "alt": "x", "credit": "E"}}
    assert after(change_members(text, (0,), changes), text) == json.dumps(data, indent=indent)
    properties["aliases"] = ["C", "B"]
    text = json.dumps(data, indent=indent)
    properties["aliases"] = ["X"]
    assert after(change_members(text, (0,), {"aliases": ["X"]}), text) == json.dumps(data, indent=indent)


def test_of_a_member_that_is_written_twice_the_last_counts() -> None:
    text = one({"name": "A"}).replace('"name": "A"', '"note": "1", "name": "A", "note": "2"')
    assert '"note": "1", "name": "A", "note": "3"' in after(change_members(text, (0,), {"note": "3"}), text)
    assert '{"name": "A"}' in after(change_members(text, (0,), {"note": None}), text)


def test_a_new_name_keeps_the_id_that_was_made_of_the_old_one() -> None:
    text = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {"name": "A"}, "geometry": None} for _ in range(2)],
        }
    )
    assert feature_rows(text) == {"a": (0,), "a-2": (1,)}
    renamed = after(change_members(text, (0,), {"name": "Z"}, place_id="a"), text)
    assert '{"type": "Feature", "id": "a", "properties": {"name": "Z"}' in renamed
    assert feature_rows(renamed) == {"a": (0,), "a-2": (1,)}
    again = after(change_members(renamed, (0,), {"name": "Y"}, place_id="a"), renamed)
    assert again == renamed.replace('"Z"', '"Y"')
    assert "id" not in after(change_members(text, (0,), {"name": "Z"}), text)


@pytest.mark.parametrize("written", [{"id": 7}, {"id": "Mine"}])
def test_an_id_of_the_author_stays_as_it_is(written: dict[str, Any]) -> None:
    text = one({"name": "A"}, **written)
    assert after(change_members(text, (0,), {"name": "B"}, place_id="7"), text) == text.replace('"A"', '"B"')
    text = one({"name": "A", **written})
    assert after(change_members(text, (0,), {"name": "B"}, place_id="7"), text) == text.replace('"A"', '"B"')


def test_an_id_of_null_is_none() -> None:
    text = one({"name": "A"}, id=None)
    assert '"id": "a", "properties": {"name": "B"}' in after(
        change_members(text, (0,), {"name": "B"}, place_id="a"), text
    )


def test_a_role_that_was_suggested_becomes_the_authors() -> None:
    text = one({"name": "A", "role": "scene", "suggested_role": "scene"})
    assert '{"name": "A", "role": "scene"}' in after(change_members(text, (0,), {"role": "scene"}), text)
    changed = after(change_members(text, (0,), {"role": "passing"}), text)
    assert '{"name": "A", "role": "passing", "suggested_role": "scene"}' in changed
    assert '{"name": "A", "suggested_role": "scene"}' in after(change_members(text, (0,), {"role": None}), text)


def test_names_are_kept_as_files_keep_them() -> None:
    text = one({"name": "A"})
    changed = after(change_members(text, (0,), {"name": " \u202eOld\nbridge ", "aliases": ["B ", "B", "\u200b"]}), text)
    assert feature_data(changed, 0)["properties"] == {"name": "Old bridge", "aliases": ["B"]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "\u200b"}, "it has no name; write one"),
        ({"name": None}, "it has no name; write one"),
        ({"name": 7}, "name must be text, is a number"),
        ({"name": "x" * 1_000}, "name has more than"),
        ({"aliases": "B"}, None),
        ({"aliases": [7]}, "aliases, item 1, must be text"),
        ({"aliases": [str(number) for number in range(501)]}, "aliases has more than 500 items"),
        ({"url": "javascript:alert(1)"}, "url must begin with https://"),
        ({"zoom": 23}, "zoom must be 22 or less, is 23"),
        ({"zoom": "3"}, "zoom must be a number"),
        ({"zoom": float("nan")}, "zoom must be"),
        ({"role": "hero"}, "this is no role; roles are scene, setting, passing"),
        ({"weight": 2}, "this is no weight; weights are numbers from 0 to 1"),
        ({"weight": True}, "this is no weight"),
        ({"note": {"a": 1}}, "note must be text"),
        ({"alt": "A bridge"}, "there is no picture that this could be of; give it a picture first"),
        ({"geonameid": 1}, '"geonameid" is no member that can be changed'),
        ({"<b>\x1b": 1}, '"<b>" is no member that can be changed'),
    ],
)
def test_values_that_cannot_be_are_refused_in_words(changes: dict[str, Any], expected: str | None) -> None:
    text = one({"name": "A"})
    if expected is None:
        assert feature_data(after(change_members(text, (0,), changes), text), 0)["properties"]["aliases"] == "B"
        return
    with pytest.raises(PlacesError) as error:
        change_members(text, (0,), changes)
    assert str(error.value).startswith('places.geojson, feature 1 ("A"): ')
    assert expected in str(error.value)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(PlacesError) as error:
        change_members(one({"name": "A"}), (0,), {"zoom": 99, "url": "x", "role": "no"})
    assert len(error.value.problems) == 3


def test_a_place_that_is_faulty_elsewhere_can_be_mended() -> None:
    text = one({"name": "A", "url": "nonsense", "zoom": 99})
    assert '"zoom": 9}' in after(change_members(text, (0,), {"zoom": 9}), text)
    assert '{"name": "A", "zoom": 99}' in after(change_members(text, (0,), {"url": None}), text)
    text = one({"name": ""})
    assert '{"name": "B"}' in after(change_members(text, (0,), {"name": "B"}), text)


@pytest.mark.parametrize("properties", ["null", "7", "[]"])
def test_a_feature_without_properties_gets_some(properties: str) -> None:
    text = one({}).replace("{}", properties)
    assert '"properties": {"name": "B"}' in after(change_members(text, (0,), {"name": "B"}), text)
    text = one({}).replace('"properties": {}, ', "")
    assert '{"type": "Feature", "properties": {"name": "B"}, "geom' in after(
        change_members(text, (0,), {"name": "B"}), text
    )


def test_a_file_of_another_program_keeps_its_fields() -> None:
    features = [
        {"type": "Feature", "properties": {"Titel": name, "Beschreibung": "x"}, "geometry": None} for name in "AB"
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    changed = after(change_members(text, (1,), {"name": "C", "note": "new", "zoom": 3}, place_id="b"), text)
    assert feature_data(changed, 1) == {
        **{"type": "Feature", "id": "b", "properties": {"Titel": "C", "Beschreibung": "new", "zoom": 3}},
        "geometry": None,
    }
    assert feature_rows(changed) == {"a": (0,), "b": (1,)}
    named = PlaceChoices(fields={"layer": "Beschreibung"})
    changed = after(change_members(text, (0,), {"layer": "Cities"}, choices=named), text)
    assert feature_data(changed, 0)["properties"]["Beschreibung"] == "Cities"


@pytest.mark.parametrize(
    "feature",
    [
        {"type": "Feature", "id": "Maryland", "properties": {"x": 1}, "geometry": None},
        {"type": "Feature", "properties": {"names": {"name": "Maryland"}}, "geometry": None},
    ],
)
def test_a_name_that_is_no_field_cannot_be_changed(feature: dict[str, Any]) -> None:
    features = [feature, json.loads(json.dumps(feature).replace("Maryland", "Virginia"))]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert [*feature_rows(text)] == ["maryland", "virginia"]
    with pytest.raises(PlacesError, match="its name is read from data that has another meaning"):
        change_members(text, (0,), {"name": "C"})


def test_linked_places_are_not_changed() -> None:
    feature = {"type": "Feature", "properties": {"title": "A"}, "names": [{"toponym": "A"}], "geometry": None}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    with pytest.raises(PlacesError, match="it is written in Linked Places Format"):
        change_members(text, (0,), {"note": "x"})


def test_a_place_that_the_file_has_twice_gets_one_name_and_one_note() -> None:
    feature = {"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    text = json.dumps({"type": "FeatureCollection", "features": [feature, feature]})
    changed = after(change_members(text, (0, 1), {"name": "B", "note": "x"}, place_id="a"), text)
    assert [feature_data(changed, row)["properties"] for row in (0, 1)] == [{"name": "B", "note": "x"}, {"name": "B"}]
    assert feature_rows(changed) == {"a": (0, 1)}


@pytest.mark.parametrize("rows", [(), (7,), (-1,)])
def test_a_place_that_is_gone_is_told(example: str, rows: tuple[int, ...]) -> None:
    with pytest.raises(PlacesError, match=r"this place is not in (this file|the file any more)"):
        change_members(example, rows, {"note": "x"})


@pytest.mark.parametrize("text", [None, "", "[]", '{"type": "FeatureCollection", "features": [1,]}', "{" * 100_000])
def test_what_is_no_file_of_places_is_refused_in_words(text: str | None) -> None:
    with pytest.raises(PlacesError):
        change_members(text, (0,), {"note": "x"})
