"""KML: placemarks, folders and shapes as Google Earth and My Maps write them; nothing else is looked at."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from storymap.errors import StorymapError
from storymap.reading.places.formats.kml import read_kml, read_kmz
from storymap.reading.problem_log import ProblemLog

RING = "<LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing>"
RING_POSITIONS = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]


def kml(body: str) -> bytes:
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'.encode()


def placemark(body: str) -> bytes:
    return kml(f"<Placemark><name>A</name>{body}</Placemark>")


def values(data: bytes) -> list[Any]:
    log = ProblemLog("p.kml")
    found = read_kml(data, "p.kml", log)
    assert log.problems() == ()
    return [feature.value for feature in found.features]


def refusal(data: bytes) -> str:
    with pytest.raises(StorymapError) as caught:
        read_kml(data, "p.kml", ProblemLog("p.kml"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("<Point><coordinates> -99.5,27.5,140 </coordinates></Point>",
            {"type": "Point", "coordinates": [-99.5, 27.5, 140.0]}),
        ("<LineString><coordinates>0,0\n 1, 1</coordinates></LineString>",
            {"type": "LineString", "coordinates": [[0.0, 0.0], [1.0, 1.0]]}),
        (f"<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs><innerBoundaryIs>{RING}</innerBoundaryIs></Polygon>",
            {"type": "Polygon", "coordinates": [RING_POSITIONS, RING_POSITIONS]}),
        ("<MultiGeometry><Point><coordinates>1,2</coordinates></Point>"
            "<Point><coordinates>3,4</coordinates></Point></MultiGeometry>",
            {"type": "MultiPoint", "coordinates": [[1.0, 2.0], [3.0, 4.0]]}),
        (f"<MultiGeometry><Point><coordinates>1,2</coordinates></Point>{RING}</MultiGeometry>",
            {"type": "GeometryCollection", "geometries": [
                {"type": "Point", "coordinates": [1.0, 2.0]},
                {"type": "LineString", "coordinates": RING_POSITIONS}]}),
        ("", None),
    ],
)  # fmt: skip
def test_every_shape_becomes_the_same_of_geojson(shape: str, expected: Any) -> None:
    (value,) = values(placemark(shape))
    assert value["geometry"] == expected


def test_a_folder_is_a_layer_and_extended_data_are_members() -> None:
    first, second = values(
        kml(
            "<name>not a layer</name><Folder><name>Cities</name><Placemark><name>Laredo</name><ExtendedData>"
            "<Data name='Aliases'><value>Laredo TX; The Gateway</value></Data>"
            "<Data name='image'><value>l.jpg</value></Data><Data name='image_alt'><value>A bridge</value></Data>"
            "<SchemaData><SimpleData name='zoom'>9</SimpleData><SimpleData name='pop'>255205</SimpleData></SchemaData>"
            "</ExtendedData></Placemark></Folder><Placemark><name>Elsewhere</name></Placemark>"
        )
    )
    assert first["properties"] == {
        "layer": "Cities",
        "name": "Laredo",
        "aliases": "Laredo TX; The Gateway",
        "image": {"src": "l.jpg", "alt": "A bridge"},
        "zoom": 9.0,
        "pop": "255205",
    }
    assert second["properties"] == {"name": "Elsewhere"}


def test_a_description_in_html_becomes_plain_text() -> None:
    description = "<![CDATA[<script>alert(1)</script><b>On the river</b><br>Fish &amp; chips<p>x &lt; y</p>]]>"
    (value,) = values(placemark(f"<description>{description}</description>"))
    assert value["properties"]["note"] == "On the river\nFish & chips\nx < y"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<html><body/></html>", "p.kml: this is XML, but not KML (it begins with <html>); export it as KML or GeoJSON"),
        (b"<kml>\n<Placemark>", "p.kml, line 2, column 12: this is not well-formed XML (no element found); save or download it again"),
        (b"<!DOCTYPE kml><kml/>", "p.kml: it has a document type or entities, which are not read; remove the DOCTYPE"),
        (b'<?xml version="1.0" encoding="x-nowhere"?><kml/>', "p.kml"),
        (b"<kml>" + b"<a/>" * 4_000_000 + b"</kml>", "p.kml: it has millions of elements or coordinates; use a smaller one"),
    ],
)  # fmt: skip
def test_other_xml_is_refused_in_plain_words(data: bytes, expected: str) -> None:
    assert refusal(data).startswith(expected)


def test_a_link_to_another_file_is_refused() -> None:
    log = ProblemLog("p.kml")
    read_kml(kml("<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>"), "p.kml", log)
    assert [str(problem) for problem in log.problems()] == [
        "p.kml: it links to another file, which is not loaded; open it in Google Earth and save the places themselves"
    ]


@pytest.mark.parametrize(
    ("shape", "geometry"),
    [
        (
            "<Track><when>2024</when><coord>1 2 3</coord><when>2025</when><coord>4 5</coord></Track>",
            [[1, 2, 3], [4, 5]],
        ),
        ("<MultiTrack><Track><coord>1 2</coord><coord>4 5</coord></Track></MultiTrack>", [[[1, 2], [4, 5]]]),
        ("<Track><coord>1 2 3</coord></Track>", [1, 2, 3]),
        ("<Track/>", None),
    ],
)
def test_a_track_is_a_line_without_its_times(shape: str, geometry: Any) -> None:
    log = ProblemLog("p.kml")
    (one,) = read_kml(placemark(shape), "p.kml", log).features
    assert (one.value["geometry"] or {}).get("coordinates") == geometry
    assert log.problems() == ()


def test_a_model_is_named_as_not_drawn() -> None:
    log = ProblemLog("p.kml")
    read_kml(placemark("<Model/>"), "p.kml", log)
    assert [str(problem) for problem in log.problems()] == [
        'p.kml, placemark 1 ("A"): its model is not drawn; make it a line or a point'
    ]


def test_folders_a_hundred_thousand_deep_are_read() -> None:
    deep = "<Folder>" * 100_000 + "<Placemark><name>A</name></Placemark>" + "</Folder>" * 100_000
    assert values(kml(deep))[0]["properties"] == {"name": "A"}


def test_of_a_kmz_the_main_file_is_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("other.kml", kml("<Placemark><name>Other</name></Placemark>"))
        archive.writestr("doc.kml", kml("<Placemark><name>Main</name></Placemark>"))
    found = read_kmz(buffer.getvalue(), "p.kmz", ProblemLog("p.kmz"))
    assert [feature.properties["name"] for feature in found.features] == ["Main"]
