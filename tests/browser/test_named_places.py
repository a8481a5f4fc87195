"""A text that names hundreds of places: their marks and entries are made as a reader comes near, or asks for them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import Story, build_story, render_page
from storymap.rendering.article_html import article_nodes
from storymap.rendering.html_tree import Node
from storymap.rendering.numbering import Numbering
from storymap.rendering.page_data import page_data
from tests.browser.conftest import OpenPage, until
from tests.browser.test_accessible import faults
from tests.browser.test_scroll_sync import CALM, settled
from tests.rendering.conftest import unpacked

COUNT = 2_000
# Every hundredth paragraph names a place again that an earlier one has named.
AGAIN = 100
MARKED = "#article :is(a.place, .mention)"
ASKED = "[...document.querySelectorAll({selector!r})].map((one) => [...one.attributes].map(({{name, value}}) => [name, value]))"


def features() -> list[dict[str, Any]]:
    """Places of three layers from Lisbon to Lyon, some with a note, each with a name that no other has in it."""
    return [
        {
            "type": "Feature",
            "properties": {
                "name": f"Mill {n}",
                "layer": f"Rivers {n % 3}",
                **({"note": "It stands."} if n % 2 else {}),
            },
            "geometry": {"type": "Point", "coordinates": [-9 + n * 0.618034 % 1 * 14, 38 + n * 0.4142136 % 1 * 7]},
        }
        for n in range(COUNT)
    ]


def text() -> str:
    parts = ["# Mill 3 and others"]
    for n in range(COUNT):
        if n % 500 == 0:
            parts.append(f"## Chapter {n // 500 + 1}")
        parts.append(f"We came to Mill {n}. It was late." + (f" Once more Mill {n - 7}!" if n % AGAIN == 50 else ""))
    return "\n\n".join([*parts, "[Mill 9](https://example.org/) ends it.", *["So it went."] * 100])


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("mills")
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features()}), "utf-8")
    (folder / "story.md").write_text(text(), "utf-8")
    return build_story(folder / "story.md")


@pytest.fixture(scope="module")
def named(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_page(story).save(tmp_path_factory.mktemp("named") / "page.html")


def marks(nodes: list[Node | str] | list[Node]) -> list[dict[str, str]]:
    """The attributes of the spans of sentences and of the names, as Python makes them, in the order of the text."""
    found = []
    for node in nodes:
        if isinstance(node, Node):
            name = node.attributes.get("class", "")
            found += [node.attributes] if name == "excerpt" or "data-place" in node.attributes else []
            found += marks(node.children)
    return found


def ask(page: Page, selector: str) -> list[dict[str, str]]:
    found: list[list[list[str]]] = page.evaluate(ASKED.format(selector=selector))
    return [dict(one) for one in found]


def test_what_is_far_away_is_a_bare_link_and_all_is_given_back(open_page: OpenPage, named: Path, story: Story) -> None:
    page = open_page(named, **CALM)
    count = page.evaluate("document.querySelectorAll('*').length")
    # A paragraph and a name for each, no passage and no entry.
    assert count < 2 * COUNT + 1_500
    assert 50 <= page.locator("#article a.place").count() < COUNT / 4
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    # A link that a reader copies holds the place's id: its number is another's once the story names one more.
    expected = [
        one | ({"href": f"#place-{one['data-place']}"} if "href" in one else {})
        for one in marks(article_nodes(story, Numbering(story)).body)
    ]
    assert len(expected) > 2 * COUNT
    assert ask(page, "#article :is(.excerpt, [data-place])") == expected


def test_names_that_come_near_are_dressed_and_the_map_follows(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, **CALM)
    assert page.locator("#p1708 a.place").count() == 0
    page.evaluate("document.getElementById('p1708').scrollIntoView({block: 'center'})")
    name = page.locator("#p1708 a.place")
    expect(name).to_have_attribute("data-place", "mill-1703")
    expect(name).to_have_attribute("data-number", "1,704")
    until(page, "document.querySelector('.place-marker.is-read') !== null")
    name.click()
    card = page.get_by_role("dialog", name="Mill 1703")
    expect(card.locator(".card-passage mark")).to_have_text("Mill 1703")
    expect(card.locator(".place-layer")).to_have_text("Rivers 2 · named once")
    assert page.evaluate("location.hash") == "#place=mill-1703"
    settled(page)  # while the map moves, what is on it lies closer together
    assert faults(page) == []


def test_a_card_has_the_passages_of_the_whole_text(open_page: OpenPage, named: Path, story: Story) -> None:
    page = open_page(named, fragment="#place=mill-43", **CALM)
    card = page.get_by_role("dialog", name="Mill 43")
    expect(card.locator(".place-layer")).to_have_text("Rivers 1 · named 2 times")
    expect(card.locator(".place-note")).to_have_text("It stands.")
    expect(card.locator(".card-position")).to_have_text("1 of 2")
    card.get_by_role("button", name="Next passage").click()
    expect(card.locator(".card-passage")).to_have_text("Once more Mill 43!")
    card.get_by_role("link", name="Read in the story").click()
    expect(page.locator("a.place.is-current")).to_be_in_viewport()
    # What the browser gives back is what Python knows.
    assert unpacked(page_data(story, Numbering(story))["rows"]["named"])[43] == 2


def test_where_a_browser_has_translated_the_text_a_passage_is_a_paragraph(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, **CALM)
    assert page.locator("#p1708 .excerpt").count() == 0
    page.evaluate("document.getElementById('p1706').firstChild.data = 'A longer word stands in ' ")
    page.evaluate("document.getElementById('p1708').scrollIntoView({block: 'center'})")
    page.locator("#p1708 a.place").click()
    card = page.get_by_role("dialog", name="Mill 1703")
    expect(card.locator(".card-passage mark")).to_have_text("Mill 1703")
    part = page.locator(".article-part").filter(has=page.locator("#p1708"))
    assert part.locator("a.place").count() == part.locator(".excerpt a.place").count() > 40


def test_a_name_that_is_pressed_before_it_came_near_opens_its_place(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, **CALM)
    assert page.locator("#p1708 a").get_attribute("id") is None
    page.evaluate("document.querySelector('#p1708 a').click()")
    expect(page.get_by_role("dialog", name="Mill 1703")).to_be_visible()
    assert page.locator("#p1708 a").get_attribute("id") == "m1722"


def test_the_title_names_a_place_that_the_text_names_too(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, **CALM)
    page.locator("h1 a.place").click()
    card = page.get_by_role("dialog", name="Mill 3")
    expect(card.locator(".card-passage")).to_have_text("We came to Mill 3.")
    expect(card.locator(".card-position")).to_have_count(0)


@pytest.mark.parametrize("fragment", ["#1501", "#place-mill-1500", "#place=mill-1500"])
def test_an_address_makes_what_it_leads_to(open_page: OpenPage, named: Path, fragment: str) -> None:
    page = open_page(named, fragment=fragment, **CALM)
    expect(page.get_by_role("dialog", name="Mill 1500")).to_be_visible()
    expect(page.get_by_role("link", name="Mill 1500", exact=True)).to_be_in_viewport()
    page.evaluate("location.hash = '#place-mill-20'")
    expect(page.get_by_role("dialog", name=re.compile("Mill 20$"))).to_be_visible()


def test_the_address_of_a_mention_leads_to_it(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, fragment="#m1200", **CALM)
    expect(page.locator("#m1200")).to_be_in_viewport()
    page.evaluate("location.hash = '#e150'")
    expect(page.locator("#e150")).to_be_in_viewport()
    assert page.locator("#m1200").text_content() == "Mill 1186"


def test_all_of_them_are_searched_and_gone_through(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, fragment="#p=1900", **CALM)
    until(page, "/^#p=1[89]/.test(location.hash)")
    page.get_by_role("button", name="Next place").click()
    first = page.get_by_role("dialog").get_attribute("aria-labelledby")
    assert first == "card-title"
    expect(page.locator(".card h2 bdi")).to_have_text(re.compile("Mill 1[89]"))
    page.get_by_role("searchbox").fill("mill 1234")
    rows = page.locator(".row")
    expect(rows).to_have_count(1)
    expect(rows.locator(".row-more")).to_have_text("Rivers 1 · named once")
    rows.locator("button").click()
    expect(page.get_by_role("dialog", name="Mill 1234")).to_be_visible()


def test_a_name_lights_up_with_its_marker_and_all_its_other_names(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, **CALM)
    page.locator("#m45").hover()
    lit = page.locator(f"{MARKED}.is-highlighted")
    expect(lit).to_have_count(2)
    assert lit.all_text_contents() == ["Mill 43", "Mill 43"]
    expect(page.locator(".place-marker.is-highlighted")).to_have_count(1)


def test_on_paper_each_has_its_entry_with_its_passages(open_page: OpenPage, named: Path) -> None:
    page = open_page(named)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    entries = page.locator("#places .place-card")
    expect(entries).to_have_count(COUNT)
    assert entries.nth(43).inner_text().split("\n")[0].startswith("44")
    assert entries.nth(43).locator(".place-excerpts li").all_text_contents() == [
        "We came to Mill 43.",
        "Once more Mill 43!",
    ]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(entries).to_have_count(0)


def test_without_script_a_name_leads_to_its_place_and_the_place_to_the_text(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, java_script_enabled=False)
    page.locator("#p1708 a").click()
    place = page.locator("[id='1704']")
    expect(place).to_be_in_viewport()
    place.get_by_role("link").click()
    expect(page.locator("#p1708")).to_be_in_viewport()


def test_a_text_whose_places_are_all_far_down_is_stepped_through_too(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features()}), "utf-8")
    quiet = ["So it went."] * 1_000
    parts = ["# Quiet", *quiet, " ".join(f"We came to Mill {n}." for n in range(400)), *quiet]
    (tmp_path / "story.md").write_text("\n\n".join(parts), "utf-8")
    page = open_page(render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html"), **CALM)
    assert page.locator("#article .article-part").first.locator("a").count() == 0
    page.get_by_role("button", name="Step through").click()
    expect(page.locator("html")).to_have_class(re.compile("is-stepping"))
