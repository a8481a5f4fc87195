"""What the smoke tests ask of a browser's engine, in whatever protocol it is driven by."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

# Widths and heights in CSS pixels.
WIDE = (1280, 800)
PHONE = (360, 640)
# How long a state may take to come true on a busy machine, in milliseconds.
PATIENCE = 20_000
# The keys that the tests press, as WebDriver writes them; all its protocols share these code points.
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c"}

_UNTIL = """new Promise((done, fail) => {
    const end = performance.now() + %d;
    const look = () => {
        let value;
        try { value = (%s) } catch (fault) { value = null }
        if (value) return done(true);
        if (performance.now() > end) return fail(new Error("it never came true: " + %s));
        setTimeout(look, 10);
    };
    look();
})"""


class MissingEngineError(Exception):
    """An engine or its driver is not installed; the message says which."""


class Engine(ABC):
    """A browser with one tab. What a test changes is told by `is_untouched`, so that the others may share its page."""

    name: str
    # Whether its driver can print.
    has_print = True

    def __init__(self) -> None:
        self.shown = ""
        self.is_untouched = False
        self._size = (0, 0)

    def open(self, page: Path, fragment: str = "", size: tuple[int, int] = WIDE) -> None:
        """Open a page of ours from the disk in a window of a size, and wait until it is ready."""
        if self._size != size:
            self.resize(*size)
        self.faults()
        # Only another page is loaded: a new fragment alone would not be.
        self._go("about:blank")
        self._go(page.as_uri() + fragment)
        self.until(
            "document.readyState === 'complete' && (window.frameElement || !document.querySelector('.story')"
            " || document.documentElement.classList.contains('is-ready'))"
        )
        self.shown, self.is_untouched = page.as_uri() + fragment, True

    def visit(self, address: str, size: tuple[int, int] = WIDE) -> None:
        """Open an address in a window of a size."""
        self.is_untouched = False
        if self._size != size:
            self.resize(*size)
        self._go(address)

    def share(self, page: Path) -> None:
        """Open a page in a wide window, unless it is open and nobody has touched it."""
        if not self.is_untouched or self.shown != page.as_uri() or self._size != WIDE:
            self.open(page)

    def resize(self, width: int, height: int) -> None:
        """Make the window's inner size so many pixels."""
        self.is_untouched = False
        self._size = (width, height)
        self._resize(width, height)
        self.until(f"innerWidth === {width} && innerHeight === {height}")

    def until(self, condition: str, *, is_framed: bool = False) -> None:
        """Wait until a JavaScript expression is true."""
        self.evaluate(_UNTIL % (PATIENCE, condition, json.dumps(condition)), is_framed=is_framed)

    def click(self, selector: str, *, is_framed: bool = False) -> None:
        """Click the middle of the first box of an element, after bringing it into view and waiting until it rests there."""
        self.is_untouched = False
        place = f"document.querySelector({json.dumps(selector)})"
        self.evaluate(f"void {place}.scrollIntoView({{block: 'nearest', behavior: 'instant'}})", is_framed=is_framed)
        x, y = self.evaluate(_MIDDLE_AT_REST % place, is_framed=is_framed)
        if is_framed:
            left, top = self.evaluate("(({x, y}) => [x, y])(document.querySelector('iframe').getBoundingClientRect())")
            x, y = x + left, y + top
        self._click(round(x), round(y))

    def press(self, key: str) -> None:
        """Press a key of the keyboard, and let it go."""
        self.is_untouched = False
        self._press(KEYS[key])

    @abstractmethod
    def evaluate(self, expression: str, *, is_framed: bool = False) -> Any:
        """Return what a JavaScript expression is, as JSON has it, in the page or in its only frame; promises are awaited."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """Return what the window shows, as PNG."""

    @abstractmethod
    def faults(self) -> list[str]:
        """Return what the page has said on the console since it was last asked."""

    @abstractmethod
    def print(self) -> bytes:
        """Return the page as it prints, as PDF."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    @abstractmethod
    def _go(self, address: str) -> None: ...

    @abstractmethod
    def _resize(self, width: int, height: int) -> None: ...

    @abstractmethod
    def _click(self, x: int, y: int) -> None: ...

    @abstractmethod
    def _press(self, key: str) -> None: ...


_MIDDLE_AT_REST = """new Promise((done) => {
    const place = %s;
    let last = "", same = 0;
    const look = () => {
        const {left, top, width, height} = place.getClientRects()[0];
        const now = [left + width / 2, top + height / 2];
        same = String(now) === last ? same + 1 : 0;
        last = String(now);
        same > 2 ? done(now) : setTimeout(look, 16);
    };
    look();
})"""
