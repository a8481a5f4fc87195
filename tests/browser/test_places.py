"""The list of places, one step away; names, markers, areas and entries as one thing; the way from place to place."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NAMES, PHONE, OpenPage, until
from tests.browser.test_scroll_sync import CALM, read


def tap(page: Page, name: str) -> None:
    """Tap a button on the map. Playwright's own way first scrolls a page whose map stays in place."""
    box = page.locator("#map").get_by_role("button", name=name, exact=True).bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def listed(page: Page) -> list[str]:
    return [name.inner_text() for name in page.locator(".place-card:visible .place-name bdi").all()]


def test_the_list_is_one_step_away_and_so_is_the_way_back(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    read(page, "p4")
    at = page.evaluate("scrollY")
    places = page.get_by_role("button", name="Places", exact=True)
    places.click()
    heading = page.get_by_role("heading", name="Places in this story")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    page.locator(".places").get_by_role("button", name="Back to the story").click()
    expect(places).to_be_focused()
    assert page.evaluate("scrollY") == at
    expect(page.get_by_role("button", name="Back to the story")).to_have_count(0)


def test_on_a_phone_the_way_back_is_on_the_map_too(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE, **CALM)
    read(page, "p4")
    at = page.evaluate("scrollY")
    tap(page, "Places")
    expect(page.get_by_role("heading", name="Places in this story")).to_be_in_viewport()
    tap(page, "Back to the story")
    until(page, f"Math.abs(scrollY - {at}) <= 1")


def test_reading_on_makes_the_way_back_needless(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    page.get_by_role("button", name="Places", exact=True).click()
    expect(page.locator("#map").get_by_role("button", name="Back to the story")).to_be_visible()
    read(page, "p4")
    expect(page.get_by_role("button", name="Back to the story")).to_have_count(0)


def test_a_short_list_is_sorted_and_not_searched(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    by_text = listed(page)
    assert by_text == ["Ciudad Juárez", "El Paso", "Santa Fe bridge", "Sinaloa", "Laredo", "Chihuahua"]
    by_name = page.get_by_role("button", name="By name")
    by_name.click()
    expect(by_name).to_have_attribute("aria-pressed", "true")
    assert listed(page) == sorted(by_text)
    page.get_by_role("button", name="In order of the text").click()
    assert listed(page) == by_text


def test_a_long_list_is_searched_while_typing_and_the_count_is_said(open_page: OpenPage, spain: Path) -> None:
    page = open_page(spain)
    search = page.locator(".places-search")
    assert listed(page) == list(reversed(NAMES))
    search.press_sequentially("c")
    # Cádiz, Córdoba, Cuenca, and all the others by their layer.
    assert len(listed(page)) == 13
    search.press_sequentially("o")
    assert listed(page) == ["Córdoba"]
    expect(page.locator(".places-found")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(page.locator(".places-found").inner_text())
    search.fill("toledo")
    assert listed(page) == []
    search.fill("")
    assert len(listed(page)) == 13
    page.locator(".places-order").nth(1).click()
    assert listed(page) == NAMES


def test_a_name_in_the_list_opens_its_card_and_gets_the_focus_back(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    entry = page.locator("#place-laredo").get_by_role("button", name="Laredo")
    entry.click()
    expect(page.get_by_role("dialog", name="Laredo")).to_be_focused()
    page.keyboard.press("Escape")
    expect(entry).to_be_focused()


@pytest.mark.parametrize("how", ["pointer", "keyboard"])
def test_name_marker_area_and_entry_light_up_together(open_page: OpenPage, juarez: Path, how: str) -> None:
    page = open_page(juarez)
    name = page.locator("a.place[data-place=sinaloa]")
    if how == "pointer":
        name.scroll_into_view_if_needed()
        name.hover()
    else:
        name.focus()
    expect(page.locator(".is-highlighted")).to_have_count(4)
    for part in ("a.place", ".place-marker", "path.place-area", "li.place-card"):
        expect(page.locator(f"{part}.is-highlighted")).to_have_attribute("data-place", "sinaloa")
    marker = page.locator(".place-marker[data-place=ciudad-juarez]")
    if how == "pointer":
        marker.hover()
    else:
        marker.focus()
    expect(page.locator("a.place.is-highlighted")).to_have_count(7)
    expect(page.locator("path.is-highlighted")).to_have_count(0)


def test_the_buttons_go_through_the_places_in_the_order_of_the_text(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    following = page.get_by_role("button", name="Next place")
    seen = []
    for _ in range(7):
        following.click()
        seen.append(page.get_by_role("dialog").get_by_role("heading").inner_text().replace("\n", ""))
        expect(page.locator("a.place.is-current").first).to_be_in_viewport()
    assert seen == [
        "1Ciudad Juárez",
        "2El Paso",
        "3Santa Fe bridge",
        "4Sinaloa",
        "5Laredo",
        "6Chihuahua",
        "1Ciudad Juárez",
    ]
    page.get_by_role("button", name="Previous place").click()
    expect(page.get_by_role("dialog", name="Chihuahua")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Previous place")).to_be_focused()


def test_the_first_place_is_the_one_where_the_reader_is(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    read(page, "p7")
    until(page, "location.hash === '#p=7'")
    page.get_by_role("button", name="Next place").click()
    expect(page.get_by_role("dialog", name="Sinaloa")).to_be_visible()
    page.keyboard.press("Escape")
    read(page, "p7")
    page.get_by_role("button", name="Previous place").click()
    expect(page.get_by_role("dialog", name="Santa Fe bridge")).to_be_visible()


def test_the_keys_go_through_the_places_only_where_the_focus_is_on_the_story(
    open_page: OpenPage, spain: Path, juarez: Path
) -> None:
    page = open_page(juarez, **CALM)
    page.keyboard.press("j")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("a.place[data-place=el-paso]").first.focus()
    page.keyboard.press("j")
    expect(page.get_by_role("dialog", name="Santa Fe bridge")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("dialog", name="Sinaloa")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page.get_by_role("dialog", name="El Paso")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("a.place[data-place=el-paso]").first).to_be_focused()
    page.keyboard.press("Control+j")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".leaflet-container").focus()
    page.keyboard.press("j")
    expect(page.get_by_role("dialog", name="Ciudad Juárez")).to_be_visible()
    other = open_page(spain)
    other.locator(".places-search").press_sequentially("j")
    expect(other.get_by_role("dialog")).to_have_count(0)
    assert other.locator(".places-search").input_value() == "j"


def test_a_place_far_away_is_brought_into_sight_whole(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    read(page, "p1")
    until(page, "map_story.getZoom() === 12")
    page.locator("#place-sinaloa .place-open").click()
    expect(page.get_by_role("dialog", name="Sinaloa")).to_be_visible()
    assert page.evaluate("map_story.getZoom()") < 8
