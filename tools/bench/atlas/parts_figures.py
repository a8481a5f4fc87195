"""An atlas in parts of made tables: how long it is built, and what a browser needs of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from tools.bench.atlas.growth import exponent
from tools.bench.atlas.opening import load_to_usable
from tools.bench.atlas.process import Ran, storymap
from tools.bench.atlas.sizes import Sizes
from tools.bench.made_corpus.tables import write_tables
from tools.bench.range_server import RangeServer, range_server
from tools.bench.rows import Row, ms
from tools.bench.server import browser

_LONGEST_BUILD: Final = 8 * 3600  # seconds: a night
_LONGEST_LOOK, _MOST_BYTES, _LONGEST_SEARCH = 2.0, 2e6, 0.3
_ROUNDS: Final = 3
_PHONE: Final = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
_SEARCHED: Final = ("Houston", "Springfield", "Guadalajara", "Berlin", "San Antonio")
_SEARCH: Final = """(name) => new Promise((done) => {
  const field = document.querySelector(".atlas-search");
  const start = performance.now();
  new MutationObserver((_, watch) => {
    if (!document.querySelector(".atlas-found-places button")?.textContent.includes(name)) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  }).observe(document.body, { childList: true, subtree: true });
  field.value = name;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


@dataclass(slots=True)
class PartsFigures:
    """What was measured, for what is worked out from it; `bytes` of an article."""

    articles: int = 0
    seconds: float = 0.0
    growth: float = 0.0
    bytes: float = 0.0


def parts_rows(sizes: Sizes, folder: Path, figures: PartsFigures) -> Iterator[Row]:
    """Yield the figures of atlases in parts, and keep them in `figures`."""
    ran = {count: _built(folder, count) for count in sizes.parts}
    last = sizes.parts[-1]
    atlas = folder / f"{last}-atlas"
    figures.articles, figures.seconds = last, ran[last].seconds
    figures.growth = exponent({count: ran[count].seconds for count in sizes.parts[-2:]})
    figures.bytes = sum(path.stat().st_size for path in atlas.rglob("*") if path.is_file()) / last
    said = ", ".join(f"{count:,}" for count in sizes.parts)
    yield Row(
        f"atlases in parts of {said} made articles, built",
        ", ".join(ms(one.seconds) for one in ran.values()),
        f"{ran[last].memory:.0f} MB of memory at most",
        f"exponent {figures.growth:.2f}",
        "a night at most",
        figures.seconds <= _LONGEST_BUILD,
    )
    with browser() as chromium, range_server(atlas) as server:
        yield from _looks(chromium, server, last)


def _built(folder: Path, count: int) -> Ran:
    tables = folder / f"{count}-tables"
    write_tables(tables, range(count))
    ran = storymap("atlas", tables, "-o", folder / f"{count}-atlas")
    shutil.rmtree(tables)
    return ran


def _looks(chromium: Browser, server: RangeServer, count: int) -> Iterator[Row]:
    times, sizes, searches = [], [], []
    for _ in range(_ROUNDS):
        context = chromium.new_context(**_PHONE)  # type: ignore[arg-type]
        page = context.new_page()
        server.sent.clear()
        times.append(load_to_usable(page, server.address, "has-places"))
        page.wait_for_load_state("networkidle")
        sizes.append(sum(size for _, size in server.sent))
        searches += [_searched(page, name) for name in _SEARCHED]
        context.close()
    first, size, search = min(times), max(sizes), sorted(searches)[len(searches) // 2]
    what = f"a first look at the one of {count:,}, on a phone's window"
    yield Row(what, ms(first), aim=f"at most {_LONGEST_LOOK:g} s", met=first <= _LONGEST_LOOK)
    yield Row("what it fetches", f"{size / 1e6:.2f} MB", aim="at most 2 MB", met=size <= _MOST_BYTES)
    said = f"{ms(search)} (the longest: {ms(max(searches))})"
    yield Row("search for a place", said, aim="at most 300 ms", met=search <= _LONGEST_SEARCH)


def _searched(page: Page, name: str) -> float:
    """Return the seconds from the last letter of a name to the frame that shows a place that is called so."""
    milliseconds: float = page.evaluate(_SEARCH, name)
    return milliseconds / 1000
