"""What is loaded into an article moves nothing in it: the frame has the height beforehand that its page asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap.publishing.snippets import Frame, snippets
from tests.browser.conftest import PHONE, until
from tests.browser.embedding.conftest import Site, Visit, serve
from tests.browser.embedding.test_linked import folder, paragraphs

__all__ = ["folder"]

SHIFTS = """<script>window.shifted = 0; window.heights = [];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value })
  .observe({ type: "layout-shift", buffered: true });
addEventListener("message", ({ data }) => data?.storymap === "height" && heights.push(data.height));</script>"""
FRAME = "(document.querySelector('iframe') || document.querySelector('story-map').shadowRoot.querySelector('iframe'))"
SIZES: dict[str, dict[str, Any]] = {
    "360": PHONE,
    "768": {"viewport": {"width": 768, "height": 1024}},
    "1280": {"viewport": {"width": 1280, "height": 800}},
}


@pytest.fixture
def published(folder: Path) -> Iterator[Site]:
    yield from serve(Site(folder))


def snippet(site: Site, kind: str, view: str) -> str:
    (code,) = (each.code for each in snippets(Frame(f"{site.address}/", view, "Map")) if each.kind == kind)
    return code


def article(code: str, text: str, style: str = "") -> str:
    return f"""<meta name="viewport" content="width=device-width">{SHIFTS}
<style>body {{ margin: 0 }} article {{ max-width: 60rem; margin: 0 auto; padding: 0 16px }} {style}</style>
<article><h1>Two cities, one bridge</h1><p>First.</p>{code}<p id=after>After.</p>{text}</article>"""


def settled(page: Page) -> None:
    page.frame_locator("iframe").locator("html.is-ready").wait_for(state="attached")
    until(page, "heights.length > 0")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["frame", "height", "linked", "element"])
def test_nothing_moves_when_a_map_is_loaded(visit: Visit, published: Site, kind: str, size: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs())
    page = visit(article(snippet(published, kind, "map"), text), **SIZES[size])
    settled(page)
    asked = page.evaluate("heights")
    assert len(set(asked)) == 1
    assert abs(page.evaluate(f"{FRAME}.getBoundingClientRect().height") - asked[0]) < 1
    assert page.evaluate("shifted") == 0


@pytest.mark.parametrize("kind", ["height", "linked"])
def test_the_site_s_own_padding_and_borders_take_nothing_from_the_map(visit: Visit, published: Site, kind: str) -> None:
    style = "* { box-sizing: border-box } iframe { padding: 12px !important; border: 3px solid #888 !important }"
    page = visit(article(snippet(published, kind, "map"), "", style), **SIZES["768"])
    settled(page)
    # 768 less the article's 32 and the frame's 30 is 706, of which five eighths are 441.
    until(page, f"{FRAME}.getBoundingClientRect().height === 471")
    until(page.frames[1], "innerHeight === 441")


@pytest.mark.parametrize("size", SIZES)
def test_a_story_asks_for_one_height(visit: Visit, published: Site, size: str) -> None:
    page = visit(article(snippet(published, "height", "story"), ""), **SIZES[size])
    settled(page)
    until(page, f"{FRAME}.offsetHeight > 2000")
    expect(page.frame_locator("iframe").locator("html")).to_contain_class("is-whole")
    settled(page)
    assert len(set(page.evaluate("heights"))) == 1


@pytest.mark.parametrize("size", SIZES)
def test_a_linked_story_gets_one_height(visit: Visit, published: Site, size: str) -> None:
    watch = f"""<script>window.given = []; addEventListener("load", () => new ResizeObserver(() => given.push({FRAME}.offsetHeight))
  .observe(document.querySelector("iframe")));</script>"""
    page = visit(article(snippet(published, "linked", "story"), watch), **SIZES[size])
    expect(page.frame_locator("iframe").locator("html")).to_contain_class("is-whole")
    settled(page)
    assert [height for height in page.evaluate("given") if height != 700] == [page.evaluate(f"{FRAME}.offsetHeight")]
