"""What the other tests ask axe is answered: a page with faults has them, each with its place."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.axe import faults_in

PAGE = """<!DOCTYPE html><html lang="en"><title>Faults</title><main><h1>Faults</h1>
<img src="data:,"><p><button style="width: 5px; height: 5px; padding: 0" aria-label="One"></button><button
style="width: 5px; height: 5px; padding: 0" aria-label="Two"></button></main>"""


def test_faults_are_found_and_rules_can_be_put_off(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(PAGE)
    small, other, picture = sorted(faults_in(page), reverse=True)
    assert picture.startswith("image-alt: ['img'] Fix any of the following:\n  Element does not have an alt attribute")
    # One of those that are asked for beside axe's own.
    assert small.startswith("target-size: ['button[aria-label=\"Two\"]']")
    assert other.startswith("target-size: ['button[aria-label=\"One\"]']")
    assert [fault.partition(":")[0] for fault in faults_in(page, {"target-size": False})] == ["image-alt"]
    page.close()
