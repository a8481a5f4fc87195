"""The list of a large page: thousands of places without an entry, of which only those in sight are elements."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_scroll_sync import CALM

HOSTILE = '<img src=x onerror="alert(1)"></li></script>{{ 7 * 7 }}'
COUNT = 2_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two places that the text names, and two thousand that it does not; the last one is on no map."""
    folder = tmp_path_factory.mktemp("large")
    names = [
        "Laredo",
        "Zapata",
        HOSTILE,
        *(f"Rancho {COUNT - n:04}" for n in range(3, COUNT)),
        "Ávila",
        "Nowhere",
    ]
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": name,
                "layer": "Towns" if n < 1_000 else "Wells",
                **({"note": "dry since May"} if n == 11 else {}),
            },
            "geometry": None
            if name == "Nowhere"
            else {"type": "Point", "coordinates": [-100 + n % 40 / 2, 20 + n // 40 / 10]},
        }
        for n, name in enumerate(names)
    ]
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (folder / "story.md").write_text("# Ranchos\n\nFrom Laredo to Zapata.\n")
    story = build_story(folder / "story.md", all_places=True)
    places = story.places.copy()
    # More than reading lets in.
    places.loc[places["name"] == "Rancho 1990", "note"] = "x" * 1_000_000
    return render_page(replace(story, places=places)).save(folder / "page.html")


def rows(page: Page) -> list[str]:
    return [name.inner_text() for name in page.locator(".row-name").all()]


def focused(page: Page) -> tuple[str, str]:
    found = page.evaluate(
        "[document.activeElement.querySelector('.row-name')?.textContent, document.activeElement.parentElement.getAttribute('aria-posinset')]"
    )
    return found[0], found[1]


@pytest.mark.parametrize("device", [{}, PHONE], ids=["wide", "phone"])
def test_only_the_rows_in_sight_are_elements_and_each_says_which_it_is(
    open_page: OpenPage, large: Path, device: dict[str, object]
) -> None:
    page = open_page(large, **device)
    expect(page.locator("li.place-card")).to_have_count(2)
    items = page.locator(".rows li")
    assert 5 < items.count() < 40
    expect(items.first).to_have_attribute("aria-setsize", str(COUNT))
    expect(items.nth(1)).to_have_attribute("aria-posinset", "2")
    page.locator(".rows").evaluate("(list) => list.scrollTop = list.scrollHeight / 2")
    expect(page.locator(f".rows li[aria-posinset='{COUNT // 2}']")).to_have_count(1)
    assert items.count() < 40


def test_a_name_of_hostile_text_is_text(open_page: OpenPage, large: Path) -> None:
    page = open_page(large)
    assert rows(page)[0] == HOSTILE
    expect(page.locator(".rows img")).to_have_count(0)
    # A note of a million letters is one line here.
    assert max(len(row.inner_text()) for row in page.locator(".row").all()) < 500
    assert page.locator(".row").nth(8).evaluate("(row) => row.offsetHeight") == 52


def test_the_keyboard_goes_through_the_rows_and_opens_a_card(open_page: OpenPage, large: Path) -> None:
    page = open_page(large, **CALM)
    page.locator(".place-open").last.focus()
    # The place's passage, and then the list.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == (HOSTILE, "1")
    page.keyboard.press("End")
    assert focused(page) == ("Nowhere", str(COUNT))
    expect(page.locator(":focus")).to_be_in_viewport()
    expect(page.locator(":focus")).to_contain_text("not on the map")
    page.keyboard.press("PageUp")
    assert int(focused(page)[1]) < COUNT - 3
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    name, position = focused(page)
    assert (name, position) == ("Rancho 1997", "2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=name)).to_be_focused()
    page.keyboard.press("Escape")
    assert focused(page) == (name, "2")
    # One stop for all rows: the next one leaves the list.
    page.keyboard.press("Tab")
    expect(page.locator(".rows :focus")).to_have_count(0)


def test_the_search_finds_names_notes_and_layers_of_rows_too(open_page: OpenPage, large: Path) -> None:
    page = open_page(large)
    search = page.locator(".places-search")
    search.fill("dry")
    assert rows(page) == ["Rancho 1989"]
    expect(page.get_by_role("status")).to_have_text("1 place found")
    expect(page.locator("li.place-card:visible")).to_have_count(0)
    search.fill("avila")
    assert rows(page) == ["Ávila"]
    search.fill("towns laredo")
    expect(page.locator(".rows")).to_be_hidden()
    expect(page.locator("li.place-card:visible")).to_have_count(1)
    search.fill("rancho wells")
    expect(page.get_by_role("status")).to_have_text("1,000 places found")
    assert rows(page)[0] == "Rancho 1000"
    search.fill("")
    expect(page.locator(".rows li").first).to_have_attribute("aria-setsize", str(COUNT))


def test_rows_are_sorted_by_name_and_back(open_page: OpenPage, large: Path) -> None:
    page = open_page(large)
    page.get_by_role("button", name="By name").click()
    assert rows(page)[:4] == [HOSTILE, "Ávila", "Nowhere", "Rancho 0001"]
    page.locator(".places-search").fill("rancho 000")
    assert rows(page) == [f"Rancho {n:04}" for n in range(1, 10)]
    page.locator(".places-search").fill("")
    page.get_by_role("button", name="In order of the text").click()
    assert rows(page)[:3] == [HOSTILE, "Rancho 1997", "Rancho 1996"]


def test_in_print_the_rows_are_one_line(open_page: OpenPage, large: Path) -> None:
    page = open_page(large)
    line = page.get_by_text("and 2,000 more places, on the interactive map")
    expect(line).to_be_hidden()
    page.emulate_media(media="print")
    expect(line).to_be_visible()
    expect(page.locator(".rows")).to_be_hidden()
    expect(page.locator("li.place-card:visible")).to_have_count(2)


def test_a_row_shows_its_place_while_it_is_pointed_at(open_page: OpenPage, large: Path) -> None:
    page = open_page(large)
    row = page.locator(".row-open").nth(3)
    row.scroll_into_view_if_needed()
    row.hover()
    place = row.get_attribute("data-place")
    until(page, f"document.querySelector('.place-marker[data-place={place}]') !== null")
    expect(row).to_have_class("row-open is-highlighted")
