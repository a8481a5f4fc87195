"""Passing on a place, a paragraph, a quotation and a view: by the phone's sheet, copied, or by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from storymap.rendering.metadata import page_metadata
from tests.browser.conftest import PHONE, ROOT, OpenPage, until
from tests.browser.embedding.conftest import Site, Visit, maps, newsroom, visit
from tests.browser.test_scroll_sync import CALM, in_view, settled, view

__all__ = ["maps", "newsroom", "visit"]

ADDRESS = "https://maps.example.org/juarez/"
CLIPBOARD: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"], **CALM}
SHARE_VIEW = "Share this view of the map"
# A frame or a browser that lets nobody copy.
REFUSE = """() => {
    document.execCommand = () => false;
    if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
}"""
# A phone's sheet of apps: it takes what it is given, or is sent away.
SHEET = """(isSentAway) => {
    window.shared = [];
    navigator.canShare = () => true;
    navigator.share = async (what) => {
        window.shared.push(what);
        if (isSentAway) throw new DOMException('', 'AbortError');
    };
}"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    page = render_page(story, metadata=page_metadata(story, url=ADDRESS))
    return page.save(tmp_path_factory.mktemp("published") / "index.html")


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def choose(page: Page, block: str, start: int, end: int) -> None:
    """Choose text of a block, as a mouse or a keyboard would; offsets are into its first text."""
    page.evaluate(
        f"(() => {{ const text = document.getElementById('{block}').firstChild;"
        f" getSelection().setBaseAndExtent(text, {start}, text, {end}) }})()"
    )


def test_a_place_is_passed_on_from_its_card(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CLIPBOARD)
    page.locator("a.place[data-place=sinaloa]").click()
    page.get_by_role("dialog").get_by_role("button", name="Share this place").click()
    expect(page.locator(".share-note")).to_have_text("Copied")
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert copied(page) == f"{ADDRESS}#place=sinaloa"
    expect(page.locator(".share-note")).to_be_hidden()
    expect(page.get_by_role("dialog", name="Sinaloa")).to_be_visible()


def test_copying_again_is_said_again(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CLIPBOARD)
    button = page.get_by_role("button", name=SHARE_VIEW)
    button.click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    button.click()
    expect(page.get_by_role("status")).to_be_empty()
    expect(page.get_by_role("status")).to_have_text("Copied")


def test_a_view_opens_again_with_the_layers_that_it_had(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CLIPBOARD)
    page.get_by_role("checkbox", name="States").uncheck()
    page.evaluate("map_story.setView([31.75, -106.48], 13, {animate: false})")
    page.get_by_role("button", name=SHARE_VIEW).click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert copied(page) == f"{ADDRESS}#view=31.75,-106.48,13&hide=3"
    there = open_page(published, fragment="#view=31.75,-106.48,13&hide=3", **CALM)
    assert settled(there) == pytest.approx([13, 31.75, -106.48], abs=0.0002)
    expect(there.get_by_role("checkbox", name="States")).not_to_be_checked()
    expect(there.get_by_role("checkbox", name="Cities")).to_be_checked()
    # It waits for the reader, and so do the layers.
    there.get_by_role("button", name="Back to the story").click()
    until(there, in_view(there, "laredo"))
    expect(there.get_by_role("checkbox", name="States")).not_to_be_checked()


def test_another_view_in_the_address_moves_the_map(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CALM)
    page.evaluate("location.hash = '#view=27.5,-99.5,9'")
    until(page, "map_story.getZoom() === 9")
    there = view(page)
    assert there == pytest.approx([9, 27.5, -99.5], abs=0.003)
    page.evaluate("location.hash = '#view=127.5,-99.5,9&hide=99'")
    until(page, "location.hash.startsWith('#view=127')")
    assert settled(page) == there


def test_a_view_in_the_address_closes_the_place_of_the_address_before(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, fragment="#place=sinaloa", **CALM)
    expect(page.get_by_role("dialog", name="Sinaloa")).to_be_visible()
    page.evaluate("location.hash = '#view=27.5,-99.5,9'")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert settled(page) == pytest.approx([9, 27.5, -99.5], abs=0.003)


def test_chosen_words_are_a_quotation_with_the_link_of_their_paragraph(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CLIPBOARD)
    expect(page.get_by_text("Share quotation")).to_have_count(0)
    choose(page, "p4", 2, 37)
    page.get_by_role("button", name="Share quotation").click()
    expect(page.locator(".share-note")).to_have_text("Copied")
    assert copied(page).split("\n") == [
        "woman who sells tortillas and salsa",
        "— Two cities, one bridge",
        f"{ADDRESS}#p=4:~:text=woman%20who%20sells%20tortillas%20and%20salsa",
    ]
    expect(page.locator(".share-note")).to_be_hidden()
    page.get_by_role("button", name="Share paragraph").click()
    expect(page.locator(".share-note")).to_have_text("Copied")
    assert copied(page) == f"{ADDRESS}#p=4"
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.get_by_text("Share quotation")).to_have_count(0)


def test_half_a_word_is_not_marked_and_one_word_is_no_quotation(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CLIPBOARD)
    choose(page, "p4", 3, 15)
    page.get_by_role("button", name="Share quotation").click()
    expect(page.locator(".share-note")).to_have_text("Copied")
    assert copied(page).endswith("#p=4")
    choose(page, "p4", 2, 7)
    expect(page.get_by_text("Share quotation")).to_have_count(0)


def test_the_quotation_is_reached_by_tab_and_left_by_escape(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CLIPBOARD)
    choose(page, "p5", 0, 29)
    expect(page.get_by_role("button", name="Share quotation")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Share quotation")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Share paragraph")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".share-note")).to_have_text("Copied")
    assert copied(page) == f"{ADDRESS}#p=5"
    page.keyboard.press("Escape")
    expect(page.get_by_text("Share quotation")).to_have_count(0)


def test_the_tab_key_goes_on_from_the_quotation(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CLIPBOARD)
    choose(page, "p4", 0, 29)
    expect(page.get_by_role("button", name="Share quotation")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    # The next name of the text; the words are still chosen.
    names = page.locator(".article a.place")
    first = page.evaluate("[...document.querySelectorAll('.article a.place')].indexOf(document.activeElement)")
    assert first > 0
    page.keyboard.press("Tab")
    expect(names.nth(first + 1)).to_be_focused()


def test_an_address_with_words_to_mark_opens_at_their_paragraph(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, fragment="#p=7:~:text=leader%2C%20Joaqu%C3%ADn", **CALM)
    expect(page.locator("#p7")).to_be_in_viewport()
    until(page, in_view(page, "sinaloa"))


def test_a_phone_shows_its_own_sheet(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **PHONE, **CALM)
    page.evaluate(SHEET, False)
    page.get_by_role("button", name=SHARE_VIEW).tap()
    until(page, "shared.length === 1")
    shared = page.evaluate("shared[0]")
    assert shared["title"] == "Two cities, one bridge"
    assert shared["url"].startswith(f"{ADDRESS}#view=")
    expect(page.locator(".share-note")).to_be_hidden()


def test_a_sheet_that_is_sent_away_copies_nothing(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **PHONE, **CALM)
    page.evaluate(SHEET, True)
    page.get_by_role("button", name=SHARE_VIEW).tap()
    until(page, "shared.length === 1")
    expect(page.locator(".share-note")).to_be_hidden()


def test_where_nothing_may_be_copied_the_words_can_be_taken_by_hand(open_page: OpenPage, published: Path) -> None:
    page = open_page(published, **CALM)
    page.evaluate(REFUSE)
    button = page.get_by_role("button", name=SHARE_VIEW)
    button.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Copy it from here")
    expect(field).to_be_focused()
    assert field.input_value().startswith(f"{ADDRESS}#view=")
    assert page.evaluate("String(getSelection())").startswith(ADDRESS)
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(button).to_be_focused()


def test_a_page_from_disk_without_an_address_has_no_links_to_give(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CLIPBOARD)
    expect(page.get_by_role("button", name=SHARE_VIEW)).to_have_count(0)
    page.locator("a.place[data-place=sinaloa]").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Share this place")).to_have_count(0)
    page.keyboard.press("Escape")
    choose(page, "p4", 2, 15)
    page.get_by_role("button", name="Share quotation").click()
    expect(page.locator(".share-note")).to_have_text("Copied")
    assert copied(page) == "woman who sel\n— Two cities, one bridge"
    expect(page.get_by_role("button", name="Share paragraph")).to_have_count(0)


SANDBOX = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'


@pytest.mark.parametrize("frame", [SANDBOX, f'{SANDBOX} allow="clipboard-write"', ""], ids=["plain", "allowed", "open"])
def test_in_a_frame_the_published_address_is_copied(visit: Visit, maps: Site, published: Path, frame: str) -> None:
    maps.pages["/index.html"] = published.read_text(encoding="utf-8")
    body = f'<iframe title="Map" {frame} width="700" height="560" src="{maps.address}/index.html?view=map"></iframe>'
    page = visit(body, **CLIPBOARD)
    story = page.frame_locator("iframe")
    story.locator(".place-marker[data-place=laredo]").click()
    story.get_by_role("dialog").get_by_role("button", name="Share this place").click()
    expect(story.locator(".share-note")).to_have_text("Copied")
    page.bring_to_front()
    page.evaluate("focus()")
    assert copied(page) == f"{ADDRESS}#place=laredo"


def test_a_framed_page_without_a_published_address_gives_its_own(visit: Visit, maps: Site) -> None:
    body = f'<iframe title="Map" width="700" height="560" src="{maps.address}/index.html?view=map&id=5"></iframe>'
    page = visit(body, **CLIPBOARD)
    story = page.frame_locator("iframe")
    story.locator(".place-marker[data-place=laredo]").click()
    story.get_by_role("dialog").get_by_role("button", name="Share this place").click()
    expect(story.locator(".share-note")).to_have_text("Copied")
    page.evaluate("focus()")
    assert copied(page) == f"{maps.address}/index.html?id=5#place=laredo"


def test_a_saved_page_shares_as_the_first_one_did(open_page: OpenPage, published: Path, tmp_path: Path) -> None:
    page = open_page(published, **CALM)
    choose(page, "p4", 2, 38)
    expect(page.get_by_role("button", name="Share quotation")).to_be_visible()
    saved = tmp_path / "saved.html"
    saved.write_text("<!DOCTYPE html>" + page.evaluate("document.documentElement.outerHTML"), encoding="utf-8")
    again = open_page(saved, wait=True, bypass_csp=True, **CALM)
    expect(again.get_by_text("Share quotation")).to_have_count(0)
    expect(again.get_by_role("button", name="Step through the story")).to_have_count(1)
    expect(again.locator(".share-note")).to_have_count(1)
