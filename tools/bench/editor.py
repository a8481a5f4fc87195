"""How long after a key, a drag or a command page and files are true in the editor, and how large the editor is."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Error, Frame, Page

from tools.bench.preview import copied_example, of_many_places, with_pictures
from tools.bench.rows import Row, ms
from tools.bench.server import browser, first_page, p95_row, percentile, seen, serving, settle, window
from tools.bench.story_told import story_rows
from tools.interleaved import count_runs

_ROUNDS = 30
_STARTS = 4
_DIST = Path(__file__).parents[2] / "src" / "storymap" / "web" / "dist"
_LARGEST_BUNDLE = 220_000
_INTERLEAVED = 1_000
# A place of the example that stands alone.
_DRAGGED = ".place-marker[aria-label*='Laredo']"
_SEARCHED = ("Laredo", "Ciudad Juárez", "Springfield", "San Antonio", "El Paso", "Zürich", "München", "Paris, Texas")
_SEARCH = """async (words) => {
  const times = [];
  for (const word of words)
    for (let length = 2; length <= word.length; length++) {
      const start = performance.now();
      const answer = await fetch("/api/search?q=" + encodeURIComponent(word.slice(0, length)),
        { headers: { "X-Storymap": localStorage.getItem("storymap-key") } });
      await answer.json();
      times.push((performance.now() - start) / 1000);
    }
  return times;
}"""
_COMMAND = """async (command) => {
  const headers = { "X-Storymap": localStorage.getItem("storymap-key"), "Content-Type": "application/json" };
  const state = await (await fetch("/api/state", { headers })).json();
  const start = performance.now();
  const answer = await fetch("/api/command",
    { method: "POST", headers, body: JSON.stringify({ ...command, base: state.digests }) });
  const said = await answer.json();
  return [(performance.now() - start) / 1000, said.ok];
}"""


def editor_rows(report: Path | None = None) -> Iterator[Row]:
    """Yield the figures of the editor. `report` is the text for the story that is told in three minutes."""
    with TemporaryDirectory() as folder, browser() as chromium:
        desk = Path(folder)
        for name in ("example", "pictures", "many"):
            (desk / name).mkdir()
        example = copied_example(desk / "example")
        yield p95_row("key to patched page", _keys(chromium, example), 0.15)
        yield from _at_work(chromium, copied_example(desk / "moved"))
        pictures = with_pictures(desk / "pictures")
        yield p95_row("key to patched page, with 10 pictures of 1600 px", _keys(chromium, pictures), 0.3)
        many = of_many_places(desk / "many")
        yield p95_row("key to patched page, 100,000 places", _keys(chromium, many), 0.3)
        yield from _starts(chromium, copied_example(desk / "started"), desk)
        yield from story_rows(chromium, desk, report)
    yield _interleaved()
    yield _bundle()


def _at_work(chromium: Browser, story: Path) -> Iterator[Row]:
    with serving("edit", story.parent, story.name, "--no-open") as address, window(chromium, address) as page:
        first_page(page)
        settle(2)
        yield p95_row("drag to patched page", _dragged(page), 0.15)
        yield p95_row("gazetteer search, a letter after the other", page.evaluate(_SEARCH, list(_SEARCHED)), 0.03)
        yield from _commands(page, story.with_name("places.geojson"))


def _keys(chromium: Browser, story: Path) -> list[float]:
    with serving("edit", story.parent, story.name, "--no-open") as address, window(chromium, address) as page:
        first_page(page)
        settle(3)
        return _typed(page)


def shown(page: Page) -> Frame:
    """Return the framed page."""
    return next(frame for frame in reversed(page.frames) if "/page/" in frame.url)


def _typed(page: Page) -> list[float]:
    """Type letters into the last paragraph, and return the seconds from each to the frame in which the page has it."""
    block = shown(page).locator(".article p").last
    block.scroll_into_view_if_needed()
    block.hover()
    shown(page).locator(".working-block button").first.click()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    times = []
    for number in range(_ROUNDS):
        since = time.time()
        page.keyboard.type("abcdefghij"[number % 10])
        times.append(seen(page, since))
        settle(0.25 + times[-1])
    return times


def _dragged(page: Page) -> list[float]:
    """Drag a place to and fro, and return the seconds from letting go to the frame in which the page has it so."""
    shown(page).locator(_DRAGGED).click()
    settle(2)
    times = []
    for number in range(_ROUNDS):
        x, y = _middle(page)
        way = 20 if number % 2 else -20
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + way / 2, y + way / 2)
        page.mouse.move(x + way, y + way)
        since = time.time()
        page.mouse.up()
        times.append(seen(page, since))
        settle(0.3 + 2 * times[-1])
    return times


def _middle(page: Page) -> tuple[float, float]:
    """Return where the place is that is dragged; the frame may be giving way to one with a newer page."""
    for _ in range(20):
        with suppress(Error):
            box = shown(page).locator(_DRAGGED).bounding_box(timeout=2_000)
            if box is not None:
                return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        settle()
    raise RuntimeError("the place is not on the map")


def _commands(page: Page, places: Path) -> Iterator[Row]:
    """Yield how long a command takes to be on disk, and what else changes in the file."""
    feature = next(
        one for one in json.loads(places.read_text(encoding="utf-8"))["features"] if one["geometry"]["type"] == "Point"
    )
    name, (lon, lat, *_) = feature["properties"]["name"], feature["geometry"]["coordinates"]
    place_id = feature.get("id") or re.sub(r"\W+", "-", name.lower())
    times, lines = [], []
    for number in range(_ROUNDS):
        before = places.read_bytes()
        geometry = {"type": "Point", "coordinates": [round(lon + 0.001 * (number + 1), 4), lat]}
        command: dict[str, Any] = {"command": "move-place", "place_id": place_id, "geometry": geometry}
        took, is_done = page.evaluate(_COMMAND, command)
        if not is_done:
            raise RuntimeError("the editor refused to move a place")
        times.append(took)
        lines.append(_lines_changed(before, places.read_bytes()))
        settle(0.3)
    yield p95_row("a command to disk", times, 0.1)
    most = max(lines)
    yield Row("lines that moving a place changes in its file", str(most), aim="1", met=lines == [1] * len(lines))


def _lines_changed(before: bytes, after: bytes) -> int:
    old, new = before.split(b"\n"), after.split(b"\n")
    if len(old) != len(new):
        return max(len(old), len(new))
    return sum(one != other for one, other in zip(old, new, strict=True))


def _starts(chromium: Browser, story: Path, desk: Path) -> Iterator[Row]:
    warm = sorted(_start(chromium, story, desk / "warm") for _ in range(_STARTS + 1))[:-1]
    took = percentile(warm, 0.5)
    yield Row("editor: start to usable page, warm", ms(took), aim="at most 1.0 s", met=took <= 1.0)
    cold = percentile([_start(chromium, story, desk / f"cold{number}") for number in range(_STARTS)], 0.5)
    yield Row("editor: start to usable page, empty cache", ms(cold), aim="at most 2.5 s", met=cold <= 2.5)


def _start(chromium: Browser, story: Path, home: Path) -> float:
    since = time.time()
    with (
        serving("edit", story.parent, story.name, "--no-open", home=home) as address,
        window(chromium, address) as page,
    ):
        return seen(page, since, ("ready",))


def _interleaved() -> Row:
    count = count_runs(_INTERLEAVED)
    said = f"{count.lost} changes lost, {count.invalid} invalid files; {count.merged:,} of {count.made:,} merged"
    met = not (count.lost or count.invalid)
    return Row(f"several writers at once, {_INTERLEAVED:,} random runs", said, aim="0 and 0", met=met)


def _bundle() -> Row:
    size = sum(len(gzip.compress((_DIST / name).read_bytes(), 9, mtime=0)) for name in ("editor.js", "editor.css"))
    met = size <= _LARGEST_BUNDLE
    return Row("the editor's bundle, script and style, gzipped", f"{size / 1000:.0f} kB", aim="at most 220 kB", met=met)
