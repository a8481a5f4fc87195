"""The storytelling template of Mapbox: its sample whole, its traps one by one, and broken in every way.

These were imported and built, too, and are not committed (repository: path): mapbox/storytelling: config.js;
opengeos/maplibre-gl-storymaps: config.js; digidem/mapbox-storytelling-upgraded: example/bike-philly/config.js,
example/glacier/config.js, src/config.js.template; mattcourtis/mapbox-storytelling: src/config.js;
hawc2/pcw-scrollytelling-map, lighthouse-sean/mapbox-storytelling, yilinzheng10/MAPBOX-Storytelling and
Suhailhassanbhat/mapbox-storytelling-template: config.js. Another one, which builds its texts of names and sums, was read
in an index that does not say whose it is.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from storymap.exchange.imported import Imported
from storymap.exchange.importers import mapbox_storytelling
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.javascript_literal import values_in
from storymap.exchange.source import Source
from storymap.exchange.story_files import story_files
from tests.exchange.imports import PICTURE, SAMPLES, broken, broken_text, builds_or_is_refused, imported
from tests.hostile import HOSTILE

SAMPLE = "mapbox-config.js"
STORY = """\
---
title: Along the river
subtitle: A test
byline: By T. Tester
credit: "Source: none. More"
---

## [Basel](place:basel) {view="47.5596,7.5886,13.5"}

![](bridge.png)

The Rhine turns **north**, isn't it so?

## Everything {view="49,7.7,7"}
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
CHAPTERS = "var config = {showMarkers: true, title: 'T', chapters: [%s]};"


def read(folder: Path, text: str) -> Imported:
    (folder / "config.js").write_text(text, encoding="utf-8")
    return mapbox_storytelling.read(Source(folder / "config.js"))


def chapter(folder: Path, members: str) -> tuple[list[object], list[str]]:
    """Return (kind, text, centre and zoom) of each block of a story of one chapter, and what its report says."""
    story = read(folder, CHAPTERS % f"{{{members}}}")
    blocks = [
        (block.kind, block.text, block.view and (block.view.centre, block.view.zoom)) for block in story.article.body
    ]
    return blocks, [f"{line.fate}: {line}" for line in story.report.lines()]


def test_the_sample_becomes_this_story_and_the_token_is_nowhere(tmp_path: Path) -> None:
    printed, files = imported(tmp_path, SAMPLE, **{"bridge.jpg": PICTURE})
    assert files["story.md"].decode() == STORY
    assert files["places.geojson"].decode() == PLACES
    assert sorted(files) == ["bridge.png", "places.geojson", "story.md"]
    assert "lost: the access token; it is not copied: the map of storymap needs none\n" in printed
    assert "lost: layers that chapters show and hide (Basel); they are in the map's style" in printed
    assert "lost: pitch and bearing; the map lies flat, north is up\n" in printed
    assert "pk.not-a-token" in (SAMPLES / SAMPLE).read_text()
    assert not [name for name, content in files.items() if b"pk." in content]


def test_the_zip_of_a_whole_story_is_read_with_its_pictures(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "story.zip", "w") as archive:
        archive.writestr("storytelling-main/config.js", (SAMPLES / SAMPLE).read_bytes())
        archive.writestr("storytelling-main/bridge.jpg", PICTURE)
    source = Source(tmp_path / "story.zip")
    assert importer_of(source) is mapbox_storytelling
    assert mapbox_storytelling.read(source).pictures == {"bridge.png": PICTURE}


@pytest.mark.parametrize(
    "text",
    [
        "export default {%s}",
        "module.exports = {%s};",
        "// x\n/* y */ 'use strict';\nconst story = {%s}",
        "{%s}",
        "let c = {%s}",
    ],
)
def test_it_is_known_by_its_content(tmp_path: Path, text: str) -> None:
    content = text % '"chapters": [{"title": "A", "location": {"center": [7, 48], "zoom": 4}}]'
    (tmp_path / "any.txt").write_text(content, encoding="utf-8")
    source = Source(tmp_path / "any.txt")
    assert importer_of(source) is mapbox_storytelling
    assert [block.text for block in mapbox_storytelling.read(source).article.body] == ["A"]


@pytest.mark.parametrize(
    "text",
    [
        "In a story `chapters: [{location: {center: [1, 2]}}]` are the chapters.",
        "```js\nvar config = {chapters: [{location: {center: [7, 48]}}]}\n```\n",
        "var chapters = 7;",
        "let us see: location: here, center: there",
        "/**/" * 20_000 + "chapters: location: center:",
    ],
)
def test_an_article_about_it_is_an_article(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert not mapbox_storytelling.sniff(Source(tmp_path / "a.md"))


@pytest.mark.parametrize(
    ("center", "view"),
    [
        ("[7.5, 47]", ((7.5, 47.0), 6)),
        ("{lng: 7.5, lat: 47}", ((7.5, 47.0), 6)),
        ("{lon: '7.5', lat: '47'}", ((7.5, 47.0), 6)),
        ("[187.5, 47]", ((-172.5, 47.0), 6)),
        ("[47, 97.5]", None),
        ("[7]", None),
        ("'7,47'", None),
        ("[NaN, 47]", None),
    ],
)
def test_the_centre_is_longitude_first_and_zooms_are_one_more(tmp_path: Path, center: str, view: object) -> None:
    blocks, report = chapter(tmp_path, f"title: 'A', location: {{center: {center}, zoom: 5}}")
    assert blocks == [("heading", "A", view)]
    lost = "lost: views that are not on the earth (A); longitude comes first there"
    assert (lost in report) is (view is None)


def test_zooms_stay_within_those_of_the_map(tmp_path: Path) -> None:
    zooms = [
        chapter(tmp_path, f"title: 'A', location: {{center: [1, 2], zoom: {zoom}}}")[0][0] for zoom in (-3, 22, "'x'")
    ]
    assert [view[2][1] for view in zooms] == [1, 18, 9]


def test_a_chapter_without_a_title_has_its_view_on_its_words_or_its_picture(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PICTURE)
    place = "location: {center: [1, 2], zoom: 3}"
    view = ((1.0, 2.0), 4)
    words, report = chapter(tmp_path, f"{place}, image: 'a.png', description: 'Words.'")
    assert words == [("image", "", None), ("paragraph", "Words.", view)]
    assert not [line for line in report if "places" in line]
    assert chapter(tmp_path, f"{place}, image: './a.png'")[0] == [("image", "", view)]
    lost = "lost: views of chapters without words; write something where the map should move"
    assert lost in read_report(tmp_path, f"{{title: 'A', location: {{}}}}, {{{place}}}")


def read_report(folder: Path, chapters: str) -> list[str]:
    return [f"{line.fate}: {line}" for line in read(folder, CHAPTERS % chapters).report.lines()]


def test_a_hidden_chapter_is_its_title_and_its_view(tmp_path: Path) -> None:
    blocks, report = chapter(
        tmp_path, "hidden: true, title: 'A', description: 'x', location: {center: [1, 2], zoom: 3}"
    )
    assert blocks == [("heading", "A", ((1.0, 2.0), 4))]
    assert "changed: hidden chapters (A); their titles are shown, with their views" in report
    assert not [line for line in report if line.startswith("kept: places")]


def test_pictures_within_a_description_are_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PICTURE)
    blocks, _ = chapter(
        tmp_path, "title: 'A', description: '<p>One</p><img src=\"a.png\" alt=\"x\"><p>Two &amp; three</p>'"
    )
    assert [block[:2] for block in blocks] == [
        ("heading", "A"),
        ("paragraph", "One"),
        ("image", ""),
        ("paragraph", "Two & three"),
    ]


def test_what_chapters_of_others_have_is_told(tmp_path: Path) -> None:
    _, report = chapter(tmp_path, "title: 'A', website: '<a href=\"https://example.org\">More</a>', callback: 'run'")
    assert 'lost: "website" of chapters (More); put it into the story' in report
    assert "lost: animations and programs of chapters; nothing of theirs is run" in report


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "var config = {chapters: [\n{title: f(), location: {center: [1, 2]}}]}",
            'line 2: "f" is worked out by a program',
        ),
        ("var config = {chapters: [{location: {center: [1, 2]", 'line 1: "}" is missing'),
        ("var config = {chapters: 7, location: {center: []}}", "it has no object with chapters"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "config.js").write_text(text, encoding="utf-8")
    source = Source(tmp_path / "config.js")
    assert importer_of(source) is mapbox_storytelling
    with pytest.raises(StorymapError) as caught:
        mapbox_storytelling.read(source)
    (problem,) = caught.value.problems
    assert what in str(problem)


@pytest.mark.parametrize("text", HOSTILE.values())
def test_hostile_texts_build_and_run_nothing(text: str) -> None:
    quoted = json.dumps(text)
    one = f"{{title: {quoted}, image: {quoted}, description: {quoted}, location: {{center: [1, 2], zoom: 3}}}}"
    config = (CHAPTERS % f"{one}, {{title: 'Words'}}").replace("'T'", quoted)
    assert builds_or_is_refused({"config.js": config.encode()}, "mapbox-storytelling") is None


@settings(max_examples=25)
@given(broken_text((SAMPLES / SAMPLE).read_text(encoding="utf-8")))
def test_a_script_that_is_broken_is_refused_or_builds(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    assert builds_or_is_refused({"config.js": content}, "mapbox-storytelling") in (None, True)


@settings(max_examples=25)
@given(broken(values_in((SAMPLES / SAMPLE).read_text(encoding="utf-8"), SAMPLE, lambda *_: True)))
def test_values_of_other_types_are_refused_or_build(config: object) -> None:
    content = f"var config = {json.dumps(config)}".encode()
    assert builds_or_is_refused({"config.js": content}, "mapbox-storytelling") in (None, True)


def test_no_key_of_an_address_is_copied(tmp_path: Path) -> None:
    url = "https://api.mapbox.com/v4/a.png?access_token=pk.SECRET"
    fields = f"title: 'A', image: '{url}', description: '<a href=\"{url}\">{url}</a><img src=\"{url}\">', more: '{url}'"
    source = read(tmp_path, CHAPTERS % f"{{{fields}}}")
    written = b"".join(story_files(source).values()).decode() + "".join(map(str, source.report.lines()))
    assert "SECRET" not in written
    assert written.count("https://api.mapbox.com/v4/a.png") > 3
    assert "keys in addresses (3); they are not copied: a story is public" in map(str, source.report.lines())


def test_what_is_not_read_is_told(tmp_path: Path) -> None:
    place = "location: {center: [1, 2], zoom: 3}"
    report = [
        f"{line.fate}: {line}"
        for line in read(
            tmp_path,
            "var config = {showMarkers: true, topTitle: 'T', bottomTitle: 'B', auto: true, chapters: ["
            f"{{title: 'A', hidden: true, description: 'D', legend: [{{text: 'L'}}], {place}}}, {{description: 'C', {place}}}]}}",
        ).report.lines()
    ]
    assert [line for line in report if line.startswith("lost")] == [
        "lost: texts and pictures of hidden chapters (A); put them into the story",
        'lost: "legend" of chapters (L); put it into the story',
        "lost: markers of chapters without a title; give them one",
        'lost: "topTitle" of the story (T); put it into the story',
        'lost: "bottomTitle" of the story (B); put it into the story',
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "FeatureCollection", "features": [], "note": "chapters: location: center:"}',
        '{"chapters": [], "location": 1, "center": 2}',
        "var places = {type: 'FeatureCollection', note: 'chapters: location: center: \\' x'};",
    ],
)
def test_its_words_in_other_files_are_no_story(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert not mapbox_storytelling.sniff(Source(tmp_path / "a.json"))
