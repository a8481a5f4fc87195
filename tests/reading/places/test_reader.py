"""Places from GeoJSON: what is accepted, repaired, warned of and refused, in exactly which words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from storymap.errors import PlacesError, Problem
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.reader import check_places, read_places
from tests.reading.media.samples import encoded, gps_exif, graphic, opened, photo

POINT = {"type": "Point", "coordinates": [-99.5, 27.5]}


def feature(geometry: Any = POINT, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "A", **properties}, "geometry": geometry}


def collection(*features: Any, **members: Any) -> str:
    return json.dumps({"type": "FeatureCollection", **members, "features": list(features)})


def read(text: str | bytes, name: str = "p.geojson") -> tuple[Any, list[str]]:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    warnings: list[Problem] = []
    frame = read_places(name, problems=warnings)
    assert all(problem.severity != "error" for problem in warnings)
    return frame, [str(problem) for problem in warnings]


def refusals(text: str | bytes, name: str = "p.geojson") -> list[str]:
    with pytest.raises(PlacesError) as caught:
        read(text, name)
    return [str(problem) for problem in caught.value.problems]


def test_a_place_comes_with_everything_its_author_wrote(desk: Path) -> None:
    written = {
        "aliases": ["Ciudad Laredo", "Laredo, Texas"],
        "layer": "Cities",
        "note": "On the river.",
        "ignore": ["Nuevo Laredo"],
        "url": "https://example.org/laredo",
        "zoom": 9,
        "population": 255205,
    }
    frame, warnings = read(collection(feature(name="Laredo", **written)))
    assert warnings == []
    assert frame.crs.to_string() == "EPSG:4326"
    assert list(frame.index) == ["laredo"]
    row = frame.loc["laredo"]
    assert (row["name"], row["aliases"], row["layer"]) == ("Laredo", ("Ciudad Laredo", "Laredo, Texas"), "Cities")
    assert (row["note"], row["ignore"], row["url"]) == (
        "On the river.",
        ("Nuevo Laredo",),
        "https://example.org/laredo",
    )
    assert (row["zoom"], row["properties"]) == (9.0, {"population": 255205})
    assert row["where"] == 'p.geojson, feature 1 ("Laredo"), line 1'
    assert list(row.geometry.coords) == [(-99.5, 27.5)]


GEOMETRIES = [
    POINT,
    {"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]},
    {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
    {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 0]]]},
    {"type": "MultiPolygon", "coordinates": [[[[0, 0], [2, 0], [2, 2], [0, 0]]]]},
    {"type": "GeometryCollection", "geometries": [POINT, {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}]},
]


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda geometry: geometry["type"])
def test_every_geometry_of_the_standard_comes_through_unchanged(desk: Path, geometry: dict[str, Any]) -> None:
    frame, warnings = read(collection(feature(geometry)))
    assert warnings == []
    assert frame.geometry.iloc[0].equals_exact(shape(geometry), 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "p.geojson: the file is empty; check that it was saved"),
        (
            "[" * 100_000,
            "p.geojson, line 1, column 1: this is a list, not a FeatureCollection; "
            'put the features into {"type": "FeatureCollection", "features": [...]}',
        ),
        (
            json.dumps(POINT),
            "p.geojson: this is a bare geometry, without a name; "
            'put it into {"type": "Feature", "properties": {"name": "..."}, "geometry": ...}',
        ),
        (
            '{"type":"FeatureCollection","features":[{"type":"Fea',
            "p.geojson, line 1, column 49: the text that begins here has no closing quote; "
            "it may have been cut off: save or download it again",
        ),
        (
            "<OGRVRTDataSource></OGRVRTDataSource>",
            "p.geojson, line 1, column 1: this is XML or HTML, not GeoJSON; export the places as GeoJSON",
        ),
        (
            collection(feature()).replace("27.5", "NaN"),
            'p.geojson, feature 1 ("A"), line 1: latitude must be a number, is not a finite one; correct the coordinates',
        ),
        (
            collection(feature()).replace("27.5", "1" * 5000),
            "p.geojson, line 1, column 41: a number here has thousands of digits; shorten it",
        ),
        (
            collection(feature({"type": "Point", "coordinates": ["1", 2]})),
            'p.geojson, feature 1 ("A"), line 1: longitude must be a number, is the text "1"; correct the coordinates',
        ),
        (
            collection(feature({"type": "Point", "coordinates": [-33.9, 151.2]})),
            'p.geojson, feature 1 ("A"), line 1: latitude 151.2 is outside -90..90; '
            "are longitude and latitude swapped?",
        ),
        (
            collection({"type": "Feature", "properties": {"nam": "X"}, "geometry": POINT}),
            'p.geojson, feature 1, line 1: has no name; it has "nam": rename it to "name"',
        ),
        (
            collection(feature(name="\ud800")),
            "p.geojson, feature 1, line 1: name holds half of a character (a lone surrogate); correct name",
        ),
        (
            collection(feature(crs="x"), crs={"type": "link", "properties": {"href": "http://127.0.0.1:9/"}}),
            'p.geojson, "crs": the coordinate system is given by a link, which is not followed; '
            "export it in WGS 84 (EPSG:4326)",
        ),
    ],
)
def test_what_is_no_places_file_is_refused_in_plain_words(desk: Path, text: str, expected: str) -> None:
    (said, *_) = refusals(text)
    if "thousands of digits" in expected:
        said, expected = (re.sub(r"column \d+", "column", line) for line in (said, expected))
    assert said == expected


def test_all_wrong_properties_of_a_place_are_said_at_once(desk: Path) -> None:
    wrong = feature(layer=3, aliases=5, zoom=99, url="javascript:x", image=7, note="x" * 6000)
    where = 'p.geojson, feature 1 ("A"), line 1: '
    assert refusals(collection(wrong)) == [
        where + "aliases must be a list of texts, is a number; correct aliases",
        where + "layer must be text, is a number; correct layer",
        where + f'note has more than 5,000 characters: "{"x" * 39}…"; correct note',
        where + 'url must begin with https://, http:// or mailto:, is "javascript:x"; correct url',
        where + "image must be a file name or an object, is a number; correct image",
        where + "zoom must be 22 or less, is 99; correct zoom",
    ]


def test_a_text_of_fifty_megabytes_is_named_and_cut(desk: Path) -> None:
    (said,) = refusals(collection(feature(name="x" * 50_000_000)))
    assert said.startswith("p.geojson, feature 1")
    assert "name has more than 200 characters" in said
    assert len(said) < 400


def test_errors_of_several_files_are_listed_file_by_file_in_the_order_of_each(desk: Path) -> None:
    Path("a.geojson").write_text(collection(feature({"type": "Point", "coordinates": [0, 100]}), feature(name="")))
    Path("b.geojson").write_text("{")
    with pytest.raises(PlacesError) as caught:
        read_places(["a.geojson", "b.geojson"])
    assert [str(p).split(":")[0] for p in caught.value.problems] == [
        'a.geojson, feature 1 ("A"), line 1',
        "a.geojson, feature 2, line 1",
        "b.geojson, line 1, column 2",
    ]


@pytest.mark.parametrize(
    ("text", "wkt", "warning"),
    [
        (
            collection(feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]})),
            "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))",
            'p.geojson, feature 1 ("A"), line 1: a ring is not closed; it was closed; '
            "repeat its first position at the end",
        ),
        (
            collection(feature({"type": "LineString", "coordinates": [[170, 0], [190, 0]]})),
            "MULTILINESTRING ((170 0, 180 0), (-180 0, -170 0))",
            'p.geojson, feature 1 ("A"), line 1: it crosses longitude 180; it was cut there',
        ),
        (
            collection(feature({"type": "Point", "coordinates": [0, 0]}, allow_zero=True), crs={
                "type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
            "POINT (0 0)",
            "p.geojson: coordinates were transformed from WGS 84 / Pseudo-Mercator (EPSG:3857) to WGS 84",
        ),
    ],
)  # fmt: skip
def test_what_can_be_repaired_is_repaired_and_said(desk: Path, text: str, wkt: str, warning: str) -> None:
    frame, warnings = read(text)
    assert shapely.equals_exact(frame.geometry.iloc[0], shapely.from_wkt(wkt), tolerance=1e-9)
    assert warnings == [warning]


def test_a_polygon_that_crosses_itself_becomes_a_valid_one(desk: Path) -> None:
    frame, warnings = read(
        collection(feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}))
    )
    assert frame.geometry.iloc[0].is_valid
    assert warnings == [
        'p.geojson, feature 1 ("A"), line 1: it crosses itself near 0.5, 0.5; it was mended; check its shape'
    ]


def test_a_place_without_a_location_is_listed(desk: Path) -> None:
    frame, warnings = read(collection(feature(None)))
    assert frame.geometry.iloc[0] is None
    assert "has no geometry: it is listed, but not on the map" in warnings[0]


def test_a_likely_swap_is_named_though_both_numbers_are_in_range(desk: Path) -> None:
    near = [feature({"type": "Point", "coordinates": [13 + i / 10, 52]}, name=f"B{i}") for i in range(4)]
    _, warnings = read(collection(*near, feature({"type": "Point", "coordinates": [52.1, 13.2]}, name="Swapped")))
    assert len(warnings) == 1
    assert warnings[0].startswith('p.geojson, feature 5 ("Swapped"), line 1: ')
    assert "swapped" in warnings[0]


@pytest.mark.parametrize(
    ("names", "ids", "expected"),
    [
        (["Ciudad Juárez"], [None], ["ciudad-juarez"]),
        (["Łódź", "Ørsted", "São Paulo"], [None] * 3, ["lodz", "orsted", "sao-paulo"]),
        (["Springfield", "Springfield"], [None] * 2, ["springfield", "springfield-2"]),
        (["A", "B"], ["el-paso", 7], ["el-paso", "7"]),
        (["A"], ["../../x <b>"], ["x-b"]),
        (["東京"], [None], ["place-f6c8c2f1"]),
    ],
)
def test_ids_are_safe_and_say_what_they_mean(desk: Path, names: list[str], ids: list[Any], expected: list[str]) -> None:
    features = [
        {**feature({"type": "Point", "coordinates": [n, 0]}, name=name), **({} if given is None else {"id": given})}
        for n, (name, given) in enumerate(zip(names, ids, strict=True), 1)
    ]
    frame, _ = read(collection(*features))
    found = list(frame.index)
    if expected[0].startswith("place-"):
        assert re.fullmatch(r"place-[0-9a-f]{8}", found[0])
        assert list(read(collection(*features))[0].index) == found
    else:
        assert found == expected


def test_of_two_places_with_one_id_the_first_keeps_it_and_the_second_is_named(desk: Path) -> None:
    # Countries of Natural Earth that nobody recognises are all "-99": one bad id is not a bad file.
    twin = {**feature(), "id": "a"}
    frame, said = read(collection(twin, twin, twin))
    assert list(frame.index) == ["a", "a-2", "a-3"]
    assert said == [
        'p.geojson, feature 2 ("A"), line 1: the id "a" is also that of p.geojson, feature 1 ("A"), line 1; '
        "it, as 1 more, gets another one; give each its own id, or none"
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "features", "properties", "geometry", "coordinates", "name", "id", "crs"]), inner
        )
    ),
    max_leaves=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(json_values.map(json.dumps) | st.text() | json_values.map(lambda value: collection(feature(value))))
def test_any_text_is_places_or_a_refusal_in_words(desk: Path, text: str) -> None:
    try:
        frame, _ = read(text.encode("utf-8", "surrogatepass"))
    except PlacesError as error:
        said = [str(problem) for problem in error.problems]
    else:
        said = ["places"]
        assert all(re.fullmatch(r"[a-z0-9-]{1,64}", place_id) for place_id in frame.index)
        assert frame.index.is_unique
    assert said
    assert not [line for line in said if "Traceback" in line or "pydantic" in line]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=6))
def test_valid_points_come_through_to_the_last_digit(desk: Path, points: list[tuple[float, float]]) -> None:
    shapes = [{"type": "Point", "coordinates": list(point)} for point in points]
    frame, _ = read(collection(*(feature(shape, name=f"P{n}", allow_zero=True) for n, shape in enumerate(shapes))))
    assert [p.coords[0] for p in frame.geometry] == points


def test_a_picture_of_a_place_is_as_small_as_its_popup(desk: Path) -> None:
    Path("bridge.jpg").write_bytes(encoded(photo(2000, 1000), "JPEG", exif=gps_exif()))
    said = {"src": "bridge.jpg", "alt": "The bridge", "caption": "At noon.", "credit": "Ana Ruiz"}
    frame, warnings = read(collection(feature(image=said)))
    image = frame.iloc[0]["image"]
    assert (image.width, image.height, opened(image.data).size) == (680, 340, (680, 340))
    assert (image.alt, image.caption, image.credit, warnings) == ("The bridge", "At noon.", "Ana Ruiz", [])


def test_a_picture_of_a_place_without_alt_is_a_warning_unless_it_says_so(desk: Path) -> None:
    Path("a.png").write_bytes(encoded(graphic(40, 30), "PNG"))
    written = collection(
        feature(name="A", image="a.png"),
        feature(name="B", image={"src": "a.png"}),
        feature(name="C", image={"src": "a.png", "alt": ""}),
    )
    frame, warnings = read(written)
    said = 'the picture "a.png" has no text for those who cannot see it; add an alt text that says what it shows'
    assert warnings == [f'p.geojson, feature 1 ("A"), line 1: {said}', f'p.geojson, feature 2 ("B"), line 1: {said}']
    again: list[Problem] = []
    check_places(frame, problems=again)
    assert len(again) == 2


def test_pictures_of_places_and_article_share_what_a_page_may_carry(desk: Path) -> None:
    media_policy = MediaPolicy()
    media_policy.count((3 << 19) - 1, "the picture of the article")
    for _ in range(4):
        media_policy.count(3 << 19, "another")
    media_policy.count(1 << 19, "the last")
    Path("a.png").write_bytes(encoded(graphic(40, 30), "PNG"))
    Path("p.geojson").write_text(collection(feature(image={"src": "a.png", "alt": "A"})))
    with pytest.raises(PlacesError, match="all together have more than 8 MB; use fewer, or choose media: link"):
        read_places("p.geojson", media_policy=media_policy)
