"""The packed gazetteer: what a name leads to, and that the files are those of the manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import storymap.gazetteer
from storymap.gazetteer.gazetteer import CustomPlace, open_gazetteer
from storymap.gazetteer.name_keys import name_key

DATA = Path(storymap.gazetteer.__file__).parent / "data"


def ids(name: str) -> list[int]:
    return [match.entry.geonameid for match in open_gazetteer().lookup(name)]


def test_names_lead_to_their_places_the_likeliest_first() -> None:
    assert ids("Laredo")[0] == 4705349
    assert ids("Laredo, Texas") == [4705349]
    assert ids("JUAREZ") == ids("Juárez")
    assert ids("U.S.")[0] == 6252001
    assert ids("Sinaloa")[0] == 3983035
    assert ids("Nowhere at all") == []
    assert ids("Mexican") == []


def test_a_place_knows_what_it_lies_in_and_where() -> None:
    gazetteer = open_gazetteer()
    entry = gazetteer.lookup("Ciudad Juarez")[0].entry
    assert gazetteer.full_name(entry) == "Ciudad Juárez, Chihuahua, Mexico"
    assert (round(entry.lat, 3), round(entry.lon, 3), entry.country) == (31.72, -106.461, "MX")


def test_spellings_have_one_key() -> None:
    assert name_key("St. Louis") == name_key("Saint-Louis") == "saint louis"
    assert name_key("Main St.") == "main st"


def test_places_of_ones_own_come_first() -> None:
    own = open_gazetteer().with_places([CustomPlace("Laredo", 1.5, 2.5, country="US")])
    assert own.full_name(own.lookup("Laredo")[0].entry) == "Laredo, United States"
    assert len(own.lookup("Laredo")) == len(ids("Laredo")) + 1


def test_the_packs_are_those_of_the_manifest_and_small_enough() -> None:
    packs = json.loads((DATA / "MANIFEST.json").read_text(encoding="utf-8"))["packs"]
    for name, said in packs.items():
        data = (DATA / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (said["bytes"], said["sha256"])
    assert packs["gazetteer.bin"]["bytes"] + packs["lexicon.bin"]["bytes"] <= 10_000_000
    assert packs["areas.bin"]["bytes"] <= 1_800_000
    assert all(pack["bytes"] <= 300_000 for name, pack in packs.items() if name.startswith("names_"))
