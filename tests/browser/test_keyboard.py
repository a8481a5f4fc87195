from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage


def active(page: Page) -> str:
    return page.evaluate(
        "(at => at.getAttribute('aria-label') || at.title || at.textContent.trim())(document.activeElement)"
    )


def test_the_first_stop_skips_to_the_map(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.keyboard.press("Tab")
    assert active(page) == "Skip to the map"
    expect(page.get_by_role("link", name="Skip to the map")).to_be_in_viewport()
    page.keyboard.press("Enter")
    # The map itself: the next keys move it.
    expect(page.get_by_role("region", name="Map")).to_be_focused()


def test_a_stop_before_the_map_skips_back_to_the_text(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.get_by_role("region", name="Map").focus()
    page.keyboard.press("Shift+Tab")
    assert active(page) == "Skip to the text"
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert active(page) == "Ciudad Juárez"
    expect(page.locator(":focus")).to_have_attribute("id", "m1")


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
        "1 Ciudad Juárez",
        "2 El Paso",
        "3 Santa Fe bridge",
        "4 Sinaloa",
        "5 Laredo",
        "6 Chihuahua",
    ]
    assert {marker.get_attribute("role") for marker in page.locator(".place-marker").all()} == {"button"}


def test_a_marker_opens_with_enter_and_with_space(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    marker = page.get_by_role("region", name="Map").get_by_role("button", name="5 Laredo")
    for key in ("Enter", " "):
        marker.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name="Laredo")).to_be_focused()
        page.get_by_role("button", name="Close").press("Enter")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(marker).to_be_focused()


def test_the_tab_key_goes_through_the_whole_story_in_the_order_it_is_seen(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, reduced_motion="reduce")
    stops = []
    while "Next place (J)" not in stops:
        page.keyboard.press("Tab")
        stops.append(active(page))
    assert stops[:4] == ["Skip to the map", "Step through the story", "Ciudad Juárez", "El Paso"]
    assert stops[6:8] == ["Santa Fe bridge", "a view of a concrete river"]
    at = stops.index("In order of the text")
    assert at == 20
    assert stops[at : at + 4] == ["In order of the text", "By name", "1Ciudad Juárez", "Ciudad Juárez, mention 1"]
    at = stops.index("Map")
    assert stops[at - 1 : at + 8] == [
        "Skip to the text",
        "Map",
        *[m.get_attribute("aria-label") for m in page.locator(".place-marker").all()],
        "Zoom in",
    ]
    assert stops[-3:] == ["Previous place (K)", "Places", "Next place (J)"]


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
        last = active(page) == "Next place (J)"
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        assert style[0] != "none" and style[1] >= 2, active(page)


@pytest.mark.parametrize("device", [{}, PHONE], ids=["popup", "sheet"])
def test_after_a_card_the_tab_key_goes_on_where_it_was_opened(
    open_page: OpenPage, juarez: Path, device: dict[str, object]
) -> None:
    page = open_page(juarez, reduced_motion="reduce", **device)
    page.locator("#m5").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_focused()
    # A sheet has a handle, too.
    for _ in range(5 if device else 4):
        page.keyboard.press("Tab")
    assert active(page) == "Read in the story"
    page.keyboard.press("Tab")
    expect(page.locator(".map-action")).to_be_focused()
    # A sheet would lie over what is read next; a popup lies on the map.
    expect(page.get_by_role("dialog")).to_have_count(0 if device else 1)
    expect(page.locator(".map-action")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("device", [{}, PHONE], ids=["popup", "sheet"])
def test_backwards_the_tab_key_leaves_a_card_for_what_opened_it(
    open_page: OpenPage, juarez: Path, device: dict[str, object]
) -> None:
    page = open_page(juarez, reduced_motion="reduce", **device)
    page.locator("#m5").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#m5")).to_be_focused()


def test_an_open_popup_is_no_trap(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, reduced_motion="reduce")
    page.locator(".place-marker[data-place=laredo]").focus()
    page.keyboard.press("Enter")
    stops: list[str] = []
    while stops[-1:] != ["Zoom in"]:
        page.keyboard.press("Tab")
        stops.append(active(page))
        assert len(stops) < 12
    # Once from where it was opened, and once where it stands.
    assert stops == ["Close", "Read in the story", "6 Chihuahua", "Close", "Read in the story", "Zoom in"]


def test_a_marker_beyond_the_edge_comes_wholly_into_sight_with_the_focus(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="#p=7", reduced_motion="reduce", **PHONE)
    page.get_by_role("region", name="Map").focus()
    seen = []
    while len(seen) < 5:
        page.keyboard.press("Tab")
        at = active(page)
        if at[0] not in "12345":
            break
        inside, clear = page.evaluate(
            """(() => {
              const map = document.getElementById("map").getBoundingClientRect();
              const box = document.activeElement.getBoundingClientRect();
              const controls = [...document.querySelectorAll("#map .leaflet-control")].map(c => c.getBoundingClientRect());
              return [box.left >= map.left && box.top >= map.top && box.right <= map.right && box.bottom <= map.bottom,
                controls.every(c => !c.width || c.right <= box.left || c.left >= box.right || c.bottom <= box.top || c.top >= box.bottom)];
            })()"""
        )
        seen.append((at, inside, clear))
    assert [one for one in seen if not (one[1] and one[2])] == []
    assert {"4 Sinaloa", "5 Laredo"} <= {at for at, _, _ in seen}
