from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import shapely

from storymap.errors import PageError
from storymap.model import Article, Block, Image, Mention, Span, Story
from storymap.rendering.page import render_page
from tests.hostile import HOSTILE
from tests.pages import Page
from tests.rendering.conftest import JUAREZ, one_place, places_frame, tie

StoryMaker = Callable[..., Story]


def test_the_page_holds_article_list_of_places_and_data(border_story: Story) -> None:
    page = Page(render_page(border_story).render())
    assert page.one("h1").text == "The border"
    assert page.one("html").attributes["lang"] == "en"
    assert [e.text for e in page.all("a") if "data-place" in e.attributes] == [
        "Juárez",
        "Santa Fe bridge",
        "Juárez",
    ]
    assert [" ".join(e.text.split()) for e in page.all("h3")] == ["1Juárez", "2Santa Fe bridge", "3Sinaloa"]
    data = json.loads(page.one("script", id="storymap-data").text)
    assert data["map"] == "map_story"
    assert data["bounds"] == [-109.0, 23.0, -105.5, 31.7497]
    assert data["places"]["juarez"] == {
        "number": 1,
        "colour": 3,
        "shape": "square",
        "located": True,
        "zoom": None,
        "role": "scene",
        "weight": 1.0,
        "frame": None,
        "mentions": [{"excerpt": "e1", "marks": ["m1"]}, {"excerpt": "e2", "marks": ["m3"]}],
    }


def test_the_basemap_knows_the_places_and_the_language_of_the_story(border_story: Story) -> None:
    spanish = replace(border_story, article=replace(border_story.article, language="es-MX"))
    basemap = json.loads(Page(render_page(spanish).render()).one("script", id="storymap-basemap").text)
    names = {kind: [row[0] for row in rows] for kind, rows in basemap["labels"].items()}
    assert basemap["language"] == "es"
    assert "México" in names["countries"]
    assert "Golfo de California" in names["waters"]
    # The story's places have their own markers: "Juárez" is an alias of the city, "Sinaloa" a state.
    assert "Sinaloa" not in names["states"]
    assert "Sonora" in names["states"]


def test_the_borders_follow_the_worldview_which_is_credited(make_story: StoryMaker) -> None:
    srinagar = make_story(geometry=shapely.Point(74.8, 34.08))

    def basemap(worldview: str) -> Any:
        page = Page(render_page(srinagar, worldview=worldview).render())
        return json.loads(page.one("script", id="storymap-basemap").text)

    neutral, indian = basemap("neutral"), basemap("in")
    assert "d" in neutral["details"][0]["classes"]
    assert "d" not in indian["details"][0]["classes"]
    assert indian["credit"] == f"{neutral['credit']} · borders as seen by India"


def test_an_unknown_worldview_is_refused_with_those_there_are(make_story: StoryMaker) -> None:
    with pytest.raises(PageError) as refused:
        render_page(make_story(), worldview="Atlantis\x1b[31m")
    (problem,) = refused.value.problems
    assert str(problem).startswith('worldview: there is no worldview "Atlantis [31m"; take one of neutral, AR, ')


def test_a_story_without_a_located_place_has_no_basemap(make_story: StoryMaker) -> None:
    page = Page(render_page(make_story(geometry=None)).render())
    assert [e.attributes.get("id") for e in page.all("script", type="application/json")] == ["storymap-data"]


def test_every_passage_stands_in_the_page_once_but_for_readers_without_script(border_story: Story) -> None:
    html = render_page(border_story).render()
    without = re.sub(r"<noscript>.*?</noscript>", "", html)
    assert without.count("Nobody comes to") == 1
    assert html.count("<li>Nobody comes to Juárez.</li>") == 1


def test_every_id_is_there_once_and_every_link_inside_the_page_has_its_target(border_story: Story) -> None:
    page = Page(render_page(border_story).render())
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    targets = {e.attributes["href"][1:] for e in page.all("a") if e.attributes.get("href", "").startswith("#")}
    assert targets <= set(ids)
    assert {"place-juarez", "m1", "m2", "m3", "map_story", "article"} <= targets


def test_the_page_asks_for_nothing_from_elsewhere(border_story: Story) -> None:
    page = Page(render_page(border_story).render())
    sources = [
        e.attributes[name]
        for e in page.elements
        for name in ("src", "srcset", "data", "poster", "background")
        if name in e.attributes
    ]
    assert sources == []
    assert page.all("link") == []
    for style in page.all("style"):
        assert "@import" not in style.text
        assert all(part.startswith(("data:", '"data:', "#")) for part in style.text.split("url(")[1:])


def test_the_same_story_gives_the_same_page_however_often(border_story: Story) -> None:
    page = render_page(border_story)
    first = page.render()
    assert page.render() == first
    assert render_page(border_story).render() == first


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_shown_as_it_was_written(text: str) -> None:
    image = Image(text, alt=text, caption=text, credit=text, data="data:image/png;base64,AAAA")
    article = Article(
        title=text,
        kicker=text,
        subtitle=text,
        byline=text,
        date=text,
        credit=text,
        source_url=text,
        blocks=(
            Block("heading", text, level=2),
            Block("paragraph", f"{text} Juárez {text}", spans=(Span(0, len(text), "link", text),)),
            Block("image", text, image=image),
            Block("code", text),
        ),
    )
    place = one_place(
        name=text,
        layer=text,
        note=text,
        url=text,
        image=image,
        aliases=(text,),
        properties={text: text},
        where=text,
    )
    story = tie(article, places_frame(place), Mention(1, len(text) + 1, len(text) + 7, "juarez"))
    html = render_page(story).render()

    page = Page(html)
    # An HTML parser drops NUL and turns \r into \n; nothing else may change.
    shown = text.replace("\x00", "")
    assert "49098013" not in html
    assert page.one("h1").text.replace("\x00", "") == shown
    assert page.one("title").text.replace("\x00", "") == shown
    assert page.one("bdi").text.replace("\x00", "") == shown
    assert page.one("p", class_="place-note").text.replace("\x00", "") == shown
    assert [e.text.replace("\x00", "") for e in page.all("figcaption")] == [f"{shown} {shown}"] * 2
    assert [e.attributes["alt"].replace("\x00", "") for e in page.all("img")] == [shown] * 2
    assert page.one("h2", id="p1").text.replace("\x00", "") == shown
    assert len(page.all("script")) == 6
    assert len(page.all("style")) == 1
    assert not [e for e in page.elements if any(name.startswith("on") for name in e.attributes)]
    assert not [e for e in page.all("a") if not e.attributes["href"].startswith("#")]


def test_a_hostile_layer_name_reaches_folium_escaped(make_story: StoryMaker) -> None:
    text = "{{ 7001 * 7013 }}<img src=x onerror=alert(1)>"
    html = render_page(make_story(layer=text)).render()
    assert "49098013" not in html
    assert "&#123;&#123; 7001 * 7013 &#125;&#125;" in html.replace("\\u0026", "&")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2009-03-27", '<time datetime="2009-03-27" dir="auto">27 de marzo de 2009</time>'),
        ("2009, retold", '<span dir="auto">2009, retold</span>'),
    ],
)
def test_a_date_is_shown_in_the_language_of_the_story(border_story: Story, written: str, shown: str) -> None:
    article = replace(border_story.article, date=written, language="es-ES")
    assert shown in render_page(replace(border_story, article=article)).render()


def test_a_right_to_left_language_sets_the_direction(border_story: Story) -> None:
    story = replace(border_story, article=replace(border_story.article, language="ar-EG"))
    html = Page(render_page(story).render()).one("html")
    assert html.attributes == {"lang": "ar-EG", "dir": "rtl", "data-view": "story"}


def test_a_place_that_is_not_located_is_listed_and_tied_but_not_on_the_map(make_story: StoryMaker) -> None:
    page = Page(render_page(make_story(geometry=None)).render())
    assert "not on the map" in page.one("p", class_="place-layer").text
    data = json.loads(page.one("script", id="storymap-data").text)
    assert data["bounds"] is None
    assert data["places"]["juarez"]["located"] is False


def test_save_refuses_to_write_over_what_the_story_was_read_from(border_story: Story, tmp_path) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "places.geojson"
    source.write_text("{}")
    page = render_page(replace(border_story, sources=(str(source),)))
    with pytest.raises(PageError, match="the output is one of the inputs"):
        page.save(source)
    assert source.read_text() == "{}"
    saved = page.save(tmp_path / "page.html")
    assert saved.read_bytes().decode() == page.render()


def test_the_point_of_a_place_is_written_longitude_first(make_story: StoryMaker) -> None:
    html = render_page(make_story(geometry=JUAREZ)).render()
    assert '"coordinates": [-106.4608, 31.7202]' in html
