from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage


def active(page: Page) -> str:
    return page.evaluate(
        "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
    )


def test_the_first_stop_skips_to_the_map(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.keyboard.press("Tab")
    assert active(page) == "Skip to the map"
    expect(page.get_by_role("link", name="Skip to the map")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#map")).to_be_focused()


def test_a_name_opens_with_enter_and_escape_gives_the_focus_back(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    name = page.locator("a.place[data-place=santa-fe-bridge]").first
    name.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Santa Fe bridge")
    expect(dialog).to_be_focused()
    page.keyboard.press("Tab")
    assert active(page) == "Close"
    page.keyboard.press("Tab")
    assert active(page) == "Previous passage"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".card-position")).to_have_text("2 of 3")
    assert active(page) == "Next passage"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(name).to_be_focused()


def test_markers_are_buttons_in_the_order_of_their_numbers(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.locator(".leaflet-container").focus()
    labels = []
    while len(labels) < 6:
        page.keyboard.press("Tab")
        labels.append(active(page))
    assert labels == [
        "1. Ciudad Juárez",
        "2. El Paso",
        "3. Santa Fe bridge",
        "4. Sinaloa",
        "5. Laredo",
        "6. Chihuahua",
    ]
    assert {marker.get_attribute("role") for marker in page.locator(".place-marker").all()} == {"button"}


def test_a_marker_opens_with_enter_and_with_space(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    marker = page.get_by_role("button", name="5. Laredo")
    for key in ("Enter", " "):
        marker.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name="Laredo")).to_be_focused()
        page.get_by_role("button", name="Close").press("Enter")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(marker).to_be_focused()


def test_the_tab_key_goes_through_the_whole_story_in_the_order_it_is_seen(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    stops = []
    while "Next place" not in stops:
        page.keyboard.press("Tab")
        stops.append(active(page))
    assert stops[:4] == ["Skip to the map", "Step through the story", "Ciudad Juárez", "El Paso"]
    assert stops[6:8] == ["Santa Fe bridge", "a view of a concrete river"]
    at = stops.index("In order of the text")
    assert at == 20
    assert stops[at : at + 4] == ["In order of the text", "By name", "1Ciudad Juárez", "1"]
    at = stops.index("Map")
    assert stops[at : at + 8] == [
        "Map",
        *[m.get_attribute("aria-label") for m in page.locator(".place-marker").all()],
        "Zoom in",
    ]
    assert stops[-3:] == ["Previous place", "Places", "Next place"]


def test_on_a_phone_what_has_the_focus_is_never_under_the_map(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE)
    for _ in range(40):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            "(() => { const box = document.activeElement.getBoundingClientRect();"
            " return document.activeElement.closest('.story')"
            " && box.top < document.getElementById('map').getBoundingClientRect().bottom })()"
        )
        assert not hidden, active(page)


def test_the_focus_is_always_to_be_seen(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    last = False
    while not last:
        page.keyboard.press("Tab")
        last = active(page) == "Next place"
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        assert style[0] != "none" and style[1] >= 2, active(page)
