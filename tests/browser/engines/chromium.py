"""Chromium, driven by Playwright as in the other tests of the page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser

from tests.browser.engines.engine import KEYS, Engine

_NAMES = {code: name for name, code in KEYS.items()}


class Chromium(Engine):
    name = "chromium"

    def __init__(self, browser: Browser, *, is_dark: bool = False) -> None:
        super().__init__()
        self._context = browser.new_context(offline=True, color_scheme="dark" if is_dark else "light")
        self._page = self._context.new_page()
        self._said: list[str] = []
        self._page.on("console", lambda message: self._said.append(f"{message.type}: {message.text}"))
        self._page.on("pageerror", lambda error: self._said.append(str(error)))

    def evaluate(self, expression: str, *, is_framed: bool = False) -> Any:
        frame = self._page.frames[1] if is_framed else self._page.main_frame
        return frame.evaluate(expression)

    def screenshot(self) -> bytes:
        return self._page.screenshot()

    def faults(self) -> list[str]:
        said, self._said = self._said, []
        return said

    def print(self) -> bytes:
        return self._page.pdf(format="A4")

    def close(self) -> None:
        self._context.close()

    def _go(self, address: str) -> None:
        # What is served on this machine can be asked, and nothing else.
        self._context.set_offline(not address.startswith("http://127.0.0.1:"))
        self._page.goto(address)

    def _resize(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def _click(self, x: int, y: int) -> None:
        self._page.mouse.click(x, y)

    def _press(self, key: str) -> None:
        self._page.keyboard.press(_NAMES[key])
