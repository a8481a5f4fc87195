"""GPX becomes a story.

Real files that were tried, each of which imports and builds: of placemark/togeojson, test/data/blue_hills.gpx (ExpertGPS),
opencpn.gpx (OpenCPN), osm.gpx (OpenStreetMap), strava.gpx (Strava), run.gpx (Garmin Connect), trek.gpx (gpxpy),
north_core.gpx (GDAL), wpt.gpx (Xcode), apple_watch_route.gpx and the 14 others there; of umap-project/umap,
umap/tests/fixtures/test_upload_data.gpx.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from tests.exchange.imports import SAMPLES, broken_text, builds_or_is_refused, imported
from tests.exchange.readings import places_of, read_file, said

TRACK = (SAMPLES / "track.gpx").read_text(encoding="utf-8")


def test_a_track_becomes_a_story(tmp_path: Path) -> None:
    output, files = imported(tmp_path, "track.gpx")
    assert output.splitlines()[:3] == ["kept: places (3)", "lost: heights", "lost: when somebody was there"]
    assert files["story.md"].decode() == (
        "---\ntitle: Walk\n---\n\n## Cities\n\n- [Basel](place:basel)\n\n"
        "## Places\n\n- [Route](place:route)\n- [Rhine walk](place:rhine-walk)\n"
    )
    assert [(one["properties"], one["geometry"]["type"]) for one in places_of(files)] == [
        ({"name": "Basel", "layer": "Cities", "note": "On the bend."}, "Point"),
        ({"name": "Route"}, "LineString"),
        ({"name": "Rhine walk"}, "MultiLineString"),
    ]
    assert b"2024" not in files["places.geojson"]


def test_the_first_description_is_the_lead(tmp_path: Path) -> None:
    text = '<gpx><metadata><desc>A &lt;b&gt;long&lt;/b&gt; way</desc></metadata><wpt lat="47" lon="7"/></gpx>'
    (tmp_path / "a_walk.gpx").write_text(text, encoding="utf-8")
    read, files = read_file(tmp_path / "a_walk.gpx")
    assert files["story.md"].decode() == "---\ntitle: a walk\n---\n\nA **long** way\n\n- [Place 1](place:place-1)\n"
    assert said(read) == [
        "kept: places",
        "changed: places without a name (Place 1); named after their layer and number",
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<gpx><wpt>", "not well-formed XML"),
        ("<gpx/>", "it has no places"),
        ("<gpx>" + "<a>" * 200_000, "not well-formed"),
    ],
)
def test_what_has_no_places_is_refused(text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "m.gpx").write_text(text, encoding="utf-8")
    with pytest.raises(StorymapError, match=what):
        read_file(tmp_path / "m.gpx")


@given(broken_text(TRACK))
@settings(max_examples=40)
def test_a_hostile_file_builds_or_is_refused(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    assert builds_or_is_refused({"m.gpx": content}, "gpx") is not False


def test_the_licence_of_a_file_is_told(tmp_path: Path) -> None:
    about = '<metadata><copyright author="Jo"><license>https://x.example</license></copyright></metadata>'
    (tmp_path / "a.gpx").write_text(f'<gpx>{about}<wpt lat="47" lon="7"><name>A</name></wpt></gpx>')
    read, _ = read_file(tmp_path / "a.gpx")
    assert "lost: whose the file is, and its licence" in said(read)


def test_comments_names_of_points_and_links_are_kept_or_told(tmp_path: Path) -> None:
    text = (
        '<gpx><metadata><link href="https://maker.example/"/></metadata>'
        '<wpt lat="47" lon="7"><name>A</name><desc>First</desc><cmt>Second</cmt><url>https://old.example/</url></wpt>'
        '<wpt lat="47" lon="8"><name>B</name><cmt>Only</cmt>'
        '<link href="https://b.example/"/><link href="https://c.example/"/></wpt>'
        '<rte><name>R</name><rtept lat="47" lon="7"><name>Ford</name></rtept><rtept lat="48" lon="7"/></rte></gpx>'
    )
    (tmp_path / "a.gpx").write_text(text)
    read, files = read_file(tmp_path / "a.gpx")
    assert [one["properties"] for one in places_of(files)] == [
        {"name": "A", "note": "First", "url": "https://old.example/", "cmt": "Second"},
        {"name": "B", "note": "Only", "url": "https://b.example/"},
        {"name": "R"},
    ]
    assert said(read) == [
        "kept: places (3)",
        "kept: data of places that is not shown (cmt)",
        "lost: more links of a place (https://c.example/); put them into the text",
        "lost: names and notes of points of routes (Ford); make them waypoints",
        "lost: links of the file (https://maker.example/); put them into the text",
    ]
