from pathlib import Path

from storymap.exchange.exporters.registry import exporter_named
from storymap.exchange.report import Report
from storymap.exchange.shared_story import shared_story
from storymap.story import build_story
from tests.exchange.exporters.small_story import exported
from tests.exchange.round_trips import again

GPX = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="storymap" xmlns="http://www.topografix.com/GPX/1/1">
 <metadata>
  <name>Along the river</name>
  <desc>From A &lt; B</desc>
 </metadata>
 <wpt lat="47.5596" lon="7.5886">
  <name>Basel</name>
  <desc>On &lt;the&gt; bend.</desc>
  <link href="https://example.org/basel?a=1&amp;b=2" />
  <type>Cities</type>
 </wpt>
 <trk>
  <name>Rhine</name>
  <trkseg>
   <trkpt lat="47.56" lon="7.59" />
   <trkpt lat="48.58" lon="7.75" />
  </trkseg>
 </trk>
</gpx>
"""


def test_points_are_waypoints_and_lines_tracks(tmp_path: Path) -> None:
    content, said = exported(tmp_path, "gpx")
    assert content.decode() == GPX
    assert said == [
        "kept: places (3)",
        "changed: how much places matter; it is worked out anew from the text",
        "changed: notes that look like markup (Basel); other programs may take them for that",
        "lost: the text; only its places are in it",
        "lost: order and colours of layers",
        "lost: aliases (Basel)",
        "lost: what else is known of places (Basel)",
        "lost: places without a position (=1+1)",
    ]


def test_the_example_comes_back_but_for_what_is_told(juarez_folder: Path, tmp_path: Path) -> None:
    story = build_story(juarez_folder / "story.md")
    back = again(story, "gpx", ".gpx", tmp_path).story
    assert {(row.name, row.layer, row.note) for row in story.places.itertuples()} == {
        (row.name, row.layer, row.note) for row in back.places.itertuples()
    }
    report = Report()
    exporter_named("gpx").write(shared_story(story), report)
    areas = next(line for line in report.lines() if line.what == "areas and several shapes")
    kinds = dict(zip(story.places["name"], story.places.geometry.geom_type, strict=True))
    changed = {name for name, kind in kinds.items() if kind not in ("Point", "LineString")}
    assert set(areas.examples) <= changed
    assert areas.count == len(changed)
    same = {row.name: row.geometry for row in back.places.itertuples()}
    for row in story.places.itertuples():
        assert row.name in changed or row.geometry.equals(same[row.name])
