"""What the exporters of places have in common: what they give away comes back, and is the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from storymap.exchange.exporters.registry import exporter_named
from storymap.exchange.report import Report
from storymap.exchange.shared_story import shared_story
from storymap.story import build_story
from tests.exchange.planted import SECRETS, planted_story
from tests.exchange.round_trips import again, made_stories, seen_places, there_and_back

FORMATS = {"linked-places": ".lp.json", "umap": ".umap", "kml": ".kml", "csv": ".csv", "geopackage": ".gpkg"}


@pytest.mark.parametrize(("form", "ending"), FORMATS.items())
@given(files=made_stories())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_places_come_back(form: str, ending: str, files: dict[str, str]) -> None:
    story, back = there_and_back(files, form, ending)
    assert seen_places(back.story) == seen_places(story)


@pytest.mark.parametrize(("form", "ending"), FORMATS.items())
def test_the_places_of_the_example_come_back(form: str, ending: str, juarez_folder: Path, tmp_path: Path) -> None:
    story = build_story(juarez_folder / "story.md", all_places=True)
    back = again(story, form, ending, tmp_path)
    assert seen_places(back.story) == seen_places(story)


@pytest.mark.parametrize("form", [*FORMATS, "gpx"])
def test_what_is_of_the_desk_stays_there(form: str, tmp_path: Path) -> None:
    story = build_story(planted_story(tmp_path / "desk"), all_places=True)
    content = exporter_named(form).write(shared_story(story), Report())
    assert [what for what, secret in SECRETS.items() if secret.encode() in content] == []


@pytest.mark.parametrize(("form", "ending"), FORMATS.items())
def test_private_gives_the_authors_own_properties_back(form: str, ending: str, tmp_path: Path) -> None:
    story = build_story(planted_story(tmp_path / "desk"), all_places=True)
    back = again(story, form, ending, tmp_path, private=True)
    properties = back.properties("laredo")
    assert properties["planted_member"] == "planted-property"
    is_table = form in ("csv", "kml", "geopackage")
    desk = properties["desk"]
    assert (json.loads(desk) if is_table else desk) == {"says": "planted-note"}


def story_of(folder: Path, *features: dict[str, Any], **members: Any) -> Any:
    """Build a story with these features as its places."""
    (folder / "story.md").write_text("---\ntitle: T\nlanguage: en\n---\n\nIn Basel.\n", encoding="utf-8")
    collection = {"type": "FeatureCollection", "features": features, **members}
    (folder / "places.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return build_story(folder / "story.md", all_places=True)


def place(name: str, geometry: Any = None, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name, **members}, "geometry": geometry}


BASEL = {"type": "Point", "coordinates": [7.5886, 47.5596]}
SHAPES: dict[str, Any] = {
    "a point": BASEL,
    "a tiny number": {"type": "Point", "coordinates": [1e-7, -1e-9]},
    "points": {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]},
    "a line": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
    "lines": {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]},
    "an area with a hole": {
        "type": "Polygon",
        "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]],
    },
    "several of any kind": {
        "type": "GeometryCollection",
        "geometries": [BASEL, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}],
    },
    "none": None,
}


@pytest.mark.parametrize(("form", "ending"), FORMATS.items())
def test_shapes_of_every_kind_come_back(form: str, ending: str, tmp_path: Path) -> None:
    story = story_of(tmp_path, *(place(name, shape) for name, shape in SHAPES.items()))
    back = again(story, form, ending, tmp_path)
    assert seen_places(back.story) == seen_places(story)


HARD = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "'=1",
    "''-x",
    "＝1+1",
    "'quoted'",
    "-12",
    'a "b", c',
    "{{ 7*7 }}",
]


@pytest.mark.parametrize(("form", "ending"), FORMATS.items())
def test_texts_that_other_programs_would_take_for_their_own_come_back(form: str, ending: str, tmp_path: Path) -> None:
    notes = [*HARD, "# head\n- item\n---\n**b** [[x|y]] {{p}} _u_", "<b>&amp;</b> a > b", "line\n\nline"]
    story = story_of(tmp_path, *(place(f"{text} {at}", BASEL, note=text) for at, text in enumerate(notes)))
    back = again(story, form, ending, tmp_path)
    assert seen_places(back.story) == seen_places(story)


@pytest.mark.parametrize("form", [*FORMATS, "gpx"])
def test_a_story_without_places_is_a_file_without_places(form: str, tmp_path: Path) -> None:
    report = Report()
    assert exporter_named(form).write(shared_story(story_of(tmp_path)), report)
    assert [str(line) for line in report.lines()] == ["the text; only its places are in it"]
