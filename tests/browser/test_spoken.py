"""What a screen reader says of the example, held in texts that are read like any other text.

With RENEW_SPOKEN=1 in the environment they are written anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.screen_reader import spoken

SPOKEN = Path(__file__).parent / "spoken"
CALM = {"reduced_motion": "reduce"}


def hold(name: str, said: str) -> None:
    path = SPOKEN / f"{name}.txt"
    if os.environ.get("RENEW_SPOKEN"):
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


def test_the_example_from_top_to_bottom(open_page: OpenPage, juarez: Path) -> None:
    hold("example", spoken(open_page(juarez, **CALM)))


def test_the_example_on_a_phone(open_page: OpenPage, juarez: Path) -> None:
    hold("map-on-a-phone", map_of(open_page(juarez, **CALM, **PHONE)))


def map_of(page: Page) -> str:
    said = spoken(page)
    return said[said.index("\nMap, region") + 1 :]


@pytest.mark.parametrize(("name", "device"), [("card", {}), ("sheet", PHONE)])
def test_an_open_place(open_page: OpenPage, juarez: Path, name: str, device: dict[str, object]) -> None:
    page = open_page(juarez, **CALM, **device)
    page.locator("a.place[data-place=el-paso]").first.click()
    page.get_by_role("dialog").wait_for()
    hold(name, spoken(page, "dialog"))
