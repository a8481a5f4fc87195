"""uMap's backups become stories.

Real files that were tried, each of which imports and builds, or says that its data is elsewhere: umap-project/umap,
umap/tests/fixtures/test_upload_data.umap, test_upload_data_with_enum.umap, test_upload_data_with_iconurl.umap,
display_on_load.umap and remote_data.umap (the newest stored). Repositories hold no others that can be read: uMap gives them
to people, who keep them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from storymap.exchange.importers import places
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.source import Source
from storymap.model import LayerChoice
from tests.cli.commands import run
from tests.exchange.imports import SAMPLES, broken_json, builds_or_is_refused
from tests.exchange.readings import places_of, read_file, said


def umap(path: Path, **members: Any) -> Path:
    path.write_text(json.dumps({"type": "umap", "properties": {"name": "Map"}, **members}), encoding="utf-8")
    return path


def test_a_umap_becomes_a_story(empty_desk: Path) -> None:
    result = run("import", str(SAMPLES / "river.umap"))
    assert result.exit_code == 0
    assert (
        result.stdout == "along-the-river: a uMap as a story; look at it with: storymap edit along-the-river/story.md\n"
    )
    assert result.stderr.splitlines() == [
        'warning: river.umap: the layer "Hidden" is data from an address, which is not fetched; '
        "save that file and name it with --places",
        "kept: places (2)",
        "kept: data of places that is not shown (nom)",
        "changed: layers that are hidden at first (Hidden); they are shown",
        "changed: links in descriptions (Basel); the link of their place",
        "lost: the background map; a story has its own",
        "lost: layers whose data is elsewhere (Hidden); it is not fetched",
        "lost: colours and symbols of single places; a layer has a colour",
        "lost: pictures and frames within descriptions; put the pictures into the story",
        "lost: places without a name and a position",
    ]
    folder = Path("along-the-river")
    assert (folder / "story.md").read_text(encoding="utf-8") == (
        "---\ntitle: Along the river\ncredit: CC BY\n---\n\n**Bold** and [a link](https://example.org)\n\n"
        "## Cities\n\n- [Basel](place:basel)\n\n## River\n\n- [Rhine](place:rhine)\n"
    )
    assert json.loads((folder / "places.geojson").read_text(encoding="utf-8")) == {
        "type": "FeatureCollection",
        "storymap": {"layers": [{"name": "Cities", "colour": 1}, {"name": "River"}]},
        "features": [
            {
                "type": "Feature",
                "id": "basel",
                "properties": {
                    "name": "Basel",
                    "layer": "Cities",
                    "note": "Heading\n\nmore",
                    "url": "https://example.org",
                    "nom": "Basel",
                },
                "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]},
            },
            {
                "type": "Feature",
                "id": "rhine",
                "properties": {"name": "Rhine", "layer": "River"},
                "geometry": {"type": "LineString", "coordinates": [[7.59, 47.56], [7.75, 48.58]]},
            },
        ],
    }


def test_geojson_with_a_property_that_says_umap_is_no_umap(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [7, 47]}
    feature = {"type": "Feature", "properties": {"name": "Basel", "type": "umap"}, "geometry": point}
    (tmp_path / "a.json").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert importer_of(Source(tmp_path / "a.json")).LABEL == places.LABEL
    assert importer_of(Source(umap(tmp_path / "b.json"))).LABEL == "a uMap"


def test_credits_and_descriptions_of_layers_are_told(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [7, 47]}
    feature = {"type": "Feature", "properties": {"name": "Basel"}, "geometry": point}
    layer = {"features": [feature], "_umap_options": {"name": "Towns", "description": "On the Rhine"}}
    read, _ = read_file(umap(tmp_path / "a.umap", properties={"shortCredit": "Jo"}, layers=[layer]))
    assert "lost: credits of the map (Jo); write them into the story" in said(read)
    assert "lost: descriptions of layers (Towns); put them into the text" in said(read)


def test_points_without_a_name_are_named_and_lines_become_context(tmp_path: Path) -> None:
    point, line = {"type": "Point", "coordinates": [7, 47]}, {"type": "LineString", "coordinates": [[7, 47], [8, 48]]}
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in (point, line)]
    features.append({"type": "Feature", "properties": {"name": "Basel"}, "geometry": None})
    read, files = read_file(umap(tmp_path / "m.umap", layers=[{"_storage": {"name": "Stops"}, "features": features}]))
    assert [one["properties"] for one in places_of(files)] == [
        {"name": "Stops 1", "layer": "Stops"},
        {"name": "Basel", "layer": "Stops"},
    ]
    assert [one["geometry"]["type"] for one in read.context] == ["LineString"]
    assert said(read) == [
        "kept: places (2)",
        "changed: places without a name (Stops 1); named after their layer and number",
        "changed: lines and areas without a name; they are context, drawn under the places",
    ]


def test_a_long_description_is_a_section_with_its_links(tmp_path: Path) -> None:
    text = "**The** [[https://example.org/a|bridge]]. " + "It is old. " * 80 + "\n\nThe end."
    feature = {"type": "Feature", "properties": {"name": "Bridge", "description": text}, "geometry": None}
    _, files = read_file(umap(tmp_path / "m.umap", layers=[{"features": [feature]}]))
    story = files["story.md"].decode()
    assert "## [Bridge](place:bridge)\n\n**The** [bridge](https://example.org/a). It is old." in story
    assert story.endswith("\n\nThe end.\n")
    assert places_of(files)[0]["properties"] == {"name": "Bridge"}


def test_layers_have_the_nearest_colours_each_once(tmp_path: Path) -> None:
    place = {"type": "Feature", "properties": {"name": "A"}, "geometry": None}
    colours = {"One": "#8f3d0e", "Two": "SaddleBrown", "Three": "url(x)", "Four": "green"}
    layers = [
        {"_umap_options": {"name": name, "color": colour}, "features": [place]} for name, colour in colours.items()
    ]
    read, _ = read_file(umap(tmp_path / "m.umap", layers=layers))
    assert read.layers == (
        LayerChoice("One", 2), LayerChoice("Two", None), LayerChoice("Three", None), LayerChoice("Four", 4),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"type": "umap", "layers": [', "m.umap, line 1: this is not valid JSON"),
        ('{"type": "umap"}', "this is no uMap: it has no layers"),
        ('{"type": "umap", "layers": []}', "m.umap: it has no places"),
        ('{"type": "umap", "layers": ' + "[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_whole_map_is_refused(text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "m.umap").write_text(text, encoding="utf-8")
    with pytest.raises(StorymapError, match=what):
        read_file(tmp_path / "m.umap")


@given(broken_json("river.umap"))
@settings(max_examples=25)
def test_a_hostile_map_builds_or_is_refused(content: bytes) -> None:
    assert builds_or_is_refused({"m.umap": content}, "umap") is not False
