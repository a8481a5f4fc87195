"""Firefox, driven by WebDriver BiDi, which it speaks itself: no driver is needed."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.browser.engines.bidi import BiDi
from tests.browser.engines.engine import PATIENCE, Engine, MissingEngineError

_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
# No errands of the browser's own: there is no network. Keys go to every control, as on any system but one.
_PREFERENCES = {
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "accessibility.tabfocus": 7,
    # Scroll bars take no room, as in the other two and on phones.
    "ui.useOverlayScrollbars": 1,
}
_SCHEME = "layout.css.prefers-color-scheme.content-override"


class Firefox(Engine):
    name = "firefox"

    def __init__(self, *, is_dark: bool = False) -> None:
        super().__init__()
        program = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
        if program is None:
            raise MissingEngineError("Firefox is not installed (Debian's package firefox-esr)")
        with ExitStack() as ending:
            profile = Path(
                ending.enter_context(
                    tempfile.TemporaryDirectory(prefix="storymap-firefox-", ignore_cleanup_errors=True)
                )
            )
            preferences = {**_PREFERENCES, _SCHEME: 0 if is_dark else 1}
            lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
            (profile / "user.js").write_text("".join(lines), encoding="utf-8")
            self._bidi = BiDi(_start(program, profile, ending), PATIENCE / 500)
            ending.callback(self._bidi.close)
            self._bidi.ask("session.new", capabilities={})
            ending.callback(self._bidi.ask, "browser.close")
            self._ending = ending.pop_all()
        self._bidi.ask("session.subscribe", events=["log.entryAdded"])
        # Firefox gives no focus to the tab that it opens by itself.
        self._tab: str = self._bidi.ask("browsingContext.create", type="tab")["context"]

    def evaluate(self, expression: str, *, is_framed: bool = False) -> Any:
        found = self._bidi.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify([await ({expression})]))()",
            target={"context": self._frame() if is_framed else self._tab},
            awaitPromise=True,
        )
        assert found["type"] == "success", found["exceptionDetails"]["text"]
        return json.loads(found["result"]["value"])[0]

    def screenshot(self) -> bytes:
        return base64.b64decode(self._bidi.ask("browsingContext.captureScreenshot", context=self._tab)["data"])

    def faults(self) -> list[str]:
        self._bidi.ask("session.status")
        said = [f"{event['params']['level']}: {event['params']['text']}" for event in self._bidi.events]
        self._bidi.events.clear()
        return said

    def print(self) -> bytes:
        return base64.b64decode(self._bidi.ask("browsingContext.print", context=self._tab, background=True)["data"])

    def close(self) -> None:
        self._ending.close()

    def _frame(self) -> str:
        tree = self._bidi.ask("browsingContext.getTree", root=self._tab)
        (frame,) = tree["contexts"][0]["children"]
        return str(frame["context"])

    def _go(self, address: str) -> None:
        self._bidi.ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def _resize(self, width: int, height: int) -> None:
        viewport = {"width": width, "height": height}
        self._bidi.ask("browsingContext.setViewport", context=self._tab, viewport=viewport)

    def _click(self, x: int, y: int) -> None:
        self._act(
            "pointer",
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def _press(self, key: str) -> None:
        self._act("key", {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})

    def _act(self, device: str, *actions: dict[str, Any]) -> None:
        source = {"type": device, "id": device, "actions": list(actions)}
        self._bidi.ask("input.performActions", context=self._tab, actions=[source])


def _start(program: str, profile: Path, ending: ExitStack) -> str:
    """Start Firefox and return the websocket's address at which it listens."""
    process = subprocess.Popen(
        [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    ending.push(process)
    ending.callback(process.terminate)
    found = next(filter(None, map(_LISTENS.search, process.stderr or ())), None)
    assert found, "Firefox ended without listening"
    return f"{found[1]}/session"
