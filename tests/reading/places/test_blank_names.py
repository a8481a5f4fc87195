"""Names of nothing are refused or left out, and none turns the direction of what stands beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.errors import PlacesError
from storymap.reading.article.reader import read_article
from storymap.reading.places.gazetteer_files import read_gazetteer
from storymap.reading.places.reader import read_places

NOTHING = ["\u3164", "\u2800", "\u200b\ufeff", "\u00ad", "\ufe0f", "\u0301", "\u200f", "\u202e"]


def places(tmp_path: Path, **properties: Any) -> Any:
    point = {"type": "Point", "coordinates": [10, 50]}
    feature = {"type": "Feature", "properties": properties, "geometry": point}
    path = tmp_path / "p.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return read_places(path).iloc[0]


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_place_an_alias_and_a_layer_need_something_to_see(nothing: str, tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match="name is blank"):
        places(tmp_path, name=nothing)
    with pytest.raises(PlacesError, match="aliases, item 1, is blank"):
        places(tmp_path, name="Alpha", aliases=[nothing])
    assert places(tmp_path, name="Alpha", layer=nothing)["layer"] == "Places"
    assert places(tmp_path, name="Alpha", aliases=f"Al; {nothing}")["aliases"] == ("Al",)


def test_names_lose_overrides_and_keep_joiners(tmp_path: Path) -> None:
    place = places(tmp_path, name="\u202eAlpha\u2066", layer="\u202bTowns", aliases=["\u200fעכו", "می‌خواهم\u202c"])
    assert (place["name"], place["layer"], place["aliases"]) == ("Alpha", "Towns", ("\u200fעכו", "می‌خواهم"))


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_title_of_nothing_is_none(nothing: str, tmp_path: Path) -> None:
    (tmp_path / "a-story.md").write_text(f"# {nothing}\n\nIn Laredo.\n", encoding="utf-8")
    assert read_article(tmp_path / "a-story.md").title == "A story"
    (tmp_path / "a-story.md").write_text(f'---\ntitle: "{nothing}"\n---\n\n# \u202eHeading\n\nIn.\n', encoding="utf-8")
    assert read_article(tmp_path / "a-story.md").title == "Heading"


def test_a_gazetteer_leaves_out_names_of_nothing(tmp_path: Path) -> None:
    names = [{"toponym": "\u3164"}, {"toponym": "\u202eAlpha"}]
    feature = {"type": "Feature", "properties": {"title": "\u2800"}, "names": names}
    feature["geometry"] = {"type": "Point", "coordinates": [10, 50]}
    (tmp_path / "g.json").write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    assert [(row.name, row.aliases) for row in read_gazetteer(tmp_path / "g.json")] == [("Alpha", ())]
