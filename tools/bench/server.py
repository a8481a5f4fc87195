"""`storymap preview` and `storymap edit` as a person has them: a process of its own, a window of a real Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tools.bench.rows import Row, ms

SIZE = {"width": 1280, "height": 800}
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_ADDRESS = re.compile(r"http://\S+")
# The window hears what the framed page says: that it has changed, or that a newer one stands in its place. What is
# noted is the time of the frame after that.
_LISTEN = """(() => {
  if (window !== window.top) return;
  window.benchSeen = [];
  window.addEventListener("message", ({ data }) => {
    const said = data && data.say;
    if (!["patched", "taken-over", "ready"].includes(said)) return;
    requestAnimationFrame(() => setTimeout(() => window.benchSeen.push([said, Date.now(), data.is_done]), 0));
  });
})()"""
_SEEN = """([since, words]) => new Promise((done, fail) => {
  const end = Date.now() + 60000;
  const look = () => {
    const found = window.benchSeen.find(
      ([said, at, isDone]) => at >= since && words.includes(said) && isDone !== false,
    );
    if (found) done(found[1]);
    else if (Date.now() > end) fail(new Error("the page never changed"));
    else setTimeout(look, 2);
  };
  look();
})"""


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless Chromium, without a graphics card."""
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, _BROWSERS)), None)
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@contextmanager
def serving(command: str, folder: Path, *arguments: str, home: Path | None = None) -> Iterator[str]:
    """Run a command that serves a page in a folder, and yield its address.

    What it keeps of the user is below `home`: an empty folder is a machine on which it was never run.
    """
    home = home or folder / ".home"
    environment = {
        **os.environ,
        "STORYMAP_DATA": str(home / "data"),
        "STORYMAP_CACHE": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHONUNBUFFERED": "1",
    }
    whole = [sys.executable, "-m", "storymap", command, *arguments]
    with subprocess.Popen(
        whole, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            said = []
            for line in process.stdout:
                said.append(line)
                if found := _ADDRESS.search(line):
                    yield found[0]
                    return
            raise RuntimeError(f"{command} printed no address: {''.join(said)}")
        finally:
            process.terminate()


@contextmanager
def window(chromium: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open an address; `seen` says when its framed page has changed."""
    context = chromium.new_context(**{"viewport": SIZE, **options})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.add_init_script(_LISTEN)
    page.goto(address)
    try:
        yield page
    finally:
        context.close()


def seen(page: Page, since: float, words: tuple[str, ...] = ("patched", "taken-over")) -> float:
    """Return the seconds from `since` (of the epoch) to the frame in which the framed page had changed."""
    at: float = page.evaluate(_SEEN, [1000 * since, list(words)])
    return at / 1000 - since


def first_page(page: Page) -> None:
    """Wait until a framed page can be used."""
    seen(page, 0, ("ready",))


def percentile(times: list[float], share: float = 0.95) -> float:
    """Return the time that this share of all is not longer than."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def p95_row(what: str, times: list[float], aim: float) -> Row:
    """Return the row of times of which 95 of 100 may be `aim` seconds at most."""
    p95, middle = percentile(times), percentile(times, 0.5)
    said = f"{ms(p95)} (median {ms(middle)}, {len(times)} times)"
    return Row(what, said, aim=f"p95 at most {1000 * aim:.0f} ms", met=p95 <= aim)


def settle(seconds: float = 0.4) -> None:
    """Wait until what comes after a change, such as the basemap, is done."""
    time.sleep(seconds)
