"""The sheet on a phone: fingers pull it up, down and away, what it covers is never the word that was picked, and then all is as before."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_scroll_sync import CALM, settled

_STILL = "document.querySelector('.sheet').getAnimations().length === 0"


def touch(page: Page, start: tuple[float, float], by: tuple[float, float], *, rests: bool = False) -> None:
    """Move a finger over the screen in a fifth of a second, by the clock of its own events; let it rest before it is lifted."""
    session = page.context.new_cdp_session(page)
    began = time.time()

    def send(kind: str, share: float, seconds: float) -> None:
        at = {"x": start[0] + by[0] * share, "y": start[1] + by[1] * share, "id": 0}
        points = [] if kind == "touchEnd" else [at]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": began + seconds})

    send("touchStart", 0, 0)
    for step in range(1, 11):
        send("touchMove", step / 10, step / 50)
    send("touchEnd", 1, 1 if rests else 0.21)


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found
    return dict(found)


def open_sheet(open_page: OpenPage, juarez: Path, **options: Any) -> tuple[Page, Locator]:
    """The card of the example that is too long for half of a phone's height, opened at a word in the middle of the text."""
    page = open_page(juarez, **PHONE, **options)
    word(page).evaluate("(word) => scrollBy(0, word.getBoundingClientRect().top - 450)")
    word(page).tap()
    expect(page.locator(".sheet").get_by_role("dialog", name="Ciudad Juárez")).to_be_focused()
    return page, page.locator(".sheet")


def word(page: Page) -> Locator:
    return page.locator("a.place[data-place=ciudad-juarez]").nth(1)


def grip(page: Page) -> tuple[float, float]:
    at = box(page.locator(".sheet"))
    return at["x"] + 60, at["y"] + 20


def test_a_swipe_down_takes_the_sheet_away_and_all_is_as_it_was(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE)
    word(page).evaluate("(word) => scrollBy(0, word.getBoundingClientRect().top - 600)")
    before = page.evaluate("scrollY")
    assert before > 0
    view = settled(page)
    word(page).tap()
    expect(page.locator(".sheet")).to_be_visible()
    assert page.evaluate("scrollY") != before
    until(page, _STILL)
    touch(page, grip(page), (0, 200))
    expect(page.locator(".sheet")).to_be_hidden()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(word(page)).to_be_focused()
    assert page.evaluate("scrollY") == before
    expect(page.locator(".place-marker.is-active")).to_have_count(0)
    assert settled(page)[0] == view[0]


def test_a_short_pull_lets_the_sheet_come_back(open_page: OpenPage, juarez: Path) -> None:
    page, sheet = open_sheet(open_page, juarez, **CALM)
    before = box(sheet)
    touch(page, grip(page), (0, 60), rests=True)
    until(page, _STILL)
    assert box(sheet) == before
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("motion", [{}, CALM], ids=["moving", "calm"])
def test_a_pull_up_shows_all_of_the_card_and_pulls_down_take_it_away_by_halves(
    open_page: OpenPage, juarez: Path, motion: dict[str, Any]
) -> None:
    page, sheet = open_sheet(open_page, juarez, **motion)
    half = box(sheet)
    read = sheet.get_by_role("link", name="Read in the story")
    view = settled(page)
    assert box(read)["y"] + box(read)["height"] > 640
    touch(page, grip(page), (0, -150))
    until(page, _STILL)
    assert box(sheet)["y"] < half["y"]
    assert box(read)["y"] + box(read)["height"] <= 640
    expect(page.get_by_role("button", name="Enlarge")).to_have_attribute("aria-expanded", "true")
    # The map stays behind it.
    assert settled(page) == view
    touch(page, grip(page), (0, 34), rests=True)
    until(page, _STILL)
    assert box(sheet) == half
    expect(page.get_by_role("button", name="Enlarge")).to_have_attribute("aria-expanded", "false")
    touch(page, grip(page), (0, 250))
    expect(sheet).to_be_hidden()


def test_the_handle_is_a_button_for_the_keyboard(open_page: OpenPage, juarez: Path) -> None:
    page, sheet = open_sheet(open_page, juarez, **CALM)
    half = box(sheet)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    handle = page.get_by_role("button", name="Enlarge")
    expect(handle).to_be_focused()
    for key, expanded in (("Enter", "true"), (" ", "false")):
        page.keyboard.press(key)
        expect(handle).to_have_attribute("aria-expanded", expanded)
        expect(handle).to_be_focused()
        assert (box(sheet)["height"] > half["height"]) == (expanded == "true")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(word(page)).to_be_focused()


def test_what_fits_into_half_of_the_height_has_no_handle(open_page: OpenPage, juarez: Path) -> None:
    options = {**PHONE, "viewport": {"width": 390, "height": 844}}
    page = open_page(juarez, **options, **CALM, fragment="#place=laredo")
    expect(page.locator(".sheet").get_by_role("dialog", name="Laredo")).to_be_visible()
    expect(page.locator(".sheet-handle")).to_be_hidden()
    before = box(page.locator(".sheet"))
    touch(page, grip(page), (0, -150))
    assert box(page.locator(".sheet")) == before


def test_a_finger_scrolls_what_is_in_a_full_sheet_and_pulls_it_only_from_its_top(
    open_page: OpenPage, juarez: Path
) -> None:
    page, sheet = open_sheet(open_page, juarez, **CALM)
    page.get_by_role("button", name="Enlarge").tap()
    # Longer than any window.
    page.locator(".card").evaluate(
        "(card) => card.append(Object.assign(document.createElement('div'), { style: 'height: 1500px' }))"
    )
    until(page, "document.querySelector('.sheet').offsetHeight > 500")
    full = box(sheet)
    assert full["y"] >= 44
    touch(page, (180, 550), (0, -250))
    until(page, "document.querySelector('.sheet').scrollTop > 100")
    assert box(sheet) == full
    # The head stays, with the way out.
    assert box(page.get_by_role("button", name="Close"))["y"] == pytest.approx(full["y"], abs=2)
    touch(page, (180, 300), (0, 60), rests=True)
    assert box(sheet) == full
    page.evaluate("document.querySelector('.sheet').scrollTop = 0")
    touch(page, (180, 300), (0, 300))
    until(page, "document.querySelector('.sheet').offsetHeight < 400")


def test_a_tap_on_the_map_takes_the_sheet_away(open_page: OpenPage, juarez: Path) -> None:
    page, sheet = open_sheet(open_page, juarez, **CALM)
    settled(page)
    scrolled = page.evaluate("scrollY")
    # Where no place and no button lies, nor beside it: a finger is broad.
    x, y = page.evaluate(
        "(() => { const isEmpty = (x, y) => document.elementFromPoint(x, y)?.closest('.leaflet-container')"
        " && !document.elementFromPoint(x, y).closest('.leaflet-control, .leaflet-interactive, .leaflet-marker-icon');"
        " for (let y = 80; y < 220; y += 5) for (let x = 30; x < 330; x += 5)"
        " if ([-20, 0, 20].every((across) => [-20, 0, 20].every((down) => isEmpty(x + across, y + down)))) return [x, y] })()"
    )
    page.touchscreen.tap(x, y)
    expect(sheet).to_be_hidden()
    expect(word(page)).to_be_focused()
    assert page.evaluate("scrollY") <= scrolled
    expect(page.locator(":focus-visible")).to_have_count(0)


def test_a_tap_on_another_name_or_marker_opens_that(open_page: OpenPage, juarez: Path) -> None:
    page, sheet = open_sheet(open_page, juarez, **CALM)
    other = page.locator("a.place[data-place=santa-fe-bridge]").first
    # The reader reads on beside the sheet.
    other.evaluate("(name) => scrollBy({ top: name.getBoundingClientRect().top - 300, behavior: 'instant' })")
    scrolled = page.evaluate("scrollY")
    other.tap()
    expect(sheet.get_by_role("dialog", name="Santa Fe bridge")).to_be_focused()
    page.get_by_role("button", name="Close").tap()
    expect(sheet).to_be_hidden()
    assert page.evaluate("scrollY") == scrolled
    word(page).evaluate("(word) => scrollBy({ top: word.getBoundingClientRect().top - 300, behavior: 'instant' })")
    word(page).tap()
    expect(sheet.get_by_role("dialog", name="Ciudad Juárez")).to_be_focused()
    page.locator(".place-marker[data-place=santa-fe-bridge]").tap()
    expect(sheet.get_by_role("dialog", name="Santa Fe bridge")).to_be_focused()
    # An area's click is the map's, too.
    page.evaluate("map_story.setView([29.6, -106.9], 6, { animate: false })")
    at = page.evaluate("map_story.latLngToContainerPoint([29.6, -106.9])")
    page.touchscreen.tap(at["x"], at["y"])
    expect(sheet.get_by_role("dialog", name="Chihuahua")).to_be_focused()


@pytest.mark.parametrize("size", [(360, 640), (390, 844), (640, 360), (568, 320), (768, 1024)])
def test_the_word_that_was_picked_is_never_under_the_sheet(
    open_page: OpenPage, juarez: Path, size: tuple[int, int]
) -> None:
    width, height = size
    options = {**PHONE, "viewport": {"width": width, "height": height}}
    page = open_page(juarez, **options, **CALM)
    picked = page.locator("a.place[data-place=laredo]")
    picked.evaluate("(word) => scrollBy(0, word.getBoundingClientRect().bottom - innerHeight + 5)")
    picked.tap()
    sheet = page.locator(".sheet")
    expect(sheet).to_be_visible()
    for turned in ((width, height), (height, width), (width, height)):
        page.set_viewport_size({"width": turned[0], "height": turned[1]})
        until(
            page, f"innerWidth === {turned[0]} && map_story.getSize().x === document.getElementById('map').clientWidth"
        )
        if not sheet.is_visible():
            # A tablet on its side has room for a popup.
            expect(page.locator(".leaflet-popup")).to_be_visible()
            continue
        seen = (
            "(() => { const word = document.querySelector('a.place[data-place=laredo]').getBoundingClientRect();"
            " const [sheet, map] = ['.sheet', '#map'].map((one) => document.querySelector(one).getBoundingClientRect());"
            " return word.bottom <= sheet.top && word.top >= 0 && (word.top >= map.bottom - 1 || word.right <= map.left) })()"
        )
        until(page, seen)


def test_a_tap_shows_no_ring_and_leaves_nothing_lit(open_page: OpenPage, juarez: Path) -> None:
    page, sheet = open_sheet(open_page, juarez, **CALM)
    rings = page.locator(":focus-visible")
    expect(rings).to_have_count(0)
    page.get_by_role("button", name="Close").tap()
    expect(sheet).to_be_hidden()
    expect(word(page)).to_be_focused()
    expect(rings).to_have_count(0)
    expect(page.locator(".is-highlighted, .is-current, .is-active")).to_have_count(0)
    quiet = "getComputedStyle(document.querySelector('.article a.place[data-place=ciudad-juarez]')).backgroundColor"
    assert page.evaluate(quiet) == "rgba(0, 0, 0, 0)"
    marker = page.locator(".place-marker[data-place=el-paso]")
    size = box(marker.locator(".symbol"))["width"]
    marker.tap()
    expect(sheet).to_be_visible()
    expect(rings).to_have_count(0)
    page.get_by_role("button", name="Close").tap()
    expect(sheet).to_be_hidden()
    expect(page.locator(".is-highlighted, .is-current, .is-active")).to_have_count(0)
    assert box(marker.locator(".symbol"))["width"] <= size


def test_what_the_keyboard_lit_goes_out_when_the_reader_reads_on(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    page.mouse.move(5, 5)
    name = page.locator("a.place[data-place=el-paso]").first
    name.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="El Paso")).to_be_visible()
    page.keyboard.press("Escape")
    expect(name).to_be_focused()
    assert page.locator(".is-highlighted").count() > 1
    page.mouse.wheel(0, 1500)
    expect(page.locator(".is-highlighted")).to_have_count(0)


def test_in_a_frame_as_high_as_its_text_the_sheet_stands_below_the_word(
    open_page: OpenPage, juarez: Path, tmp_path: Path
) -> None:
    shutil.copy(juarez, tmp_path / "story.html")
    (tmp_path / "host.html").write_text(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<title>Host</title><body style="margin:0"><iframe title="Map" width="360" height="6000" '
        'style="border:0;display:block" sandbox="allow-scripts" src="story.html"></iframe></body></html>',
        encoding="utf-8",
    )
    page = open_page(tmp_path / "host.html", wait=False, **PHONE, **CALM)
    frame = page.frames[1]
    frame.wait_for_selector("html.is-ready", state="attached")
    name = frame.locator("a.place[data-place=laredo]")
    name.tap()
    sheet = frame.locator(".sheet")
    expect(sheet.get_by_role("dialog", name="Laredo")).to_be_focused()
    assert 0 < box(sheet)["y"] - box(name)["y"] - box(name)["height"] < 20
    frame.get_by_role("button", name="Close").tap()
    expect(name).to_be_focused()
