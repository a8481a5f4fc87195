"""The Atom feeds of an atlas."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.atlas.feeds import atom
from storymap.atlas.records import Atlas, AtlasPlace, MemberKey, NamingSentence, StoryPlace, StoryRecord
from storymap.publishing.xml_file import xml_text
from tests.atlas.small_atlas import ATLAS, BRIDGE, CITY, EL_PASO, UNDATED

BASE = "https://maps.example.org/atlas/"
ATOM = "{http://www.w3.org/2005/Atom}"
NAME = "{http://www.georss.org/georss}featurename"
POINT = "{http://www.georss.org/georss}point"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(atlas: Atlas, place: AtlasPlace | None = None, base: str = "") -> Element:
    """The feed as a reader of XML has it; what RFC 4287 asks of every feed is checked."""
    root = ElementTree.fromstring(atom(atlas, place, base).encode())  # noqa: S314 - our own
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    for one in (root, *root.findall(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert len(one.findall(ATOM + tag)) == 1, tag
    for entry in root.findall(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}content") is not None or entry.find(f"{ATOM}link") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    return root


def texts(root: Element, tag: str) -> list[str | None]:
    return [entry.findtext(ATOM + tag) for entry in root.findall(f"{ATOM}entry")]


def links(root: Element) -> list[str]:
    return [link.attrib["href"] for link in root.iter(f"{ATOM}link")]


def test_the_feed_of_everything_has_every_story_in_the_order_of_the_atlas() -> None:
    root = feed(ATLAS)
    assert root.findtext(f"{ATOM}title") == "Borders"
    assert root.findtext(f"{ATOM}updated") == "2009-04-17T00:00:00Z"
    assert root.attrib[LANGUAGE] == "en"
    assert texts(root, "title") == ["A bridge & its <walkers>", "El mercado", "undated"]
    assert texts(root, "updated") == ["2009-04-17T00:00:00Z", "2009-01-01T00:00:00Z", "1970-01-01T00:00:00Z"]
    assert texts(root, "published") == ["2009-04-17T00:00:00Z", "2009-01-01T00:00:00Z", None]
    assert texts(root, f"author/{ATOM}name") == ["Ann Arbor", None, None]
    assert texts(root, "summary") == [
        "The desert begins. … El Paso woke early. … They slept in El Paso.",
        "En El Paso hay un mercado. … Paso del Norte es vieja.",
        None,
    ]
    assert [entry.get(LANGUAGE) for entry in root.findall(f"{ATOM}entry")] == [None, "es", None]
    assert links(root) == ["index.html", "https://maps.example.org/bridge/", "../stories/el%20mercado/index.html"]


def test_the_feed_of_a_place_has_the_stories_that_name_it_and_is_seen_from_its_folder() -> None:
    root = feed(ATLAS, EL_PASO)
    assert root.findtext(f"{ATOM}title") == "El Paso · Borders"
    assert texts(root, "title") == ["A bridge & its <walkers>", "El mercado"]
    assert texts(root, "summary") == [
        "El Paso woke early. … They slept in El Paso.",
        "En El Paso hay un mercado. … Paso del Norte es vieja.",
    ]
    assert links(root) == ["index.html", "https://maps.example.org/bridge/", "../../../stories/el%20mercado/index.html"]
    assert {point.text for point in root.iter(POINT)} == {"31.7587 -106.4869"}


def test_with_an_address_every_link_is_absolute_and_ids_are_below_it() -> None:
    root = feed(ATLAS, EL_PASO, BASE)
    assert root.findtext(f"{ATOM}id") == f"{BASE}place/el-paso/"
    assert texts(root, "id") == [f"{BASE}#story=a-bridge", f"{BASE}#story=mercado"]
    assert links(root) == [
        f"{BASE}place/el-paso/",
        f"{BASE}place/el-paso/feed.xml",
        "https://maps.example.org/bridge/",
        "https://maps.example.org/stories/el%20mercado/index.html",
    ]
    assert feed(ATLAS, None, BASE).findtext(f"{ATOM}id") == BASE


def test_a_story_has_one_id_in_all_feeds_whatever_is_said_of_it_later() -> None:
    before = texts(feed(ATLAS), "id")
    assert all(urlsplit(str(one)).scheme == "urn" for one in before)
    assert texts(feed(ATLAS, EL_PASO), "id") == before[:2]
    later = replace(BRIDGE, title="Another title", date="2010", address="moved/")
    assert texts(feed(replace(ATLAS, stories=(later, *ATLAS.stories[1:]))), "id") == before
    assert texts(feed(replace(ATLAS, title="Rivers")), "id") != before


def test_the_points_of_a_story_are_those_of_its_located_places_the_heaviest_first() -> None:
    bridge, market, undated = feed(ATLAS).findall(f"{ATOM}entry")
    assert [point.text for point in bridge.findall(POINT)] == ["31.7587 -106.4869", "30 -106"]
    assert [name.text for name in bridge.findall(NAME)] == ["El Paso", "Chihuahuan Desert"]
    assert [name.text for name in market.findall(NAME)] == ["El Paso", "Paso del Norte"]
    assert undated.findall(POINT) == []


@pytest.mark.parametrize(
    ("date", "updated"),
    [
        ("2009", "2009-01-01T00:00:00Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("2009-04-17T23:30:00+02:00", "2009-04-17T00:00:00Z"),
        ("2023-02-29", "1970-01-01T00:00:00Z"),
        ("0000", "1970-01-01T00:00:00Z"),
        ("2009-4-1", "1970-01-01T00:00:00Z"),
        ("٢٠٠٩", "1970-01-01T00:00:00Z"),
        ("", "1970-01-01T00:00:00Z"),
    ],
)
def test_the_moment_of_an_entry_is_the_beginning_of_its_date(date: str, updated: str) -> None:
    assert texts(feed(Atlas("T", "en", (StoryRecord("s", "S", date=date),), ())), "updated") == [updated]


def test_an_atlas_of_nothing_is_a_feed_of_nothing() -> None:
    root = feed(Atlas("", "", (), ()))
    assert root.findtext(f"{ATOM}title") == "All stories"
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert root.findall(f"{ATOM}entry") == []


def test_an_entry_without_a_link_says_what_it_is_about() -> None:
    (entry,) = feed(Atlas("T", "en", (replace(UNDATED, title="Lost"),), ())).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}content") == "Lost"
    assert entry.find(f"{ATOM}link") is None


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=30) | st.sampled_from(
    ["]]>", "<script>", "&amp;", "\x00\x08\ufffe", "\ud800", "{{ 7*7 }}", '"><x y="']
)


@given(title=ANY_TEXT, name=ANY_TEXT, sentence=ANY_TEXT, byline=ANY_TEXT, address=ANY_TEXT, language=ANY_TEXT)
def test_hostile_text_is_text_in_a_feed(
    title: str, name: str, sentence: str, byline: str, address: str, language: str
) -> None:
    named = StoryPlace("p", name, CITY, sentences=(NamingSentence(sentence, 0, 0),))
    story = StoryRecord("s", title, address, "2009", byline, language, (named,))
    place = AtlasPlace("p", name, CITY, (MemberKey("s", "p"),))
    root = feed(Atlas(title, language, (story,), (place,)), place)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "feed", "id", "title", "updated", "author", "name", "uri", "link", "featurename", "point", "entry", "published", "summary", "content"
    }  # fmt: skip
    (shown,) = texts(root, "title")
    assert shown == xml_text(title or "s").replace("\r\n", "\n").replace("\r", "\n")
    assert root.findtext(f"{ATOM}title") == f"{xml_text(name)} · {xml_text(title or 'All stories')}".replace(
        "\r\n", "\n"
    ).replace("\r", "\n")
    assert all(urlsplit(link).scheme in ("", "http", "https") for link in links(root))
