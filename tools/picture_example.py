"""Take docs/example.png and docs/atlas.png: what is built, a popup open, in the Chromium that the browser tests use.

Usage: python tools/picture_example.py output/two-cities-one-bridge.html docs/example.png
       python tools/picture_example.py output/atlas/index.html docs/atlas.png mississippi-river
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


def main(page_file: str, picture: str, place: str = "chihuahua") -> None:
    """Open `page_file` at 1280 by 800, tap a place, and write the picture."""
    chromium = next(
        filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))),
        None,
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page.goto(Path(page_file).resolve().as_uri())
        page.locator(f".place-marker[data-place={place}]").click()
        page.get_by_role("dialog").wait_for()
        page.locator("h1").click()
        page.screenshot(path=picture, animations="disabled")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
