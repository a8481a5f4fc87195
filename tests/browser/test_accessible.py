"""What axe finds, in every state of the page a reader meets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

NARROW = {"viewport": {"width": 375, "height": 667}}


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]


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


def test_axe_finds_nothing_without_script(open_page: OpenPage, juarez: Path) -> None:
    # axe itself is script, so the page is read with its own script's work undone.
    page = open_page(juarez)
    page.evaluate("document.documentElement.className = ''")
    assert faults(page) == []
