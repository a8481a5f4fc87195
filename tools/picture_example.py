"""Take docs/example.png: the built example, a popup open, in the Chromium that the browser tests use.

Usage: python tools/picture_example.py output/two-cities-one-bridge.html docs/example.png
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


def main(page_file: str, picture: str) -> None:
    """Open `page_file` at 1280 by 800, tap a state, and write the picture."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page.goto(Path(page_file).resolve().as_uri())
        page.locator(".place-marker[data-place=chihuahua]").click()
        page.get_by_role("dialog").wait_for()
        page.locator("h1").click()
        page.screenshot(path=picture, animations="disabled")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
