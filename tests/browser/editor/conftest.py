"""A preview beside a text editor: the files of a story, its server, and the browser's window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page

from storymap.build_choices import BuildChoices
from storymap.server.page_building import PageBuilder
from storymap.server.preview_app import Preview
from tests.browser.conftest import ROOT, WIDE, until
from tests.server.running import Running, running

SHOWN = ".page-frame:not(.is-coming)"


class Previewed:
    """The preview of a story, in a window of a browser."""

    def __init__(self, folder: Path, server: Running, window: Page) -> None:
        self.folder = folder
        self.server = server
        self.window = window

    @property
    def page(self) -> Frame:
        """The page that is shown."""
        frame = self.window.wait_for_selector(SHOWN)
        assert frame is not None
        found = frame.content_frame()
        assert found is not None
        return found

    @property
    def text(self) -> str:
        return (self.folder / "story.md").read_text(encoding="utf-8")

    def save(self, text: str, name: str = "story.md") -> None:
        """Save a file as a simple editor does: in place."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def replace(self, text: str, name: str = "story.md") -> None:
        """Save a file as a careful editor does: beside, and then in its place."""
        (self.folder / f".{name}.new").write_text(text, encoding="utf-8")
        (self.folder / f".{name}.new").replace(self.folder / name)

    def until_page_has(self, words: str) -> None:
        """Wait until the page that is shown has these words, whether it was patched or loaded."""
        self.window.frame_locator(SHOWN).get_by_text(words).first.wait_for(state="attached")

    def fresh(self) -> Page:
        """The page as whoever opens it now gets it."""
        page = self.window.context.new_page()
        page.goto(self.server.address.url + self.server.ticket(f"/page/{self.revision}").lstrip("/"))
        page.wait_for_selector("html.is-ready", state="attached")
        return page

    @property
    def revision(self) -> int:
        """Of the page that is newest."""
        return self.shown._newest.revision if self.shown._newest else 0

    shown: Preview


OpenPreview = Callable[..., Previewed]


@pytest.fixture
def juarez_copy(tmp_path: Path) -> Path:
    """The example, to be changed."""
    return Path(shutil.copytree(ROOT / "geodata" / "juarez", tmp_path / "juarez"))


@pytest.fixture
def open_preview(chromium: Browser) -> Iterator[OpenPreview]:
    said: list[str] = []
    asked: list[str] = []
    with ExitStack() as stack:

        def open_(folder: Path, *, is_good: bool = True, **options: Any) -> Previewed:
            shown = Preview("story.md", lambda: PageBuilder(BuildChoices(folder / "story.md")))
            server = stack.enter_context(running(shown.app(), read_only=True))
            context = chromium.new_context(**{**WIDE, **options})
            stack.callback(context.close)
            window = context.new_page()
            window.set_default_timeout(15_000)
            window.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
            window.on("pageerror", lambda error: said.append(str(error)))
            context.on("request", lambda request: asked.append(request.url))
            window.goto(server.link)
            made = Previewed(folder, server, window)
            made.shown = shown
            if is_good:
                until(made.page, "document.documentElement.classList.contains('is-ready')")
            return made

        yield open_
        own = ("http://127.0.0.1:", "data:", "about:")
    assert said == []
    assert [url for url in asked if not url.startswith(own)] == []
