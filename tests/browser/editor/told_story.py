"""A story with something to mend in it, and the editor open at it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from tests.browser.editor.opened_editor import browsing, running

ARTICLE = """---
title: Two towns
places: places.geojson
---

The road leads from Laredo to El Paso, past the old mill.

They met in Laredo, where Alan Laredo lived. {view="el-paso"}

In Ciudad Juarze nobody spoke of Ciudad Juárez.

![](bridge.png)

Nothing more was heard of them.
"""
# Other tests run at the same time.
expect.set_options(timeout=15_000)

PLACES = """{
  "type": "FeatureCollection",
  "features": [
    {"type": "Feature", "properties": {"name": "Laredo", "layer": "Towns"},
     "geometry": {"type": "Point", "coordinates": [-99.507, 27.506]}},
    {"type": "Feature", "properties": {"name": "El Paso", "layer": "Towns"},
     "geometry": {"type": "Point", "coordinates": [-106.487, 31.759]}},
    {"type": "Feature", "properties": {"name": "Ciudad Juárez", "layer": "Towns"},
     "geometry": {"type": "Point", "coordinates": [-106.487, 31.739]}},
    {"type": "Feature", "properties": {"name": "Nowhere", "layer": "Others"},
     "geometry": {"type": "Point", "coordinates": [-104.5, 29.5]}}
  ]
}
"""


class Opened:
    """The editor at a story: its window, the folder of its files."""

    def __init__(self, page: Page, folder: Path, article: str) -> None:
        self.page = page
        self.folder = folder
        self._article = article

    @property
    def article(self) -> str:
        """The article's file as it is now."""
        return (self.folder / self._article).read_text(encoding="utf-8")

    def place(self, name: str) -> dict[str, Any] | None:
        """The properties of a place in the file as it is now."""
        features = json.loads((self.folder / "places.geojson").read_text(encoding="utf-8"))["features"]
        return next((one["properties"] for one in features if one["properties"]["name"] == name), None)

    @property
    def frame(self) -> Frame:
        """The page that is worked on."""
        return next(frame for frame in reversed(self.page.frames) if "/page/" in frame.url)

    def until_article_has(self, text: str) -> None:
        """Wait until the file holds a text."""
        self._until(lambda: text in self.article, lambda: self.article)

    def until_place_has(self, name: str, member: str, value: Any) -> None:
        """Wait until a place of the file has a member."""
        self._until(lambda: (self.place(name) or {}).get(member) == value, lambda: self.place(name))

    def until_place_is_gone(self, name: str) -> None:
        """Wait until the file has no such place."""
        self._until(lambda: self.place(name) is None, lambda: self.place(name))

    def _until(self, is_so: Any, now: Any) -> None:
        for _ in range(400):
            if is_so():
                return
            # The browser goes on meanwhile.
            self.page.wait_for_timeout(25)
        raise AssertionError(f"it never came true: {now()}")

    def panel(self, name: str) -> Locator:
        """Open what a button of the bar opens at the side."""
        self.page.get_by_role("navigation", name="Desk").get_by_role("button", name=name).click()
        return self.page.locator(".drawer")

    def say(self, **message: Any) -> None:
        """Have the framed page say something to the window."""
        self.frame.evaluate("message => parent.postMessage(message, '*')", message)

    def select(self, words: str) -> None:
        """Select words in the text with the mouse's own means."""
        self.frame.evaluate(
            """words => {
              getSelection().removeAllRanges();
              if (!window.find(words)) throw new Error('no such words');
              const { parentElement } = getSelection().anchorNode;
              parentElement.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
            }""",
            words,
        )


@contextmanager
def opened(
    chromium: Browser, folder: Path, article: str = ARTICLE, *, name: str = "story.md", **options: Any
) -> Iterator[Opened]:
    """Open the editor at a story in a folder."""
    (folder / name).write_text(article, encoding="utf-8")
    (folder / "places.geojson").write_text(PLACES, encoding="utf-8")
    Image.new("RGB", (40, 30), "#7799aa").save(folder / "bridge.png")
    with (
        running(folder, name) as address,
        browsing(chromium, address, **{"bypass_csp": False, **options}) as page,
    ):
        expect(page.locator(".frame iframe:not(.is-coming)")).to_have_count(1, timeout=20_000)
        expect(page.frame_locator(".frame iframe").locator("html.is-ready")).to_have_count(1, timeout=20_000)
        yield Opened(page, folder, name)
