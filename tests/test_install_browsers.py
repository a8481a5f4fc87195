"""The installer asks for what is missing, for nothing else, and is silent where nothing is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[str, list[str]]]
BROWSERS = ("chromium", "firefox-esr", "WebKitWebDriver", "Xvfb")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the installer on a machine that has some programs only; `apt-get` and Python write down what they are asked."""

    def run_with(*programs: str) -> tuple[str, list[str]]:
        asked = tmp_path / "asked"
        for name in (*programs, "id", "PYTHON"):
            answer = "echo 0" if name == "id" else f'echo "{name} $@" >> "{asked}"'
            (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n")
            (tmp_path / name).chmod(0o755)
        (tmp_path / "env").unlink(missing_ok=True)
        (tmp_path / "env").symlink_to(shutil.which("env") or "")
        command = ["/bin/sh", str(ROOT / "tools" / "install_browsers.sh"), str(tmp_path / "PYTHON")]
        done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True)
        return done.stdout + done.stderr, asked.read_text().splitlines() if asked.exists() else []

    return run_with


def test_it_is_silent_where_all_are_there(run: Run) -> None:
    assert run(*BROWSERS, "apt-get") == ("", [])


def test_a_fresh_debian_gets_all_three_and_a_font(run: Run) -> None:
    said, asked = run("apt-get")
    assert said == "Installing with apt: chromium firefox-esr webkit2gtk-driver xvfb\n"
    assert asked == [
        "apt-get -qq update",
        "apt-get -qq install --no-install-recommends -y chromium firefox-esr webkit2gtk-driver xvfb fonts-noto-core",
    ]


def test_chromium_comes_without_its_windows_where_that_is_packaged(run: Run) -> None:
    _, asked = run("apt-get", "apt-cache", "firefox-esr", "WebKitWebDriver", "Xvfb")
    assert asked[-1] == "apt-get -qq install --no-install-recommends -y chromium-headless-shell fonts-noto-core"
    assert run("chromium-headless-shell", "firefox-esr", "WebKitWebDriver", "Xvfb")[0] == ""


def test_only_what_is_missing_is_installed(run: Run) -> None:
    said, _ = run("google-chrome", "firefox", "Xvfb", "apt-get")
    assert said == "Installing with apt: webkit2gtk-driver\n"


def test_elsewhere_playwright_brings_its_chromium(run: Run) -> None:
    assert run("firefox") == ("Installing Chromium with Playwright\n", ["PYTHON -m playwright install chromium"])
    assert run("chromium")[0] == ""
