"""Headline, standfirst and kicker: their names lead to the map as those of the body do, and cards quote them last."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.test_accessible import faults
from tests.browser.test_scroll_sync import CALM

TOWNS = {"Aleppo": (37.16, 36.2), "Homs": (36.72, 34.73), "Hama": (36.75, 35.13), "Idlib": (36.63, 35.93)}
TEXT = """---
title: Night falls on Aleppo
subtitle: From Homs to the sea
kicker: Idlib
---
Nobody came to Hama.

In Aleppo it was dark. Homs was closed.
"""


@pytest.fixture(scope="module")
def syria(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("syria")
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": at}}
        for name, at in TOWNS.items()
    ]
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (folder / "story.md").write_text(TEXT, encoding="utf-8")
    return render_page(build_story(folder / "story.md")).save(folder / "page.html")


def test_a_name_in_the_headline_opens_its_place_with_what_the_body_says(open_page: OpenPage, syria: Path) -> None:
    page = open_page(syria, **CALM)
    name = page.get_by_role("heading", level=1).get_by_role("link", name="Aleppo")
    name.click()
    card = page.get_by_role("dialog", name="Aleppo")
    expect(card.locator(".card-passage")).to_have_text("In Aleppo it was dark.")
    expect(card.locator(".card-position")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(name).to_be_focused()


def test_a_place_that_only_the_kicker_names_quotes_it_and_leads_back_to_it(open_page: OpenPage, syria: Path) -> None:
    page = open_page(syria, **CALM)
    page.locator("button.place-open", has_text="Idlib").click()
    card = page.get_by_role("dialog", name="Idlib")
    expect(card.locator(".card-passage")).to_have_text("Idlib")
    card.get_by_role("link", name="Read in the story").click()
    expect(page.locator(".kicker a")).to_be_focused()
    expect(page.locator(".kicker a")).to_be_in_viewport()


def test_a_marker_lights_up_its_name_in_the_headline_too(open_page: OpenPage, syria: Path) -> None:
    page = open_page(syria, **CALM)
    page.locator(".place-marker[data-place=aleppo]").hover()
    expect(page.locator("h1 a.is-highlighted")).to_have_text("Aleppo")
    expect(page.locator("#p2 a.is-highlighted")).to_have_text("Aleppo")


def test_the_blocks_of_the_body_keep_their_addresses_and_the_map_opens_as_ever_at_the_title(
    open_page: OpenPage, syria: Path
) -> None:
    page = open_page(syria, **CALM)
    assert page.locator("[id^=p][id$='1'], [id^=p][id$='2'], [id^=p][id$='3']").evaluate_all(
        "all => all.map(({ id, textContent }) => [id, textContent])"
    ) == [["p1", "Nobody came to Hama."], ["p2", "In Aleppo it was dark. Homs was closed."]]
    page.get_by_role("button", name="Step through the story").click()
    expect(page.locator(".steps-position")).to_have_text("1 of 3")
    expect(page.locator(".is-step")).to_contain_text("Night falls on Aleppo")


def test_the_keys_for_the_next_place_begin_above_the_body(open_page: OpenPage, syria: Path) -> None:
    page = open_page(syria, **CALM)
    for name in ("Idlib", "Aleppo", "Homs", "Hama"):
        page.get_by_role("button", name="Next place").click()
        expect(page.get_by_role("dialog", name=name)).to_be_visible()


def test_the_map_alone_quotes_the_headline_where_the_body_says_nothing(open_page: OpenPage, syria: Path) -> None:
    page = open_page(syria, fragment="?view=map", **CALM)
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    page.locator(".place-marker[data-place=idlib]").click()
    expect(page.get_by_role("dialog", name="Idlib").locator(".card-passage")).to_have_text("Idlib")


def test_without_script_a_name_in_the_headline_leads_to_its_entry(open_page: OpenPage, syria: Path) -> None:
    page = open_page(syria, java_script_enabled=False)
    page.get_by_role("heading", level=1).get_by_role("link", name="Aleppo").click()
    expect(page.locator("#place-aleppo")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_stands_above_the_body_is_accessible_and_fits_a_phone(
    open_page: OpenPage, syria: Path, scheme: str
) -> None:
    page = open_page(syria, **{**PHONE, "color_scheme": scheme})
    page.locator("h1 a").focus()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
