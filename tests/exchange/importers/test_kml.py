"""KML and KMZ become stories.

Real files that were tried, each of which imports and builds or is refused in words: of placemark/togeojson, test/data/
addresses.kml (Google Timeline), gxmultitrack.kml and multitrack.kml (My Tracks), styles.kml (Google Earth on the web),
schema.kml (GDAL), simpledata.kml and timespan.kml (Google's reference), linestring.kml, polygon.kml, cdata.kml,
networklink.kml, ground_overlay.kml, nogeomplacemark.kml, bad.kml and the 22 others there; of umap-project/umap,
umap/tests/fixtures/test_upload_data.kml.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from storymap.exchange.importers.kml import sniff
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.source import Source
from tests.exchange.imports import PICTURE, SAMPLES, broken_text, builds_or_is_refused, imported
from tests.exchange.readings import places_of, read_file, said

MY_MAPS = (SAMPLES / "mymaps.kml").read_text(encoding="utf-8")


def kml(*placemarks: str) -> bytes:
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(placemarks)}</Document></kml>'.encode()


def placemark(name: str, inner: str = "<Point><coordinates>7,47</coordinates></Point>") -> str:
    return f"<Placemark><name>{name}</name>{inner}</Placemark>"


def test_a_map_of_my_maps_becomes_a_story(tmp_path: Path) -> None:
    output, files = imported(tmp_path, "mymaps.kml")
    assert [line for line in output.splitlines() if line.startswith(("kept", "changed", "lost"))] == [
        "kept: places (3)",
        "kept: data of places that is not shown (2: gx_media_links, address)",
        "lost: colours and symbols of single places (2); a layer has a colour",
        "lost: pictures on the web (https://mymaps.usercontent.google.com/x); save them beside the story",
    ]
    assert "storymap find 'Strasbourg, France'" in output
    assert files["story.md"].decode() == (
        "---\ntitle: Along the river\n---\n\nA test\n\n## Cities\n\n- [Basel](place:basel)\n\n"
        "## Ways\n\n- [Rhine](place:rhine)\n- [Point 1](place:point-1)\n"
    )
    assert places_of(files) == [
        {
            "type": "Feature",
            "id": "basel",
            "properties": {
                "name": "Basel",
                "aliases": ["Bâle", "Basle"],
                "layer": "Cities",
                "note": "On the bend.\nLine two",
                "gx_media_links": "https://mymaps.usercontent.google.com/x",
            },
            "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]},
        },
        {
            "type": "Feature",
            "id": "rhine",
            "properties": {"name": "Rhine", "layer": "Ways"},
            "geometry": {"type": "LineString", "coordinates": [[7.59, 47.56], [7.75, 48.58]]},
        },
        {
            "type": "Feature",
            "id": "point-1",
            "properties": {"name": "Point 1", "layer": "Ways", "address": "Strasbourg, France"},
            "geometry": None,
        },
    ]


def test_a_picture_in_the_archive_becomes_that_of_its_place(tmp_path: Path) -> None:
    text = kml(
        placemark("Basel", "<description><![CDATA[<img src='files/a.png'><img src='files/b.png'>]]></description>")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("doc.kml", text)
        archive.writestr("files/a.png", PICTURE)
    (tmp_path / "map.kmz").write_bytes(stream.getvalue())
    read, files = read_file(tmp_path / "map.kmz")
    assert places_of(files)[0]["properties"]["image"] == {"src": "a.png"}
    assert files["a.png"] == PICTURE
    assert said(read) == [
        "kept: pictures (a.png)",
        "kept: places",
        "lost: more pictures of a place (files/b.png); put them into the text",
    ]


def test_one_place_in_two_folders_is_one_place_and_the_same_name_elsewhere_another(tmp_path: Path) -> None:
    far = placemark("Basel", "<Point><coordinates>-77,39</coordinates></Point>")
    (tmp_path / "m.kml").write_bytes(kml(placemark("Basel"), placemark("Basel"), far))
    _, files = read_file(tmp_path / "m.kml")
    assert [(one["id"], one["geometry"]["coordinates"]) for one in places_of(files)] == [
        ("basel", [7, 47]),
        ("basel-2", [-77, 39]),
    ]


def test_a_wrong_position_leaves_a_place_that_is_listed(tmp_path: Path) -> None:
    wrong = [placemark(name, f"<Point><coordinates>{at}</coordinates></Point>") for name, at in BAD.items()]
    (tmp_path / "m.kml").write_bytes(kml(*wrong))
    read, files = read_file(tmp_path / "m.kml")
    assert [(one["properties"]["name"], one["geometry"]) for one in places_of(files)] == [(name, None) for name in BAD]
    assert said(read)[-1] == (
        "lost: positions that are none; the places are listed, and not on the map (4: Words, Not a number, Far, …)"
    )


BAD = {"Words": "east,north", "Far": "7,4700", "Not a number": "nan,nan", "Zero": "0,0"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (kml("<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>"), "links to another file"),
        (kml("<Placemark>"), "not well-formed XML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + kml(placemark("&a;")), "document type or entities"),
        (kml(), "it has no places"),
    ],
)
def test_what_has_no_places_or_is_no_kml_is_refused(text: bytes, what: str, tmp_path: Path) -> None:
    (tmp_path / "m.kml").write_bytes(text)
    with pytest.raises(StorymapError, match=what):
        read_file(tmp_path / "m.kml")


def test_what_folders_say_and_short_texts_are_told(tmp_path: Path) -> None:
    folder = "<Folder><name>F</name><description>All of it</description>" + placemark("A") + "</Folder>"
    phone = "<phoneNumber>1</phoneNumber><Snippet>short</Snippet><Point><coordinates>8,47</coordinates></Point>"
    (tmp_path / "a.kml").write_bytes(
        kml(folder, placemark("B", phone)).replace(b"<Document>", b"<Document><name>M</name>")
    )
    read, _ = read_file(tmp_path / "a.kml")
    assert "lost: descriptions of folders (F); put them into the text" in said(read)
    assert {
        "lost: telephone numbers; put them into the text",
        "lost: short texts of places; put them into the text",
    } <= set(said(read))


def test_pictures_get_names_that_every_system_can_have(tmp_path: Path) -> None:
    names = ("CON.png", "a.png", "A.png", "x" * 200 + ".png")
    marks = [
        placemark(f"P{number}", f'<description>&lt;img src="{name}"&gt;</description>')
        for number, name in enumerate(names)
    ]
    with zipfile.ZipFile(tmp_path / "map.kmz", "w") as archive:
        archive.writestr("doc.kml", kml(*marks))
        for name in names:
            archive.writestr(name, PICTURE)
    _, files = read_file(tmp_path / "map.kmz")
    assert {name for name in files if name.endswith(".png")} == {"con-2.png", "a.png", "a-2.png", "x" * 64 + ".png"}


@pytest.mark.parametrize(("name", "is_kml"), [("map.zip", True), ("site.zip", False), ("map.kmz", True)])
def test_a_site_with_some_kml_in_it_is_no_kml(name: str, is_kml: bool, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("data/doc.kml", kml(placemark("Basel")))
        if name != "map.zip":
            archive.writestr("index.html", "<p>In Basel.</p>")
    assert sniff(Source(tmp_path / name)) == is_kml


def test_an_archive_without_kml_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "m.kmz", "w") as archive:
        archive.writestr("x.txt", "x")
    with pytest.raises(StorymapError, match="the archive holds no KML file"):
        read_file(tmp_path / "m.kmz")


@given(broken_text(MY_MAPS))
@settings(max_examples=40)
def test_a_hostile_file_builds_or_is_refused(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    assert builds_or_is_refused({"m.kml": content}, "kml") is not False


def test_names_are_text_whatever_they_hold(tmp_path: Path) -> None:
    name = "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} ](x) *a*"
    (tmp_path / "m.kml").write_bytes(kml(placemark(name)))
    output, files = imported_file(tmp_path)
    assert json.loads(files["places.geojson"])["features"][0]["properties"]["name"] == (
        "<script>alert(1)</script> {{ 7*7 }} ](x) *a*"
    )
    assert "markup that Markdown cannot say so" not in output


def imported_file(folder: Path) -> tuple[str, dict[str, bytes]]:
    read, files = read_file(folder / "m.kml")
    return "\n".join(said(read)), files


def test_a_page_that_speaks_of_kml_is_no_kml(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!DOCTYPE html><html><body><p>It begins with <kml> or <gpx> or <TEI>.</p></body>")
    assert importer_of(Source(tmp_path / "a.html")).LABEL == "an article"
    (tmp_path / "b.kml").write_text("<?xml version='1.0'?><!-- <html> --><x:kml xmlns:x='y'/>")
    assert sniff(Source(tmp_path / "b.kml"))


def test_addresses_and_links_of_places_stay_and_authors_are_told(tmp_path: Path) -> None:
    atom = "<a:author><a:name>Ann</a:name></a:author><a:link href='https://map.example/'/>"
    links = "<a:link href='https://a.example/'/><a:link href='ftp://b.example/'/>"
    at = "<address>Main Street 1</address><Point><coordinates>7,47</coordinates></Point>"
    frame = "<description><![CDATA[<iframe src='https://c.example/'></iframe>Words]]></description>"
    inner = placemark("A", links + at + frame)
    text = kml(atom, inner).replace(b"<kml ", b'<kml xmlns:a="http://www.w3.org/2005/Atom" ')
    (tmp_path / "a.kml").write_bytes(text)
    read, files = read_file(tmp_path / "a.kml")
    assert places_of(files)[0]["properties"] == {
        "name": "A",
        "note": "https://c.example/\nWords",
        "url": "https://a.example/",
        "address": "Main Street 1",
    }
    assert said(read) == [
        "kept: places",
        "kept: data of places that is not shown (address)",
        "changed: films, posts and pages of others (https://c.example/); a link to each stands in the text",
        "lost: links of the map (https://map.example/); put them into the text",
        "lost: who made the map or a place; write it into the story",
        "lost: more links of a place (ftp://b.example/); put them into the text",
    ]


def test_what_is_said_of_a_line_that_becomes_context_is_told(tmp_path: Path) -> None:
    line = "<LineString><coordinates>7,47 8,48</coordinates></LineString>"
    noted = f"<Placemark><description>Closed in winter</description>{line}</Placemark>"
    (tmp_path / "a.kml").write_bytes(kml(placemark("A"), noted, f"<Placemark>{line}</Placemark>"))
    read, _ = read_file(tmp_path / "a.kml")
    assert said(read) == [
        "kept: places",
        "changed: lines and areas without a name (2); they are context, drawn under the places",
        "lost: notes and links of lines and areas without a name (Closed in winter); give them a name, and they are places",
    ]
