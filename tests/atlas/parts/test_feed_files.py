"""The feeds and the GeoJSON of an atlas in parts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from storymap.atlas.parts import data_files
from storymap.atlas.parts.feed_files import STORIES_OF_A_FEATURE
from storymap.atlas.parts.writer import write_parts
from storymap.errors import PageError
from storymap.reading.places.reader import read_places
from tests.atlas.parts.made_tables import made_tables
from tests.atlas.parts.reading import Parts
from tests.atlas.parts.test_writer import BORDER, contents, tables

BASE = "https://maps.example.org/atlas/"
ATOM = "{http://www.w3.org/2005/Atom}"
POINT = "{http://www.georss.org/georss}point"


def feed(path: Path) -> Element:
    return ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own


def texts(root: Element, tag: str) -> Sequence[str | None]:
    return [entry.findtext(ATOM + tag) for entry in root.findall(f"{ATOM}entry")]


def features(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_bytes())["features"])


def test_the_feed_of_all_has_the_newest_stories_with_the_positions_of_their_places(tmp_path: Path) -> None:
    write_parts(BORDER, tmp_path, base=BASE)
    root = feed(tmp_path / "feed.xml")
    assert root.findtext(f"{ATOM}id") == BASE
    assert texts(root, "title") == ["Trucks wait", "River rises", "Bridge closes", "No date"]
    assert texts(root, "updated")[:2] == ["2012-05-01T00:00:00Z", "2012-01-01T00:00:00Z"]
    links = [link.attrib["href"] for entry in root.iter(f"{ATOM}entry") for link in entry.iter(f"{ATOM}link")]
    assert links == ["https://maps.example.org/river/index.html", "https://news.example/a"]
    bridge = root.findall(f"{ATOM}entry")[2]
    assert [point.text for point in bridge.iter(POINT)] == ["31.76 -106.49", "31.72 -106.46"]
    assert bridge.findtext(f"{ATOM}summary") == "El Paso sleeps. … Juárez wakes."


def test_a_place_with_a_page_has_its_feed_and_its_feature(tmp_path: Path) -> None:
    write_parts(BORDER, tmp_path)
    folder = tmp_path / "place" / "el-paso-1"
    root = feed(folder / "feed.xml")
    assert root.findtext(f"{ATOM}title") == "El Paso · A desk"
    assert texts(root, "title") == ["Trucks wait", "River rises", "Bridge closes"]
    ids = texts(feed(tmp_path / "feed.xml"), "id")
    assert texts(root, "id") == ids[:3]
    (place,) = features(folder / "place.geojson")
    properties = place["properties"]
    assert (place["id"], properties["name"], properties["layer"]) == ("el-paso-1", "El Paso", "city")
    assert place["geometry"] == {"type": "Point", "coordinates": [-106.49, 31.76]}
    assert properties["identifiers"] == ["geonames:1"]
    assert properties["story_count"] == 3
    assert [story.get("address") for story in properties["stories"]] == [
        None,
        "../../../river/index.html",
        "https://news.example/a",
    ]
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert 'type="application/atom+xml" title="El Paso · A desk" href="feed.xml"' in page
    assert 'href="places.geojson"' in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_file_of_all_places_has_all_and_of_each_the_newest_stories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_files, "MOST_PAGES", 5)
    write_parts(made_tables(600, 40), tmp_path, base=BASE)
    parts = Parts(tmp_path)
    rows = parts.blocks("places.bin", parts.data["places"])
    found = features(tmp_path / "places.geojson")
    assert [one["id"] for one in found] == [row[5] for row in rows]
    assert [one["properties"]["story_count"] for one in found] == [row[6] for row in rows]
    for number in (0, 39):
        stories = found[number]["properties"]["stories"]
        assert [one["title"] for one in stories] == [s[1] for s in parts.stories_of(number)][:STORIES_OF_A_FEATURE]
    assert found[4]["properties"]["url"] == f"{BASE}place/{rows[4][5]}/"
    assert found[5]["properties"]["url"] == f"{BASE}#place={rows[5][5]}"
    assert len(list(tmp_path.glob("place/*/feed.xml"))) == 5
    assert len(read_places(tmp_path / "places.geojson")) == 40


def test_the_feeds_of_a_folder_keep_their_ids_and_those_of_two_archives_have_others(tmp_path: Path) -> None:
    for folder, archive in (("one", BORDER), ("two", made_tables(30, 3))):
        write_parts(archive, tmp_path / folder)
    first, second = (feed(tmp_path / folder / "feed.xml").findtext(f"{ATOM}id") for folder in ("one", "two"))
    assert first and second and first != second
    write_parts(made_tables(30, 3), tmp_path / "one")
    assert feed(tmp_path / "one/feed.xml").findtext(f"{ATOM}id") == first
    assert len(list(tmp_path.glob("one/data-*"))) == 1


def test_stories_of_one_address_and_day_have_ids_of_their_own(tmp_path: Path) -> None:
    twice = tables(
        [("One", "2012", ""), ("One", "2012", ""), ("Two", "2012", "")],
        [(number, "geonames:1", "[El Paso].") for number in range(3)],
        [("geonames:1", "El Paso", -106.49, 31.76)],
    )
    write_parts(twice, tmp_path)
    ids = texts(feed(tmp_path / "feed.xml"), "id")
    assert len(set(ids)) == 3


def test_feeds_of_places_that_are_gone_go_and_those_of_others_are_not_overwritten(tmp_path: Path) -> None:
    write_parts(BORDER, tmp_path / "one")
    write_parts(made_tables(30, 3), tmp_path / "one")
    assert not (tmp_path / "one/place/el-paso-1").exists()
    for name, what in (("feed.xml", "feed"), ("places.geojson", "file of places")):
        folder = tmp_path / what
        folder.mkdir()
        (folder / name).write_text("mine")
        with pytest.raises(PageError, match=f"the folder has a {what} that storymap atlas did not write"):
            write_parts(BORDER, folder)
        assert contents(folder) == {name: b"mine"}


def test_hostile_texts_leave_xml_and_json_whole(tmp_path: Path) -> None:
    evil = ']]></entry>\x00\ud800\x1b<script>&amp;"'
    write_parts(
        tables(
            [(evil, "2012", "javascript:alert(1)")],
            [(0, "geonames:1", f"[{evil}] is named.")],
            [("geonames:1", evil, 190.0, 1.0), ("geonames:2", "Nowhere", float("nan"), 0.0)],
        ),
        tmp_path,
    )
    assert len(feed(tmp_path / "feed.xml").findall(f"{ATOM}entry")) == 1
    one, other = features(tmp_path / "places.geojson")
    assert one["geometry"]["coordinates"] == [-170.0, 1.0]
    assert other["geometry"] is None
    assert "address" not in one["properties"]["stories"][0]
