"""Added gazetteers: what is packed is found, beside what ships, whatever else is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from storymap.gazetteer import place_types
from storymap.gazetteer.added import AddedGazetteer, Manifest, open_added_pack
from storymap.gazetteer.added_packing import GazetteerPacker, PlaceRecord
from storymap.gazetteer.country_outlines import countries_at
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.gazetteer.hash_table import HashTable, hash_number, pack_table
from storymap.gazetteer.same_place import is_same_place
from storymap.geoparsing.toponyms import find_toponyms

MANIFEST = Manifest("The Survey", "", "survey.csv", "", "", "", 0, 0)
TOWN, RIVER = place_types.TOWN, place_types.RIVER


def packed(folder: Path, *places: PlaceRecord, number: int = 0) -> AddedGazetteer:
    packer = GazetteerPacker(open_gazetteer(), "survey.csv")
    for place in places:
        packer.add(place)
    path = folder / f"{number}.bin"
    path.write_bytes(packer.pack(MANIFEST))
    return open_added_pack(path, path.stem, number)


def with_places(folder: Path, *places: PlaceRecord) -> Gazetteer:
    return open_gazetteer().with_added([packed(folder, *places)])


def test_a_table_finds_the_values_of_each_key_in_their_order() -> None:
    keys = [f"name {number % 700}" for number in range(1_000)]
    sections = pack_table(np.array([hash_number(key) for key in keys]), np.arange(1_000), 4)
    table = HashTable(*(memoryview(sections[key]) for key in ("starts", "tails", "values")), 4)
    assert table.find("name 3") == [3, 703]
    assert table.find("name 699") == [699]
    assert table.find("name 701") == []


def test_places_of_one_name_come_the_likeliest_first_and_after_those_that_ship(tmp_path: Path) -> None:
    gazetteer = with_places(
        tmp_path,
        PlaceRecord("Laredo", 10.0, 20.0, TOWN, population=50),
        PlaceRecord("Laredo", 12.0, 20.0, TOWN, population=9_000),
        PlaceRecord("Other", 14.0, 20.0, TOWN, ("Laredo",), population=9_000),
    )
    found = [(round(match.entry.lat), match.name_type) for match in gazetteer.lookup("Laredo")]
    shipped = [(round(match.entry.lat), match.name_type) for match in open_gazetteer().lookup("Laredo")]
    assert found == [*shipped, (12, 0), (14, 1), (10, 0)]


def test_two_added_gazetteers_have_a_place_once(tmp_path: Path) -> None:
    one = packed(tmp_path, PlaceRecord("Zefirow", 50.0, 14.0, TOWN), PlaceRecord("Zefirow", 40.0, 14.0, TOWN))
    two = packed(
        tmp_path, PlaceRecord("Zefirow", 50.01, 14.0, TOWN), PlaceRecord("Zefirau", 50.0, 15.0, TOWN), number=3
    )
    gazetteer = open_gazetteer().with_added([one, two])
    assert sorted(round(match.entry.lat) for match in gazetteer.lookup("Zefirow")) == [40, 50]
    (zefirau,) = gazetteer.lookup("Zefirau, Czechia")
    assert gazetteer.entry(zefirau.entry.number) == zefirau.entry
    assert gazetteer.name(zefirau.entry) == "Zefirau"
    assert gazetteer.with_places([]).name(zefirau.entry) == "Zefirau"
    assert len(open_gazetteer().with_added([two]).lookup("Zefirow")) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (PlaceRecord("A", 50.0, 14.0, TOWN), PlaceRecord("A", 50.02, 14.0, place_types.SEAT), True),
        (PlaceRecord("A", 50.0, 14.0, TOWN), PlaceRecord("A", 50.05, 14.0, TOWN), False),
        (PlaceRecord("A", 50.0, 14.0, TOWN, population=200_000), PlaceRecord("A", 50.1, 14.0, TOWN), True),
        (PlaceRecord("A", 50.0, 14.0, TOWN), PlaceRecord("A", 50.0, 14.0, RIVER), False),
        (PlaceRecord("A", 50.0, 14.0, RIVER), PlaceRecord("A", 50.5, 14.0, RIVER), True),
        (PlaceRecord("A", 10.0, 179.99, TOWN), PlaceRecord("A", 10.0, -179.99, TOWN), True),
        (PlaceRecord("A", 50.0, 14.0, TOWN, geonameid=7), PlaceRecord("A", 10.0, 1.0, RIVER, geonameid=7), True),
        (PlaceRecord("A", 60.0, 97.0), PlaceRecord("A", 64.0, 100.0, place_types.COUNTRY), True),
        (PlaceRecord("A", 60.0, 97.0), PlaceRecord("A", 60.0, 97.0, TOWN), True),
    ],
)
def test_two_places_are_one_by_name_kind_and_distance(one: PlaceRecord, other: PlaceRecord, *, same: bool) -> None:
    assert is_same_place(one, other) is same
    assert is_same_place(other, one) is same


def test_points_get_the_country_in_which_they_lie_or_off_whose_coast() -> None:
    # Prague, the Atlantic, a sandbank off Zeeland, both sides of the Rio Grande, both of the Rhine at Basel.
    lons = np.array([14.4, -30.0, 3.4, -106.48, -106.48, 7.59, 7.62])
    lats = np.array([50.1, 0.0, 51.45, 31.76, 31.74, 47.56, 47.62])
    assert countries_at(lons, lats) == ["CZ", "", "NL", "US", "MX", "CH", "DE"]
    assert countries_at(np.array([]), np.array([])) == []


def test_a_brook_and_a_noun_of_a_dump_are_no_places_of_a_text_by_themselves(tmp_path: Path) -> None:
    nouns = [PlaceRecord(name, 50.0, 10.0 + at, TOWN) for at, name in enumerate(("Mühle", "Kirche", "Rathaus"))]
    gazetteer = with_places(tmp_path, *nouns, PlaceRecord("Zefir", 50.0, 10.0, RIVER))
    text = "Die Mühle steht neben der Kirche. Das Rathaus schweigt."
    assert all(one.score < 0.5 for one in find_toponyms(text, gazetteer, language="de"))
    score = {
        text: one.score for text in ("Zefir said so.", "They live in Zefir.") for one in find_toponyms(text, gazetteer)
    }
    assert score["Zefir said so."] < 0.5 < score["They live in Zefir."]


def test_an_alias_without_capitals_is_taken_of_a_large_place_only(tmp_path: Path) -> None:
    gazetteer = with_places(
        tmp_path,
        PlaceRecord("Zefirville", 50.0, 4.0, TOWN, ("كان", "زفيرفيل"), population=900),
        PlaceRecord("Zefirburg", 40.0, 4.0, TOWN, ("زفيربرغ",), population=90_000),
    )
    assert not gazetteer.lookup("زفيرفيل")
    assert gazetteer.lookup("زفيربرغ")


def test_a_name_of_an_added_gazetteer_is_found_as_the_language_declines_it(tmp_path: Path) -> None:
    gazetteer = with_places(tmp_path, PlaceRecord("Zefirovo", 55.0, 40.0, TOWN, ("Зефирово",), "RU", population=900))
    text = "В Зефирове сгорел дом, сообщили жители Зефирова."
    found = {text[one.start : one.end]: len(one.places) for one in find_toponyms(text, gazetteer, language="ru")}
    assert found == {"Зефирове": 1, "Зефирова": 1}
