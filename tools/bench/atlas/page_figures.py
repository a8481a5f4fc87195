"""An atlas of two thousand made stories: how long it is built, how heavy it is, and how soon a browser has it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from storymap.atlas.make_atlas import make_atlas
from tools.bench.atlas.growth import exponent
from tools.bench.atlas.opening import load_to_usable
from tools.bench.atlas.process import storymap
from tools.bench.atlas.sizes import Sizes
from tools.bench.made_corpus.stories import story_records, write_stories
from tools.bench.rows import Row, best, ms
from tools.bench.server import browser

_LONGEST_BUILD, _LONGEST_OPEN = 60, 1.2  # seconds
_HEAVIEST = 1.5  # MB
_ROUNDS = 3


def page_rows(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Yield the figures of an atlas of one page."""
    yield _growth(sizes.stories)
    write_stories(folder / "stories", range(sizes.stories))
    ran = storymap("atlas", folder / "stories", "-o", folder / "atlas")
    what = f"an atlas of {sizes.stories:,} stories"
    yield Row(f"{what}, built", ms(ran.seconds), aim=f"at most {_LONGEST_BUILD} s", met=ran.seconds <= _LONGEST_BUILD)
    page = folder / "atlas" / "index.html"
    with browser() as chromium:
        opened = min(_opened(chromium, page) for _ in range(_ROUNDS))
    yield Row("load to usable", ms(opened), aim=f"at most {_LONGEST_OPEN} s", met=opened <= _LONGEST_OPEN)
    packed = len(gzip.compress(page.read_bytes(), 9)) / 1e6
    said = f"{packed:.2f} MB gzipped"
    yield Row("its page", said, aim=f"at most {_HEAVIEST} MB", met=packed <= _HEAVIEST)


def _growth(most: int) -> Row:
    took = {}
    for count in (most // 4, most // 2, most):
        stories = story_records(range(count))
        took[count] = best(partial(make_atlas, stories), 1)
    power, said = exponent(took), ", ".join(ms(seconds) for seconds in took.values())
    what = f"which places are one, of {', '.join(f'{count:,}' for count in took)} stories"
    return Row(what, said, ratio=f"exponent {power:.2f}", aim="linear", met=power <= 1.15)


def _opened(chromium: Browser, page: Path) -> float:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    try:
        return load_to_usable(context.new_page(), page.as_uri(), "is-ready")
    finally:
        context.close()
