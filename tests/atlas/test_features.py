"""The places of an atlas as GeoJSON, which is a places file, too."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from storymap.atlas.features import MOST_STORIES_OF_A_FEATURE, geojson
from storymap.atlas.records import Atlas, AtlasPlace, MemberKey, StoryPlace, StoryRecord
from storymap.reading.places.reader import read_places
from tests.atlas.small_atlas import ATLAS, CITY, EL_PASO

BASE = "https://maps.example.org/atlas/"


def features(atlas: Atlas, place: AtlasPlace | None = None, base: str = "") -> list[dict[str, Any]]:
    data = json.loads(geojson(atlas, place, base))
    assert set(data) == {"type", "features"}
    assert data["type"] == "FeatureCollection"
    return list(data["features"])


def test_a_place_says_what_it_is_and_which_stories_name_it() -> None:
    (feature,) = features(ATLAS, EL_PASO)
    assert feature == {
        "type": "Feature",
        "id": "el-paso",
        "properties": {
            "name": "El Paso",
            "aliases": ["Paso del Norte"],
            "layer": "Cities",
            "kind": "city",
            "identifiers": ["geonames:5520993"],
            "story_count": 2,
            "stories": [
                {
                    "id": "a-bridge",
                    "title": "A bridge & its <walkers>",
                    "date": "2009-04-17",
                    "address": "https://maps.example.org/bridge/",
                    "sentence": "El Paso woke early.",
                },
                {
                    "id": "mercado",
                    "title": "El mercado",
                    "date": "2009-01",
                    "address": "../../../stories/el%20mercado/index.html",
                    "sentence": "En El Paso hay un mercado.",
                },
            ],
        },
        "geometry": {"type": "Point", "coordinates": [-106.4869, 31.7587]},
    }


def test_all_places_are_in_one_file_in_the_order_of_the_atlas() -> None:
    written = features(ATLAS)
    assert [feature["id"] for feature in written] == ["el-paso", "chihuahuan-desert", "nowhere"]
    assert written[0]["properties"]["stories"][1]["address"] == "../stories/el%20mercado/index.html"
    assert shape(written[1]["geometry"]).exterior.is_ccw
    assert written[2] == {
        "type": "Feature",
        "id": "nowhere",
        "properties": {"name": "Nowhere", "story_count": 1, "stories": [{"id": "undated", "date": "last spring"}]},
        "geometry": None,
    }


def test_with_an_address_links_are_absolute_and_a_place_has_its_page() -> None:
    properties = features(ATLAS, EL_PASO, BASE)[0]["properties"]
    assert properties["url"] == f"{BASE}place/el-paso/"
    assert properties["stories"][1]["address"] == "https://maps.example.org/stories/el%20mercado/index.html"


def test_the_file_is_a_places_file_which_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    path.write_text(geojson(ATLAS, None, BASE), encoding="utf-8")
    places = read_places(path)
    assert list(places.index) == ["el-paso", "chihuahuan-desert", "nowhere"]
    assert places["name"].tolist() == ["El Paso", "Chihuahuan Desert", "Nowhere"]
    assert places.loc["el-paso", "aliases"] == ("Paso del Norte",)
    assert places.loc["el-paso", "layer"] == "Cities"
    assert places.loc["el-paso", "kind"] == "city"
    assert places.loc["el-paso", "url"] == f"{BASE}place/el-paso/"
    assert places.loc["el-paso", "properties"]["identifiers"] == ["geonames:5520993"]
    assert [story["id"] for story in places.loc["el-paso", "properties"]["stories"]] == ["a-bridge", "mercado"]
    assert places.loc["el-paso", "geometry"].equals(CITY)
    assert places.loc["nowhere", "geometry"] is None


def test_the_stories_of_a_place_are_counted_and_the_first_thousand_are_said(tmp_path: Path) -> None:
    most = MOST_STORIES_OF_A_FEATURE
    stories = tuple(
        StoryRecord(f"s{n}", f"S {n}", f"https://example.org/{n}", "2009", places=(StoryPlace("p", "P", CITY),))
        for n in range(most + 5)
    )
    place = AtlasPlace("p", "P", CITY, tuple(MemberKey(story.story_id, "p") for story in stories))
    path = tmp_path / "p.geojson"
    path.write_text(geojson(Atlas("T", "en", stories, (place,)), place), encoding="utf-8")
    said = read_places(path).loc["p", "properties"]
    assert (said["story_count"], len(said["stories"])) == (most + 5, most)


@given(name=st.text(max_size=20), title=st.text(st.characters(exclude_categories=()), max_size=20))
def test_hostile_text_is_text_in_the_file(name: str, title: str) -> None:
    story = replace(ATLAS.stories[0], title=title)
    place = replace(EL_PASO, name=name, members=(MemberKey(story.story_id, "el-paso"),))
    written = geojson(Atlas("T", "en", (story,), (place,)), place)
    properties = json.loads(written.encode("utf-8"))["features"][0]["properties"]
    assert properties.get("name", "") == name
    assert properties["stories"][0].get("title", "") == title.encode("utf-8", "replace").decode()
