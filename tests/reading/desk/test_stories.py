"""What is learned from the places files of a desk, and what of them is left alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from storymap.reading.desk.accepted_places import AcceptedPlace
from storymap.reading.desk.stories import read_stories

LAREDO = AcceptedPlace(("Laredo",), 4705349, (-99.5, 27.5), "scene")


def places(*names: str, suggested: tuple[str, ...] = (), **more: Any) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "geonameid": 4705349, "role": "scene", **more},
            "geometry": {"type": "Point", "coordinates": [-99.5, 27.5]},
        }
        for name in names
    ]
    history = {"storymap": {"suggested": suggested}} if suggested else {}
    return json.dumps({"type": "FeatureCollection", "features": features, **history})


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def learned(folder: Path) -> list[str]:
    return [story.shown for story in read_stories(folder, below=True).stories]


def test_what_an_editor_left_is_accepted_and_what_is_gone_refused(tmp_path: Path) -> None:
    write(tmp_path / "bridge" / "places.geojson", places("Laredo", suggested=("laredo", "Jordan", "Jordan")))
    (story,) = read_stories(tmp_path, below=True).stories
    assert (story.shown, story.accepted, story.refused) == ("bridge/places.geojson", (LAREDO,), ("Jordan",))
    assert not story.is_own
    assert read_stories(tmp_path, [tmp_path / "bridge" / "places.geojson"], below=True).stories[0].is_own
    assert read_stories(tmp_path).stories == ()  # of the folder alone


def test_a_race_that_nobody_decided_is_no_choice(tmp_path: Path) -> None:
    write(
        tmp_path / "a.geojson", places("Laredo", candidates=[{"name": "Laredo, Texas"}], suggested=("Laredo", "Nice"))
    )
    (story,) = read_stories(tmp_path).stories
    assert (story.accepted, story.refused) == ((), ("Nice",))


@pytest.mark.parametrize(
    ("point", "confidence", "chosen"),
    [
        ([-99.5, 27.5], 0.6, []),  # as it was suggested
        ([-99.5, 27.5], 0.4, [4705349]),  # it had no pin
        ([-3.4, 43.4], 0.6, [3118848]),
        ([10, 50], 0.6, []),  # neither of the two
        ([-3.4, 43.4], "?", [3118848]),
    ],
)
def test_a_pin_put_on_a_candidate_is_a_choice(
    tmp_path: Path, point: list[float], confidence: object, chosen: list[int]
) -> None:
    candidates = [
        {"name": "Laredo, Texas", "lon": -99.5, "lat": 27.5, "geonameid": 4705349},
        {"name": "Laredo, Spain", "lon": -3.4, "lat": 43.4, "geonameid": 3118848},
    ]
    text = places("Laredo", candidates=candidates, confidence=confidence)
    write(tmp_path / "a.geojson", text.replace('"coordinates": [-99.5, 27.5]', f'"coordinates": {point}'))
    assert [place.geonameid for story in read_stories(tmp_path).stories for place in story.accepted] == chosen


@pytest.mark.parametrize(
    "text",
    [
        '{"features": [{"properties": {"geonameid": 1, "name": "A", "candidates": [1]}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        '{"features": [{"properties": {"geonameid": 1, "name": "A", "candidates": {"a": 1}}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        "",
        "[" * 100_000 + '"geonameid"',
        '{"features": "geonameid"}',
        '{"features": [1, null, {"properties": {"geonameid": "4705349", "name": "Laredo"}}]}',
        '{"features": [{"properties": {"geonameid": true, "name": ["Laredo"]}}], "storymap": {"suggested": "Jordan"}}',
        '{"features": [{"properties": {"geonameid": 1e400, "name": "Laredo"}}], "storymap": [7]}',
        '{"features": [], "storymap": {"suggested": [7, null]}}',
        '{"features": [{"properties": {"name": "Laredo"}}], "a": ' + "9" * 5000 + ', "b": "geonameid"}',
    ],
)
def test_a_broken_file_teaches_nothing_and_harms_nobody(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a" / "places.geojson", text)
    write(tmp_path / "b" / "places.geojson", places("Laredo"))
    assert learned(tmp_path) == ["b/places.geojson"]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.geojson", '{"geonameid" broken')
    write(tmp_path / "b.geojson", '{"no": "history"')
    assert read_stories(tmp_path).unread == ("a.geojson",)


def test_odd_points_are_no_points(tmp_path: Path) -> None:
    write(tmp_path / "a.geojson", places("Laredo").replace("[-99.5, 27.5]", '[1e999, "x"]'))
    assert read_stories(tmp_path).stories[0].accepted == (LAREDO._replace(point=None),)


def test_links_and_pipes_hidden_folders_and_other_desks_are_left_alone(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    write(tmp_path / "outside" / "places.geojson", places("Laredo"))
    write(desk / ".cache" / "places.geojson", places("Laredo"))
    write(desk / "other" / "places.geojson", places("Laredo"))
    write(desk / "other" / "storymap.toml", "")
    write(desk / "data.json", places("Laredo"))
    (desk / "link.geojson").symlink_to(tmp_path / "outside" / "places.geojson")
    (desk / "outside").symlink_to(tmp_path / "outside")
    (desk / "round").symlink_to(desk)
    os.mkfifo(desk / "pipe.geojson")
    (desk / "folder.geojson").mkdir()
    assert learned(desk) == []
    write(desk / "storymap.toml", "")
    write(desk / "a" / "b" / "PLACES.GEOJSON", places("Laredo"))
    assert learned(desk) == ["a/b/PLACES.GEOJSON"]


def test_nothing_is_learned_from_what_others_may_write(tmp_path: Path) -> None:
    write(tmp_path / "a" / "places.geojson", places("Laredo"))
    write(tmp_path / "b" / "places.geojson", places("Laredo"))
    (tmp_path / "a").chmod(0o777)
    assert learned(tmp_path) == ["b/places.geojson"]
    (tmp_path / "b" / "places.geojson").chmod(0o666)
    assert learned(tmp_path) == []
    (tmp_path / "a").chmod(0o755)
    tmp_path.chmod(0o777)
    assert learned(tmp_path) == []


def test_near_files_come_first_each_folder_in_order(tmp_path: Path) -> None:
    for name in ("b/x/p.geojson", "b/p.geojson", "a/z.geojson", "a/p.geojson", "p.geojson"):
        write(tmp_path / name, places("Laredo"))
    assert learned(tmp_path) == ["p.geojson", "a/p.geojson", "a/z.geojson", "b/p.geojson", "b/x/p.geojson"]
