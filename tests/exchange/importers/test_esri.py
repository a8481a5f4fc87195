"""Stories of ArcGIS StoryMaps and the classic Map Tour: the samples whole, their traps one by one, broken in every way.

No whole file of a story could be had in an index of repositories: people keep them in their portals. What was read there,
and is not committed: a story in TypeScript, "The Cherry Blossoms of Washington, D.C." of Esri's hub libraries, and the
code and schemas of those who write stories: Esri/storymaps-developer-samples (classic-converter/schemas/maptour, tourmap,
webmap, audio, gallery; converters of the classic Map Tour), the ArcGIS API for Python. The tests have their structures.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from storymap.exchange.imported import Imported
from storymap.exchange.importers import esri
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.source import Source
from storymap.exchange.story_files import story_files
from storymap.model import AuthorView
from tests.exchange.imports import PICTURE, SAMPLES, broken_json, builds_or_is_refused, imported
from tests.hostile import HOSTILE

SAMPLE = "esri-story.json"
TOUR = "esri-map-tour.json"
STORY = """\
---
title: Along the river
subtitle: A test
byline: T. Tester
---

In **Basel** the Rhine turns north.

## Alsace {view="48.25869,7.45601,8.29"}

### [Basel](place:basel) {view="47.5596,7.5886,14"}

![A bridge](a.png "Bridge")

On the bend.
"""
PLACES = """\
{
  "type": "FeatureCollection",
  "features": [
    {"type": "Feature", "id": "basel", "properties": {"name": "Basel"}, \
"geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]}}
  ]
}
"""
TOUR_STORY = """\
---
title: Along the river
subtitle: A tour
---

The river in three stops.

## [Strasbourg](place:strasbourg) {view="48.5734,7.7521,13"}

![](https://example.org/strasbourg.jpg){credit="A. P."}

A city, with **a comma**.

## [Basel](place:basel) {view="47.5596,7.5886,13"}

[https://player.example.org/1](https://player.example.org/1)

On the bend.
"""
METRES = {"wkid": 102100, "latestWkid": 3857}


def text(kind: str, words: str, **config: Any) -> dict[str, Any]:
    return {"type": "text", "data": {"type": kind, "text": words}, "config": config}


def story(
    folder: Path, nodes: dict[str, Any], resources: dict[str, Any] | None = None, wrapped: bool = False
) -> Imported:
    """Return the story whose root has those of the nodes whose names begin with a digit, in this order."""
    root = {"type": "story", "data": {}, "children": [key for key in nodes if key[0].isdigit()]}
    content: Any = {"root": "n-root", "nodes": {"n-root": root, **nodes}, "resources": resources or {}}
    (folder / "a.json").write_text(json.dumps({"item": {}, "data": content} if wrapped else content), encoding="utf-8")
    source = Source(folder / "a.json")
    assert importer_of(source) is esri
    return esri.read(source)


def said(made: Imported) -> list[str]:
    return [f"{line.fate}: {line}" for line in made.report.lines()]


def shown(made: Imported) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in made.article.body]


def slide(nodes: dict[str, Any], view: dict[str, Any], *panel: str) -> dict[str, Any]:
    """Return the nodes of a sidecar with one slide: a map of this view, and a panel with these nodes."""
    return {
        "1": {"type": "immersive", "data": {"type": "sidecar"}, "children": ["slide"]},
        "slide": {"type": "immersive-slide", "data": {}, "children": ["panel", "map"]},
        "panel": {"type": "immersive-narrative-panel", "data": {}, "children": list(panel)},
        "map": {"type": "webmap", "data": {"map": "r", **view}},
        **nodes,
    }


def test_the_sample_becomes_this_story(tmp_path: Path) -> None:
    printed, files = imported(tmp_path, SAMPLE, **{"resources/a.jpg": PICTURE})
    assert files["story.md"].decode() == STORY
    assert files["places.geojson"].decode() == PLACES
    assert sorted(files) == ["a.png", "places.geojson", "story.md"]
    assert "lost: layers of web maps (Rivers); they are on a server" in printed
    assert "lost: what a page has no counterpart of: swipe; what is in it follows one by one\n" in printed


def test_a_classic_map_tour_becomes_this_story(tmp_path: Path) -> None:
    printed, files = imported(tmp_path, TOUR, **{"0a1b.json": (SAMPLES / "esri-map-tour-webmap.json").read_bytes()})
    assert files["story.md"].decode() == TOUR_STORY
    assert b'"id": "strasbourg"' in files["places.geojson"]
    assert b"Hidden" not in files["story.md"] + files["places.geojson"]
    assert "lost: hidden places of the tour\n" in printed
    assert 'lost: the field "year" (1922); put it into the story\n' in printed


def test_the_web_map_of_a_tour_or_its_features_are_a_tour_by_themselves(tmp_path: Path) -> None:
    webmap = json.loads((SAMPLES / "esri-map-tour-webmap.json").read_text())
    features = webmap["operationalLayers"][1]["featureCollection"]["layers"][0]["featureSet"]
    for content in (webmap, {"spatialReference": METRES, "features": features["features"]}):
        (tmp_path / "My tour.json").write_text(json.dumps(content))
        source = Source(tmp_path / "My tour.json")
        assert importer_of(source) is esri
        made = esri.read(source)
        assert made.article.title == "My tour"
        assert [place["properties"]["name"] for place in made.places] == ["Intro", "Basel", "Hidden", "Strasbourg"]


def test_a_place_that_a_tour_lists_many_times_is_in_it_once(tmp_path: Path) -> None:
    tour = json.loads((SAMPLES / TOUR).read_text())
    webmap = json.loads((SAMPLES / "esri-map-tour-webmap.json").read_text())
    (tmp_path / "0a1b.json").write_text(json.dumps(webmap))
    (tmp_path / "once.json").write_text(json.dumps(tour))
    tour["values"]["order"] *= 20_000
    (tmp_path / "often.json").write_text(json.dumps(tour))
    once, often = (esri.read(Source(tmp_path / name)) for name in ("once.json", "often.json"))
    assert often.article.blocks == once.article.blocks


def test_a_tour_without_its_web_map_says_which_one_it_needs(tmp_path: Path) -> None:
    (tmp_path / TOUR).write_bytes((SAMPLES / TOUR).read_bytes())
    with pytest.raises(StorymapError) as caught:
        esri.read(Source(tmp_path / TOUR))
    assert str(caught.value) == (
        "esri-map-tour.json: its places are in its web map, which is not here; "
        'save the data of its web map as "0a1b.json" beside it'
    )


def test_texts_are_blocks_of_their_kinds(tmp_path: Path) -> None:
    made = story(
        tmp_path,
        {
            "1": text("h2", "One &amp; <em>two</em>"),
            "2": text("quote", "<em>Said</em>"),
            "3": text("bullet-list", "<li>a</li><li>b</li>"),
            "4": text("large-paragraph", "A <script>x</script><a href='https://example.org'>link</a>"),
            "5": {"type": "separator"},
            "6": {"type": "button", "data": {"text": "More", "link": "https://example.org/"}},
            "7": {"type": "button", "data": {"text": "Bad", "link": "javascript:1"}},
            "8": {"type": "credits", "children": ["c"]},
            "c": {"type": "attribution", "data": {"content": "<strong>Map</strong>", "attribution": "A. P."}},
            "9": {"type": "embed", "data": {"url": "https://example.org/x", "title": "Embedded", "embedType": "link"}},
            "99": text("paragraph", "Not to be seen", isHidden=True),
        },
        wrapped=True,
    )
    assert shown(made) == [
        ("heading", "One & two"),
        ("paragraph", "Said"),
        ("paragraph", "a"),
        ("paragraph", "b"),
        ("paragraph", "A link"),
        ("rule", ""),
        ("paragraph", "More"),
        ("paragraph", "Bad"),
        ("paragraph", "Map: A. P."),
        ("paragraph", "Embedded"),
    ]
    assert [box.tag for box in made.article.body[1].within] == ["blockquote"]
    assert [span.value for block in made.article.body for span in block.spans if span.kind == "link"] == [
        "https://example.org",
        "https://example.org/",
        "https://example.org/x",
    ]
    assert "lost: hidden parts (text); they are not shown there either" in said(made)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ({"center": {"x": -8575914.4, "y": 4706977.4, "spatialReference": METRES}, "viewpoint": {"scale": 144447.93}},
         ((-77.03875, 38.89734), 12)),
        ({"viewpoint": {"scale": "36111", "targetGeometry": {"x": 7.5, "y": 47.5, "spatialReference": {"wkid": 4326}}}},
         ((7.5, 47.5), 14)),
        ({"extent": {"xmin": 170, "ymin": -10, "xmax": 190, "ymax": 10, "spatialReference": {"wkid": 4326}}}, ((180, 0), 5.39)),
        ({"extent": {"xmin": 0, "ymin": 0, "xmax": 100000, "ymax": 100000}, "zoom": 9}, ((0.44916, 0.44916), 9)),
        ({"extent": {"xmin": "x"}, "center": {"x": 1e300, "y": 0}}, None),
        ({"extent": {"xmin": 1, "ymin": 1, "xmax": 2, "ymax": 2, "spatialReference": {"wkid": 999}}}, None),
        ({"center": {"x": 2611300, "y": 1267300, "spatialReference": {"wkid": 2056}}}, ((7.5879, 47.5566), 9)),
        ({}, None),
    ],
)  # fmt: skip
def test_the_view_of_a_map_is_in_degrees_and_zooms(tmp_path: Path, view: dict[str, Any], expected: Any) -> None:
    made = story(tmp_path, slide({"h": text("h3", "Here")}, view, "h"))
    (heading,) = made.article.body
    if expected is None:
        assert heading.view is None
        assert "lost: views of maps that are not known" in said(made)
    else:
        assert heading.view is not None
        assert heading.view.centre is not None
        assert [
            abs(abs(one) - abs(other)) < 1e-3 for one, other in zip(heading.view.centre, expected[0], strict=True)
        ] == [True] * 2
        assert heading.view.zoom == pytest.approx(expected[1], abs=0.01)


def test_the_view_of_a_slide_holds_for_all_of_its_text(tmp_path: Path) -> None:
    nodes = {
        "a": text("paragraph", "One"),
        "b": text("paragraph", "Two"),
        "c": text("h3", "Three"),
        "d": text("paragraph", "4"),
    }
    view = {"center": {"x": 7, "y": 48}, "zoom": 7}
    made = story(tmp_path, slide(nodes, view, "a", "b", "c", "d"))
    assert [block.view and block.view.zoom for block in made.article.body] == [7, 7, None, None]


def test_a_map_in_the_text_is_its_caption_or_gives_its_view_to_what_follows(tmp_path: Path) -> None:
    view = {"map": "r", "center": {"x": 7, "y": 48}}
    made = story(
        tmp_path,
        {
            "1": {"type": "webmap", "data": {**view, "zoom": 5, "caption": "<p>The map</p>"}},
            "2": {"type": "webmap", "data": {**view}},
            "3": text("paragraph", "After"),
            "4": {"type": "webmap", "data": {**view, "zoom": 8}},
        },
        {"r": {"type": "webmap", "data": {"zoom": 11}}},
    )
    assert [(block.text, block.view and block.view.zoom) for block in made.article.body] == [
        ("The map", 5),
        ("After", 9),
    ]
    assert "lost: views of maps that no words follow; write something where the map should move" in said(made)


def test_an_express_map_is_places_and_context(tmp_path: Path) -> None:
    drawings = {
        "p": {
            "type": "POINT",
            "nodes": [{"long": 7.5, "lat": 47.5}],
            "data": {"title": "Basel", "caption": "<b>Note</b>"},
        },
        "l": {"type": "LINE", "nodes": [{"long": 7, "lat": 47}, {"long": 7, "lat": 47}, {"long": 8, "lat": 48}]},
        "a": {
            "type": "POLYGON",
            "nodes": [{"long": x, "lat": y} for x, y in ((7, 47), (8, 47), (8, 48))],
            "title": "Area",
        },
        "x": {"type": "POINT", "nodes": [{"long": 700, "lat": 47}]},
    }
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "expressmap_1.json").write_text(json.dumps({"drawings": drawings}))
    nodes = {"1": {"type": "expressmap", "data": {"map": "r", "caption": "Two shipments"}}}
    made = story(tmp_path, nodes, {"r": {"type": "expressmap", "data": {"itemId": "expressmap_1.json"}}})
    assert [place["properties"] for place in made.places] == [{"name": "Basel", "note": "Note"}]
    assert [(one["geometry"]["type"], one["properties"]) for one in made.context] == [
        ("LineString", {}),
        ("Polygon", {"name": "Area"}),
    ]
    assert made.article.body[0].view == AuthorView(("basel",))
    assert "lost: drawings without a position" in said(made)
    (tmp_path / "resources" / "expressmap_1.json").unlink()
    lost = "lost: express maps whose file is not there (expressmap_1.json); put it beside the story"
    assert lost in said(story(tmp_path, nodes, {"r": {"type": "expressmap", "data": {"itemId": "expressmap_1.json"}}}))


def test_a_tour_has_a_section_for_each_place_that_is_not_hidden(tmp_path: Path) -> None:
    points = {"g1": {"nodes": [{"long": 7.5, "lat": 47.5}]}, "g2": {"nodes": [{"long": "x"}]}}
    places = [
        {"featureId": "g1", "title": "t1", "contents": ["c"], "media": "m"},
        {"featureId": "g2", "title": "t2", "contents": []},
        {"featureId": "g1", "title": "t3", "contents": [], "config": {"isHidden": True}},
    ]
    made = story(
        tmp_path,
        {
            "1": {"type": "tour", "data": {"map": "tm", "title": "Stops", "places": places}},
            "tm": {"type": "tour-map", "data": {"geometries": points, "defaultScale": 36111}},
            "t1": text("h3", "Basel"), "t2": text("h3", "Nowhere"), "t3": text("h3", "Hidden"), "c": text("paragraph", "On the bend."),
            "m": {"type": "carousel", "children": ["i"]}, "i": {"type": "image", "data": {"image": "r"}},
        },
        {"r": {"type": "image", "data": {"src": "https://example.org/a.jpg", "provider": "uri"}}},
    )  # fmt: skip
    assert [(block.kind, block.text, block.level, block.view and block.view.zoom) for block in made.article.body] == [
        ("heading", "Stops", 2, None),
        ("heading", "Basel", 3, 14),
        ("image", "", 0, None),
        ("paragraph", "On the bend.", 0, None),
        ("heading", "Nowhere", 3, None),
    ]
    assert [place["geometry"] is None for place in made.places] == [False, True]
    assert "lost: hidden places of a tour (Hidden)" in said(made)


def test_a_zip_has_the_published_story_before_its_drafts(tmp_path: Path) -> None:
    def data(words: str) -> str:
        nodes = {
            "r": {"type": "story", "children": ["a", "i"]},
            "a": text("h2", words),
            "i": {"type": "image", "data": {"image": "x"}},
        }
        return json.dumps({"root": "r", "nodes": nodes, "resources": {"x": {"data": {"resourceId": "a.png"}}}})

    with zipfile.ZipFile(tmp_path / "item.zip", "w") as archive:
        archive.writestr("item/resources/draft_1586793923030.json", data("Draft"))
        archive.writestr("item/resources/published_data.json", data("Published"))
        archive.writestr("item/resources/a.png", PICTURE)
    source = Source(tmp_path / "item.zip")
    assert importer_of(source) is esri
    made = esri.read(source)
    assert shown(made) == [("heading", "Published"), ("image", "")]
    assert made.pictures == {"a.png": PICTURE}


def test_nodes_that_hold_each_other_end(tmp_path: Path) -> None:
    ring = {
        "1": {"type": "group", "children": ["2", "1"]},
        "2": {"type": "group", "children": ["1", "a"]},
        "a": text("h2", "In"),
    }
    assert shown(story(tmp_path, ring)) == [("heading", "In")]
    deep = {str(number): {"type": "group", "children": [str(number + 1)]} for number in range(5000)}
    lost = [line for line in said(story(tmp_path, deep)) if line.startswith("lost")]
    assert [line.partition(" (")[0] for line in lost] == ["lost: parts that are nested too deep"]


def test_a_broken_story_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text((SAMPLES / SAMPLE).read_text()[:900])
    source = Source(tmp_path / "a.json")
    assert importer_of(source) is esri
    with pytest.raises(StorymapError, match=r"^a.json, line \d+: this is not valid JSON; save or download it again$"):
        esri.read(source)


@pytest.mark.parametrize("words", HOSTILE.values())
def test_hostile_texts_build_and_run_nothing(words: str) -> None:
    nodes = {
        "r": {"type": "story", "children": ["c", *"abdefg"]},
        "c": {"type": "storycover", "data": {"title": words, "summary": words, "byline": words}},
        "a": text("paragraph", words),
        "b": text("h2", words),
        "d": text("bullet-list", words),
        "e": {"type": "image", "data": {"image": "i", "alt": words, "caption": words}},
        "f": {"type": "embed", "data": {"url": words, "title": words}},
        "g": {"type": "tour", "data": {"map": "m", "places": [{"title": "b2", "featureId": "p", "contents": ["a2"]}]}},
        "a2": text("paragraph", "Words"),
        "b2": text("h3", words),
        "m": {"type": "tour-map", "data": {"geometries": {"p": {"nodes": [{"long": 1, "lat": 2}], "scale": words}}}},
    }
    content = {"root": "r", "nodes": nodes, "resources": {"i": {"data": {"resourceId": words}}}}
    assert builds_or_is_refused({"a.json": json.dumps(content).encode()}, "esri") is None


@settings(max_examples=40)
@given(broken_json(SAMPLE))
def test_whatever_is_broken_is_refused_or_builds(content: bytes) -> None:
    assert builds_or_is_refused({"a.json": content}, "esri") in (None, True)


@settings(max_examples=25)
@given(broken_json("esri-map-tour-webmap.json"))
def test_a_tour_that_is_broken_is_refused_or_builds(content: bytes) -> None:
    assert builds_or_is_refused({"a.json": content}, "esri") in (None, True)


@pytest.mark.parametrize("name", ["esri-story.json", "esri-map-tour-webmap.json"])
def test_no_key_of_an_address_is_copied(tmp_path: Path, name: str) -> None:
    link = "<a href='https://a.org/?a=b&token=SECRET'>https://a.org/?apikey=SECRET</a>"
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert "On the bend." in text
    (tmp_path / name).write_text(text.replace("On the bend.", link), encoding="utf-8")
    story = esri.read(Source(tmp_path / name))
    written = story_files(story)["story.md"].decode() + "".join(map(str, story.report.lines()))
    assert "[https://a.org/](https://a.org/?a=b)" in written.replace("<https://a.org/?a=b>", "https://a.org/?a=b")
    assert "keys in addresses" in written
    assert "SECRET" not in written
