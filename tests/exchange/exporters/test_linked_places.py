from __future__ import annotations

import json
from pathlib import Path

from storymap.story import build_story
from tests.exchange.exporters.small_story import LINKS, WHEN, exported
from tests.exchange.flow import SAMPLES, import_story
from tests.exchange.round_trips import again

BASEL = {
    "@id": "https://example.org/s/#place=bs",
    "type": "Feature",
    "properties": {
        "title": "Basel",
        "ccodes": ["CH"],
        "layer": "Cities",
        "url": "https://example.org/basel?a=1&b=2",
        "kind": "town",
    },
    "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]},
    "names": [{"toponym": "Basel"}, {"toponym": "Bâle"}, {"toponym": "Basilia"}],
    "descriptions": [{"value": "On <the> bend."}],
    "types": [{"label": "town"}],
}


def test_a_feature_for_each_place(tmp_path: Path) -> None:
    content, said = exported(tmp_path, "linked-places", url="https://example.org/s/")
    collection = json.loads(content)
    assert collection["@context"].endswith("/linkedplaces-context-v1.1.jsonld")
    assert collection["indexing"] == {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": "Along the river",
        "description": "From A < B",
        "url": "https://example.org/s/",
    }
    assert collection["features"][0] == BASEL
    assert [
        (one["properties"]["title"], one["geometry"] and one["geometry"]["type"]) for one in collection["features"]
    ] == [
        ("Basel", "Point"),
        ("Rhine", "LineString"),
        ("=1+1", None),
    ]
    assert said == [
        "kept: places (3)",
        "changed: how much places matter; it is worked out anew from the text",
        "lost: the text; only its places are in it",
        "lost: order and colours of layers",
    ]


def test_private_gives_back_dates_links_and_languages_of_names(tmp_path: Path) -> None:
    content, _ = exported(tmp_path, "linked-places", private=True)
    basel = json.loads(content)["features"][0]
    assert basel["when"] == WHEN
    assert basel["links"] == [*LINKS, {"type": "exactMatch", "identifier": "gn:2661604"}]
    assert basel["names"] == [
        {"toponym": "Basel", "lang": "de", "when": WHEN},
        {"toponym": "Basilia", "lang": "la"},
        {"toponym": "Bâle"},
    ]


def test_what_came_as_linked_places_is_given_back(tmp_path: Path) -> None:
    sample = SAMPLES / "linked-places.geojson"
    imported = import_story(sample, folder=str(tmp_path / "first"))
    back = again(imported.story, "linked-places", ".lp.json", tmp_path, private=True)
    assert back.properties("basel") == imported.properties("basel")
    exported_again = json.loads((tmp_path / "exported.lp.json").read_text(encoding="utf-8"))["features"][0]
    (before,) = json.loads(sample.read_text(encoding="utf-8"))["features"]
    members = ("when", "names", "types", "geometry", "links", "relations", "descriptions", "depictions", "@id")
    assert {key: exported_again[key] for key in members} == {key: before[key] for key in members}


def test_a_place_that_was_moved_has_its_new_position_alone(tmp_path: Path) -> None:
    import_story(SAMPLES / "linked-places.geojson", folder=str(tmp_path / "first"))
    places = tmp_path / "first" / "places.geojson"
    moved = json.loads(places.read_text(encoding="utf-8"))
    moved["features"][0]["geometry"]["coordinates"] = [8, 48]
    places.write_text(json.dumps(moved), encoding="utf-8")
    again(build_story(tmp_path / "first" / "story.md"), "linked-places", ".lp.json", tmp_path, private=True)
    written = json.loads((tmp_path / "exported.lp.json").read_text(encoding="utf-8"))
    assert written["features"][0]["geometry"] == {"type": "Point", "coordinates": [8, 48]}
