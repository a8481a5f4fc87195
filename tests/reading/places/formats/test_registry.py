"""Places from other formats: read rightly, and never by what the file is instead of what it is called."""

from __future__ import annotations

import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import Point

from storymap.errors import PlacesError, Problem
from storymap.reading.places.reader import read_places

UTM = gpd.GeoDataFrame({"name": ["Q"], "note": ["n"]}, geometry=[Point(500000, 3500000)], crs="EPSG:32613")
KML = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>P</name>'
    "<description>d</description><Point><coordinates>1,2,0</coordinates></Point></Placemark></Document></kml>"
)
VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{target}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A loopback server that only notes who knocks."""
    knocks: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                knocks.append("knock")
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", knocks
        done.set()
        thread.join()


def read(name: str) -> tuple[gpd.GeoDataFrame, list[str]]:
    warnings: list[Problem] = []
    return read_places(name, problems=warnings), [str(problem) for problem in warnings]


def refusal(name: str) -> str:
    with pytest.raises(PlacesError) as caught:
        read_places(name)
    return str(caught.value)


def write_utm(name: str) -> None:
    if name.endswith(".parquet"):
        UTM.to_parquet(name)
    elif name.endswith(".zip"):
        Path("shp").mkdir()
        UTM.to_file("shp/q.shp")
        with zipfile.ZipFile(name, "w") as archive:
            for path in sorted(Path("shp").iterdir()):
                archive.write(path, path.name)
    else:
        UTM.to_file(name)


@pytest.mark.parametrize("name", ["q.gpkg", "q.shp", "q.zip", "q.parquet"])
def test_a_declared_system_is_brought_to_degrees_and_said(name: str) -> None:
    write_utm(name)
    frame, warnings = read(name)
    assert (frame["name"].tolist(), frame["note"].tolist()) == (["Q"], ["n"])
    assert frame.geometry.iloc[0].coords[0] == pytest.approx((-105, 31.635186))
    assert len(warnings) == 1
    assert "coordinates were transformed from WGS 84 / UTM zone 13N (EPSG:32613) to WGS 84" in warnings[0]


def test_a_shapefile_without_a_system_in_metres_is_refused() -> None:
    write_utm("q.shp")
    Path("q.prj").unlink()
    assert refusal("q.shp").startswith(
        "q.shp: it names no coordinate system, and its coordinates are not degrees; export it in WGS 84 (EPSG:4326)"
    )


def test_csv_with_usual_columns() -> None:
    Path("p.csv").write_text('Name,Lat,Lng,aliases\nLaredo,27.5,-99.5,"Laredo TX;The Gateway"\n', encoding="utf-8")
    frame, warnings = read("p.csv")
    assert warnings == []
    assert frame.loc["laredo", "aliases"] == ("Laredo TX", "The Gateway")
    assert frame.geometry.iloc[0].coords[0] == (-99.5, 27.5)


def test_csv_with_semicolons_and_decimal_commas_is_read_and_said() -> None:
    Path("p.csv").write_text("Name;Latitude;Longitude\nX;1,5;2,5\n", encoding="utf-8")
    frame, warnings = read("p.csv")
    assert frame.geometry.iloc[0].coords[0] == (2.5, 1.5)
    assert 'p.csv, line 2 ("X"): coordinates have decimal commas ("2,5")' in warnings[0]


def test_an_error_in_a_table_has_its_line() -> None:
    Path("p.csv").write_text("name,lat,lon\n\nY,91,200\n", encoding="utf-8")
    assert refusal("p.csv").startswith('p.csv, line 3 ("Y"): latitude 91 is outside -90..90')


@pytest.mark.parametrize("name", ["p.kml", "p.kmz"])
def test_kml_and_kmz(name: str) -> None:
    if name == "p.kmz":
        with zipfile.ZipFile(name, "w") as archive:
            archive.writestr("doc.kml", KML)
    else:
        Path(name).write_text(KML)
    frame, _ = read(name)
    assert (frame["name"].tolist(), frame["note"].tolist()) == (["P"], ["d"])
    assert frame.geometry.iloc[0].coords[0][:2] == (1, 2)


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "kml", "csv", "shp", "kmz", "zip", "parquet", "xlsx", "ods"])
def test_a_virtual_file_reveals_nothing_under_any_name(ending: str, listener: tuple[str, list[str]]) -> None:
    address, knocks = listener
    Path("secret.csv").write_text("name,lat,lon\nTOPSECRET,1,2\n")
    for target in ("secret.csv", address, f"/vsicurl/{address}"):
        Path(f"v.{ending}").write_text(VRT.format(target=target))
        assert "TOPSECRET" not in refusal(f"v.{ending}")
    assert knocks == []


def test_nothing_is_fetched(listener: tuple[str, list[str]]) -> None:
    address, knocks = listener
    link = f"<kml xmlns='http://www.opengis.net/kml/2.2'><NetworkLink><Link><href>{address}</href></Link></NetworkLink></kml>"
    Path("link.kml").write_text(link)
    entity = f'<!DOCTYPE k [<!ENTITY x SYSTEM "{address}">]><kml><Placemark><name>&x;</name></Placemark></kml>'
    Path("entity.kml").write_text(entity)
    Path("crs.geojson").write_text(
        f'{{"type": "FeatureCollection", "crs": {{"type": "link", "properties": {{"href": "{address}"}}}}, "features": []}}'
    )
    write_utm("odd.shp")
    Path("odd.prj").write_text(address)
    Path("odd.cpg").write_text(address)
    for name in ("link.kml", "entity.kml", "crs.geojson", address, f"/vsicurl/{address}", "odd.shp"):
        refusal(name)
    assert knocks == []


def test_a_bomb_of_entities_and_a_bomb_in_an_archive_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    Path("laughs.kml").write_text(f'<!DOCTYPE k [<!ENTITY e0 "ha">{entities}]><kml><name>&e9;</name></kml>')
    assert "document type or entities" in refusal("laughs.kml")
    with zipfile.ZipFile("bomb.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b" " * 400_000_000)
    assert refusal("bomb.kmz").startswith("bomb.kmz: ")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("v.gpkg", b"not sqlite", "v.gpkg: this is not a GeoPackage; export it again, or correct its ending"),
        ("v.shp", b"not a shapefile", "v.shp: this is not a Shapefile; export it again, or correct its ending"),
        ("v.xls", b"PK", 'v.xls: files named ".xls" are not read; save it as Excel workbook (.xlsx) or CSV'),
        (
            "v",
            b"{}",
            "v: the file's name has no ending; use GeoJSON, CSV, Excel, GeoPackage, KML, GPX, Shapefile or GeoParquet",
        ),
    ],
)
def test_other_files_are_refused_by_what_they_are(name: str, content: bytes, expected: str) -> None:
    Path(name).write_bytes(content)
    assert refusal(name).startswith(expected)


def test_a_missing_file_a_folder_and_an_address() -> None:
    assert refusal("nope.geojson") == "nope.geojson: there is no such file; check the path"
    Path("folder.geojson").mkdir()
    assert refusal("folder.geojson").startswith("folder.geojson: ")
    assert refusal("https://example.org/a.geojson").endswith(
        "only files on this computer are read; save it and name the file"
    )
