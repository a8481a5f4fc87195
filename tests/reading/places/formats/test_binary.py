"""GeoPackage, Shapefile and GeoParquet: layers, encodings, and files that would run or reveal something."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shapely.geometry import Point

from storymap.errors import PlacesError, Problem
from storymap.reading.places.context import read_context
from storymap.reading.places.reader import read_places


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def places(*names: str, crs: int | None = 4326) -> gpd.GeoDataFrame:
    points = [Point(10 + index, 50) for index in range(len(names))]
    return gpd.GeoDataFrame({"Name": list(names)}, geometry=points, crs=crs)


def read(name: str) -> tuple[gpd.GeoDataFrame, list[str]]:
    warnings: list[Problem] = []
    return read_places(name, problems=warnings), [str(problem) for problem in warnings]


def refusal(name: str) -> str:
    with pytest.raises(PlacesError) as caught:
        read_places(name)
    return str(caught.value)


def change(name: str, *statements: str) -> None:
    with closing(sqlite3.connect(name)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_every_layer_of_a_geopackage_is_a_layer_of_the_map() -> None:
    places("Köln", "Bonn").to_file("p.gpkg", layer="Cities")
    places("Rhein", crs=3857).to_file("p.gpkg", layer="Rivers")
    frame, warnings = read("p.gpkg")
    assert list(zip(frame.index, frame["layer"], strict=True)) == [
        ("koln", "Cities"),
        ("bonn", "Cities"),
        ("rhein", "Rivers"),
    ]
    assert frame.loc["koln", "where"] == 'p.gpkg, layer "Cities", feature 1 ("Köln")'
    assert warnings == [
        'p.gpkg, layer "Rivers": coordinates were transformed from WGS 84 / Pseudo-Mercator (EPSG:3857) to WGS 84'
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW evil AS SELECT fid, geom, ogr_geocode('Bonn') AS Name FROM cities",
        "CREATE VIEW gpkg_all AS SELECT * FROM gpkg_contents",
    ],
)
def test_a_geopackage_that_computes_is_refused(statement: str) -> None:
    places("Bonn").to_file("p.gpkg", layer="cities")
    change("p.gpkg", statement)
    assert "it holds a view or virtual table" in refusal("p.gpkg")


def test_a_virtual_table_that_is_only_declared_is_refused() -> None:
    places("Bonn").to_file("p.gpkg", layer="cities")
    sql = "CREATE VIRTUAL TABLE evil USING VirtualOGR(''secret.csv'')"
    change(
        "p.gpkg",
        "PRAGMA writable_schema = ON",
        f"INSERT INTO sqlite_master(type, name, tbl_name, rootpage, sql) VALUES('table', 'evil', 'evil', 0, '{sql}')",
    )
    assert refusal("p.gpkg") == (
        'p.gpkg: it holds a view or virtual table, "evil", which is not read; export the layers to a new GeoPackage'
    )


def test_another_database_is_not_a_geopackage() -> None:
    change("p.gpkg", "CREATE TABLE diary(line)")
    assert refusal("p.gpkg") == "p.gpkg: this is an SQLite database, but not a GeoPackage; export it as GeoPackage"


def test_a_damaged_geopackage_is_refused() -> None:
    places("Bonn").to_file("p.gpkg", layer="cities")
    whole = Path("p.gpkg").read_bytes()
    Path("p.gpkg").write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refusal("p.gpkg")


@pytest.mark.parametrize("encoding", ["UTF-8", "CP1252", "ISO-8859-1"])
def test_names_of_a_shapefile_are_read_in_its_encoding(encoding: str) -> None:
    places("Ciudad Juárez").to_file("p.shp", encoding=encoding)
    frame, warnings = read("p.shp")
    assert (list(frame["name"]), warnings) == (["Ciudad Juárez"], [])


def test_a_shapefile_that_does_not_name_its_encoding_is_looked_at() -> None:
    places("Ciudad Juárez").to_file("utf.shp", encoding="UTF-8")
    places("Ciudad Juárez").to_file("old.shp", encoding="CP1252")
    Path("utf.cpg").unlink()
    Path("old.cpg").unlink()
    assert list(read("utf.shp")[0]["name"]) == ["Ciudad Juárez"]
    frame, warnings = read("old.shp")
    assert list(frame["name"]) == ["Ciudad Juárez"]
    assert warnings == [
        "old.shp: it has no .cpg file that names its encoding; Windows-1252 was taken; "
        "check the letters with accents, or export it as UTF-8"
    ]


def test_a_shapefile_without_its_names_has_places_without_a_name() -> None:
    places("Bonn").to_file("p.shp")
    Path("p.dbf").unlink()
    assert refusal("p.shp").splitlines() == [
        "p.shp: its .dbf file, with the names, is missing; put the .dbf file beside it, or use GeoPackage",
        'p.shp, feature 1: has no name; add "name" to its properties',
    ]
    warnings: list[Problem] = []
    (drawn,) = read_context("p.shp", problems=warnings)
    assert drawn.geometry.coords[0] == (10, 50)
    assert len(warnings) == 1


@pytest.mark.parametrize("index", [None, b"", b"nonsense", b"\0" * 100])
def test_the_index_of_a_shapefile_is_made_anew(index: bytes | None) -> None:
    places("Bonn", "Köln").to_file("p.shp")
    if index is None:
        Path("p.shx").unlink()
    else:
        Path("p.shx").write_bytes(index)
    frame, warnings = read("p.shp") if index != b"" else (None, [refusal("p.shp")])
    assert frame is None or list(frame["name"]) == ["Bonn", "Köln"]
    assert any(".shx" in warning for warning in warnings)


@pytest.mark.parametrize("table", [b"nonsense", b"\x03" * 31, b"\0" * 40])
def test_a_damaged_table_of_a_shapefile_leaves_its_shapes(table: bytes) -> None:
    places("Bonn").to_file("p.shp")
    Path("p.dbf").write_bytes(table)
    assert "has no name" in refusal("p.shp")
    assert len(read_context("p.shp")) == 1


def test_a_shapefile_in_degrees_without_a_system_is_read_and_said() -> None:
    places("Bonn").to_file("p.shp")
    Path("p.prj").unlink()
    frame, warnings = read("p.shp")
    assert frame.geometry.iloc[0].coords[0] == (10, 50)
    assert warnings == [
        "p.shp: it names no coordinate system; degrees of WGS 84 were taken; export it in WGS 84 (EPSG:4326)"
    ]


@pytest.mark.parametrize("text", ["EPSG:4326", "/etc/passwd", "http://127.0.0.1:9/x.prj", "PROJCS[", "\0\xff"])
def test_a_prj_file_is_well_known_text_or_left_out(text: str) -> None:
    places("Bonn").to_file("p.shp")
    Path("p.prj").write_text(text, encoding="utf-8")
    frame, warnings = read("p.shp")
    assert frame.geometry.iloc[0].coords[0] == (10, 50)
    assert warnings[0].startswith("p.shp: its .prj file is not understood; ")
    places("Bonn", crs=3857).set_geometry([Point(1e6, 6e6)], crs=3857).to_file("p.shp")
    Path("p.prj").write_text(text, encoding="utf-8")
    assert "its coordinates are not degrees" in refusal("p.shp")


def test_an_archive_with_two_shapefiles_is_refused() -> None:
    Path("shp").mkdir()
    places("Bonn").to_file("shp/a.shp")
    places("Bonn").to_file("shp/b.shp")
    shutil.make_archive("p", "zip", "shp")
    assert refusal("p.zip") == (
        "p.zip: the archive holds 2 places files: a.shp, b.shp; unpack it, and name those that are meant with --places"
    )


def test_a_link_to_a_file_is_followed_and_a_link_to_a_folder_is_not(desk: Path) -> None:
    places("Bonn").to_file("p.gpkg", layer="cities")
    Path("link.gpkg").symlink_to("p.gpkg")
    Path("folder.gpkg").symlink_to(desk, target_is_directory=True)
    assert list(read("link.gpkg")[0].index) == ["bonn"]
    assert refusal("folder.gpkg") == "folder.gpkg: this is a folder; name a file in it"


def test_lists_and_missing_values_of_geoparquet_are_retained() -> None:
    frame = places("Köln", "Bonn").assign(aliases=[["Cologne", "Colonia"], None], zoom=[9.0, None], founded=[50, 1])
    frame.to_parquet("p.parquet")
    found, warnings = read("p.parquet")
    assert warnings == []
    assert list(found["aliases"]) == [("Cologne", "Colonia"), ()]
    assert list(found["zoom"]) == [9.0, None]
    assert list(found["properties"]) == [{"founded": 50}, {"founded": 1}]


def test_a_parquet_file_of_terabytes_is_refused_without_writing_it_out() -> None:
    places("Bonn").to_parquet("p.parquet")
    whole = pq.read_table("p.parquet")
    rows = 50_000
    long_text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * 1_000_000]))
    shapes = pa.array([whole.column("geometry")[0].as_py()] * rows)
    table = pa.table({"name": pa.array(["A"] * rows), "big": long_text, "geometry": shapes})
    pq.write_table(
        table.replace_schema_metadata({b"geo": whole.schema.metadata[b"geo"]}), "p.parquet", store_schema=False
    )
    assert Path("p.parquet").stat().st_size < 1 << 20
    assert refusal("p.parquet") == "p.parquet: it holds more than 1,500,000 features or 256 MB; leave some out"


def test_parquet_without_geometry_is_named() -> None:
    pq.write_table(pa.table({"name": ["Bonn"]}), "p.parquet")
    assert refusal("p.parquet") == (
        "p.parquet: this is Parquet, but not GeoParquet: it has no geometry; write it with GeoPandas' to_parquet"
    )
