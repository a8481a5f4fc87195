"""Links from a place to the other stories of an atlas that name it: in the list, in the card, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from storymap import build_story, render_page
from storymap.rendering.other_stories import OtherStories
from tests.browser.conftest import ROOT, OpenPage

PATH = "atlas/place/el-paso/index.html"
ADDRESS = "https://atlas.example.org/place/ciudad-juarez/"
SAID = "3 other stories about El Paso"


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    target = tmp_path / PATH
    target.parent.mkdir(parents=True)
    target.write_text("<!DOCTYPE html><title>El Paso</title>", encoding="utf-8")
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    given = {"el-paso": OtherStories(3, PATH), "ciudad-juarez": OtherStories(1, ADDRESS)}
    return render_page(story, other_stories=given).save(tmp_path / "story.html")


def test_the_card_has_the_link_of_the_entry_and_it_opens_the_place(open_page: OpenPage, linked: Path) -> None:
    page = open_page(linked, fragment="#place=el-paso")
    link = page.locator(".card").get_by_role("link", name=SAID)
    expect(link).to_be_visible()
    expect(page.locator("#place-el-paso").get_by_role("link", name=SAID)).to_have_count(1)
    with page.expect_popup() as opened:
        link.click()
    assert opened.value.title() == "El Paso"
    assert opened.value.url == (linked.parent / PATH).as_uri()


def test_the_link_is_there_without_script(open_page: OpenPage, linked: Path) -> None:
    page = open_page(linked, java_script_enabled=False)
    expect(page.locator("#place-el-paso").get_by_role("link", name=SAID)).to_be_visible()


def test_in_a_frame_without_an_origin_the_link_opens_a_window(open_page: OpenPage, linked: Path) -> None:
    host = linked.with_name("host.html")
    frame = f'<iframe sandbox="allow-scripts allow-popups" src="{linked.name}#place=ciudad-juarez" width="800" height="700">'
    host.write_text(f"<!DOCTYPE html><title>Host</title>{frame}</iframe>", encoding="utf-8")
    page = open_page(host, wait=False)
    page.context.route(ADDRESS, lambda route: route.fulfill(content_type="text/html", body="<title>Atlas</title>"))
    with page.expect_popup() as opened:
        link = (
            page.frame_locator("iframe").locator(".card").get_by_role("link", name="1 other story about Ciudad Juárez")
        )
        link.click()
    assert opened.value.title() == "Atlas"


def test_paper_has_the_address_and_no_path(open_page: OpenPage, linked: Path) -> None:
    page = open_page(linked)
    page.emulate_media(media="print")

    def behind(place_id: str) -> str:
        return str(
            page.locator(f"#place-{place_id} .place-link a").evaluate("a => getComputedStyle(a, '::after').content")
        )

    assert ADDRESS in behind("ciudad-juarez")
    assert behind("el-paso") == "none"
