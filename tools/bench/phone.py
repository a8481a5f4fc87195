"""How long a page keeps the main thread of a phone busy: Chromium with its processor slowed to a sixth, a small window.

What is counted is the time that the thread itself works, as the browser's trace has it, so that other work on the
machine counts little. First comes what it takes until there is text, and until there is a map; then a reader scrolls.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from storymap import Article, Block, build_story, render_page
from tools.bench.long_texts import sentence
from tools.bench.matching import name_list
from tools.bench.places import towns
from tools.bench.rows import Row, at_most, ms

_SLOWED = 6
_ROUNDS = 3
_PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
_CATEGORIES = ["toplevel", "devtools.timeline", "loading", "blink.user_timing"]
# The frame after the page is ready is marked in the trace.
_MARK = """new MutationObserver((_, watch) => {
  if (document.documentElement?.classList.contains("is-ready") !== true) return;
  watch.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("bench-shown")));
}).observe(document, { attributes: true, childList: true, subtree: true })"""
_READY = "html.is-ready"
_QUIET = 2_000


class Opened(NamedTuple):
    """Seconds that the main thread works until there is text, until there is a map, and at most without a pause."""

    text: float
    map: float
    longest: float
    scrolled: float


def phone_rows(browser: Browser, folder: Path) -> Iterator[Row]:
    """Yield the figures of the example, and of a story of a hundred places."""
    example = render_page(build_story(Path("geodata/juarez/story.md"))).save(folder / "example.html")
    names = name_list(100)
    story = render_page(build_story(_story(names), towns(names))).save(folder / "hundred.html")
    for what, file in (("the example", example), ("100 places", story)):
        rounds = [_opened(browser, file) for _ in range(_ROUNDS)]
        best = Opened(*(min(figures) for figures in zip(*rounds, strict=True)))
        yield at_most(f"{what} on a phone: text", best.text, 0.3, ms, "reading the HTML, and its styles")
        yield at_most("its map", best.map, 1, ms, "Leaflet, the basemap and its names, each six times as slow")
        own = "decoding the names; an empty page has one as long as the aim"
        yield at_most("its longest task", best.longest, 0.1, ms, own)
        yield at_most("scrolling it, the longest", best.scrolled, 0.05, ms, "")


def _story(names: list[str]) -> Article:
    """Return a story that names each of these once or more."""
    chance = random.Random(5)  # noqa: S311 - the same text each time
    blocks = tuple(
        Block("paragraph", " ".join(sentence(chance, name) for name in pair)) for pair in pairwise([*names, names[0]])
    )
    return Article(title="A hundred places", blocks=blocks, language="en")


def _opened(browser: Browser, file: Path) -> Opened:
    context = browser.new_context(**_PHONE)
    page = context.new_page()
    page.goto("about:blank")
    page.add_init_script(_MARK)
    trace = _Trace(context, page)
    page.goto(file.as_uri())
    page.wait_for_selector(_READY, state="attached")
    page.wait_for_timeout(_QUIET)
    page.evaluate("performance.mark('bench-reading')")
    for _ in range(6):
        trace.session.send(
            "Input.synthesizeScrollGesture",
            {"x": 195, "y": 700, "yDistance": -500, "speed": 1500, "gestureSourceType": "touch"},
        )
        page.wait_for_timeout(400)
    events = trace.end()
    context.close()
    start = max(event["ts"] for event in events if event["name"] == "navigationStart")
    reading = _moment(events, "bench-reading", start)
    tasks = _tasks(events, start)
    text = _worked(tasks, _moment(events, "firstContentfulPaint", start))
    whole = _worked(tasks, _moment(events, "bench-shown", start))
    longest = max(task["tdur"] for task in tasks if task["ts"] < reading)
    scrolled = max(task["tdur"] for task in tasks if task["ts"] > reading)
    return Opened(text / 1e6, whole / 1e6, longest / 1e6, scrolled / 1e6)


class _Trace:
    """A trace of a page, from now on."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.page = page
        self.events: list[dict[str, Any]] = []
        self.session: CDPSession = context.new_cdp_session(page)
        self.ended = False
        self.session.on("Tracing.dataCollected", lambda said: self.events.extend(said["value"]))
        self.session.on("Tracing.tracingComplete", self._end)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWED})
        chosen = {"includedCategories": _CATEGORIES, "excludedCategories": ["*"]}
        self.session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": chosen})

    def _end(self, _said: object) -> None:
        self.ended = True

    def end(self) -> list[dict[str, Any]]:
        self.session.send("Tracing.end")
        while not self.ended:
            self.page.wait_for_timeout(20)
        return self.events


def _tasks(events: list[dict[str, Any]], start: float) -> list[dict[str, Any]]:
    """Return the tasks of the page's main thread from a moment on, each but once: some are told with what they hold."""
    threads = {(event["pid"], event["tid"]) for event in events if _is_of_page(event)}
    found = [
        event
        for event in events
        if event["name"].endswith("RunTask")
        and "tdur" in event
        and (event["pid"], event["tid"]) in threads
        and event["ts"] + event["dur"] >= start
    ]
    found.sort(key=lambda event: (event["ts"], -event["dur"]))
    outer: list[dict[str, Any]] = []
    for event in found:
        if not outer or event["ts"] >= outer[-1]["ts"] + outer[-1]["dur"]:
            outer.append(event)
    return outer


def _is_of_page(event: dict[str, Any]) -> bool:
    return event["name"] in {"UpdateLayoutTree", "Layout", "Paint"}


def _moment(events: list[dict[str, Any]], name: str, start: float) -> float:
    moments: list[float] = [event["ts"] for event in events if event["name"] == name and event["ts"] >= start]
    return min(moments)


def _worked(tasks: list[dict[str, Any]], until: float) -> float:
    """Return how long the thread has worked until a moment, in microseconds."""
    worked: float = sum(min(task["tdur"], max(0, until - task["ts"])) for task in tasks)
    return worked
