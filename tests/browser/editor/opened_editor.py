"""The editor as a person has it: `storymap edit` in a process of its own, and a browser at the address that it prints."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from storymap.storage.cache_key import signing_key
from storymap.storage.data_folder import data_folder
from tests.browser.conftest import UNKNOWN_FEATURE, WIDE
from tests.browser.editor.warm_process import start
from tests.browser.test_accessible import faults
from tests.conftest import ROOT

TABLET: dict[str, Any] = {"viewport": {"width": 1024, "height": 700}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}

LOOKS: dict[str, dict[str, Any]] = {"wide": WIDE, "tablet": TABLET, "phone": PHONE}

# A story is built and its text asked about before there is something to see; a machine may be busy with other tests.
expect.set_options(timeout=60_000)


@contextmanager
def running(folder: Path, *arguments: str, command: str = "edit") -> Iterator[str]:
    """Run what serves a story in a folder, and yield its address. What it remembers of the person is in that folder, too.

    But the key that signs what is cached is that of all tests: without it each would draw each map anew.
    """
    home = folder / ".home"
    assert signing_key() is not None
    (home / "data").mkdir(parents=True, exist_ok=True)
    shutil.copy2(data_folder() / "cache.key", home / "data")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(home),
        "STORYMAP_DATA": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    pipe = folder / ".output"
    os.mkfifo(pipe)
    process = start([command, *arguments, *(["--no-open"] if command == "edit" else [])], folder, environment, pipe)
    try:
        with pipe.open() as output:
            for line in output:
                if found := re.search(r"http://\S+", line):
                    yield found[0]
                    break
            else:
                raise AssertionError(f"{command} printed no address")
    finally:
        pipe.unlink()
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)


@contextmanager
def browsing(chromium: Browser, address: str, *, expected: str = UNKNOWN_FEATURE, **options: Any) -> Iterator[Page]:
    """Open the address; whatever the browser says but what is expected, and every request elsewhere, is a fault."""
    # axe is put into the page, which the page's own policy would not have.
    context = chromium.new_context(**{**WIDE, "bypass_csp": True, "reduced_motion": "reduce", **options})
    page = context.new_page()
    page.set_default_timeout(60_000)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    try:
        yield page
    finally:
        context.close()
    origin = "/".join(address.split("/")[:3])
    assert [words for words in said if words not in (UNKNOWN_FEATURE, expected)] == []
    assert [url for url in asked if not url.startswith((origin, "data:", "blob:", "about:"))] == []


def faults_in_all_looks(page: Page, *, tab: str = "") -> dict[str, list[str]]:
    """What axe finds in the window at each size, light and dark; on a phone in the `tab` of this name."""
    found: dict[str, list[str]] = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for name, look in LOOKS.items():
            page.set_viewport_size(look["viewport"])
            if tab and name == "phone":
                page.get_by_role("tab", name=tab).click()
            if wrong := faults(page):
                found[f"{name}, {scheme}"] = wrong
    page.set_viewport_size(WIDE["viewport"])
    page.emulate_media(color_scheme="light")
    return found
