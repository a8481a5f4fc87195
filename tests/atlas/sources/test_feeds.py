"""Feeds on disk: Atom, RSS and what places they have, in each form of GeoRSS."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely import Point, wkt

from storymap.atlas.feeds import atom as atom_of
from storymap.atlas.make_atlas import make_atlas
from storymap.atlas.records import NamingSentence, StoryPlace, StoryRecord
from storymap.atlas.sources.reader import read_sources
from storymap.errors import Problem, StorymapError
from storymap.reading.places.geometry import complexity

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" xml:lang="es">
<title>News</title>
<entry><id>urn:1</id><title type="html">The &lt;b&gt;bridge&lt;/b&gt; closes</title><updated>2011-05-02T10:00:00Z</updated>
<link rel="self" href="https://example.org/self"/><link href="https://example.org/bridge"/>
<author><name>Ana Ruiz</name></author><summary type="html">&lt;p&gt;In El Paso people wait.&lt;/p&gt;</summary>
<georss:featurename>El Paso</georss:featurename><georss:point>31.76 -106.49</georss:point>
<georss:featureName>Rio Grande</georss:featureName><georss:line>31 -106 32 -106.5</georss:line></entry>
<entry xml:lang="en"><title>Rain</title><updated>1970-01-01T00:00:00Z</updated><link href="rain/a b.html"/>{places}</entry>
</feed>
"""
RSS = """<rss version="2.0" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>News</title><language>en-us</language>
<item><title>Rain</title><pubDate>Fri, 17 Apr 2009 10:00:00 GMT</pubDate><dc:creator>Ana</dc:creator>
<guid>https://example.org/rain</guid><geo:lat>27.5</geo:lat><geo:long>-99.5</geo:long></item>
<item><title>Sun</title><guid isPermaLink="false">7</guid><geo:Point><geo:lat>1</geo:lat><geo:long>2</geo:long></geo:Point></item>
</channel></rss>
"""


def read(text: str, *said: str) -> tuple[StoryRecord, ...]:
    """The stories of a feed, of which nothing is told but what is `said`."""
    Path("feeds").mkdir(exist_ok=True)
    Path("feeds/a.xml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    found = read_sources([Path("feeds/a.xml")], problems, folder=Path("out"))
    assert [str(problem) for problem in problems] == [*said]
    assert all(problem.severity == "warning" for problem in problems)
    return found


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def atom(places: str = "") -> str:
    return ATOM.replace("{places}", places)


def test_an_atom_feed() -> None:
    rain, bridge = read(atom())
    assert (bridge.story_id, bridge.title, bridge.date, bridge.byline, bridge.language, bridge.address) == (
        *("the-bridge-closes", "The bridge closes", "2011-05-02", "Ana Ruiz", "es", "https://example.org/bridge"),
    )
    assert [(place.place_id, place.name, str(place.geometry)) for place in bridge.places] == [
        ("el-paso", "El Paso", "POINT (-106.49 31.76)"),
        ("rio-grande", "Rio Grande", "LINESTRING (-106 31, -106.5 32)"),
    ]
    assert [(one.text, one.start, one.end) for one in bridge.places[0].sentences] == [
        ("In El Paso people wait.", 3, 10)
    ]
    # What lies beside the feed is found from the atlas; nobody wrote that date.
    assert (rain.address, rain.date, rain.language, rain.places) == ("../feeds/rain/a%20b.html", "", "en", ())


def test_an_rss_feed() -> None:
    rain, sun = read(RSS)
    assert (rain.title, rain.date, rain.byline, rain.language, rain.address) == (
        *("Rain", "2009-04-17", "Ana", "en-us", "https://example.org/rain"),
    )
    assert [(place.name, str(place.geometry)) for place in rain.places] == [("Rain", "POINT (-99.5 27.5)")]
    assert (sun.address, str(sun.places[0].geometry)) == ("", "POINT (2 1)")


@pytest.mark.parametrize(
    ("written", "shapes"),
    [
        ("<georss:point>27.5 -99.5</georss:point>", ["POINT (-99.5 27.5)"]),
        ("<georss:point>27.5 -99.5</georss:point><georss:point>1 2</georss:point>", ["MULTIPOINT (-99.5 27.5, 2 1)"]),
        ("<georss:box>1 2 3 4</georss:box>", ["POLYGON ((4 1, 4 3, 2 3, 2 1, 4 1))"]),
        ("<georss:polygon>0 0 0 9 9 9 0 0</georss:polygon>", ["POLYGON ((0 0, 9 0, 9 9, 0 0))"]),
        ("<georss:circle>1 2 500</georss:circle>", ["POINT (2 1)"]),
        (
            '<georss:where xmlns:gml="http://www.opengis.net/gml"><gml:Point><gml:pos>1 2</gml:pos></gml:Point></georss:where>',
            ["POINT (2 1)"],
        ),
        ("<georss:point/><georss:featurename>A</georss:featurename>", ["None"]),
    ],
)
def test_each_form_of_place(written: str, shapes: list[str]) -> None:
    rain = next(story for story in read(atom(written)) if story.title == "Rain")
    assert [str(place.geometry) for place in rain.places] == [
        shape if shape == "None" else str(wkt.loads(shape)) for shape in shapes
    ]


REMEDY = "write latitude and longitude in degrees, such as 31.76 -106.49"


def test_a_position_that_is_none_is_told_with_file_entry_and_place() -> None:
    lines = (
        "<georss:point>931.7 -1906.4</georss:point><georss:point>NaN inf</georss:point><georss:line>1 2</georss:line>"
    )
    rain = 'feeds/a.xml, entry 2 ("Rain")'
    said = [f'{rain}: "{one}" is no position on earth; {REMEDY}' for one in ("931.7 -1906.4", "NaN inf", "1 2")]
    assert [len(story.places) for story in read(atom(lines), *said)] == [0, 2]
    # The others stay where they are.
    named = "".join(f"<georss:featurename>{name}</georss:featurename>" for name in "AB")
    rain_story, _ = read(
        atom(f"{named}<georss:point>91 0</georss:point><georss:point>1 2</georss:point>"),
        f'feeds/a.xml, entry 2 ("A"): "91 0" is no position on earth; {REMEDY}',
    )
    assert [(place.name, str(place.geometry)) for place in rain_story.places] == [("A", "None"), ("B", "POINT (2 1)")]


@pytest.mark.parametrize(
    ("written", "said", "shapes"),
    [
        (
            "<georss:polygon>0 0 2 2 0 2 2 0 0 0</georss:polygon>",
            "it crosses itself near 1, 1; it was mended; check its shape",
            ["MULTIPOLYGON (((0 0, 0 2, 1 1, 0 0)), ((2 0, 1 1, 2 2, 2 0)))"],
        ),
        (
            "<georss:polygon>1 1 1 1 1 1 1 1</georss:polygon>",
            "it has no area: a part of it has no size near 1, 1; correct it, or make it a Point",
            [],
        ),
    ],
    ids=["crossed", "flat"],
)
def test_a_shape_is_checked_as_one_of_a_places_file_is(written: str, said: str, shapes: list[str]) -> None:
    rain, _ = sorted(read(atom(written), f'feeds/a.xml, entry 2 ("Rain"): {said}'), key=lambda story: story.date)
    assert [place.geometry.normalize() for place in rain.places if place.geometry] == [
        wkt.loads(shape).normalize() for shape in shapes
    ]


def test_a_line_across_longitude_180_is_written_as_the_message_says() -> None:
    where = 'feeds/a.xml, entry 2 ("Rain")'
    jumps = "it goes from one edge of the map to the other in one step, the long way round the world"
    read(
        atom("<georss:line>10 179 11 -179</georss:line>"),
        f"{where}: {jumps}; write -179 as 181 if it crosses longitude 180",
    )
    rain, _ = sorted(
        read(atom("<georss:line>10 179 10 181</georss:line>"), f"{where}: it crosses longitude 180; it was cut there"),
        key=lambda story: story.date,
    )
    assert str(rain.places[0].geometry) == "MULTILINESTRING ((179 10, 180 10), (-180 10, -179 10))"


def test_a_shape_that_is_drawn_to_take_for_ever_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complexity, "MOST_RUN_PAIRS", 1_000)
    many = f"<georss:polygon>{'0 0 1 1 ' * 150}</georss:polygon>"
    what = "its shape is too detailed to be checked; simplify it"
    assert {len(story.places) for story in read(atom(many), f'feeds/a.xml, entry 2 ("Rain"): {what}')} == {0, 2}


def test_shapes_of_several_kinds_are_one_place() -> None:
    rain, _ = sorted(
        read(atom("<georss:point>1 2</georss:point><georss:line>3 4 5 6</georss:line>")), key=lambda story: story.date
    )
    assert [str(place.geometry) for place in rain.places] == ["GEOMETRYCOLLECTION (POINT (2 1), LINESTRING (4 3, 6 5))"]


def test_a_feed_in_utf_16_is_one() -> None:
    Path("feeds").mkdir()
    Path("feeds/a.xml").write_bytes(
        '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16") + atom()[21:].encode("utf-16-le")
    )
    assert [story.title for story in read_sources([Path("feeds")], [])] == ["Rain", "The bridge closes"]


def test_which_of_two_names_a_position_has_is_asked() -> None:
    named = "<georss:featurename>A</georss:featurename><georss:featurename>B</georss:featurename>"
    rain, _ = read(
        atom(f"{named}<georss:point>1 2</georss:point>"),
        'feeds/a.xml, entry 2 ("Rain"): it has not as many positions (1) as names (2), so none is on the map; '
        "write a position for each name",
    )
    assert [(place.name, place.geometry) for place in rain.places] == [("A", None), ("B", None)]


def test_a_language_that_is_no_tag_and_a_day_that_never_was_are_none() -> None:
    rain, bridge = read(
        atom().replace('"es"', '"x&quot;&gt;"').replace('"en"', '"English"').replace("2011-05", "0000-05")
    )
    assert (bridge.language, bridge.date, rain.language) == ("", "", "en")


def test_an_entry_is_the_story_that_it_is_about() -> None:
    folder = Path("s/bridge")
    folder.mkdir(parents=True)
    (folder / "story.md").write_text("---\nsource: https://example.org/bridge\n---\n# The bridge\n\nEl Paso.\n")
    (folder / "places.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "El Paso"}, '
        '"geometry": null}]}'
    )
    Path("s/feed.xml").write_text(atom())
    problems: list[Problem] = []
    assert [story.story_id for story in read_sources([Path("s")], problems)] == ["bridge", "rain"]
    assert [str(problem) for problem in problems] == [
        "s/feed.xml, entry 1: it is the same story as s/bridge/story.md, and is taken once"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><feed>&b;</feed>', "it has a document type or entities"),
        ("<feed><entry>", "this is not well-formed XML"),
        ("<kml/>", "this is no feed"),
    ],
)
def test_a_feed_that_is_none(text: str, said: str) -> None:
    with pytest.raises(StorymapError, match=said):
        read(text)


def test_a_broken_feed_is_named_once() -> None:
    with pytest.raises(StorymapError) as caught:
        read("<feed><entry></feed>")
    what = "line 1, column 16: this is not well-formed XML (mismatched tag); save or download it again"
    assert str(caught.value) == f"feeds/a.xml: {what}"


def test_the_feed_of_an_atlas_is_read_again() -> None:
    stories = [
        StoryRecord(
            "bridge",
            "The bridge",
            "https://example.org/bridge",
            "2011-05-02",
            "Ana",
            "es",
            (StoryPlace("p", "El Paso", Point(-106.49, 31.76), sentences=(NamingSentence("In El Paso.", 3, 10),)),),
        ),
        StoryRecord("rain", "Rain", places=(StoryPlace("p", "Laredo", Point(-99.5, 27.5)),)),
    ]
    rain, bridge = sorted(read(atom_of(make_atlas(stories, title="T"), None, "")), key=lambda story: story.date)
    assert (bridge.title, bridge.address, bridge.date, bridge.byline, bridge.language) == (
        *("The bridge", "https://example.org/bridge", "2011-05-02", "Ana", "es"),
    )
    (place,) = bridge.places
    assert (place.name, str(place.geometry), place.sentences) == (
        *("El Paso", "POINT (-106.49 31.76)"),
        (NamingSentence("In El Paso.", 3, 10),),
    )
    assert (rain.title, rain.date, [place.name for place in rain.places]) == ("Rain", "", ["Laredo"])
