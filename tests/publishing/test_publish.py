from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from click.testing import CliRunner
from shapely.geometry import Point

from storymap import build_story, publish_story
from storymap.cli.main import main
from storymap.errors import PageError
from storymap.model import Article, Block, Image, Mention, Span, Story
from storymap.publishing.host_script import host_data
from storymap.publishing.png import draw_png
from storymap.rendering.escaping import script_json
from storymap.rendering.numbering import Numbering
from storymap.rendering.page import PageView
from tests.hostile import HOSTILE
from tests.pages import Page
from tests.rendering.conftest import JUAREZ, SINALOA, one_place, places_frame, tie

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="40" height="30"/></svg>'
URL = "https://maps.example.org/juarez/"
ALWAYS = [
    "card.png",
    "embed.html",
    "index.html",
    "map.png",
    "map.svg",
    "places.geojson",
    "story.json",
    "storymap-host.js",
]


def metas(page: Page) -> dict[str, str]:
    return {
        e.attributes.get("property", e.attributes.get("name", "")): e.attributes["content"]
        for e in page.all("meta")
        if "content" in e.attributes and "http-equiv" not in e.attributes
    }


def given(story: Story) -> dict[str, Any]:
    """Return what the host script is given, as it reads it."""
    data: dict[str, Any] = json.loads(script_json(host_data(story, Numbering(story))))
    return data


def linked_data(page: Page) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page.one("script", type="application/ld+json").text)
    return data


@pytest.fixture(scope="module")
def folder(juarez_story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_story(juarez_story, tmp_path_factory.mktemp("published") / "juarez", url=URL).path


@pytest.fixture(scope="module")
def page(folder: Path) -> Page:
    return Page((folder / "index.html").read_text(encoding="utf-8"))


def test_the_folder_holds_all_that_a_desk_needs(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted([*ALWAYS, "oembed.json", "storymap-manifest.json"])


def test_published_twice_it_is_the_same_to_the_byte(juarez_story: Story, folder: Path, tmp_path: Path) -> None:
    again = publish_story(juarez_story, tmp_path / "elsewhere" / "again", url=URL).path
    assert {p.name: p.read_bytes() for p in again.iterdir()} == {p.name: p.read_bytes() for p in folder.iterdir()}
    publish_story(juarez_story, again, url=URL)
    assert {p.name: p.read_bytes() for p in again.iterdir()} == {p.name: p.read_bytes() for p in folder.iterdir()}


def test_no_file_knows_where_it_was_made(folder: Path) -> None:
    for path in folder.iterdir():
        data = path.read_bytes()
        assert str(folder).encode() not in data, path.name
        assert b"story.md" not in data, path.name


def test_the_oembed_answer_is_version_1_0_of_the_type_rich(folder: Path) -> None:
    answer = json.loads((folder / "oembed.json").read_text(encoding="utf-8"))
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "title": "Two cities, one bridge",
        "provider_name": "maps.example.org",
        "provider_url": "https://maps.example.org/",
        "cache_age": 86400,
        "author_name": "Written for storymap",
        "html": f'<iframe src="{URL}index.html?view=map" title="Two cities, one bridge" width="640" height="400" '
        'frameborder="0" marginwidth="0" marginheight="0" scrolling="no"></iframe>',
        "width": 640,
        "height": 400,
        "thumbnail_url": f"{URL}card.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def test_the_page_leads_to_its_oembed_answer_and_its_address(page: Page) -> None:
    assert [link.attributes for link in page.all("link")] == [
        {"rel": "canonical", "href": URL},
        {
            "rel": "alternate",
            "type": "application/json+oembed",
            "href": f"{URL}oembed.json",
            "title": "Two cities, one bridge",
        },
    ]


def test_link_previews_have_title_text_and_picture(page: Page) -> None:
    said = metas(page)
    assert said["og:type"] == "article"
    assert said["og:title"] == "Two cities, one bridge"
    assert said["og:description"].startswith("What a year of killing")
    assert said["og:url"] == URL
    assert said["og:image"] == f"{URL}card.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert "1 Ciudad Juárez" in said["og:image:alt"]
    assert said["twitter:card"] == "summary_large_image"


def test_search_engines_are_told_the_article_and_its_places(page: Page) -> None:
    data = linked_data(page)
    assert (data["@type"], data["headline"], data["inLanguage"]) == ("NewsArticle", "Two cities, one bridge", "en")
    assert data["image"] == f"{URL}card.png"
    # "2009, retold" is a date for people.
    assert "datePublished" not in data
    places = {place["name"]: place for place in data["contentLocation"]}
    assert places["Ciudad Juárez"]["geo"] == {"@type": "GeoCoordinates", "latitude": 31.7202, "longitude": -106.4608}
    assert places["Ciudad Juárez"]["alternateName"] == ["Juárez"]
    assert places["Sinaloa"]["geo"]["@type"] == "GeoShape"


def test_the_pictures_have_their_sizes(folder: Path) -> None:
    sizes = {name: struct.unpack(">II", (folder / name).read_bytes()[16:24]) for name in ("card.png", "map.png")}
    assert sizes == {"card.png": (1200, 630), "map.png": (1920, 1280)}
    svg = (folder / "map.svg").read_text(encoding="utf-8")
    assert "1 Ciudad Juárez" in svg.partition("<desc")[2].partition("</desc>")[0]


def test_the_places_are_geojson_in_the_order_of_the_map(folder: Path) -> None:
    places = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))
    assert [(f["properties"]["number"], f["id"]) for f in places["features"]][:3] == [
        (1, "ciudad-juarez"),
        (2, "el-paso"),
        (3, "santa-fe-bridge"),
    ]
    assert places["features"][0] == {
        "type": "Feature",
        "id": "ciudad-juarez",
        "properties": {
            "number": 1,
            "name": "Ciudad Juárez",
            "aliases": ["Juárez"],
            "layer": "Cities",
            "note": "City of 1.3 million on the south bank of the river, in the state of Chihuahua.",
            "url": "",
            "image": None,
            "mentions": 7,
            "role": "scene",
            "weight": 1.0,
        },
        "geometry": {"type": "Point", "coordinates": [-106.4608, 31.7202]},
    }


def test_the_story_is_data_whose_offsets_are_right(folder: Path) -> None:
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    assert (story["version"], story["url"]) == (2, URL)
    blocks = story["article"]["blocks"]
    named = [blocks[m["block"]]["text"][m["start"] : m["end"]] for m in story["mentions"]]
    assert named[:3] == ["Ciudad Juárez", "El Paso", "El Paso"]
    assert len(named) == 17


def test_what_is_for_the_desk_alone_is_not_published(tmp_path: Path, make_story: Callable[..., Story]) -> None:
    image = Image("photos/secret-source.jpg", alt="A bridge", data="data:image/png;base64,AAAA")
    story = make_story(
        properties={"desk": "off the record"}, where="private/places.geojson, line 4", image=image, ignore=("Hush",)
    )
    path = publish_story(story, tmp_path / "out").path
    for name in ("places.geojson", "story.json"):
        text = (path / name).read_text(encoding="utf-8")
        for private in ("off the record", "secret-source", "private/", "AAAA", "Hush"):
            assert private not in text
        assert "A bridge" in text


def test_without_an_address_nothing_absolute_is_written_and_that_is_said(juarez_story: Story, tmp_path: Path) -> None:
    done = publish_story(juarez_story, tmp_path / "out")
    assert list(done.files) == ALWAYS
    assert [str(problem) for problem in done.problems] == [
        "publish: oembed.json, the snippets and the addresses in the page's metadata are left out; "
        "say with --url where the folder will be"
    ]
    page = Page((done.path / "index.html").read_text(encoding="utf-8"))
    assert page.all("link") == []
    assert not {"og:url", "og:image"} & set(metas(page))
    assert metas(page)["twitter:card"] == "summary"
    assert not {"url", "image", "mainEntityOfPage"} & set(linked_data(page))
    embed = Page((done.path / "embed.html").read_text(encoding="utf-8"))
    assert embed.all("pre") == []
    assert "It was published without --url." in " ".join(p.text for p in embed.all("p"))
    assert embed.one("iframe").attributes["src"] == "index.html?view=map"


def test_the_date_and_the_region_are_told_where_they_are_exact(
    tmp_path: Path, make_story: Callable[..., Story]
) -> None:
    story = make_story()
    dated = replace(
        story, article=replace(story.article, date="2009-03-27", language="es-MX", source_url="https://example.org/a")
    )
    page = Page((publish_story(dated, tmp_path / "out").path / "index.html").read_text(encoding="utf-8"))
    assert (metas(page)["article:published_time"], metas(page)["og:locale"]) == ("2009-03-27", "es_MX")
    assert (linked_data(page)["datePublished"], linked_data(page)["isBasedOn"]) == (
        "2009-03-27",
        "https://example.org/a",
    )


def test_a_story_without_a_located_place_has_no_pictures(tmp_path: Path, make_story: Callable[..., Story]) -> None:
    done = publish_story(make_story(geometry=None), tmp_path / "out", url=URL)
    assert not {"card.png", "map.png", "map.svg"} & set(done.files)
    assert [problem.what for problem in done.problems] == ["no place is on the map, so there are no pictures of it"]
    assert "og:image" not in metas(Page((done.path / "index.html").read_text(encoding="utf-8")))
    assert "thumbnail_url" not in json.loads((done.path / "oembed.json").read_text(encoding="utf-8"))


def test_fonts_that_the_package_lacks_are_told(tmp_path: Path, make_story: Callable[..., Story]) -> None:
    done = publish_story(make_story(name="東京"), tmp_path / "out", url=URL)
    assert [problem.what for problem in done.problems] == [
        "the pictures have scripts for which storymap brings no font: they take those of this machine"
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text_in_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    # All of them are drawn, but of what it takes to do so five sixths are the dots.
    monkeypatch.setattr("storymap.publishing.publish.draw_png", lambda svg, scale: draw_png(svg, scale / 20))
    article = Article(
        title=text,
        subtitle=text,
        byline=text,
        date=text,
        source_url=text,
        blocks=(Block("paragraph", f"{text} Juárez"),),
    )
    at = len(text) + 1
    places = places_frame(one_place(name=text, aliases=(text,), note=text, url=text, layer=text))
    path = publish_story(tie(article, places, Mention(0, at, at + 6, "juarez")), tmp_path / "out", url=URL).path
    seen = text.replace("\x00", "\ufffd").replace("\r", "\n")
    page = Page((path / "index.html").read_text(encoding="utf-8"))
    assert [e.tag for e in page.all("link")] == ["link", "link"]
    assert metas(page)["og:title"].replace("\x00", "\ufffd") == seen
    assert linked_data(page)["headline"] == text
    assert len(page.all("script", type="application/ld+json")) == 1
    embed = Page((path / "embed.html").read_text(encoding="utf-8"))
    assert [e.text for e in embed.all("script") if "pwned" in e.text] == []
    assert {e.attributes.get("title", "").replace("\x00", "\ufffd") for e in embed.all("iframe")} == {seen}
    assert not [e for e in embed.elements if any(name.startswith("on") for name in e.attributes)]
    html = json.loads((path / "oembed.json").read_text(encoding="utf-8"))["html"]
    (frame,) = Page(html).elements
    assert (frame.tag, frame.attributes["title"].replace("\x00", "\ufffd")) == ("iframe", seen)
    script = (path / "storymap-host.js").read_text(encoding="utf-8")
    assert "</script" not in script
    assert "<!--" not in script.rpartition("\n})(")[2]


def test_the_host_script_counts_as_javascript_does() -> None:
    text = "👩‍👧 In Juárez 𝔘 and Juárez."
    places = places_frame(one_place())
    first = text.index("Juárez")
    second = text.rindex("Juárez")
    story = tie(
        Article(title="T", blocks=(Block("paragraph", text),)),
        places,
        Mention(0, first, first + 6, "juarez"),
        Mention(0, second, second + 6, "juarez"),
    )
    (passage,) = given(story)["passages"]
    units = passage["text"].encode("utf-16-le")
    assert [units[2 * start : 2 * end].decode("utf-16-le") for start, end, *_ in passage["marks"]] == [
        "Juárez",
        "Juárez",
    ]
    assert [mark[2:] for mark in passage["marks"]] == [["juarez", "m1"], ["juarez", "m2"]]


def test_a_passage_of_two_places_is_sent_once() -> None:
    text = "From Juárez to Sinaloa."
    places = places_frame(one_place(), {"place_id": "sinaloa", "name": "Sinaloa", "geometry": SINALOA})
    story = tie(
        Article(title="T", blocks=(Block("paragraph", text),)),
        places,
        Mention(0, 5, 11, "juarez"),
        Mention(0, 15, 22, "sinaloa"),
    )
    assert given(story) == {
        "passages": [{"text": text, "marks": [[5, 11, "juarez", "m1"], [15, 22, "sinaloa", "m2"]]}],
        "label": "Map: {places}",
    }


@pytest.mark.parametrize(
    ("url", "kinds"),
    [
        ("https://maps.example.org/a/", ["frame", "height", "linked", "element", "wordpress", "amp", "picture"]),
        # AMP takes frames from https only.
        ("http://maps.example.org/a/", ["frame", "height", "linked", "element", "wordpress", "picture"]),
    ],
)
def test_the_embed_page_offers_the_snippets_that_can_work(
    tmp_path: Path, make_story: Callable[..., Story], url: str, kinds: list[str]
) -> None:
    path = publish_story(make_story(), tmp_path / "out", url=url).path
    page = Page((path / "embed.html").read_text(encoding="utf-8"))
    assert [e.attributes["id"] for e in page.all("h2")] == [*kinds, "files"]
    for code in page.all("code"):
        assert f"{url}" in code.text
        assert Page(code.text).elements


@pytest.mark.parametrize("view", ["map", "story"])
def test_every_frame_may_do_what_the_page_has_buttons_for(
    tmp_path: Path, make_story: Callable[..., Story], view: PageView
) -> None:
    path = publish_story(make_story(geometry=JUAREZ), tmp_path / "out", url=URL, view=view).path
    embed = Page((path / "embed.html").read_text(encoding="utf-8"))
    framed = [Page(code.text).all("iframe") + Page(code.text).all("amp-iframe") for code in embed.all("code")]
    frames = [frame for each in framed for frame in each]
    assert len(frames) == 5
    assert {frame.attributes["allow"] for frame in frames} == {"fullscreen; web-share; clipboard-write"}
    assert {frame.attributes["sandbox"] for frame in frames} == {
        "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    }


def test_the_story_can_be_framed_instead_of_the_map(tmp_path: Path, make_story: Callable[..., Story]) -> None:
    path = publish_story(make_story(geometry=JUAREZ), tmp_path / "out", url=URL, view="story").path
    answer = json.loads((path / "oembed.json").read_text(encoding="utf-8"))
    assert "index.html?view=story" in answer["html"]
    assert 'scrolling="auto"' in answer["html"]


def test_the_command_says_what_it_wrote_and_what_it_left_out(desk: Path) -> None:
    result = CliRunner().invoke(main, ["publish", "story.md"])
    assert result.exit_code == 0
    assert result.stdout.startswith("output/a-day-in-laredo: card.png, embed.html, index.html, ")
    assert result.stderr.startswith("warning: publish: oembed.json, the snippets ")
    assert (desk / "output" / "a-day-in-laredo" / "index.html").exists()


def test_the_command_refuses_the_editor_s_own_folder(desk: Path) -> None:
    result = CliRunner().invoke(main, ["publish", "story.md", "-o", "."])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        "error: .: the folder holds files that storymap did not write; name a new or empty folder with -o"
    )
    assert sorted(path.name for path in desk.iterdir()) == ["places.geojson", "story.md"]


def test_a_refused_address_writes_nothing(tmp_path: Path, make_story: Callable[..., Story]) -> None:
    with pytest.raises(PageError):
        publish_story(make_story(), tmp_path / "out", url="javascript:alert(1)")
    assert list(tmp_path.iterdir()) == []


def test_linked_pictures_are_published_beside_the_page(desk: Path) -> None:
    (desk / "bridge.png").write_bytes(draw_png(SVG, 1))
    (desk / "story.md").write_text("# T\n\n![A bridge](bridge.png)\n\nIn Laredo.\n", encoding="utf-8")
    for _ in range(2):
        result = CliRunner().invoke(main, ["publish", "story.md", "-o", "out", "--url", URL, "--media", "link"])
        assert result.exit_code == 0, result.stderr
    (picture,) = (desk / "out" / "index.media").iterdir()
    page = Page((desk / "out" / "index.html").read_text(encoding="utf-8"))
    assert f"index.media/{picture.name}" in [e.attributes.get("src") for e in page.all("img")]
    assert f"index.media/{picture.name}" in result.stdout


def test_headline_standfirst_and_kicker_are_blocks_and_plain_text_elsewhere(tmp_path: Path) -> None:
    blocks = (Block("headline", "To *Juárez*", spans=(Span(3, 11, "emphasis"),)), Block("paragraph", "Hot."))
    article = Article("To *Juárez*", blocks, kicker="El Paso", subtitle="Waiting at El Paso")
    frame = gpd.GeoDataFrame({"name": ["Juárez", "El Paso"]}, geometry=[Point(1, 2), Point(3, 4)], crs=4326)
    story = build_story(article, frame)
    path = publish_story(story, tmp_path / "out", url=URL).path
    data = json.loads((path / "story.json").read_text(encoding="utf-8"))
    assert [(b["kind"], b["text"]) for b in data["article"]["blocks"]] == [
        ("kicker", "El Paso"),
        ("headline", "To *Juárez*"),
        ("standfirst", "Waiting at El Paso"),
        ("paragraph", "Hot."),
    ]
    assert [data["article"][key] for key in ("title", "kicker", "subtitle")] == [
        "To *Juárez*",
        "El Paso",
        "Waiting at El Paso",
    ]
    assert json.loads((path / "oembed.json").read_text(encoding="utf-8"))["title"] == "To *Juárez*"
    page = Page((path / "index.html").read_text(encoding="utf-8"))
    assert page.one("title").text == "To *Juárez*"
    assert [(e.text, e.attributes.get("class")) for e in page.all("h1")] == [("To *Juárez*", None)]
    assert [e.text for e in page.all("p") if e.attributes.get("class") == "subtitle"] == ["Waiting at El Paso"]


def test_the_host_script_knows_of_a_headline_what_the_body_does_not_say() -> None:
    article = Article("From Juárez to El Paso", (Block("paragraph", "Hot in Juárez."),))
    frame = gpd.GeoDataFrame({"name": ["Juárez", "El Paso"]}, geometry=[Point(1, 2), Point(3, 4)], crs=4326)
    story = build_story(article, frame)
    assert given(story)["passages"] == [
        {"text": "From Juárez to El Paso", "marks": [[15, 22, "el-paso", "m2"]]},
        {"text": "Hot in Juárez.", "marks": [[7, 13, "juarez", "m3"]]},
    ]
