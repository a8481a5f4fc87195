"""Browsers that lack what the page uses, and sites that forbid it: the whole map comes up, or the picture and the list."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storymap import Article, Block, Mention, render_page
from tests.browser.conftest import WIDE
from tests.browser.contexts import Contexts
from tests.hostile import HOSTILE
from tests.rendering.conftest import clustered_story, places_frame, record, tie

Broken = Callable[..., Page]
# In the list of the example.
PASSAGES = 15


@pytest.fixture
def broken(contexts: Contexts) -> Broken:
    def open_(address: str, script: str = "") -> Page:
        page = contexts.new_page(**WIDE, offline=address.startswith("file:"))
        page.add_init_script(script)
        page.set_default_timeout(10_000)
        page.goto(address, wait_until="load")
        # It starts in several tasks, and is ready or taken back after the last of them.
        page.wait_for_selector("html:not(.is-starting)", state="attached")
        return page

    return open_


def is_whole_map(page: Page) -> bool:
    """Say whether the map came up; if not, the picture and the list must be there instead."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("#places .place-card:visible").count() == 6
    is_ready = page.locator("html.is-ready").count() > 0
    expect(page.locator("#places .place-excerpts li:visible")).to_have_count(0 if is_ready else PASSAGES)
    if page.locator("html.is-ready").count():
        expect(page.locator("#map")).to_be_visible()
        expect(page.locator(".picture")).to_be_hidden()
        assert page.locator(".place-marker").count() == 6
        page.locator("a.place[data-place=laredo]").first.click()
        expect(page.get_by_role("dialog", name="Laredo")).to_be_visible()
        return True
    expect(page.locator(".picture svg")).to_be_visible()
    expect(page.locator(":is(#map, .sheet, .skip):visible")).to_have_count(0)
    return False


WITHOUT = {
    "ResizeObserver": "delete window.ResizeObserver",
    "IntersectionObserver": "delete window.IntersectionObserver",
    "requestIdleCallback": "delete window.requestIdleCallback",
    "matchMedia": "delete window.matchMedia",
    "no canvas": "HTMLCanvasElement.prototype.getContext = () => null",
    "a canvas that throws": "HTMLCanvasElement.prototype.getContext = () => { throw new Error('no') }",
    "Path2D": "delete window.Path2D",
    "Intl.ListFormat": "delete Intl.ListFormat",
    "Intl.PluralRules": "delete Intl.PluralRules",
    "Intl.NumberFormat": "Intl.NumberFormat = class { constructor() { throw new RangeError('no') } }",
    "Intl.Collator": "delete Intl.Collator",
    "Intl": "delete window.Intl",
    "CSS.escape": "delete CSS.escape",
    "CSS": "delete window.CSS",
    "history": "history.replaceState = history.pushState = () => { throw new DOMException('no', 'SecurityError') }",
    "localStorage": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })",
    "performance.mark": "performance.mark = performance.measure = () => { throw new Error('no') }",
    "requestAnimationFrame": "delete window.requestAnimationFrame",
    "getComputedStyle": "window.getComputedStyle = () => { throw new Error('no') }",
    "replaceChildren": "delete Element.prototype.replaceChildren",
    "JSON": "JSON.parse = () => { throw new SyntaxError('no') }",
    "SVG": "const make = Document.prototype.createElementNS; Document.prototype.createElementNS = function (ns, tag) {"
    " if (tag === 'text') throw new Error('no'); return make.call(this, ns, tag) }",
    "postMessage": "window.postMessage = () => { throw new Error('no') }",
    "Leaflet": "Object.defineProperty(window, 'L', { value: undefined })",
    "attachShadow": "delete Element.prototype.attachShadow",
    "fetch": "delete window.fetch",
}
# What the map can do without.
DISPENSABLE = {
    "ResizeObserver",
    "IntersectionObserver",
    "requestIdleCallback",
    "Intl.Collator",
    "CSS.escape",
    "CSS",
    "history",
    "localStorage",
    "postMessage",
    "attachShadow",
    "fetch",
}


@pytest.mark.parametrize("name", WITHOUT)
def test_without_a_part_of_the_browser_there_is_the_map_or_the_picture(broken: Broken, juarez: Path, name: str) -> None:
    page = broken(juarez.as_uri(), WITHOUT[name])
    assert is_whole_map(page) or name not in DISPENSABLE


@pytest.mark.parametrize(
    "failing",
    [
        "L.Control.Scale.prototype.onAdd",
        "L.Control.Attribution.prototype.setPrefix",
        "MediaQueryList.prototype.addEventListener",
        "ResizeObserver.prototype.observe",
        "Element.prototype.scrollIntoView",
        "Element.prototype.prepend",
        "Element.prototype.before",
        "HTMLElement.prototype.focus",
    ],
)
def test_whatever_fails_there_is_the_map_or_the_picture(broken: Broken, juarez: Path, failing: str) -> None:
    owner, _, method = failing.rpartition(".")
    fails = f"{owner}.{method} = () => {{ throw new Error('it fails') }}"
    if owner.startswith("L."):
        # As soon as Leaflet is there.
        fails = f"let made; Object.defineProperty(window, 'L', {{ get: () => made, set(value) {{ made = value; {fails} }} }})"
    is_whole_map(broken(juarez.as_uri(), fails))


def test_a_scale_bar_a_toolbar_or_a_list_that_fails_takes_nothing_else_away(broken: Broken, juarez: Path) -> None:
    fails = "Element.prototype.before = Element.prototype.prepend = () => { throw new Error('it fails') }"
    assert is_whole_map(broken(juarez.as_uri(), fails))


def test_when_foliums_script_stops_there_is_the_picture(broken: Broken, juarez: Path) -> None:
    fails = "let made; Object.defineProperty(window, 'L', { get: () => made, set(value) { made = value; let left = 2; const make = made.geoJson; made.geoJson = (...given) => { if (!--left) throw new Error('it stops'); return make(...given) } } })"
    assert not is_whole_map(broken(juarez.as_uri(), fails))


@pytest.mark.parametrize("is_strict", [False, True])
def test_the_list_has_all_that_a_reader_without_script_gets(broken: Broken, tmp_path: Path, is_strict: bool) -> None:
    odd = [" ".join(text.replace("\0", "").split()) for text in HOSTILE.values()]
    named = {f"p{row}": {"name": name, "note": "<b>&amp;"} for row, name in enumerate(odd, 350)}
    texts = ["<b>&amp;</b> in Place 1 \u201c\u05d0\u201d & 'so' \"on\" &lt;li>", "Place 1, Place 2."]
    story = tie(
        Article("T", tuple(Block("paragraph", text) for text in texts)),
        places_frame(*({**record(row), **named.get(f"p{row}", {})} for row in range(400))),
        Mention(0, 17, 24, "p1"),
        Mention(1, 0, 7, "p1"),
        Mention(1, 9, 16, "p2"),
    )
    path = render_page(story).save(tmp_path / "page.html")
    fails = "Object.defineProperty(window, 'L', { value: undefined })"
    with served(path) if is_strict else nullcontext(path.as_uri()) as address:
        page = broken(address, fails)
    passages, others = page.locator(".place-excerpts > li:visible"), page.locator("ol.places-unlisted > li:visible")
    assert passages.all_text_contents() == [*texts, texts[1]]
    lines = [f"Place {row}" for row in range(350) if row not in (1, 2)] + [f"{name}: <b>&amp;" for name in odd]
    lines += [f"Place {row}" for row in range(350 + len(odd), 400)]
    assert others.all_text_contents() == lines
    assert page.locator("ol.places-unlisted").get_attribute("start") == "3"


def test_where_hundreds_are_named_the_list_has_its_links(broken: Broken, tmp_path: Path) -> None:
    path = render_page(clustered_story(400, *range(350), p5={"note": "<b>"})).save(tmp_path / "page.html")
    page = broken(path.as_uri(), "Object.defineProperty(window, 'L', { value: undefined })")
    assert page.locator("[id='6']").text_content() == "Place 5: <b>"
    page.locator("#p6 a").click()
    expect(page.locator("[id='6']")).to_be_in_viewport()
    page.locator("[id='6'] a").click()
    expect(page.locator("#p6")).to_be_in_viewport()


class Strict(BaseHTTPRequestHandler):
    page = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "require-trusted-types-for 'script'; trusted-types 'none'")
        self.send_header("Content-Length", str(len(self.page)))
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method it replaces
        pass


@contextmanager
def served(page: Path) -> Iterator[str]:
    handler = type("Serving", (Strict,), {"page": page.read_bytes()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_where_a_site_enforces_trusted_types_there_is_the_map_or_the_picture(broken: Broken, juarez: Path) -> None:
    with served(juarez) as address:
        is_whole_map(broken(address))


@pytest.mark.parametrize(
    "target",
    [
        "window",
        "document",
        "document.body",
        "document.querySelector('.places-tools button')",
        "document.querySelector('#map')",
        "document.querySelector('.leaflet-container')",
        "document.querySelector('.place-marker')",
        "document.querySelector('a.place')",
        "document.querySelector('.card')",
    ],
)
def test_a_keydown_without_a_key_throws_nothing(broken: Broken, juarez: Path, target: str) -> None:
    page = broken(juarez.as_uri())
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.locator("a.place").first.click()
    page.get_by_role("dialog").wait_for()
    for event in (
        "new Event('keydown', { bubbles: true })",
        "new KeyboardEvent('keydown', { key: 'j', bubbles: true })",
    ):
        page.evaluate(f"() => {{ {target}.focus?.(); {target}.dispatchEvent({event}) }}")
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    assert said == []
