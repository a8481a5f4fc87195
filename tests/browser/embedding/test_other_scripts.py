"""storymap-host.js in pages whose other scripts and elements stand in its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import until
from tests.browser.embedding.conftest import Site, Visit, serve
from tests.browser.embedding.test_linked import article, folder, linked

__all__ = ["folder"]


@pytest.fixture
def published(folder: Path) -> Iterator[Site]:
    yield from serve(Site(folder))


POLLUTED = """<script>
Array.prototype.extra = Object.prototype.own = function () {};
for (const name of ["folder", "events", "story", "names", "passages"])
  Object.defineProperty(Object.prototype, name, { get() { return "polluted" }, enumerable: true, configurable: true });
for (const name of ["signal", "once", "inline", "slotAssignment", "storymap", "article", "extends", "get", "value", "writable"])
  Object.prototype[name] = "polluted";
</script>"""
FROZEN = (
    "<script>for (const one of [Object, Array, Function, String, Element, Node]) Object.freeze(one.prototype)</script>"
)
CLOBBERED = "".join(
    f'<img name="{name}" alt="">'
    for name in (
        "currentScript",
        "body",
        "querySelector",
        "querySelectorAll",
        "createElement",
        "activeElement",
        "adoptedStyleSheets",
    )
) + (
    '<form id="customElements"></form><form name="baseURI"></form><form id="storymapData"></form>'
    '<form><input name="tagName"><input name="childNodes"><input name="closest"><input name="getBoundingClientRect"></form>'
)
MESSAGES = """<script>
const cyclic = {}; cyclic.self = cyclic;
addEventListener("load", () => {
  for (const data of ["text", "", null, undefined, 7, [], {}, cyclic, "x".repeat(1e6), { storymap: null }, { storymap: {} },
    { storymap: "height", height: "1e9" }, { storymap: "read", mention: {} }, new Date(), new Map()]) {
    postMessage(data, "*");
    for (const frame of document.querySelectorAll("iframe")) frame.contentWindow.postMessage(data, "*");
  }
  dispatchEvent(new Event("message"));
  dispatchEvent(new MessageEvent("message", { data: { storymap: "height", height: 9 } }));
});
</script>"""
THROWING = """<script>
addEventListener("message", () => { throw new Error("of somebody else") });
addEventListener("error", (event) => event.preventDefault());
</script>"""


@pytest.mark.parametrize(
    "around",
    [POLLUTED, FROZEN, CLOBBERED, MESSAGES, THROWING],
    ids=["polluted", "frozen", "clobbered", "messages", "errors"],
)
def test_the_names_are_links_whatever_else_is_in_the_page(visit: Visit, published: Site, around: str) -> None:
    inside = around if "<form>" in around else ""
    page = visit(around + article(published).replace("</h1>", f"</h1>{inside}"))
    # The tests' own tools would stumble over the pictures.
    until(page, "Document.prototype.querySelector.call(document, 'iframe').hasAttribute('data-storymap-names')")
    page.evaluate("for (const one of Document.prototype.querySelectorAll.call(document, 'img[name]')) one.remove()")
    frame = linked(page)
    assert page.locator("iframe").first.get_attribute("data-storymap-names") == "17"
    page.locator("a.storymap-place[data-place=laredo]").first.press("Enter")
    expect(frame.get_by_role("dialog", name="Laredo")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("a.storymap-place[data-place=laredo]").first).to_be_focused()


@pytest.mark.parametrize("script", ['data-article="#nowhere"', 'data-article=":::"'])
def test_without_its_article_the_frame_still_gets_its_height(visit: Visit, published: Site, script: str) -> None:
    around = "<script>addEventListener('error', (event) => event.preventDefault())</script>"
    page = visit(around + article(published, script=script))
    linked(page)
    assert page.locator("iframe").get_attribute("data-storymap-names") == "0"
    until(page, "document.querySelector('iframe').offsetHeight === 400")
