"""Leaflet storymaps with Google Sheets: the sample whole, its traps one by one, and broken in every way.

These were imported and built, too, and are not committed, each csv/Chapters.csv with csv/Options.csv, most as a zip of the
whole map: hdlabconicet/ulrico-schmidel-storymap, jackrouse21/roger-de-breynton, octavialab/Hidden-Heroes-Historic-Places,
FalveyDigitalScholarship/VUArtWalk, OnTheLine/otl-urban-renewal-willimantic, kengeospatialist/terrorist-attack-storymap.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from storymap.exchange.imported import Imported
from storymap.exchange.importers import leaflet_storymaps
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.source import Source
from storymap.exchange.story_files import story_files
from tests.exchange.imports import PICTURE, SAMPLES, broken_text, builds_or_is_refused, imported
from tests.hostile import HOSTILE

CHAPTERS = "leaflet-storymaps-Chapters.csv"
OPTIONS = "leaflet-storymaps-Options.csv"
SHEETS = {OPTIONS: (SAMPLES / OPTIONS).read_bytes()}
RHINE = {"type": "LineString", "coordinates": [[7.5, 47.5], [7.8, 48.5]]}
STORY = """\
---
title: Along the river
subtitle: A test
byline: T. Tester
---

## [Basel](place:basel) {view="47.5596,7.5886,12"}

![](bridge.png){credit="A. P."}

The Rhine turns **north**.

## [Strasbourg](place:strasbourg) {view="48.5734,7.7521,15"}

[https://www.youtube.com/embed/x](https://www.youtube.com/embed/x)

A city, with a comma.

## Interlude

No place at all.
"""
PLACES = """\
{
  "type": "FeatureCollection",
  "features": [
    {"type": "Feature", "id": "basel", "properties": {"name": "Basel"}, \
"geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]}},
    {"type": "Feature", "id": "strasbourg", "properties": {"name": "Strasbourg"}, \
"geometry": {"type": "Point", "coordinates": [7.7521, 48.5734]}}
  ]
}
"""
HEADER = "Chapter,Media Link,Description,Zoom,Marker,Location,Latitude,Longitude,Overlay,GeoJSON Overlay\n"


def read(folder: Path, text: str, name: str = "Chapters.csv") -> Imported:
    (folder / name).write_text(text, encoding="utf-8")
    source = Source(folder / name)
    assert importer_of(source) is leaflet_storymaps
    return leaflet_storymaps.read(source)


def said(story: Imported) -> list[str]:
    return [f"{line.fate}: {line}" for line in story.report.lines()]


def test_the_sample_becomes_this_story(tmp_path: Path) -> None:
    overlay = json.dumps({"type": "Feature", "properties": {"color": "red"}, "geometry": RHINE}).encode()
    beside = {"geojson/rhine.geojson": overlay, "media/bridge.jpg": PICTURE}
    printed, files = imported(tmp_path, CHAPTERS, **SHEETS, **beside)
    assert files["story.md"].decode() == STORY
    assert files["places.geojson"].decode() == PLACES
    assert json.loads(files["context.geojson"])["features"] == [
        {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": RHINE["coordinates"]}}
    ]
    assert "lost: overlays of tiles (https://tiles.example.org/{z}/{x}/{y}.png); they come from a server\n" in printed
    assert "changed: the look of the map (Stamen.TonerLite); the map of storymap needs no server\n" in printed
    assert "lost: links of credits (https://example.org); put them into the story\n" in printed


def test_the_sheet_of_options_and_a_zip_of_the_map_lead_to_the_same_story(tmp_path: Path) -> None:
    _, files = imported(tmp_path / "a", CHAPTERS, **SHEETS)
    chapters = (SAMPLES / CHAPTERS).read_bytes()
    _, again = imported(tmp_path / "b", OPTIONS, **{CHAPTERS: chapters})
    assert again == files
    with zipfile.ZipFile(tmp_path / "map.zip", "w") as archive:
        archive.writestr("river-main/csv/Chapters.csv", chapters)
        archive.writestr("river-main/csv/Options.csv", SHEETS[OPTIONS])
        archive.writestr("river-main/media/bridge.jpg", PICTURE)
    source = Source(tmp_path / "map.zip")
    assert importer_of(source) is leaflet_storymaps
    story = leaflet_storymaps.read(source)
    assert (story.article.title, story.pictures) == ("Along the river", {"bridge.png": PICTURE})


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffLongitude;Latitude;Zoom;Description;Chapter;Own\r\n7,5;47,25;3;Text;Basel;x\r\n",
        "sep=;\nLongitude;Latitude;Zoom;Description;Chapter\n7,5;47,25;3;Text;Basel\n",
        "chapter\tDESCRIPTION\tlatitude\tlongitude\tzoom\nBasel\tText\t47.25\t7.5\t3\n",
    ],
)
def test_columns_go_by_their_names_as_excel_and_sheets_save_them(tmp_path: Path, text: str) -> None:
    story = read(tmp_path, text)
    assert [place["geometry"]["coordinates"] for place in story.places] == [[7.5, 47.25]]
    assert story.article.body[0].view is not None
    assert story.article.body[0].view.zoom == 3
    assert [block.text for block in story.article.body] == ["Basel", "Text"]


def test_a_hidden_marker_is_a_view_and_no_position_is_a_section(tmp_path: Path) -> None:
    story = read(
        tmp_path,
        f'{HEADER}A,,,,Hidden,,1,2,,\nB,,,,,Anywhere,,,,\nC,,,,Plain,"Long Street 1, X",3,4,,\nD,,,,,,95,4,,\n',
    )
    assert [(block.text, block.view and block.view.centre) for block in story.article.body] == [
        ("A", (2.0, 1.0)),
        ("B", None),
        ("C", (4.0, 3.0)),
        ("D", None),
    ]
    assert [place["properties"] for place in story.places] == [{"name": "C", "location": "Long Street 1, X"}]
    assert "changed: chapters without a marker (A); they have a view, and no place" in said(story)
    assert "lost: positions that cannot be (D); latitude and longitude are degrees" in said(story)


def test_a_chapter_without_a_title_has_its_view_on_its_text(tmp_path: Path) -> None:
    story = read(tmp_path, f'{HEADER},,"<p>One</p><audio src=""a.mp3""></audio>",7,Numbered,Here,1,2,,\n')
    assert [(block.kind, block.view and block.view.zoom) for block in story.article.body] == [("paragraph", 7.0)]
    assert [place["properties"]["name"] for place in story.places] == ["Here"]
    assert "lost: recordings that are not beside the file (a.mp3); put them there" in said(story)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"{", "lost: overlays that cannot be read (a.geojson); "),
        (b"\xff\xfe\x00", "lost: overlays that cannot be read (a.geojson); "),
        (b'{"type": "Topology"}', "lost: overlays that cannot be read (a.geojson); "),
        (
            b'{"type": "FeatureCollection", "features": []}',
            "lost: overlays that cannot be read (a.geojson); has no features",
        ),
        (
            b'{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": ["x", 1]}}',
            "lost: shapes of overlays",
        ),
        (None, "lost: overlays that are not beside the file (a.geojson); put them there"),
    ],
)
def test_an_overlay_that_cannot_be_read_is_told_and_the_rest_stays(
    tmp_path: Path, content: bytes | None, line: str
) -> None:
    if content is not None:
        (tmp_path / "a.geojson").write_bytes(content)
    story = read(tmp_path, f"{HEADER}A,,Text,,,,1,2,a.geojson,a.geojson\n")
    assert story.context == ()
    assert [one for one in said(story) if one.startswith(line)], said(story)


def test_overlays_end_where_a_page_can_draw_no_more(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[x / 1000, (x % 7) / 100] for x in range(30_000)]}
    features = [{"type": "Feature", "properties": {}, "geometry": line}] * 3
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    story = read(tmp_path, f"{HEADER}A,,Text,,,,1,2,,a.geojson\n")
    assert len(story.context) == 1
    assert "lost: what is left of an overlay (a.geojson); a page can draw 50,000 positions; simplify it" in said(story)


def test_keys_of_the_options_are_named_and_not_copied(tmp_path: Path) -> None:
    (tmp_path / "Options.csv").write_text(
        "Setting,Customize\nBasemap Tiles API Key,not-a-key\nStorymap Title,<i>T</i> &amp; U\n"
    )
    story = read(tmp_path, f"{HEADER}A,,Text,,,,,,,\n")
    assert story.article.title == "T & U"
    assert "lost: the key of the map's tiles; it is not copied" in said(story)
    assert "not-a-key" not in str(story)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEADER, "it has no chapters"),
        (f'{HEADER}A,,"Text,,,,,\n', "quotes are not closed"),
    ],
)
def test_what_has_no_chapters_is_one_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "Chapters.csv").write_text(text)
    with pytest.raises(StorymapError) as caught:
        leaflet_storymaps.read(Source(tmp_path / "Chapters.csv"))
    (problem,) = caught.value.problems
    assert what in str(problem)


@pytest.mark.parametrize("text", HOSTILE.values())
def test_hostile_cells_build_and_run_nothing(text: str) -> None:
    quoted = '"' + text.replace('"', '""').replace("\x00", "") + '"'
    rows = f"{quoted},{quoted},{quoted},{quoted},{quoted},{quoted},1,2,{quoted},{quoted}\nWords,,More,,,,,,,\n"
    assert builds_or_is_refused({"Chapters.csv": (HEADER + rows).encode()}, "leaflet-storymaps") is None


@settings(max_examples=40)
@given(broken_text((SAMPLES / CHAPTERS).read_text(encoding="utf-8")))
def test_whatever_is_broken_is_refused_or_builds(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    assert builds_or_is_refused({CHAPTERS: content, **SHEETS}, "leaflet-storymaps") in (None, True)


def test_settings_and_columns_that_are_not_read_are_told_and_no_key_is_copied(tmp_path: Path) -> None:
    url = "https://a.org/a.png?apikey=SECRET"
    (tmp_path / "Options.csv").write_text(f"Setting,Customize\nIntro Popup Text,Hello\nZoom Controls,off\nOwn,{url}\n")
    header = "Chapter,Media Link,Description,Latitude,Longitude,Source\n"
    story = read(tmp_path, f"{header}A,{url},<a href='{url}'>{url}</a>,1,2,{url}\nB,,,1,3,\n")
    assert [line for line in said(story) if line.startswith("lost")] == [
        "lost: keys in addresses (4); they are not copied: a story is public",
        'lost: the column "source" (https://a.org/a.png); put it into the story',
        "lost: the words of the popup at the beginning; put them into the story",
        "lost: other settings (2: own, zoom controls); no story has them; put their texts into it",
    ]
    assert b"SECRET" not in b"".join(story_files(story).values())
