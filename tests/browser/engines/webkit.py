"""WebKit, which is Safari's engine: WebKitGTK's small browser in a virtual screen, driven by selenium."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.engines.engine import PATIENCE, Engine, MissingEngineError

# The browser's toolbar asks for 447 pixels, and phones are narrower.
_SMALL_TOOLBAR = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; font-size: 1px; }"
# This driver does not tell what is on the console: the page's first script listens. A policy holds from where it stands.
_LISTENER = """<script>
window.smoke_said = [];
addEventListener("error", (event) => smoke_said.push(String(event.message)));
addEventListener("unhandledrejection", (event) => smoke_said.push(String(event.reason)));
addEventListener("securitypolicyviolation", (event) => smoke_said.push(event.violatedDirective + " " + event.blockedURI));
for (const kind of ["log", "info", "warn", "error"])
    console[kind] = (...said) => smoke_said.push(kind + ": " + said.join(" "));
</script>"""
_HEAD = '<meta charset="utf-8">'


class WebKit(Engine):
    name = "webkit"
    has_print = False

    def __init__(self, *, is_dark: bool = False) -> None:
        super().__init__()
        driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
        if driver is None or screen is None:
            raise MissingEngineError("WebKit is not installed (Debian's packages webkit2gtk-driver and xvfb)")
        with ExitStack() as ending:
            settings = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="storymap-webkit-")))
            for toolkit in ("gtk-3.0", "gtk-4.0"):
                (settings / toolkit).mkdir()
                (settings / toolkit / "gtk.css").write_text(_SMALL_TOOLBAR, encoding="utf-8")
            display = _start_screen(screen, ending)
            self._driver = _start_browser(driver, display, settings, ending, is_dark=is_dark)
            self._driver.set_script_timeout(PATIENCE / 500)
            self._ending = ending.pop_all()

    def open(self, page: Path, fragment: str = "", size: tuple[int, int] = (1280, 800)) -> None:
        text = page.read_text(encoding="utf-8")
        assert text.count(_HEAD) == 1
        heard = page.with_name(f"heard-{page.name}")
        heard.write_text(text.replace(_HEAD, _HEAD + _LISTENER), encoding="utf-8")
        super().open(heard, fragment, size)
        self.shown = page.as_uri() + fragment

    def evaluate(self, expression: str, *, is_framed: bool = False) -> Any:
        if is_framed:
            self._driver.switch_to.frame(0)
        try:
            value, fault = self._driver.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                f"(async () => ({expression}))().then((value) => done([value ?? null, null]),"
                " (fault) => done([null, String(fault)]));"
            )
        finally:
            if is_framed:
                self._driver.switch_to.default_content()
        assert fault is None, fault
        return value

    def screenshot(self) -> bytes:
        return self._driver.get_screenshot_as_png()

    def faults(self) -> list[str]:
        said: list[str] = self.evaluate("window.smoke_said ? smoke_said.splice(0) : []")
        return said

    def print(self) -> bytes:
        raise NotImplementedError("this driver cannot print")

    def close(self) -> None:
        self._ending.close()

    def _go(self, address: str) -> None:
        self._driver.get(address)

    def _resize(self, width: int, height: int) -> None:
        # The window is so much larger than what it shows of the page.
        outer = self._driver.get_window_size()
        across, down = self.evaluate("[innerWidth, innerHeight]")
        self._driver.set_window_rect(0, 0, width + outer["width"] - across, height + outer["height"] - down)

    def _click(self, x: int, y: int) -> None:
        actions = ActionBuilder(self._driver)
        actions.pointer_action.move_to_location(x, y).click()
        actions.perform()

    def _press(self, key: str) -> None:
        ActionChains(self._driver).send_keys(key).perform()


def _start_screen(program: str, ending: ExitStack) -> str:
    """Start a virtual screen and return its display's name; the server finds a number that is free."""
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1600x1400x24", "-nolisten", "tcp", "-noreset"]
    screen = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ending.callback(screen.wait, 30)
    ending.callback(screen.terminate)
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    assert number, "the virtual screen did not start"
    return f":{number}"


def _start_browser(driver: str, display: str, settings: Path, ending: ExitStack, *, is_dark: bool) -> webdriver.Remote:
    options = Options()
    for argument in ("--automation", *(["--dark-mode"] if is_dark else [])):
        options.add_argument(argument)
    # No graphics card, no bus of a desktop: there may be none.
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "GTK_THEME")},
        "DISPLAY": display,
        "XDG_CONFIG_HOME": str(settings),
        "GDK_BACKEND": "x11",
        "NO_AT_BRIDGE": "1",
        "LIBGL_ALWAYS_SOFTWARE": "1",
    }
    service = Service(executable_path=driver, env=environment, log_output=subprocess.DEVNULL)
    service.start()
    ending.callback(service.stop)
    server = RemoteConnection(client_config=ClientConfig(remote_server_addr=service.service_url))
    browser = webdriver.Remote(command_executor=server, options=options)
    ending.callback(browser.quit)
    return browser
