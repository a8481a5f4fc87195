"""A page that was saved after it ran opens again as the page that it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, WIDE, until
from tests.browser.test_named_places import features, text

# The browser says so of each style attribute that it reads in a saved page, and does not apply it. Leaflet wrote them all:
# the elements that have them are made anew when the page starts, so nothing that is seen depends on them (see below).
_OF_A_FORMER_RUN = ("style-src", "inline style")

Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Open a file; what a script says, or fails in, fails the test."""
    said: list[str] = []
    contexts = []

    def open_(path: Path, **options: object) -> Page:
        context = chromium.new_context(**{**WIDE, "offline": True, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector("html.is-ready", state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [words for words in said if not all(part in words for part in _OF_A_FORMER_RUN)] == []


def save(page: Page, path: Path, doctype: str = "") -> Path:
    path.write_text(doctype + page.evaluate("document.documentElement.outerHTML"), encoding="utf-8")
    return path


def read_and_use(page: Page) -> None:
    """Read on, sort the list, print, open a card."""
    page.evaluate("scrollTo({ top: 600, behavior: 'instant' })")
    page.get_by_role("button", name="By name").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.locator("a.place[data-place=laredo]").first.click()
    page.get_by_role("dialog", name="Laredo").wait_for()
    page.locator("a.place[data-place=laredo]").first.dispatch_event("mouseover")


@pytest.mark.parametrize("doctype", ["<!DOCTYPE html>", ""], ids=["a browser", "an archive"])
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_saved_page_opens_as_one_map_however_often(
    visit: Visit, juarez: Path, tmp_path: Path, screen: dict[str, object], doctype: str
) -> None:
    page = visit(juarez, **screen)
    tree = page.locator("body").aria_snapshot()
    count = page.locator("body *").count()
    for generation in range(3):
        read_and_use(page)
        page = visit(save(page, tmp_path / f"saved-{generation}.html", doctype), **screen)
        assert page.locator(".place-marker").count() == 6
        assert page.locator(".leaflet-map-pane, .sheet, .toolbar, .places-tools, #legend").count() == 5
        assert page.locator("body").aria_snapshot() == tree
        assert page.locator("body *").count() == count
        assert page.locator(".is-current, .is-highlighted, .has-sheet").count() == 0


def test_a_saved_page_is_used_as_before(visit: Visit, juarez: Path, tmp_path: Path) -> None:
    page = visit(juarez)
    read_and_use(page)
    page = visit(save(page, tmp_path / "saved.html"))
    page.locator(".place-marker[data-place=el-paso]").click()
    page.get_by_role("dialog", name="El Paso").wait_for()
    page.locator("#place-laredo").get_by_role("button").click()
    page.get_by_role("dialog", name="Laredo").wait_for()
    page.evaluate("scrollTo({ top: 600, behavior: 'instant' })")
    page.keyboard.press("Escape")
    until(page, "document.querySelectorAll('.place-marker.is-read').length > 0")


def test_a_page_that_is_saved_while_it_is_searched_shows_all_of_its_list(
    visit: Visit, spain: Path, tmp_path: Path
) -> None:
    page = visit(spain)
    order = page.locator(".place-card").evaluate_all("cards => cards.map((card) => card.id)")
    page.locator(".places-search").fill("Soria")
    page.locator(".places-order").last.click()
    assert page.locator(".place-card:visible").count() == 1
    page = visit(save(page, tmp_path / "saved.html"))
    assert page.locator(".place-card").evaluate_all("cards => cards.map((card) => card.id)") == order
    assert page.locator(".place-card:visible").count() == len(order)


# The boxes of all that is seen, to whole pixels.
_BOXES = """[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()).map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [one.localName, ...[x, y, width, height].map(Math.round)].join(' ') })"""


def save_complete(page: Page, path: Path) -> Path:
    """Save a page as Chromium's "Webpage, Complete" does: the document as it is, addresses made whole, and its own comment
    and declaration of the encoding at the top."""
    page.evaluate(
        "for (const name of ['href', 'src']) for (const one of document.querySelectorAll(`[${name}]`))"
        " if (one.getAttribute(name)) one.setAttribute(name, one[name]?.baseVal ?? one[name])"
    )
    page.evaluate("document.querySelector('meta[charset]').remove()")
    html = page.evaluate("document.documentElement.outerHTML")
    head = '<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
    html = "<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n" + html.replace("<head>", head, 1)
    path.write_text(html, encoding="utf-8")
    return path


def test_a_page_saved_complete_opens_as_one_map_and_nothing_has_moved(
    visit: Visit, juarez: Path, tmp_path: Path
) -> None:
    page = visit(juarez, reduced_motion="reduce")
    boxes = page.evaluate(_BOXES)
    read_and_use(page)
    page = visit(save_complete(page, tmp_path / "saved.html"), reduced_motion="reduce")
    assert page.evaluate("document.characterSet") == "UTF-8"
    assert page.locator(".leaflet-map-pane").count() == 1
    assert page.evaluate(_BOXES) == boxes
    page.locator("a.place[data-place=laredo]").first.click()
    page.get_by_role("dialog", name="Laredo").wait_for()


def test_a_page_saved_in_one_file_of_mhtml_is_a_still_of_what_was_seen(
    visit: Visit, juarez: Path, tmp_path: Path
) -> None:
    """Chromium leaves out scripts, and what a canvas shows: the text, the markers and the open card stay, in their places."""
    page = visit(juarez, reduced_motion="reduce")
    page.locator("a.place[data-place=laredo]").first.click()
    page.get_by_role("dialog", name="Laredo").wait_for()
    snapshot = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    (tmp_path / "saved.mhtml").write_text(snapshot, encoding="utf-8", newline="")
    markers = "[...document.querySelectorAll('.place-marker, .card')].map((one) => { const { x, y } = one.getBoundingClientRect(); return [Math.round(x), Math.round(y)] })"
    places = page.evaluate(markers)
    assert len(places) == 7
    page = visit(tmp_path / "saved.mhtml", reduced_motion="reduce")
    assert page.evaluate("document.scripts.length") == 0
    assert page.locator(".leaflet-map-pane").count() == 1
    assert page.evaluate(markers) == places
    page.get_by_role("dialog", name="Laredo").wait_for()


def test_a_page_that_names_hundreds_knows_all_of_it_again(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features()}), "utf-8")
    (tmp_path / "story.md").write_text(text(), "utf-8")
    page = visit(render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html"))
    # Some of its passages have elements when it is saved, and most have none.
    page.evaluate("document.getElementById('p1708').scrollIntoView({block: 'center'})")
    page.wait_for_selector("#p1708 a.place")
    saved = save(page, tmp_path / "saved.html", "<!DOCTYPE html>")
    marks = """[...document.querySelectorAll("#article :is(.excerpt, [data-place])")].map((mark) => mark.outerHTML)"""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    whole = page.evaluate(marks)
    page = visit(saved)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(marks) == whole
    entry = page.locator("#places .place-card").nth(43)
    assert entry.locator(".place-name bdi").text_content() == "Mill 43"
    assert entry.locator(".place-note").text_content() == "It stands."
