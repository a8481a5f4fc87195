"""A page as the editor has it: in a frame without an origin, within a window that hears what it says and tells it things."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

from storymap import Story, build_story, render_page
from tests.browser.conftest import until

# What the editor's window does: it hears the frame that it shows and nobody else.
_WINDOW = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>window</title>
<style>body{margin:0}iframe{display:block;border:0;width:100vw;height:100vh}</style>
<iframe title="The story" sandbox="allow-scripts" src="page.html"></iframe>
<script>
window.said = [];
const frame = document.querySelector("iframe");
addEventListener("message", ({ source, data }) => source === frame.contentWindow && said.push(data));
window.tell = (message) => frame.contentWindow.postMessage(message, "*");
</script></html>
"""
_LEADING = ("kicker", "headline", "standfirst")


def write_window(folder: Path, story: Story) -> Path:
    """Write the working page of a story and a window around it."""
    (folder / "page.html").write_text(render_page(story).render_with("working"), encoding="utf-8")
    window = folder / "window.html"
    window.write_text(_WINDOW, encoding="utf-8")
    return window


def write_story(folder: Path, text: str, features: Iterable[Mapping[str, Any]], name: str = "story.md") -> Story:
    """Write an article and its places, and read them."""
    (folder / name).write_text(text, encoding="utf-8")
    collection = {"type": "FeatureCollection", "features": list(features)}
    (folder / "places.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return build_story(folder / name)


def feature(name: str, geometry: Mapping[str, Any] | None, **members: Any) -> dict[str, Any]:
    """Return a place of a file."""
    return {"type": "Feature", "properties": {"name": name, **members}, "geometry": geometry}


class Framed:
    """The page in its window: `frame` to work in, `said` what it has said, `tell` to tell it something."""

    def __init__(self, page: Page, story: Story) -> None:
        self.page = page
        self.story = story
        until(page, "said.some(({ say }) => say === 'ready')")
        words = json.loads(files("storymap.server").joinpath("locales", "en.json").read_text(encoding="utf-8"))
        beginning = "frame."
        self.tell(do="words", words={k.removeprefix(beginning): v for k, v in words.items() if k.startswith(beginning)})
        self.tell(do="leading", kinds=[block.kind for block in story.article.blocks if block.is_leading])
        self.forget()

    @property
    def frame(self) -> Frame:
        return self.page.frames[1]

    def tell(self, **message: Any) -> None:
        """Tell the page something; it has heard it when this returns."""
        self.page.evaluate("message => tell(message)", message)
        # Messages come in their order: an answer that is asked for next comes after.
        count = len(self.said("view"))
        self.page.evaluate("() => tell({ do: 'view' })")
        until(self.page, f"said.filter(({{ say }}) => say === 'view').length > {count}")

    def said(self, kind: str) -> list[dict[str, Any]]:
        """Return what was said of a kind."""
        return [message for message in self.page.evaluate("() => said") if message["say"] == kind]

    def forget(self) -> None:
        """Forget what was said."""
        self.page.evaluate("() => { said.length = 0 }")

    def hear(self, kind: str, count: int = 1) -> dict[str, Any]:
        """Wait until something of a kind was said so many times, and return the last."""
        until(self.page, f"said.filter(({{ say }}) => say === '{kind}').length >= {count}")
        return self.said(kind)[-1]
