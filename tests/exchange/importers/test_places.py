"""Any file of places becomes the beginning of a story. Of which programs they are read is in tests/reading/places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.source import Source
from tests.cli.commands import run
from tests.exchange.imports import PICTURE, broken_text, builds_or_is_refused
from tests.exchange.readings import places_of, read_file, said

TABLE = (
    "id,name,lat,lon,layer,note,image,image_alt,population\n"
    "bs,Basel,47.5596,7.5886,Cities,On the bend.,basel.png,A bridge,173000\n"
    ",Strasbourg,48.58,7.75,Cities,,,,\n,Rhine,,,Rivers,,,,\n"
)


def test_a_table_becomes_a_story(empty_desk: Path) -> None:
    Path("along_the_river.csv").write_text(TABLE, encoding="utf-8")
    Path("basel.png").write_bytes(PICTURE)
    result = run("import", "along_the_river.csv")
    assert (result.exit_code, result.stderr.splitlines()[1:4]) == (
        0,
        ["kept: pictures (basel.png)", "kept: places (3)", "kept: data of places that is not shown (population)"],
    )
    folder = Path("along-the-river")
    assert (folder / "story.md").read_text(encoding="utf-8") == (
        "---\ntitle: along the river\n---\n\n"
        "## Cities\n\n- [Basel](place:bs)\n- [Strasbourg](place:strasbourg)\n\n## Rivers\n\n- [Rhine](place:rhine)\n"
    )
    assert json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"] == [
        {
            "type": "Feature",
            "id": "bs",
            "properties": {
                "name": "Basel",
                "layer": "Cities",
                "note": "On the bend.",
                "image": {"src": "basel.png", "alt": "A bridge"},
                "population": "173000",
            },
            "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]},
        },
        {
            "type": "Feature",
            "id": "strasbourg",
            "properties": {"name": "Strasbourg", "layer": "Cities"},
            "geometry": {"type": "Point", "coordinates": [7.75, 48.58]},
        },
        {"type": "Feature", "id": "rhine", "properties": {"name": "Rhine", "layer": "Rivers"}, "geometry": None},
    ]
    assert (folder / "basel.png").read_bytes() == PICTURE


def test_what_build_would_refuse_is_left_out_and_told(tmp_path: Path) -> None:
    rows = "name,lat,lon,url,zoom\nA,1,2,javascript:alert(1),99\nB,3,4,https://example.org,4\nC,half,,,\n"
    (tmp_path / "p.csv").write_text(rows, encoding="utf-8")
    read, files = read_file(tmp_path / "p.csv")
    assert [one["properties"] for one in places_of(files)] == [
        {"name": "A"},
        {"name": "B", "url": "https://example.org", "zoom": 4.0},
    ]
    assert said(read) == [
        "kept: places (2)",
        'lost: rows (line 4 ("C")); has no longitude',
        'lost: "url" of places that cannot be that (A)',
        'lost: "zoom" of places that cannot be that (A)',
    ]


def test_more_than_a_thousand_places_are_on_the_map_and_not_all_in_the_text(tmp_path: Path) -> None:
    rows = "".join(f"Place {number},1,{number / 10}\n" for number in range(1_003))
    (tmp_path / "p.csv").write_text("name,lat,lon\n" + rows, encoding="utf-8")
    read, files = read_file(tmp_path / "p.csv")
    assert files["story.md"].count(b"](place:") == 1_000
    assert len(places_of(files)) == 1_003
    assert said(read)[-1] == "changed: places beyond the first 1,000 (3); they are on the map, and not in the text"


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("p.csv", "name,lat,lon\n", "it has no places"),
        ("p.csv", "name\nA\n", "no column for the latitude"),
        ("p.geojson", "{", "line 1"),
        ("p.json", '{"a": 1}', "no file of a tool that is known"),
        ("p.gpkg", "SQLite", "not a GeoPackage"),
        ("p.xlsx", "PK", "p.xlsx"),
    ],
)
def test_what_has_no_places_is_refused(name: str, text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(StorymapError, match=what):
        read_file(tmp_path / name)


def test_an_article_is_no_file_of_places(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In Basel.\n", encoding="utf-8")
    assert importer_of(Source(tmp_path / "a.txt")).LABEL == "an article"


@given(broken_text(TABLE))
@settings(max_examples=40)
def test_a_hostile_table_builds_or_is_refused(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    assert builds_or_is_refused({"m.csv": content}, "places") is not False
