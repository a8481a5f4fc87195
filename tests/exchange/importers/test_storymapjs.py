"""StoryMapJS: its sample whole, its traps one by one, and broken in every way.

These were imported and built, too, and are not committed, all of NUKnightLab/StoryMapJS: storymap/static/demo/demo.json
and sochi.json, and of compiled/examples bob-boilen.json, flickr-drewvigal.json, flickr-zach.wise.json, ironmaiden.json,
katrina.json, marktwain.json, nightwatch.json, population.json, president.json and eight of Instagram. Refused by name,
as they should be: seurat.json, courbet.json, gameofthrones.json and jansteen.json (zoomify), empty.json (no slides).
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from storymap.exchange.importers import storymapjs
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.source import Source
from storymap.exchange.story_files import story_files
from tests.exchange.imports import PICTURE, broken_json, builds_or_is_refused, imported
from tests.hostile import HOSTILE

SAMPLE = "storymapjs.json"
STORY = """\
---
title: Along the river
subtitle: A test
language: en
---

Three stops.

## [Basel](place:basel-switzerland) {view="basel-switzerland, strasbourg"}

The Rhine turns **north**.

![](bridge.png "The bridge"){credit="A. P."}

## [Strasbourg](place:strasbourg) {view="basel-switzerland, strasbourg"}

A script:

[https://player.example.org/1](https://player.example.org/1)

## [On the equator](place:on-the-equator) {view="strasbourg, on-the-equator"}
"""
PLACES = """\
{
  "type": "FeatureCollection",
  "features": [
    {"type": "Feature", "id": "basel-switzerland", "properties": {"name": "Basel, Switzerland", "aliases": ["Basel"], \
"when": "1790"}, "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]}},
    {"type": "Feature", "id": "strasbourg", "properties": {"name": "Strasbourg"}, \
"geometry": {"type": "Point", "coordinates": [7.7521, 48.5734]}},
    {"type": "Feature", "id": "on-the-equator", "properties": {"name": "On the equator"}, \
"geometry": {"type": "Point", "coordinates": [9.45, 0.0]}}
  ]
}
"""


def slide(headline: str = "Here", lat: Any = 1.5, lon: Any = 2.5, **more: Any) -> dict[str, Any]:
    location = {"lat": lat, "lon": lon, "line": True, **more.pop("location", {})}
    return {"text": {"headline": headline, "text": "Words."}, "location": location, **more}


def read(
    folder: Path, *slides: dict[str, Any], **options: Any
) -> tuple[list[str], list[dict[str, Any]], Any, list[str]]:
    """Return the headings, the places, the first feature of context, and the report of a story with these slides."""
    (folder / "a.json").write_text(json.dumps({"storymap": {"slides": list(slides), **options}}), encoding="utf-8")
    story = storymapjs.read(Source(folder / "a.json"))
    headings = [block.text for block in story.article.blocks if block.kind == "heading"]
    lines = [f"{line.fate}: {line}" for line in story.report.lines()]
    return headings, list(story.places), story.context[0]["geometry"] if story.context else None, lines


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_the_sample_becomes_this_story(tmp_path: Path) -> None:
    printed, files = imported(tmp_path, SAMPLE, **{"_images/bridge.jpg": PICTURE})
    assert files["story.md"].decode() == STORY
    assert files["places.geojson"].decode() == PLACES
    assert files["bridge.png"] == PICTURE  # named as what it is
    route = json.loads(files["context.geojson"])["features"][0]["geometry"]
    assert route == {"type": "MultiLineString", "coordinates": [[[7.5886, 47.5596], [7.7521, 48.5734], [9.45, 0.0]]]}
    assert "kept: places (3: Basel, Switzerland, Strasbourg, On the equator)\n" in printed
    assert "changed: the look of the map (osm:standard); the map of storymap needs no server\n" in printed
    assert "a StoryMapJS file as a story" in printed


def test_the_zip_of_the_editor_has_the_pictures_and_its_title(tmp_path: Path) -> None:
    server = "https://uploads.example.org/storymapjs/1234/river/_images/bridge.jpg"
    draft = {"storymap": {"slides": [slide("Basel", media={"url": server, "caption": None, "credit": 7})]}}
    published = {"storymap": {"slides": [slide("old")]}}
    files = {
        "metadata.json": b'{"id": "river", "title": "The river"}',
        "published.json": json.dumps(published).encode(),
        "draft.json": json.dumps(draft).encode(),
        "draft.html": b"<html></html>",
        "_images/bridge.jpg": PICTURE,
    }
    (tmp_path / "storymap-river.zip").write_bytes(zipped(**files))
    source = Source(tmp_path / "storymap-river.zip")
    assert importer_of(source) is storymapjs
    story = storymapjs.read(source)
    assert story.article.title == "The river"
    assert story.pictures == {"bridge.png": PICTURE}
    (picture,) = [block.image for block in story.article.blocks if block.image]
    assert (picture.src, picture.caption, picture.credit) == ("bridge.png", "", "7")


def test_without_calculated_zooms_the_view_is_the_author_s(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps(
            {"calculate_zoom": False, "storymap": {"slides": [slide(location={"zoom": "12"}), slide("B", 0, 3)]}}
        )
    )
    story = storymapjs.read(Source(tmp_path / "a.json"))
    views = [block.view for block in story.article.blocks if block.view]
    assert [(view.centre, view.zoom) for view in views] == [((2.5, 1.5), 12), ((3.0, 0.0), 10)]


@pytest.mark.parametrize(
    ("lat", "lon", "position"),
    [
        ("47.5", "-7.25", [-7.25, 47.5]),
        ("47,5", 7, [7.0, 47.5]),
        (0, 9, [9.0, 0.0]),
        (10, 190, [-170.0, 10.0]),
        (0, 0, None),
        ("0", "0.0", None),
        (91, 0, None),
        ("", "", None),
        (None, 5, None),
        (float("nan"), 5, None),
        (True, 5, None),
        ([1], {}, None),
        (10**400, 5, None),
    ],
)
def test_positions_are_numbers_or_texts_and_have_to_be_on_earth(
    tmp_path: Path, lat: Any, lon: Any, position: list[float] | None
) -> None:
    _, places, _, report = read(tmp_path, slide("Here", lat, lon, location={"name": "A"}))
    geometry = places[0]["geometry"]
    assert (geometry and geometry["coordinates"]) == position
    assert ("lost: positions that cannot be (A); drag the place to where it is" in report) is (position is None)


def test_the_same_name_elsewhere_is_another_place_and_at_the_same_point_the_same(tmp_path: Path) -> None:
    _, places, _, _ = read(tmp_path, slide("Paris", 48.9, 2.3), slide("Paris", 33.7, -95.6), slide("Paris", 48.9, 2.3))
    assert [place["id"] for place in places] == ["paris", "paris-2"]


def test_headlines_lose_their_markup_and_small_print_is_the_subtitle(tmp_path: Path) -> None:
    overview = slide("A &amp; B <br><small>by <b>C</b></small>", None, None, type="overview")
    (tmp_path / "a.json").write_text(
        json.dumps({"storymap": {"slides": [overview, slide("<i>1790</i>&nbsp;<script>x</script>")]}})
    )
    story = storymapjs.read(Source(tmp_path / "a.json"))
    assert (story.article.title, story.article.subtitle) == ("A & B", "by C")
    assert [block.text for block in story.article.blocks if block.kind == "heading"] == ["1790"]
    assert [place["properties"]["name"] for place in story.places] == ["1790"]


def test_a_slide_without_a_place_is_a_section_and_a_place_without_a_name_is_told(tmp_path: Path) -> None:
    headings, places, _, report = read(tmp_path, {"text": {"headline": "Interlude"}}, slide(""))
    assert headings == ["Interlude"]
    assert [place["properties"]["name"] for place in places] == ["Place 1"]
    assert "changed: places without a name (Place 1); name them" in report


def test_the_line_ends_where_a_slide_has_none_and_crosses_the_date_line_the_short_way(tmp_path: Path) -> None:
    stops = [slide("A", 10, 170), slide("B", 20, -170), slide("C", 0, 10, location={"line": False}), slide("D", 0, 20)]
    _, _, route, _ = read(tmp_path, *stops)
    assert route["coordinates"] == [[[170.0, 10.0], [190.0, 20.0]], [[10.0, 0.0], [20.0, 0.0]]]
    assert read(tmp_path, *stops, show_lines=False)[2] is None


@pytest.mark.parametrize(
    ("url", "line"),
    [
        (
            "https://www.youtube.com/watch?v=x",
            "changed: films, posts and pages of others (https://www.youtube.com/watch?v=x)",
        ),
        (
            "<iframe width=5 src='//example.org/1'></iframe>",
            "changed: films, posts and pages of others (https://example.org/1)",
        ),
        ("<iframe srcdoc='<script>1</script>'></iframe>", "lost: what is embedded from elsewhere"),
        ("javascript:alert(1)", "lost: pictures that are not beside the file (javascript:alert(1))"),
        ("../../secret.png", "lost: pictures that are not beside the file (../../secret.png)"),
        ("https://[1", "lost: addresses of pictures and other media that cannot be (https://[1)"),
        ("https://example.org/a.JPG?x=1", "changed: pictures on the web (https://example.org/a.JPG?x=1)"),
        ("notes.txt", "lost: pictures of a kind that no page shows (notes.txt)"),
    ],
)
def test_every_kind_of_medium_is_there_or_told(tmp_path: Path, url: str, line: str) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    report = read(tmp_path, slide(media={"url": url}))[3]
    assert [said for said in report if said.startswith(line)], report


def test_symbols_backgrounds_and_fonts_are_told(tmp_path: Path) -> None:
    usual = "http://maps.gstatic.com/intl/en_us/mapfiles/ms/micons/blue-pushpin.png"
    report = read(
        tmp_path, slide(background={"url": "x.jpg"}, location={"icon": "star.png"}), slide(location={"icon": usual})
    )[3]
    assert [line for line in report if line.startswith("lost")] == [
        "lost: pictures behind the text of slides (Here); put them into the story",
        "lost: symbols of places (Here); layers have symbols of their own",
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"storymap": {"slides": [', "line 1: this is not valid JSON"),
        ('{"storymap": {"slides": []}}', "it has no slides"),
        (
            '{"storymap": {"map_type": "zoomify", "slides": [{}]}}',
            "lies on a picture (a gigapixel image), not on the earth",
        ),
        ('{"storymap": {"slides": ' + "[" * 9000 + "]}}", "nested too deep"),
    ],
)
def test_what_is_no_map_of_the_earth_is_refused_in_one_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    source = Source(tmp_path / "a.json")
    assert importer_of(source) is storymapjs
    with pytest.raises(StorymapError) as caught:
        storymapjs.read(source)
    (problem,) = caught.value.problems
    assert what in str(problem)


@pytest.mark.parametrize("text", HOSTILE.values())
def test_hostile_texts_build_and_run_nothing(tmp_path: Path, text: str) -> None:
    one = slide(text, location={"name": text}, date=text, media={"url": "a.png", "caption": text, "credit": text})
    one["text"]["text"] = text
    (tmp_path / "a.json").write_text(json.dumps({"storymap": {"slides": [{**one, "type": "overview"}, one, slide()]}}))
    assert builds_or_is_refused({"a.json": (tmp_path / "a.json").read_bytes()}, "storymapjs") is None


@settings(max_examples=40)
@given(broken_json(SAMPLE))
def test_whatever_is_broken_is_refused_or_builds(content: bytes) -> None:
    assert builds_or_is_refused({"a.json": content}, "storymapjs") in (None, True)


def test_captions_without_a_medium_and_the_first_button_are_told(tmp_path: Path) -> None:
    alone = slide(media={"url": "", "caption": "A bridge", "credit": "Jo"})
    *_, lines = read(tmp_path, alone, call_to_action_text="Go")
    assert "lost: captions without a medium (A bridge); put them into the text" in lines
    assert "lost: the words of the button that begins the story (Go)" in lines


def test_no_key_is_copied_and_the_picture_of_zoomify_is_told(tmp_path: Path) -> None:
    url = "https://a.org/a.png?key=SECRET"
    medium = {"url": f"<iframe src='{url}'></iframe>", "caption": url, "credit": f"<a href='{url}'>A</a>"}
    text = {"headline": url, "text": f"<a href='{url}'>{url}</a><iframe src='{url}'></iframe>"}
    content = {"storymap": {"slides": [{"text": text, "media": medium}], "attribution": url, "zoomify": {"url": url}}}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    story = storymapjs.read(Source(tmp_path / "a.json"))
    lines = list(map(str, story.report.lines()))
    written = b"".join(story_files(story).values()).decode() + "".join(lines)
    assert "SECRET" not in written
    assert written.count("https://a.org/a.png") > 5
    assert "the gigapixel image of zoomify; the story lies on a map of the earth" in lines
