"""Leaflet maps with Google Sheets: the sample whole, its traps one by one, and broken in every way.

These were imported and built, too, and are not committed, each as a zip of the whole map with its csv/Points.csv:
RecoveryAPP/NEHmap, adgnewsroom/2020homicides, lgauthereau/Hispanic_periodicals, sashadb/Edenderry-sites,
tripledoublev/leaflet-map.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from storymap.exchange.imported import Imported
from storymap.exchange.importers import leaflet_maps
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.source import Source
from storymap.model import LayerChoice
from tests.exchange.imports import PICTURE, SAMPLES, broken_text, builds_or_is_refused, imported
from tests.hostile import HOSTILE

POINTS = "leaflet-maps-Points.csv"
SHEETS = {
    name: (SAMPLES / name).read_bytes()
    for name in ("leaflet-maps-Options.csv", "leaflet-maps-Polylines.csv", "leaflet-maps-Polygons.csv")
}
RHINE = {"type": "LineString", "coordinates": [[7.5, 47.5], [7.8, 48.5]]}
ALSACE = {"type": "Polygon", "coordinates": [[[7.0, 47.5], [8.0, 47.5], [8.0, 49.0], [7.0, 47.5]]]}
STORY = """\
---
title: Ports on the river
subtitle: A test
byline: T. Tester
---

Three *ports*. {view="48,7.6,8"}

## Ports

- [Basel](place:basel)
- [Strasbourg](place:strasbourg)

## Locks

- [Kembs](place:kembs)
"""
PLACES = """\
{
  "type": "FeatureCollection",
  "storymap": {"layers": [{"name": "Ports", "colour": 1}, {"name": "Locks", "colour": 4}]},
  "features": [
    {"type": "Feature", "id": "basel", "properties": {"name": "Basel", "layer": "Ports", "note": "The Rhine turns north.", \
"image": {"src": "bridge.png"}, "year": "1922", "location": "Basel, Switzerland"}, \
"geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]}},
    {"type": "Feature", "id": "strasbourg", "properties": {"name": "Strasbourg", "layer": "Ports", \
"note": "A city, with a comma."}, "geometry": {"type": "Point", "coordinates": [7.7521, 48.5734]}},
    {"type": "Feature", "id": "kembs", "properties": {"name": "Kembs", "layer": "Locks"}, "geometry": null}
  ]
}
"""
HEADER = "Group,Marker Icon,Marker Color,Name,Image,Description,Latitude,Longitude\n"


def read(folder: Path, text: str) -> Imported:
    (folder / "Points.csv").write_text(text, encoding="utf-8")
    source = Source(folder / "Points.csv")
    assert importer_of(source) is leaflet_maps
    return leaflet_maps.read(source)


def said(story: Imported) -> list[str]:
    return [f"{line.fate}: {line}" for line in story.report.lines()]


def shapes() -> dict[str, bytes]:
    """Return the files of lines and areas that the sample names."""
    area = {"type": "Feature", "properties": {"title": "Alsace", "people": 1}, "geometry": ALSACE}
    return {
        "geodata/rhine.geojson": json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"NAME": "x"}, "geometry": RHINE},
            {"type": "Feature", "properties": {}, "geometry": RHINE},
        ]}).encode(),
        "geodata/alsace.geojson": json.dumps(area).encode(),
    }  # fmt: skip


def test_the_sample_becomes_this_story(tmp_path: Path) -> None:
    printed, files = imported(tmp_path, POINTS, **SHEETS, **shapes(), **{"media/bridge.jpg": PICTURE})
    assert files["story.md"].decode() == STORY
    assert files["places.geojson"].decode() == PLACES
    assert files["bridge.png"] == PICTURE
    context = json.loads(files["context.geojson"])["features"]
    assert [(one["properties"], one["geometry"]["type"]) for one in context] == [
        ({"name": "The Rhine", "kind": "road"}, "LineString"),
        ({"kind": "road"}, "LineString"),
        ({"name": "Alsace", "kind": "area"}, "Polygon"),
    ]
    assert "lost: overlays on the web (https://example.org/far.geojson); save them beside the story\n" in printed
    assert "lost: descriptions of lines (A river.); put them into the text\n" in printed
    assert "lost: colours and values of areas (geodata/alsace.geojson); context is drawn quietly\n" in printed
    assert "lost: the key of the map's tiles; it is not copied\n" in printed
    assert not [name for name, content in files.items() if b"not-a-key" in content]


def test_a_zip_of_the_map_is_read_and_other_sheets_lead_to_the_points(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "map.zip", "w") as archive:
        for name, content in {**SHEETS, POINTS: (SAMPLES / POINTS).read_bytes()}.items():
            archive.writestr(f"map-main/csv/{name.removeprefix('leaflet-maps-')}", content)
        for name, content in shapes().items():
            archive.writestr(f"map-main/{name}", content)
    source = Source(tmp_path / "map.zip")
    assert importer_of(source) is leaflet_maps
    assert [place["properties"]["name"] for place in leaflet_maps.read(source).places] == [
        "Basel",
        "Strasbourg",
        "Kembs",
    ]
    _, files = imported(tmp_path, "leaflet-maps-Options.csv", **{POINTS: (SAMPLES / POINTS).read_bytes()})
    assert b"[Kembs](place:kembs)" in files["story.md"]


@pytest.mark.parametrize("sheet", ["Polygons.csv", "Polygons1.csv", "Ports - Polygons.csv"])
def test_the_sheet_of_areas_leads_to_the_others(tmp_path: Path, sheet: str) -> None:
    around = sheet.partition("Polygons")[0]
    for name in ("Points", "Options", "Polygons"):
        (tmp_path / f"{around}{name}.csv").write_bytes((SAMPLES / f"leaflet-maps-{name}.csv").read_bytes())
    (tmp_path / sheet).write_bytes((SAMPLES / "leaflet-maps-Polygons.csv").read_bytes())
    source = Source(tmp_path / sheet)
    assert importer_of(source) is leaflet_maps
    story = leaflet_maps.read(source)
    assert story.article.title == "Ports on the river"
    assert [place["properties"]["name"] for place in story.places] == ["Basel", "Strasbourg", "Kembs"]


def test_a_long_description_is_a_section_with_its_markup(tmp_path: Path) -> None:
    story = read(tmp_path, f"{HEADER},,,Basel,,<b>Bold</b> {'word ' * 200},47.5,7.5\n")
    heading, text = story.article.body
    assert (heading.text, heading.level, heading.spans[0].value) == ("Basel", 2, "basel")
    assert text.text.startswith("Bold word")
    assert [span.kind for span in text.spans] == ["strong"]
    assert story.layers == ()


def test_positions_that_cannot_be_leave_the_place_without_one(tmp_path: Path) -> None:
    story = read(tmp_path, f"{HEADER},,,A,,,95,7\n,,,B,,,,\n,,,C,,,0,0\n,,,D,,,x,7\n,,,E,,,1,2\n")
    assert [place["geometry"] and place["geometry"]["coordinates"] for place in story.places] == [
        None, None, None, None, (2.0, 1.0)
    ]  # fmt: skip
    assert [line for line in said(story) if line.startswith("lost: positions")] == [
        "lost: positions that are none; the places are listed, and not on the map (3: A, C, D)"
    ]


def test_the_colour_of_a_group_is_that_of_its_first_marker(tmp_path: Path) -> None:
    story = read(tmp_path, f"{HEADER}One,,#ff0000,A,,,1,2\nOne,,blue,B,,,1,3\nTwo,,url(x),C,,,1,4\n")
    assert story.layers[1] == LayerChoice("Two")
    assert story.layers[0].name == "One"
    assert story.layers[0].colour is not None


@pytest.mark.parametrize("text", [HEADER, f"{HEADER},,,,,,,\n"])
def test_a_map_with_nothing_on_it_is_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(StorymapError) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    assert str(problem) == "Points.csv: there is nothing on its map; put the sheet Points beside the file, as CSV"


@pytest.mark.parametrize("text", HOSTILE.values())
def test_hostile_cells_build_and_run_nothing(text: str) -> None:
    quoted = '"' + text.replace('"', '""').replace("\x00", "") + '"'
    rows = f"{quoted},{quoted},{quoted},{quoted},{quoted},{quoted},1,2\n,,,Words,,,3,4\n"
    options = f"Setting,Customize\nMap Title,{quoted}\nIntro Popup Text,{quoted}\n"
    files = {"Points.csv": (HEADER + rows).encode(), "Options.csv": options.encode()}
    assert builds_or_is_refused(files, "leaflet-maps") is None


@settings(max_examples=40)
@given(broken_text((SAMPLES / POINTS).read_text(encoding="utf-8")))
def test_whatever_is_broken_is_refused_or_builds(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    assert builds_or_is_refused({POINTS: content, **SHEETS}, "leaflet-maps") in (None, True)
