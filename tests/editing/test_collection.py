"""A places file edited in place: all that an editor wrote stays as it was."""

from __future__ import annotations

import json

import pytest

from storymap.editing.collection import Collection
from storymap.errors import PlacesError

NEW = {"type": "Feature", "properties": {"name": "Ñ"}, "geometry": None}
ONE_LINE = (
    '{"type": "FeatureCollection", "features": [\n  {"type": "Feature", "properties": {"name": "A", "x": 1.50},'
    ' "geometry": null}\n], "mine": [1e2]}\n'
)


def test_a_feature_goes_after_the_last_one_in_its_style() -> None:
    edited = Collection(ONE_LINE, "p").with_features([NEW]).text
    assert edited == ONE_LINE.replace("null}\n]", "null},\n  " + json.dumps(NEW, ensure_ascii=False) + "\n]")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", [1, 2, 4, "\t"])
def test_indentation_and_line_ends_stay(newline: str, indent: int | str) -> None:
    data = {"type": "FeatureCollection", "name": "x", "features": [{**NEW, "id": 1}]}
    text = json.dumps(data, indent=indent, ensure_ascii=False).replace("\n", newline)
    data["features"].append(NEW)  # type: ignore[attr-defined]
    wanted = json.dumps(data, indent=indent, ensure_ascii=False).replace("\n", newline)
    assert Collection(text, "p").with_features([NEW]).text == wanted


@pytest.mark.parametrize("text", ["", "[]", "{", '{"type": "Feature"}', "[" * 100_000, '{"features": 1}'])
def test_what_is_no_collection_is_refused_in_words(text: str) -> None:
    with pytest.raises(PlacesError):
        Collection(text, "p.geojson")


def same_as_read(found: Collection, text: str) -> None:
    read = Collection(text, "places.geojson")
    assert (found.text, found.items, found._members) == (read.text, read.items, read._members)
    assert found.features == read.features
    assert vars(found.style) == vars(read.style)


ONE = '{"type": "FeatureCollection", "crs": null, "features": [{"a": 1}, {"b": [2, "]"]}, 3], "z": {"y": 1}}'


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("[2,", "[22,", 1),
        ('{"a": 1}', "{}", 1),
        ("3]", "31]", 1),
        ('"]"', '"\\u005d"', 1),
        ("", "", 1),
        ('{"a": 1}, ', '{"a": 1}, {"a": 1}, ', 0),
        ('{"a": 1}, ', "", 0),
        ("3]", "3, 4]", 0),
        ('"y": 1', '"y": 2', 0),
        ("null", "false", 0),
    ],
)
def test_a_text_with_one_other_feature_is_as_if_it_were_read(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, read: int
) -> None:
    before, text = Collection(ONE, "places.geojson"), ONE.replace(old, new, 1)
    whole: list[int] = []
    monkeypatch.setattr(Collection, "_read", lambda self, done=Collection._read: (whole.append(1), done(self)))
    found = before.changed_to(text)
    assert len(whole) == (0 if read and old else 1)
    same_as_read(found, text)
    same_as_read(found.changed_to(ONE), ONE)


def test_a_text_that_breaks_is_refused_as_ever() -> None:
    before = Collection(ONE, "places.geojson")
    for text in (ONE.replace("[2", "[2 2"), ONE.replace("3]", "3"), ONE[:-1], ONE.replace('"b": [', '"b": ')):
        with pytest.raises(PlacesError) as expected:
            Collection(text, "places.geojson")
        with pytest.raises(PlacesError) as told:
            before.changed_to(text)
        assert told.value.problems == expected.value.problems
