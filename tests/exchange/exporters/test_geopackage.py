import sqlite3
from pathlib import Path

import pyogrio

from tests.exchange.exporters.small_story import exported


def test_one_table_in_degrees_that_gis_programs_open(tmp_path: Path) -> None:
    (tmp_path / "p.gpkg").write_bytes(exported(tmp_path, "geopackage", private=True)[0])
    frame = pyogrio.read_dataframe(tmp_path / "p.gpkg", layer="Places")
    assert frame.crs.to_epsg() == 4326
    rows = frame.set_index("id")
    assert rows.loc["bs", ["name", "aliases", "layer", "note"]].tolist() == [
        "Basel", "Bâle; Basilia", "Cities", "On <the> bend.",
    ]  # fmt: skip
    assert rows.loc["bs", "when"] == '{"timespans": [{"start": {"in": "0374"}}]}'
    assert (rows.loc["bs", "geometry"].wkt, rows.loc["1-1", "geometry"]) == ("POINT (7.5886 47.5596)", None)


def test_the_same_story_is_the_same_bytes_whatever_the_clock_says(tmp_path: Path) -> None:
    first, _ = exported(tmp_path, "geopackage")
    (tmp_path / "p.gpkg").write_bytes(first)
    with sqlite3.connect(tmp_path / "p.gpkg") as database:
        (changed,) = database.execute("SELECT last_change FROM gpkg_contents").fetchone()
    assert changed == "2000-01-01T00:00:00.000Z"
    assert exported(tmp_path, "geopackage")[0] == first
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None
    assert str(tmp_path).encode() not in first


def test_data_whose_name_differs_in_capitals_alone_is_told(tmp_path: Path) -> None:
    from storymap.exchange.exporters.geopackage import write
    from storymap.exchange.report import Report
    from storymap.exchange.shared_story import SharedPlace, SharedStory
    from storymap.model import Article

    place = SharedPlace("a", 1, "A", (), "Places", "", "", None, properties={"Name": "x", "FID": 1, "pop": 2})
    report = Report()
    (tmp_path / "p.gpkg").write_bytes(write(SharedStory(Article("T", ()), (place,), (), ()), report))
    assert list(pyogrio.read_info(tmp_path / "p.gpkg")["fields"]) == ["id", "name", "pop"]
    assert "lost: data of places that is called as a column is (2: Name, FID)" in [
        f"{line.fate}: {line}" for line in report.lines()
    ]
