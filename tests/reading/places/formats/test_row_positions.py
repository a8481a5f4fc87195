"""Where rows of tables lie, in all the ways that people and programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import PlacesError, Problem
from storymap.reading.places.formats.written_degrees import degrees, latitude_and_longitude
from storymap.reading.places.reader import read_places

JUAREZ = (-106.49, 31.75)
WKB = shapely.to_wkb(shapely.Point(*JUAREZ), hex=True)
EWKB = shapely.to_wkb(shapely.set_srid(shapely.Point(*JUAREZ), 4326), hex=True, include_srid=True)


def read(text: str, folder: Path) -> tuple[shapely.Geometry, list[str]]:
    (folder / "p.csv").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    frame = read_places(folder / "p.csv", problems=problems)
    return frame.geometry.iloc[0], [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "name,WKT\nX,POINT (-106.49 31.75)\n",
        "name;the_geom\nX;SRID=4326;POINT(-106.49 31.75)\n".replace("4326;P", "4326|P").replace("|", ";"),
        f"name,geom\nX,{WKB}\n",
        f"name,wkb_geometry\nX,{EWKB}\n",
        'name,geojson\nX,"{""type"": ""Point"", ""coordinates"": [-106.49, 31.75]}"\n',
        'Name,Coordinates\nX,"31.75, -106.49"\n',
        "name;latlon\nX;31.75 -106.49\n",
        'name,GPS\nX,"31°45\'0""N 106°29\'24""W"\n',
        "name\tlat\tlon\nX\t31° 45′ N\t106° 29′ 24″ W\n",
        "Nombre;Latitud;Longitud\nX;31,75;-106,49\n",
        "Name;Breite;Länge\nX;31,75;-106,49\n",
        "название;широта;долгота\nX;31.75;-106.49\n",
        'name,location\nX,"(31.75, -106.49)"\n',
    ],
)
def test_a_row_lies_where_it_says(text: str, tmp_path: Path) -> None:
    geometry, _ = read(text if "SRID" not in text else 'name,the_geom\nX,"SRID=4326;POINT(-106.49 31.75)"\n', tmp_path)
    assert geometry.coords[0] == pytest.approx(JUAREZ, abs=1e-9)


def test_a_column_of_shapes_may_hold_areas(tmp_path: Path) -> None:
    geometry, _ = read('name,wkt\nX,"POLYGON ((0 0, 2 0, 2 2, 0 0))"\n', tmp_path)
    assert geometry.area == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,wkt\nX,POINT (1\n", 'p.csv, line 2 ("X"): "POINT (1" is no shape; write WKT, such as'),
        ('name,wkt\nX,"SRID=3857;POINT(1 2)"\n', "its shape is in another reference system (SRID 3857)"),
        ("name,geojson\nX,{broken\n", '"{broken" is no GeoJSON'),
        ("name,coordinates\nX,somewhere\n", '"somewhere" is no pair of latitude and longitude'),
        ("name,location\nX,Berlin\n", "there is no column for the latitude, only name, location"),
        ("name,wkt\nX,POINT (1 200)\n", "latitude 200 is outside -90..90"),
        (f"name,geojson\nX,{'[' * 5000}\n", "there is no column for the latitude"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str, tmp_path: Path) -> None:
    if "[[" in text:
        text, said = 'name,geojson\nX,"' + '{""a"":' * 20_000 + '"\n', "is no GeoJSON"
    with pytest.raises(PlacesError) as caught:
        read(text, tmp_path)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("31.75", 31.75),
        ("-106,49", -106.49),
        ("31°45'N", 31.75),
        ("31 45 S", None),
        ("S31°30'", -31.5),
        ("106° 29' 24\" W", -106.49),
        ("-106°30'", -106.5),
        ("-31°N", None),
        ("31°75'N", None),
        ("N31°N", None),
        ("north", None),
        ("", None),
        ("1" * 500, None),
    ],
)
def test_degrees(cell: str, number: float | None) -> None:
    assert degrees(cell) == (None if number is None else pytest.approx(number))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_pair_is_what_it_says_with_point_or_comma(latitude: float, longitude: float) -> None:
    latitude, longitude = round(latitude, 5), round(longitude, 5)
    for pair in (
        f"{latitude:.5f}, {longitude:.5f}",
        f"{latitude:.5f} {longitude:.5f}",
        f"{latitude:.5f};{longitude:.5f}".replace(".", ","),
        f"[{latitude:.5f}/{longitude:.5f}]",
    ):
        assert latitude_and_longitude(pair) == (latitude, longitude), pair


def test_letters_say_which_is_which() -> None:
    assert latitude_and_longitude("106°30'W, 31°45'N") == (31.75, -106.5)
