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
