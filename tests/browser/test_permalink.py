"""Addresses that open at a place or a paragraph, an address that follows the reader, and the browser's back."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_scroll_sync import CALM, in_view, read


def test_an_address_opens_a_place_and_its_first_sentence(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="#place=sinaloa", **CALM)
    expect(page.get_by_role("dialog", name="Sinaloa")).to_be_focused()
    expect(page.locator("a.place[data-place=sinaloa]")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("a.place[data-place=sinaloa]")).to_be_focused()
    until(page, "/^#p=\\d+$/.test(location.hash)")


def test_an_address_opens_a_place_on_a_phone(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="#place=laredo", **PHONE)
    expect(page.locator(".sheet").get_by_role("heading")).to_have_text("5Laredo")


def test_an_address_opens_at_a_paragraph_with_the_map_there(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="#p=7")
    expect(page.locator("#p7")).to_be_in_viewport()
    assert page.evaluate(in_view(page, "sinaloa"))
    expect(page.locator(".place-marker.is-read")).to_have_count(2)


def test_the_anchors_of_elements_still_work(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="#place-sinaloa")
    expect(page.locator("#place-sinaloa")).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_have_count(0)
    mention = page.locator("a.place[data-place=laredo]")
    page.evaluate(f"location.hash = '{mention.get_attribute('id')}'")
    expect(mention).to_be_in_viewport()


def test_a_bad_address_does_nothing(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="#place=nowhere")
    page.evaluate("location.hash = '#p=999'")
    until(page, "location.hash === '#p=999'")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("a.place").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_address_follows_the_reader_and_makes_no_history(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    length = page.evaluate("history.length")
    for block in ("p1", "p4", "p7"):
        read(page, block)
        until(page, f"location.hash === '#p={block[1:]}'")
    assert page.evaluate("history.length") == length
    page.evaluate("scrollTo(0, 0)")
    until(page, "location.hash === ''")


def test_back_closes_a_place_and_leaves_the_reader_where_they_are(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    read(page, "p1")
    until(page, "location.hash === '#p=1'")
    page.locator("a.place[data-place=el-paso]").first.click()
    assert page.evaluate("location.hash") == "#place=el-paso"
    # Another place takes its turn, and makes no step more.
    page.locator("a.place[data-place=ciudad-juarez]").first.click()
    assert page.evaluate("location.hash") == "#place=ciudad-juarez"
    read(page, "p7")
    scrolled = page.evaluate("scrollY")
    page.evaluate("history.back()")
    expect(page.get_by_role("dialog")).to_have_count(0)
    until(page, "location.hash === '#p=7'")
    assert page.evaluate("scrollY") == scrolled
    page.evaluate("history.forward()")
    expect(page.get_by_role("dialog", name="Ciudad Juárez")).to_be_visible()


def test_closing_a_place_leaves_no_step_behind(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    read(page, "p1")
    until(page, "location.hash === '#p=1'")
    page.locator("a.place[data-place=el-paso]").first.click()
    scrolled = page.evaluate("scrollY")
    page.get_by_role("button", name="Close").click()
    until(page, "location.hash === '#p=1'")
    assert page.evaluate("[scrollY, history.scrollRestoration, history.state]") == [scrolled, "auto", None]


def test_a_link_to_a_place_opens_it_on_the_page_that_is_there(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    page.evaluate("location.hash = '#place=laredo'")
    expect(page.get_by_role("dialog", name="Laredo")).to_be_visible()
    page.evaluate("history.back()")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_frames_address_opens_there_and_is_left_alone(open_page: OpenPage, juarez: Path, tmp_path: Path) -> None:
    shutil.copy(juarez, tmp_path / "story.html")
    host = tmp_path / "host.html"
    host.write_text(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Host</title><iframe title="Map" width="900" height="600" '
        'sandbox="allow-scripts" src="story.html#place=el-paso"></iframe></html>',
        encoding="utf-8",
    )
    page = open_page(host, wait=False)
    frame = page.frames[1]
    length = page.evaluate("history.length")
    expect(frame.get_by_role("dialog", name="El Paso")).to_be_visible()
    frame.get_by_role("button", name="Close").click()
    expect(frame.get_by_role("dialog")).to_have_count(0)
    frame.locator("a.place[data-place=laredo]").click()
    expect(frame.get_by_role("dialog", name="Laredo")).to_be_visible()
    assert frame.evaluate("location.hash") == "#place=el-paso"
    assert page.evaluate("history.length") == length
