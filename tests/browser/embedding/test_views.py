"""The two views of one page, in frames of every kind."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from playwright.sync_api import expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, ROOT, OpenPage, until
from tests.browser.embedding.conftest import Site, Visit

FRAMES = pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'], ids=["open", "sandboxed"])
TALL = "<style>body { margin: 0 } iframe { display: block; border: 0 }</style><div style='height: 300px'>Before</div>"
AFTER = "<div style='height: 3000px'>After</div>"


@pytest.fixture(scope="module")
def map_alone() -> str:
    return render_page(build_story(ROOT / "geodata" / "juarez" / "story.md"), view="map").render()


@FRAMES
def test_the_address_asks_for_the_map_alone(visit: Visit, maps: Site, sandbox: str) -> None:
    page = visit(
        f'<iframe title="Map" {sandbox} width="700" height="450" src="{maps.address}/index.html?view=map"></iframe>'
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator("#map")).to_be_visible()
    expect(frame.get_by_role("heading", name="Two cities, one bridge")).to_be_hidden()
    box = frame.locator("#map").bounding_box()
    assert box and (box["width"], box["height"]) == (700, 450)
    frame.locator(".place-marker[data-place=laredo]").click()
    card = frame.get_by_role("dialog", name="Laredo")
    expect(card.locator("blockquote mark")).to_have_text("Laredo")
    # The passage stands in the article around the frame, which this page cannot scroll.
    expect(card.get_by_text("Read in the story")).to_be_hidden()


def test_a_page_built_for_the_map_alone_shows_it_without_an_address(visit: Visit, map_alone: str) -> None:
    page = visit(
        f'<iframe title="Map" sandbox="allow-scripts" width="700" height="450" srcdoc="{html.escape(map_alone)}"></iframe>'
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator("#map")).to_be_visible()
    expect(frame.locator(".article")).to_be_hidden()


def test_the_address_asks_for_the_story_of_a_page_built_for_the_map(visit: Visit, maps: Site, map_alone: str) -> None:
    maps.pages["/map.html"] = map_alone
    page = visit(f'<iframe title="Map" width="900" height="450" src="{maps.address}/map.html?view=story"></iframe>')
    expect(page.frame_locator("iframe").get_by_role("heading", name="Two cities, one bridge")).to_be_visible()


@pytest.mark.parametrize("view", ["nonsense", "map%22%3E", "maps", ""])
def test_an_unknown_view_in_the_address_changes_nothing(visit: Visit, maps: Site, view: str) -> None:
    page = visit(f'<iframe title="Map" width="900" height="450" src="{maps.address}/index.html?view={view}"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Two cities, one bridge")).to_be_visible()
    assert frame.locator("html").get_attribute("data-view") == "story"


def test_a_frame_that_refuses_scripts_has_the_article_and_its_places(visit: Visit, maps: Site) -> None:
    page = visit(f'<iframe title="Map" sandbox="" width="700" height="450" src="{maps.address}/index.html"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Two cities, one bridge")).to_be_visible()
    expect(frame.get_by_role("img", name="Map of the places in this story")).to_be_visible()
    expect(frame.locator("#place-sinaloa")).to_contain_text("State on the Pacific coast of Mexico.")


def test_a_frame_that_refuses_scripts_has_the_places_of_a_map_alone(visit: Visit, map_alone: str) -> None:
    page = visit(f'<iframe title="Map" sandbox="" width="700" height="450" srcdoc="{html.escape(map_alone)}"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator("#place-sinaloa")).to_contain_text("State on the Pacific coast of Mexico.")
    expect(frame.get_by_role("img", name="Map of the places in this story")).to_be_visible()
    expect(frame.locator(":is(.article, .story-head, .skip, .place-mentions):visible")).to_have_count(0)


@FRAMES
@pytest.mark.parametrize("view", ["map", "story"])
def test_a_wheel_over_the_map_scrolls_the_page_around_the_frame(
    visit: Visit, maps: Site, view: str, sandbox: str
) -> None:
    source = f"{maps.address}/index.html?view={view}"
    script = """<script>addEventListener("message", ({ data }) => {
      if (data.storymap === "height") document.querySelector("iframe").height = data.height;
    })</script>"""
    page = visit(
        f'{TALL}<iframe title="Map" {sandbox} width="1000" height="400" src="{source}"></iframe>{AFTER}{script}'
    )
    frame = page.frame_locator("iframe")
    frame.locator("html.is-ready").wait_for(state="attached")
    until(page, "document.querySelector('iframe').offsetHeight > 500")
    zoom = frame.locator("html").evaluate("() => map_story.getZoom()")
    page.mouse.move(800, 500)
    page.mouse.wheel(0, 250)
    until(page, "scrollY === 250")
    assert frame.locator("html").evaluate("() => map_story.getZoom()") == zoom


def test_the_map_alone_prints_the_article(open_page: OpenPage, map_alone: str, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_text(map_alone, encoding="utf-8")
    page = open_page(file)
    expect(page.locator(".article")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".article")).to_be_visible()


def test_the_map_alone_fits_a_phone(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?view=map", **PHONE)
    assert page.evaluate(
        "[innerWidth, document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    ) == [360, 360, 640]
