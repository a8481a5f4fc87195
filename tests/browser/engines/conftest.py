"""Three engines, one process each a run. A missing one skips its tests and says so; where CI is set, they fail."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from storymap import build_story, render_page
from tests.browser.conftest import ROOT
from tests.browser.engines.chromium import Chromium
from tests.browser.engines.engine import Engine, MissingEngineError
from tests.browser.engines.firefox import Firefox
from tests.browser.engines.webkit import WebKit

ENGINES = ("chromium", "firefox", "webkit")

StartEngine = Callable[[str, bool], Engine]


@pytest.fixture(scope="session")
def start_engine(request: pytest.FixtureRequest) -> StartEngine:
    def start(name: str, is_dark: bool) -> Engine:
        try:
            if name == "firefox":
                return Firefox(is_dark=is_dark)
            if name == "webkit":
                return WebKit(is_dark=is_dark)
            browser: Browser = request.getfixturevalue("chromium")
            return Chromium(browser, is_dark=is_dark)
        except MissingEngineError as missing:
            if os.environ.get("CI"):
                raise
            return pytest.skip(f"{name}: {missing}; tools/install_browsers.sh installs it")

    return start


@pytest.fixture(scope="session", params=ENGINES)
def running(request: pytest.FixtureRequest, start_engine: StartEngine) -> Iterator[Engine]:
    engine = start_engine(request.param, False)
    yield engine
    engine.close()


@pytest.fixture
def engine(running: Engine) -> Iterator[Engine]:
    """An engine whose pages are ours and say nothing on the console."""
    yield running
    assert running.faults() == []


@pytest.fixture(params=ENGINES)
def dark_engine(request: pytest.FixtureRequest, start_engine: StartEngine) -> Iterator[Engine]:
    """An engine whose reader prefers dark pages. Only Chromium can be told while it runs."""
    engine = start_engine(request.param, True)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    story = build_story(ROOT / "tests" / "stories" / "arabic" / "story.md")
    return render_page(story).save(tmp_path_factory.mktemp("arabic") / "arabic.html")


@pytest.fixture(scope="session")
def framed(juarez: Path) -> Path:
    """A page that frames the example as a content management system does that trusts nobody."""
    page = juarez.with_name("framed.html")
    page.write_text(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A site</title></head><body style="margin:0">'
        f'<iframe title="Map" sandbox="allow-scripts" style="border:0" width="1200" height="760" src="{juarez.name}"></iframe>'
        "</body></html>",
        encoding="utf-8",
    )
    return page
