"""How long a page of many places takes to open, to pan and to show one place, in a headless Chromium.

It draws without a graphics card. Where the page of plain folium asks servers, it is given the same files from disk.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Route, sync_playwright

from storymap import build_story, render_page
from tools.bench.long_texts import book, report
from tools.bench.phone import phone_rows
from tools.bench.places import folium_geojson, folium_markers, many_places, text_about
from tools.bench.rows import Row, at_most, faster, mb, ms, number
from tools.bench.weight import served_files

_ROUNDS = 3
_SIZE = {"width": 1280, "height": 800}
# Adds up what the page does in frames, for no call of its own returns when they are done.
_WATCH = """(() => {
  const asked = window.requestAnimationFrame.bind(window);
  window.benchBusy = 0;
  window.requestAnimationFrame = (work) => asked((now) => {
    const start = performance.now();
    work(now);
    window.benchBusy += performance.now() - start;
  });
  window.benchFrame = asked;
})()"""
# The time at which the frame after READY was painted, in ms from the start of loading.
_PAINTED = """() => new Promise((done) => {
  const look = () => READY ? window.benchFrame(() => window.benchFrame(() => done(performance.now())))
    : window.benchFrame(look);
  look();
})"""
_PAN = """() => new Promise((done) => {
  const times = [];
  const step = (left) => {
    if (!left) return done(times.sort((a, b) => a - b)[times.length >> 1]);
    window.benchBusy = 0;
    const start = performance.now();
    map_story.panBy([left % 2 ? 200 : -200, 0], { animate: false });
    let called = 0;
    // What the page has left for the end of this turn is done first.
    queueMicrotask(() => { called = performance.now() - start; });
    setTimeout(() => { times.push(called + window.benchBusy); step(left - 1); }, 400);
  };
  setTimeout(() => step(9), 500);
})"""
_POPUP = """([placeId, placeName]) => new Promise((done) => {
  const start = performance.now();
  new MutationObserver((_, watch) => {
    if (document.querySelector(".card")?.textContent.includes(placeName) !== true) return;
    watch.disconnect();
    window.benchFrame(() => done(performance.now() - start));
  }).observe(document.body, { childList: true, subtree: true });
  location.hash = "place=" + placeId;
})"""

_KEY = """() => new Promise((done) => {
  const field = document.querySelector(".places-search");
  field.focus();
  setTimeout(() => {
    field.value = "k";
    const start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    done(performance.now() - start);
  }, 500);
})"""


def browser_rows() -> Iterator[Row]:
    """Yield the figures of pages in a browser."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
        found = next(filter(None, map(shutil.which, names)), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield _five_thousand(browser, Path(folder))
        yield _beside_the_text(browser, Path(folder))
        yield from _hundred_thousand(browser, Path(folder))
        yield from _all_named(browser, Path(folder))
        yield from _book(browser, Path(folder))
        yield from phone_rows(browser, Path(folder))
        browser.close()


def _five_thousand(browser: Browser, folder: Path) -> Row:
    places = many_places(5_000)
    ours = render_page(build_story(text_about(5_000), places, all_places=True)).save(folder / "ours.html")
    naive = folder / "naive.html"
    naive.write_text(folium_markers(places), encoding="utf-8")
    quick = min(_opened(browser, ours, _READY) for _ in range(_ROUNDS))
    slow = _opened(browser, naive, "document.querySelectorAll('.leaflet-marker-icon').length === 5000")
    why = "half is the page itself, which six places need as well"
    return faster("5,000 places, load to painted", quick, "folium", slow, 30, why)


def _beside_the_text(browser: Browser, folder: Path) -> Row:
    """Measure a map of 20,000 places from their data to the painted page; popups on both sides."""
    places, text = many_places(20_000), text_about(20_000)
    ours, other = folder / "beside.html", folder / "geojson.html"
    quick = _built(lambda: render_page(build_story(text, places, all_places=True)).save(ours))
    quick += min(_opened(browser, ours, _READY) for _ in range(_ROUNDS))
    slow = _built(lambda: other.write_text(folium_geojson(places), encoding="utf-8"))
    slow += _opened(browser, other, "document.querySelectorAll('.leaflet-marker-icon').length === 20000")
    what = "20,000 places beside the text, checked and matched: built, and load to painted"
    return faster(what, quick, "folium.GeoJson, with its popups", slow, 10, "half is checking and matching")


def _built(build: Callable[[], object]) -> float:
    """Return the processor seconds that a build takes, the best of a few."""
    took = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        build()
        took.append(time.process_time() - start)
    return min(took)


_READY = "document.documentElement.classList.contains('is-ready')"


def _hundred_thousand(browser: Browser, folder: Path) -> Iterator[Row]:
    story = build_story(text_about(100_000), many_places(100_000), all_places=True)
    file = render_page(story).save(folder / "many.html")
    yield Row("100,000 places, the page", mb(file.stat().st_size / 1e6))
    opened = min(_opened(browser, file, _READY) for _ in range(_ROUNDS))
    yield at_most("100,000 places, load to painted", opened, 0.6, ms, "half is reading the page, half drawing its map")
    page = _page(browser)
    page.goto(file.as_uri())
    page.evaluate(_PAINTED.replace("READY", _READY))
    pan = page.evaluate(_PAN) / 1000
    yield at_most("a pan of it, main thread", pan, 0.012, ms, "the basemap, its names and the layout of markers")
    unlisted = story.places["name"].iloc[50_001:50_010].items()
    took = sorted(page.evaluate(_POPUP, [str(place_id), name]) for place_id, name in unlisted)
    popup = took[len(took) // 2] / 1000
    yield at_most("opening a popup in it", popup, 0.03, ms, "two frames and the layout of the card")
    key = page.evaluate(_KEY) / 1000
    yield at_most("the first key of a search in it", key, 0.04, ms, "all names are looked at")
    page.context.close()


def _all_named(browser: Browser, folder: Path) -> Iterator[Row]:
    """Measure a report of 20,000 paragraphs and places, each of which is named once or twice."""
    text, places = report(20_000)
    file = folder / "named.html"
    took = _built(lambda: render_page(build_story(text, places)).save(file))
    why = "half is finding names and their sentences"
    yield at_most("20,000 places, all named in a long text: build", took, 2, ms, why)
    size = file.stat().st_size / 1e6
    words = sum(len(block.text.encode()) for block in text.blocks) / 1e6
    yield at_most("its page", size, 7, mb, f"{mb(words)} are the text, most of the rest links to places and back")
    page = _page(browser)
    page.goto(file.as_uri())
    page.wait_for_selector("html.is-ready", state="attached")
    count = page.evaluate("document.querySelectorAll('*').length")
    page.context.close()
    yield at_most("its elements at load", count, 60_000, number, "")
    opened = min(_opened(browser, file, _READY) for _ in range(_ROUNDS))
    yield at_most("its load to painted", opened, 1.2, ms, "a third is reading its HTML")


def _book(browser: Browser, folder: Path) -> Iterator[Row]:
    """Measure a book of 6 MB in Markdown that names 2,000 places."""
    text, places = book(6_000_000, 2_000)
    source, file = folder / "book.md", folder / "book.html"
    source.write_text(text, encoding="utf-8")
    places.to_file(folder / "places.geojson", driver="GeoJSON", engine="pyogrio")
    took = _built(lambda: render_page(build_story(source, folder / "places.geojson")).save(file))
    what = "a book of 6 MB that names 2,000 places"
    yield at_most(f"{what}: build", took, 2.5, ms, "two fifths are the reader of Markdown")
    opened = min(_opened(browser, file, _READY) for _ in range(_ROUNDS))
    yield at_most("its load to painted", opened, 0.7, ms, "half is reading its HTML")


def _opened(browser: Browser, file: Path, ready: str) -> float:
    """Return the seconds from the start of loading to the frame after `ready` is true."""
    page = _page(browser)
    page.goto(file.as_uri(), wait_until="commit", timeout=180_000)
    milliseconds: float = page.evaluate(_PAINTED.replace("READY", ready))
    page.context.close()
    return milliseconds / 1000


def _page(browser: Browser) -> Page:
    context = browser.new_context(viewport=_SIZE)  # type: ignore[arg-type]
    context.set_default_timeout(180_000)
    page = context.new_page()
    page.add_init_script(_WATCH)
    files = served_files()

    def serve(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        body = files.get(name, b"")
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        if re.search(r"\.(js|css)$", name):
            route.fulfill(body=body, content_type=kind)
        else:
            route.abort()

    page.route(re.compile("^https?:"), serve)
    return page
