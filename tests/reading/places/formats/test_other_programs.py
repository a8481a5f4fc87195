"""GPX, TopoJSON, uMap and Linked Places: places as other programs have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.formats.umap_markup import umap_html
from storymap.reading.places.html_notes import note_text
from storymap.reading.places.reader import read_places

GPX = """<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><time>2024-05-05T10:00:00Z</time></metadata>
<wpt lat="47.56" lon="7.59"><ele>260</ele><time>2024-05-05T10:00:00Z</time><name>Basel</name>
<desc>On the &lt;b&gt;bend&lt;/b&gt;.</desc><type>Cities</type><link href="https://example.org/b"/></wpt>
<wpt lat="1" lon="2"/>
<rte><name>Ferry</name><rtept lat="47.5" lon="7.5"/><rtept lat="47.6" lon="7.6"/></rte>
<trk><name>Walk</name><trkseg><trkpt lat="1" lon="2"><time>2024-05-05T10:00:00Z</time></trkpt><trkpt lat="3" lon="4"/>
</trkseg><trkseg><trkpt lat="5" lon="6"/><trkpt lat="7" lon="8"/></trkseg></trk></gpx>"""


def read(data: Any, name: str, folder: Path) -> tuple[Any, list[str]]:
    text = data if isinstance(data, str) else json.dumps(data)
    (folder / name).write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    frame = read_places(folder / name, problems=problems)
    return frame, [f"{problem.severity}: {problem}" for problem in problems]


def test_waypoints_routes_and_tracks_of_gpx(tmp_path: Path) -> None:
    frame, said = read(GPX, "walk.gpx", tmp_path)
    assert frame["name"].tolist() == ["Basel", "Ferry", "Walk"]
    basel = frame.iloc[0]
    assert (basel["note"], basel["layer"], basel["url"]) == ("On the bend.", "Cities", "https://example.org/b")
    assert [geometry.wkt for geometry in frame.geometry] == [
        "POINT (7.59 47.56)",
        "LINESTRING (7.5 47.5, 7.6 47.6)",
        "MULTILINESTRING ((2 1, 4 3), (6 5, 8 7))",
    ]
    assert said == [
        "note: walk.gpx: it says when somebody was there; the times are left out",
        "warning: walk.gpx: of 4 rows one cannot be a place and is left out: waypoint 2 has no name; "
        "correct them; --strict refuses such files",
    ]
    assert "2024" not in str(frame.to_dict())


@pytest.mark.parametrize(
    ("text", "names", "shape"),
    [
        ('<gpx><trk><name>A</name><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>', ["A"], "POINT (2 1)"),
        ('<gpx><trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="3" lon="4"/></trkseg></trk></gpx>', ["p"], "LINESTRING (2 1, 4 3)"),
        ('<gpx><metadata><name>Hike</name></metadata><rte><rtept lat="1" lon="2"/><rtept lat="3" lon="4"/></rte></gpx>', ["Hike"], "LINESTRING (2 1, 4 3)"),
        ("<gpx><name>Old</name><trk><trkseg/></trk></gpx>", ["Old"], None),
    ],
)  # fmt: skip
def test_a_track_without_a_name_has_that_of_its_file(
    text: str, names: list[str], shape: str | None, tmp_path: Path
) -> None:
    frame, _ = read(text, "p.gpx", tmp_path)
    assert frame["name"].tolist() == names
    assert [None if geometry is None else geometry.wkt for geometry in frame.geometry] == [shape]


def test_a_track_of_many_positions_has_as_many_as_are_seen(tmp_path: Path) -> None:
    points = "".join(f'<trkpt lat="{1 + n / 1e6}" lon="2"/>' for n in range(2_000))
    frame, _ = read(f"<gpx><trk><name>Long</name><trkseg>{points}</trkseg></trk></gpx>", "p.gpx", tmp_path)
    assert len(frame.geometry.iloc[0].coords) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<kml/>", "this is XML, but not GPX (it begins with <kml>)"),
        ('<!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>', "it has a document type or entities"),
        ("<gpx><wpt", "this is not well-formed XML"),
        ('<gpx><wpt lat="north" lon="2"><name>A</name></wpt></gpx>', "latitude must be a number"),
    ],
)
def test_broken_gpx_is_said_in_a_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(PlacesError) as caught:
        read(text, "p.gpx", tmp_path)
    assert said in str(caught.value)


# A square of two triangles that share an arc, quantised: 0 to 10 degrees in steps of .01.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
    "objects": {
        "land": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "west", "properties": {"name": "West"}},
                {"type": "Polygon", "arcs": [[-1, 2]], "properties": {"name": "East"}},
            ],
        },
        "towns": {"type": "Point", "coordinates": [500, 200], "properties": {"name": "Town"}},
    },
    "arcs": [[[0, 0], [1000, 1000]], [[1000, 1000], [-1000, 0], [0, -1000]], [[0, 0], [1000, 0], [0, 1000]]],
}


def test_the_shapes_of_topojson(tmp_path: Path) -> None:
    frame, said = read(TOPOLOGY, "p.topojson", tmp_path)
    assert said == []
    assert frame.index.tolist() == ["west", "east", "town"]
    west, east, town = frame.geometry
    assert (west.area, east.area, town.wkt) == (50, 50, "POINT (5 2)")
    assert west.intersection(east).length == pytest.approx(200**0.5)


@pytest.mark.parametrize(
    "change",
    [
        {"objects": []},
        {"arcs": 7},
        {"arcs": [[[0]]]},
        {"arcs": []},
        {"transform": {"scale": ["x", 1], "translate": [0, 0]}},
        {"objects": {"a": {"type": "Polygon", "arcs": [[99]]}}},
        {"objects": {"a": {"type": "Blob"}}},
        {"objects": {"a": {"type": "LineString", "arcs": [True]}}},
    ],
)
def test_a_broken_topology_is_one_line(change: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(PlacesError) as caught:
        read({**TOPOLOGY, **change}, "p.json", tmp_path)
    (problem,) = caught.value.problems
    assert (problem.where, problem.remedy) == ("p.json", "export it again, or as GeoJSON")


def umap(**layer: Any) -> dict[str, Any]:
    feature = {
        "type": "Feature",
        "properties": {"nom": "Basel", "description": "# Head\n**Bold** [[https://example.org|more]] {{a.jpg|300}}"},
        "geometry": {"type": "Point", "coordinates": [7.6, 47.6]},
    }
    return {"type": "umap", "properties": {}, "layers": [{"type": "FeatureCollection", "features": [feature], **layer}]}


@pytest.mark.parametrize("options", ["_umap_options", "_storage"])
def test_the_layers_of_umap(options: str, tmp_path: Path) -> None:
    frame, said = read(umap(**{options: {"name": "Cities", "labelKey": "nom"}}), "map.umap", tmp_path)
    place = frame.iloc[0]
    assert (place["name"], place["layer"], place["note"]) == ("Basel", "Cities", "Head\nBold more")
    assert said == []


def test_data_that_a_layer_would_fetch_is_not_fetched(tmp_path: Path) -> None:
    options = {"name": "Live", "labelKey": "nom", "remoteData": {"url": "https://example.org/x"}}
    _, said = read(umap(_umap_options=options), "map.umap", tmp_path)
    assert said == [
        'warning: map.umap: the layer "Live" is data from an address, which is not fetched; '
        "save that file and name it with --places"
    ]


def test_markup_of_umap_becomes_text() -> None:
    markup = "*[[https://example.org]]* and 2*3 {{{https://example.org}}}"
    assert note_text(umap_html(markup)) == "https://example.org and 2*3"


def test_markup_of_umap_becomes_html() -> None:
    markup = "# Head\n* one\n* two\n**Bold** and *thin*\nhttps://example.org/a\n\n{{b.jpg|300}}\n---\n[[c|d]]"
    assert umap_html(markup) == (
        "<p><h4>Head</h4><ul><li>one</li><li>two</li></ul><strong>Bold</strong> and <em>thin</em>"
        '<br><a href="https://example.org/a">https://example.org/a</a></p><p><img src="b.jpg"><br><hr><a href="c">d</a></p>'
    )


LINKED = {
    "type": "FeatureCollection",
    "@context": "https://example.org/context.jsonld",
    "features": [
        {
            "@id": "https://example.org/1",
            "type": "Feature",
            "properties": {"title": "Basel", "ccodes": ["CH"]},
            "when": {"timespans": [{"start": {"in": "0374"}}]},
            "names": [{"toponym": "Basel", "lang": "de"}, {"toponym": "Basilia", "lang": "la"}, {"toponym": 7}, "x"],
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Point", "coordinates": [7.5, 47.5], "certainty": "uncertain"},
                    {"type": "Point", "coordinates": [7.59, 47.56], "certainty": "certain", "when": {}},
                ],
            },
            "descriptions": [{"value": "On the bend.", "lang": "en"}],
        },
        {
            "type": "Feature",
            "properties": {"title": "Augusta"},
            "names": [{"toponym": "Augusta"}],
            "geometry": {"type": "Point", "geowkt": "POINT(7.72 47.53)"},
        },
        {
            "type": "Feature",
            "properties": {},
            "names": [{"toponym": "Lost"}],
            "geometry": None,
        },
    ],
}


def test_names_notes_and_dates_of_linked_places(tmp_path: Path) -> None:
    frame, said = read(LINKED, "lp.geojson", tmp_path)
    assert frame["name"].tolist() == ["Basel", "Augusta", "Lost"]
    basel = frame.iloc[0]
    assert (basel["aliases"], basel["note"]) == (("Basilia",), "On the bend.")
    assert basel["properties"]["when"] == {"timespans": [{"start": {"in": "0374"}}]}
    assert [geometry and geometry.wkt for geometry in frame.geometry] == [
        "POINT (7.59 47.56)",
        "POINT (7.72 47.53)",
        None,
    ]
    assert said == [
        'warning: lp.geojson, feature 3 ("Lost"), line 1: has no geometry: it is listed, but not on the map; '
        "add one when it is known"
    ]
