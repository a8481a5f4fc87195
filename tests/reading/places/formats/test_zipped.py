"""A ZIP archive with one places file is that file; with several it says which."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.formats import registry
from storymap.reading.places.reader import read_places

GEOJSON = (
    '{"type": "Feature", "properties": {"name": "Basel"}, "geometry": {"type": "Point", "coordinates": [7.59, 47.56]}}'
)
FILES = {
    "p.geojson": GEOJSON,
    "p.CSV": "name,lat,lon\nBasel,47.56,7.59\n",
    "p.gpx": '<gpx><wpt lat="47.56" lon="7.59"><name>Basel</name></wpt></gpx>',
    "p.kml": "<kml><Placemark><name>Basel</name><Point><coordinates>7.59,47.56</coordinates></Point></Placemark></kml>",
    "p.umap": f'{{"type": "umap", "layers": [{{"features": [{GEOJSON}]}}]}}',
}


def write(desk: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(desk / "p.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return desk / "p.zip"


def refusal(path: Path) -> str:
    with pytest.raises(PlacesError) as caught:
        read_places(path)
    return str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_any_one_places_file_is_read_from_an_archive(name: str, desk: Path) -> None:
    beside = {
        "readme.txt": "x", "LICENSE.csv": "x", "a/.DS_Store": "x", "__MACOSX/a/._p.geojson": "x", "a/._p.geojson": "x",
        "datapackage.json": "{}", "photo.jpg": "x",
    }  # fmt: skip
    frame = read_places(write(desk, **{f"data/{name}": FILES[name]}, **beside))
    assert frame["name"].tolist() == ["Basel"]
    assert frame.geometry.iloc[0].coords[0] == (7.59, 47.56)


def test_problems_name_the_archive_and_the_line(desk: Path) -> None:
    problems: list[Problem] = []
    read_places(write(desk, **{"p.csv": "name,lat,lon\nBasel,47.56,7.59\n,1,2\n"}), problems=problems)
    assert str(problems[0]).startswith("p.zip: of 2 rows one cannot be a place and is left out: line 3 has no name")


def test_an_encoding_that_was_given_is_that_of_the_file_within(desk: Path) -> None:
    data = "name,lat,lon\nCádiz,36.5,-6.3\n".encode("cp1252")
    assert read_places(write(desk, **{"p.csv": data}), encoding="cp1252")["name"].tolist() == ["Cádiz"]


def test_several_or_no_places_files_are_refused_by_name(desk: Path) -> None:
    several = refusal(write(desk, **{"a.csv": "x", "b/c.kml": "x", "d.txt": "x"}))
    assert several == (
        "p.zip: the archive holds 2 places files: a.csv, b/c.kml; unpack it, and name those that are meant with --places"
    )
    none = refusal(write(desk, **{"d.txt": "x", "e.zip": "x"}))
    assert none == "p.zip: the archive holds no places file, only d.txt, e.zip; put one in, such as GeoJSON or CSV"
    many = refusal(write(desk, **{f"{n}.csv": "x" for n in range(8)}))
    assert "8 places files: 0.csv, 1.csv, 2.csv, 3.csv, 4.csv and 3 more;" in many


def test_a_file_in_an_archive_has_the_size_of_its_kind_at_most(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(desk, **{"p.geojson": GEOJSON})
    _, reader = registry._READERS[".geojson"]
    monkeypatch.setitem(registry._READERS, ".geojson", (len(GEOJSON) - 1, reader))
    assert refusal(path) == "p.zip: p.geojson in it is larger than 0 MB; use a smaller one"
