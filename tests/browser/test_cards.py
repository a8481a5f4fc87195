"""A card stays as it is while the map under it changes: what is pressed on it is a click, and what has the focus keeps it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDE, OpenPage
from tests.browser.test_scroll_sync import CALM

_AROUND_MARKER = "map_story.setZoomAround(map_story._popup.getLatLng(), map_story.getZoom() - 0.5, { animate: false })"


def zoom(page: Page) -> None:
    before = page.evaluate("map_story.getZoom()")
    page.evaluate(_AROUND_MARKER)
    assert page.evaluate("map_story.getZoom()") < before


def resize(page: Page) -> None:
    before = page.evaluate("map_story.getSize().x")
    page.evaluate("void (window.resized = new Promise((done) => map_story.once('resize', () => done())))")
    page.set_viewport_size({"width": WIDE["viewport"]["width"] - 6, "height": WIDE["viewport"]["height"] - 4})
    page.evaluate("resized")
    assert page.evaluate("map_story.getSize().x") < before


def open_card(page: Page) -> None:
    page.locator("a.place[data-place=el-paso]").first.click()
    expect(page.get_by_role("dialog", name="El Paso")).to_be_focused()


@pytest.mark.parametrize("change", [zoom, resize])
def test_a_press_during_which_the_map_changes_is_a_click(
    open_page: OpenPage, juarez: Path, change: Callable[[Page], None]
) -> None:
    page = open_page(juarez, **CALM)
    open_card(page)
    position = page.locator(".card-position")
    count = position.inner_text().rpartition(" ")[2]
    box = page.get_by_role("button", name="Previous passage").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    change(page)
    page.mouse.up()
    expect(position).to_have_text(f"{count} of {count}")


def test_what_has_the_focus_keeps_it_while_the_card_is_turned_and_the_map_zooms(
    open_page: OpenPage, juarez: Path
) -> None:
    page = open_page(juarez, **CALM)
    open_card(page)
    button = page.get_by_role("button", name="Next passage")
    button.focus()
    page.evaluate(
        "window.lost = 0; document.querySelector('.card').addEventListener('focusout', () => lost++);"
        " window.removed = 0; new MutationObserver((all) => removed += all.filter((one) => one.removedNodes.length).length)"
        ".observe(document.querySelector('.leaflet-popup-content'), { childList: true })"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".card-position")).to_have_text("2 of 3")
    zoom(page)
    expect(button).to_be_focused()
    assert page.evaluate("[lost, removed]") == [0, 0]


def test_a_card_that_is_turned_to_a_longer_passage_is_laid_out_anew(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    open_card(page)
    for _ in range(3):
        page.get_by_role("button", name="Next passage").click()
        fits = page.evaluate(
            "(() => { const content = document.querySelector('.leaflet-popup-content'), card = content.firstChild;"
            " return Math.abs(content.getBoundingClientRect().bottom - card.getBoundingClientRect().bottom) <= 1"
            " || content.matches('.leaflet-popup-scrolled') })()"
        )
        assert fits
        tip = page.evaluate(
            "(() => { const tip = document.querySelector('.leaflet-popup-tip').getBoundingClientRect(),"
            " symbol = document.querySelector('.place-marker[data-place=el-paso]').getBoundingClientRect();"
            " return [tip.left + tip.width / 2 - symbol.left - symbol.width / 2, symbol.top - tip.bottom] })()"
        )
        assert all(abs(distance) < 30 for distance in tip)
