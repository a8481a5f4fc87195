from pathlib import Path

from storymap.reading.places.reader import read_places
from tests.exchange.exporters.small_story import exported

TABLE = (
    "\ufeffid,name,latitude,longitude,wkt,aliases,layer,note,url,kind\r\n"
    "bs,Basel,47.5596,7.5886,,Bâle; Basilia,Cities,On <the> bend.,https://example.org/basel?a=1&b=2,town\r\n"
    '1-1,\'=1+1,,,,,Cities,,,\r\nrhine,Rhine,,,"LINESTRING (7.59 47.56, 7.75 48.58)",,,,,\r\n'
)


def test_a_row_for_each_place_and_no_cell_that_runs(tmp_path: Path) -> None:
    content, _ = exported(tmp_path, "csv")
    rows = content.decode().split("\r\n")
    assert sorted(rows) == sorted(TABLE.split("\r\n"))
    assert rows[0] == TABLE.split("\r\n", maxsplit=1)[0]


def test_build_reads_the_table(tmp_path: Path) -> None:
    (tmp_path / "again.csv").write_bytes(exported(tmp_path, "csv")[0])
    places = read_places(tmp_path / "again.csv")
    assert dict(zip(places.index, places["name"], strict=True)) == {"bs": "Basel", "1-1": "=1+1", "rhine": "Rhine"}
    assert places.loc["bs", "aliases"] == ("Bâle", "Basilia")


def test_own_data_is_in_it_only_where_it_is_asked_for(tmp_path: Path) -> None:
    assert b"geonameid" not in exported(tmp_path, "csv")[0]
    content = exported(tmp_path, "csv", private=True)[0].decode()
    assert content.split("\r\n")[0].endswith(",kind,geonameid,when,links,names")
    assert '"{""timespans"": [{""start"": {""in"": ""0374""}}]}"' in content
