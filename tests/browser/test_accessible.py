"""What axe finds, in every state of the page a reader meets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults_in
from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_scroll_sync import read

NARROW = {"viewport": {"width": 375, "height": 667}}
# A window of 1280 by 1024, enlarged.
DOUBLE = {"viewport": {"width": 640, "height": 512}}
FOURFOLD = {"viewport": {"width": 320, "height": 256}}
FORCED = {"forced_colors": "active"}


def faults(page: Page) -> list[str]:
    # Frames are tried as pages of their own: what axe says to those from disk never arrives.
    return faults_in(page, iframes=False)


@pytest.mark.parametrize("options", [{}, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "opened"])
def test_axe_finds_nothing(
    open_page: OpenPage, juarez: Path, options: dict[str, Any], scheme: str, opened: bool
) -> None:
    page = open_page(juarez, color_scheme=scheme, reduced_motion="reduce", **options)
    if opened:
        page.locator("a.place[data-place=ciudad-juarez]").first.click()
        page.get_by_role("dialog").wait_for()
    assert faults(page) == []


@pytest.mark.parametrize(
    "options",
    [
        {},
        NARROW,
        FORCED,
        {**FORCED, **NARROW},
        {**FORCED, "color_scheme": "dark"},
        DOUBLE,
        FOURFOLD,
        {"color_scheme": "dark"},
    ],
    ids=["wide", "narrow", "forced", "forced narrow", "forced dark", "200 %", "400 %", "dark"],
)
def test_axe_finds_nothing_while_reading(open_page: OpenPage, juarez: Path, options: dict[str, Any]) -> None:
    page = open_page(juarez, reduced_motion="reduce", **options)
    # By key: on a map as small as that of a page enlarged four times the button is seen only while it has the focus.
    page.get_by_role("button", name="Zoom in").press("Enter")
    read(page, "p7")
    until(page, "document.querySelector('.place-marker.is-quiet')")
    page.get_by_role("button", name="Back to the story").wait_for()
    assert faults(page) == []


@pytest.mark.parametrize(
    "options", [FORCED, {**FORCED, **NARROW}, DOUBLE, FOURFOLD], ids=["forced", "both", "200 %", "400 %"]
)
def test_axe_finds_nothing_with_a_card_open(open_page: OpenPage, juarez: Path, options: dict[str, Any]) -> None:
    page = open_page(juarez, fragment="#place=sinaloa", reduced_motion="reduce", **options)
    page.get_by_role("dialog").wait_for()
    assert faults(page) == []


@pytest.mark.parametrize(
    "options",
    [{}, NARROW, FORCED, DOUBLE, {"color_scheme": "dark"}],
    ids=["wide", "narrow", "forced", "200 %", "dark"],
)
def test_axe_finds_nothing_while_one_steps_through(open_page: OpenPage, juarez: Path, options: dict[str, Any]) -> None:
    page = open_page(juarez, fragment="?steps#p=7", reduced_motion="reduce", **options)
    assert faults(page) == []
    # Words of a passage are chosen.
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p7'))")
    expect(page.locator(".quote-bar")).to_have_count(1)
    assert faults(page) == []


def test_axe_finds_nothing_in_a_long_list(open_page: OpenPage, spain: Path) -> None:
    page = open_page(spain, reduced_motion="reduce", **NARROW)
    page.locator(".toolbar-list").click()
    page.locator(".places-search").fill("c")
    assert faults(page) == []


def test_forced_colours_leave_what_is_read_and_what_is_not_apart(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **FORCED, reduced_motion="reduce")
    read(page, "p7")
    until(page, "document.querySelector('.place-marker.is-quiet')")
    fill = "getComputedStyle(document.querySelector('.place-marker.{} .symbol path')).fill"
    assert page.evaluate(fill.format("is-read")) != page.evaluate(fill.format("is-quiet"))


def test_axe_finds_nothing_without_script(open_page: OpenPage, juarez: Path) -> None:
    # axe itself is script, so the page is read with its own script's work undone.
    page = open_page(juarez)
    page.evaluate("document.documentElement.className = ''")
    assert faults(page) == []


def test_axe_finds_nothing_in_the_layers_of_a_phone(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, reduced_motion="reduce", **PHONE)
    page.get_by_role("button", name="Layers").click()
    page.get_by_role("checkbox").first.wait_for()
    assert faults(page) == []


def test_axe_finds_nothing_in_a_hint_to_several_places(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="#place=santa-fe-bridge", reduced_motion="reduce", **PHONE)
    until(page, "[...document.querySelectorAll('.edge-hint')].some(hint => hint.textContent.includes('·'))")
    assert faults(page) == []


def test_axe_finds_nothing_in_the_map_alone(open_page: OpenPage, juarez: Path) -> None:
    assert faults(open_page(juarez, fragment="?view=map", reduced_motion="reduce")) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_paper(open_page: OpenPage, juarez: Path, scheme: str) -> None:
    page = open_page(juarez, color_scheme=scheme)
    page.emulate_media(media="print")
    assert faults(page) == []
