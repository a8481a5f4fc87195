"""Contexts of a browser, those that tests share and those of one test alone. Each test has pages of its own.

Of what it takes to open a page a fifth is a process that starts and compiles the page's script. So a context is kept, and in
it a page that does nothing: all of its pages from disk have one process. Beside that they share what a context stores,
and ours store nothing; windows, looks, sessions and histories are each page's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

# Pages of one site have one process in a context.
ARGUMENT = "--process-per-site"
# What a page can have without a context of its own, beside the size of its window.
_LOOKS = ("color_scheme", "reduced_motion", "forced_colors")
# What most tests ask for beside that.
_SHARED: dict[str, dict[str, Any]] = {
    "desk": {"offline": True},
    "phone": {"offline": True, "is_mobile": True, "has_touch": True},
}


class Contexts:
    """Gives new pages; `blank` is where a page that does nothing can be written."""

    def __init__(self, browser: Browser, blank: Path) -> None:
        blank.write_text("<!DOCTYPE html><title>Kept</title>", encoding="utf-8")
        self._browser = browser
        self._blank = blank
        self._kept: dict[str, tuple[BrowserContext, Page]] = {}
        self._own: list[BrowserContext] = []

    def new_page(self, **options: Any) -> Page:
        """Return a new page with the options of a context, in a shared context if there is one for them."""
        looks = {name: options[name] for name in _LOOKS if name in options}
        others = {name: value for name, value in options.items() if name not in (*looks, "viewport")}
        machine = next((name for name, shared in _SHARED.items() if shared == others), None)
        if machine is None:
            self._own.append(self._browser.new_context(**options))
            return self._own[-1].new_page()
        page = self._shared(machine).new_page()
        page.set_viewport_size(options["viewport"])
        if looks:
            page.emulate_media(**looks)
        return page

    def clear(self, *, anew: bool) -> None:
        """Close all pages that were given; with `anew` the next ones get new contexts."""
        for context in self._own:
            context.close()
        self._own.clear()
        for context, blank in self._kept.values():
            for page in context.pages:
                if page is not blank:
                    page.close()
            context.unroute_all()
        if anew:
            self.close()

    def close(self) -> None:
        for context, _ in self._kept.values():
            context.close()
        self._kept.clear()

    def _shared(self, machine: str) -> BrowserContext:
        if machine not in self._kept:
            context = self._browser.new_context(**_SHARED[machine])
            blank = context.new_page()
            blank.goto(self._blank.as_uri())
            self._kept[machine] = context, blank
        return self._kept[machine][0]
