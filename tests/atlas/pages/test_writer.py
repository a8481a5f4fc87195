"""The files of an atlas: what a reader, a search engine and a hostile title get."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from shapely.geometry import Point

from storymap.atlas.pages.look import AtlasLook
from storymap.atlas.pages.writer import atlas_files
from storymap.atlas.records import Atlas, NamingSentence, StoryPlace, StoryRecord
from storymap.model import Theme
from tests.atlas.pages.dozen import atlas_of, dozen
from tests.atlas.small_atlas import ATLAS
from tests.pages import Page
from tests.rendering.conftest import unpacked

HOSTILE = '<img src=x onerror="alert(1)"></script>{{ 7 * 7 }}\x1b[31m'


_MADE: dict[tuple[int, AtlasLook | None], tuple[Atlas, dict[str, bytes]]] = {}


def files(atlas: Atlas = ATLAS, look: AtlasLook | None = None) -> dict[str, bytes]:
    if (id(atlas), look) not in _MADE:
        _MADE[id(atlas), look] = atlas, {str(path): content for path, content in atlas_files(atlas, look)}
    return _MADE[id(atlas), look][1]


def page(path: str, atlas: Atlas = ATLAS, look: AtlasLook | None = None) -> Page:
    return Page(files(atlas, look)[path].decode())


def test_these_are_the_files() -> None:
    named = [re.sub("-[0-9a-f]{12}", "", path) for path in files()]
    of_places = [
        f"place/{slug}/{name}"
        for slug in ("el-paso", "chihuahuan-desert", "nowhere")
        for name in ("index.html", "feed.xml", "place.geojson")
    ]
    assert named == ["index.html", "assets/pages.css", "assets/earth.svg", "feed.xml", "places.geojson", *of_places]


def test_the_same_atlas_gives_the_same_bytes() -> None:
    assert dict(atlas_files(ATLAS)) == dict(atlas_files(replace(ATLAS)))


def test_a_page_leads_to_its_feed_its_data_and_where_it_is() -> None:
    look = AtlasLook("https://maps.example.org/atlas/")
    for path, data in (("index.html", "places.geojson"), ("place/el-paso/index.html", "place.geojson")):
        links = [one.attributes for one in page(path, look=look).all("link") if one.attributes["rel"] != "stylesheet"]
        links = [one for one in links if one.get("type") != "application/json+oembed"]
        folder = path.removesuffix("index.html")
        assert [(one["rel"], one["href"]) for one in links] == [
            ("canonical", f"https://maps.example.org/atlas/{folder}"),
            ("alternate", "feed.xml"),
            ("alternate", data),
        ]
        assert not [one for one in page(path).all("link") if one.attributes["rel"] == "canonical"]


def test_the_page_of_a_place_has_its_stories_and_no_others_sentences() -> None:
    place = page("place/el-paso/index.html")
    assert [one.text for one in place.all("h2")] == ["A bridge & its <walkers>", "El mercado", "Also in these stories"]
    assert [one.text for one in place.all("mark")] == ["El Paso", "El Paso", "El Paso", "Paso del Norte"]
    assert place.one("p", class_="subtitle").text == "2 stories"
    assert [one.attributes.get("lang") for one in place.all("section")] == [None, "es"]
    links = [one.attributes["href"] for one in place.all("a")]
    assert links == [
        "../../index.html",
        "../../index.html#place=el-paso",
        "https://maps.example.org/bridge/",
        "../../../stories/el%20mercado/index.html",
        "../../place/chihuahuan-desert/index.html",
        "../../index.html",
    ]


def test_a_place_on_no_map_has_no_locator() -> None:
    nowhere = page("place/nowhere/index.html")
    assert nowhere.all("svg") == nowhere.all("mark") == []
    assert page("place/el-paso/index.html").one("circle")
    assert page("place/chihuahuan-desert/index.html").one("path").attributes["class"] == "is-area"


def test_pages_of_places_share_what_is_large_and_run_nothing() -> None:
    made = files()
    for path, content in made.items():
        if path.startswith("place/") and path.endswith(".html"):
            assert len(content) < 3_000
            assert b"<script" not in content
            (sheet,) = Page(content.decode()).all("link", rel="stylesheet")
            assert sheet.attributes["href"].removeprefix("../../") in made


def test_a_theme_reaches_all_pages() -> None:
    look = AtlasLook(theme=Theme(":root{--paper:#fedcba}", "dark"), credit="The desk")
    made = files(look=look)
    (sheet,) = (content for path, content in made.items() if path.endswith(".css"))
    assert b"--paper:#fedcba" in made["index.html"]
    assert b"--paper:#fedcba" in sheet
    assert page("place/nowhere/index.html", look=look).one("meta", name="color-scheme").attributes["content"] == "dark"
    (earth,) = (content.decode() for path, content in made.items() if path.endswith(".svg"))
    style = ElementTree.fromstring(earth)[0].text or ""  # noqa: S314 - our own
    assert all("The desk" in one.text for one in [page("index.html", look=look).all("footer")[0]])
    # Its own colours first, those of the dark alone, then what takes them from the theme.
    assert ":root{--map-land:#2b2e33;" in style and "prefers-color-scheme" not in style
    assert style.index("rect{fill:var(--map-water)}") < style.index(":root{--paper:#fedcba}")


def test_a_theme_cannot_break_the_picture_of_the_earth() -> None:
    css = ':root{--map-land:#abcdef}/* </style><script>alert(1)</script> ]]> & \x0c \x00 */p>a{content:"<"}'
    made = files(look=AtlasLook(theme=Theme(css)))
    (earth,) = (content.decode() for path, content in made.items() if path.endswith(".svg"))
    svg = ElementTree.fromstring(earth)  # noqa: S314 - our own
    assert [one.tag.rpartition("}")[2] for one in svg] == ["style", "rect", "path", "path", "path", "path"]
    assert "@media (prefers-color-scheme:dark){:root{--map-land:#2b2e33;" in (svg[0].text or "")
    assert ":root{--map-land:#abcdef}" in (svg[0].text or "")


def test_an_atlas_with_an_address_has_the_code_to_embed_it() -> None:
    made = files(look=AtlasLook("https://maps.example.org/atlas/"))
    embed = Page(made["embed.html"].decode())
    assert [one.attributes["id"] for one in embed.all("h2")] == ["frame", "height", "wordpress", "amp", "files"]
    framed = [Page(code.text).all("iframe") + Page(code.text).all("amp-iframe") for code in embed.all("code")]
    assert {frame.attributes["src"] for frames in framed for frame in frames} == {
        "https://maps.example.org/atlas/index.html?view=map"
    }
    assert [one.attributes["href"] for one in embed.all("a")] == [
        "https://maps.example.org/atlas/",
        "feed.xml",
        "index.html",
        "oembed.json",
        "places.geojson",
    ]
    answer = json.loads(made["oembed.json"])
    assert (answer["title"], answer["type"]) == (ATLAS.title, "rich")
    assert "https://maps.example.org/atlas/index.html?view=map" in answer["html"]
    (link,) = page("index.html", look=AtlasLook("https://maps.example.org/atlas/")).all(
        "link", type="application/json+oembed"
    )
    assert link.attributes["href"] == "https://maps.example.org/atlas/oembed.json"
    assert {"embed.html", "oembed.json"}.isdisjoint(files())


def test_an_address_of_old_leads_to_that_of_now() -> None:
    moved = page("place/paso/index.html", replace(ATLAS, moved=(("paso", "el-paso"),)))
    assert moved.one("a").attributes["href"] == "../el-paso/index.html"
    assert moved.one("meta", http_equiv="refresh").attributes["content"] == "0; url=../el-paso/index.html"
    assert moved.one("p").text == "This page has moved: El Paso"


@pytest.fixture(scope="module")
def hostile() -> dict[str, bytes]:
    said = NamingSentence(f"{HOSTILE} says so", 0, len(HOSTILE))
    place = StoryPlace("p", HOSTILE, None, layer=HOSTILE, sentences=(said,))
    story = StoryRecord("s", HOSTILE, "javascript:alert(1)", HOSTILE, HOSTILE, HOSTILE, (place,))
    return {str(path): content for path, content in atlas_files(atlas_of([story], HOSTILE))}


def test_hostile_text_is_text_in_every_page(hostile: dict[str, bytes]) -> None:
    shown = HOSTILE.replace("\x1b", "")
    for path, content in hostile.items():
        assert b"\x1b" not in content, path
        if not path.endswith(".html"):
            continue
        made = Page(content.decode())
        assert made.all("img") == []
        assert shown in made.one("h1").text
        assert shown in made.all("h2")[0].text
        assert not [one for one in made.all("a") if one.attributes.get("href", "").startswith("javascript")]
        assert "{{ 7 * 7 }}" in made.one("h1").text


def test_every_place_of_the_dozen_has_a_page_that_the_page_of_all_leads_to() -> None:
    made, index = files(dozen()), page("index.html", dozen())
    links = {one.attributes["href"] for one in index.all("a") if one.attributes.get("href", "").startswith("./place/")}
    assert links == {f"./{path}" for path in made if path.startswith("place/") and path.endswith("index.html")}
    assert len(links) == len(dozen().places)


def test_without_script_the_page_is_a_list_of_stories() -> None:
    parts = page("index.html", dozen()).all("section", class_="article-part")
    assert len(parts) == 12
    assert page("index.html", dozen()).all("ul", class_="place-excerpts") == []


def test_of_hundreds_of_places_those_on_the_map_are_rows_and_links_to_their_pages() -> None:
    def story(number: int) -> StoryRecord:
        text = f"In Town {number} it rained."
        shape = None if number == 7 else Point(number / 10, number / 20)
        sentences = (NamingSentence(text, 3, text.index(" it")),)
        return StoryRecord(
            f"s-{number}", f"Rain {number}", places=(StoryPlace("t", f"Town {number}", shape, sentences=sentences),)
        )

    many = atlas_of([story(number) for number in range(320)], "Rain")
    index = page("index.html", many)
    data, rows = (json.loads(index.one("script", id=f"storymap-{name}").text) for name in ("data", "clusters"))
    assert list(data["places"]) == ["town-7"]
    assert [one.attributes["id"] for one in index.all("li") if one.attributes.get("id")] == ["place-town-7"]
    # Each id is what its name is in small letters; the one without a position comes last.
    assert (len(rows["names"]), rows["ids"], len(unpacked(rows["longitudes"]))) == (320, {}, 319)
    links = [one for one in index.all("a") if one.text.startswith("Town ")]
    names = {one.text.lower().replace(" ", "-"): one.attributes["href"] for one in links}
    assert len(names) == 320
    # The browser gives them the rest; of a story's first mark it follows from nothing.
    assert {"data-place" in one.attributes for one in links} == {False, True}
    assert names.pop("town-7") == "#place-town-7"
    assert set(names.values()) == {f"./place/{slug}/index.html" for slug in names}
    assert set(re.findall(r'<li><a href="([^"]+)">', files(many)["index.html"].decode())) == set(names.values())
