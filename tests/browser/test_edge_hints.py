"""Hints at the edge of the map, to what of the story lies beyond it."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, until
from tests.browser.test_inset import bakery

Box = tuple[float, float, float, float]


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    return bakery(tmp_path)


def boxes(page: Page, selector: str) -> list[Box]:
    found = [element.bounding_box() for element in page.locator(selector).all() if element.is_visible()]
    return [(b["x"], b["y"], b["x"] + b["width"], b["y"] + b["height"]) for b in found if b]


def meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_what_lies_beyond_the_edge_is_named_there_and_opens(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, reduced_motion="reduce")
    page.get_by_role("button", name=re.compile(r"^Stuttgart \d+, beyond the right edge of the map$")).click()
    expect(page.locator(".card")).to_contain_text("Stuttgart")
    until(page, "map_story.getBounds().contains([48.78, 9.18])")
    expect(page.locator(".edge-hint", has_text="Stuttgart")).to_have_count(0)
    # The scene is behind the reader now.
    expect(page.get_by_role("button", name="Richmond").filter(has_text="Richmond").first).to_be_visible()


def test_the_keyboard_reaches_it_and_comes_back_to_it(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, reduced_motion="reduce")
    page.locator(".edge-hint", has_text="Nairobi").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("Nairobi")
    page.keyboard.press("Escape")
    # Its marker is out of sight again.
    expect(page.locator(".edge-hint", has_text="Nairobi")).to_be_focused()


def test_after_another_card_the_focus_goes_to_what_that_was_opened_from(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, reduced_motion="reduce")
    page.locator(".edge-hint", has_text="Nairobi").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("Nairobi")
    name = page.locator("a.place", has_text="Richmond").first
    name.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("Richmond")
    page.keyboard.press("Escape")
    expect(name).to_be_focused()


@pytest.mark.parametrize(
    ("width", "height", "most"), [(1280, 800, 4), (600, 500, 4), (320, 400, 2), (390, 353, 2), (950, 200, 0)]
)
def test_they_lie_on_nothing_and_are_few(
    open_page: OpenPage, page_file: Path, width: int, height: int, most: int
) -> None:
    page = open_page(page_file, fragment="?view=map", viewport={"width": width, "height": height})
    page.evaluate("map_story.setView([39.82, -84.94], 10, { animate: false })")
    hints = boxes(page, ".edge-hint")
    assert bool(hints) == (most > 0)
    assert len(hints) <= most
    for box in hints:
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
    others = boxes(page, ".leaflet-control:not(.edge-hint)") + boxes(page, ".place-label.is-placed")
    for a, b in itertools.chain(itertools.combinations(hints, 2), itertools.product(hints, others)):
        assert not meet(a, b)


def test_they_follow_the_map(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    page.evaluate("map_story.setView([20, 60], 3, { animate: false })")
    expect(page.locator(".edge-hint", has_text="Nairobi")).to_have_count(0)
    expect(page.locator(".edge-hint[data-side=left]")).not_to_have_count(0)


def test_a_layer_that_is_hidden_has_none(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    expect(page.locator(".edge-hint")).not_to_have_count(0)
    page.locator(".leaflet-control-layers-selector").first.uncheck()
    expect(page.locator(".edge-hint")).to_have_count(0)


def test_in_print_and_without_script_the_picture_names_them(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(bakery(tmp_path), java_script_enabled=False)
    # Whichever the text makes scenes: what is beyond the picture is named at its edge.
    named = page.locator(".map-picture .hint text")
    expect(named.first).to_be_visible()
    shown = set(page.locator(".map-picture .symbol text").all_text_contents())
    pointed = {text[-1] for text in named.all_text_contents() if text[-1].isdigit()}
    assert not shown & pointed
