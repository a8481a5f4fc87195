"""A real Chromium without a network. Every test also fails on a console message or a request that the page makes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from storymap import build_story, render_page
from tests.browser.contexts import ARGUMENT, Contexts

ROOT = Path(__file__).parents[2]
PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
WIDE = {"viewport": {"width": 1280, "height": 800}}
NAMES = [
    "Ávila",
    "Burgos",
    "Cádiz",
    "Córdoba",
    "Cuenca",
    "Gijón",
    "Huelva",
    "Jaén",
    "León",
    "Lugo",
    "Málaga",
    "Soria",
    "Zamora",
]

# The browser's own errands (updates, safe browsing) are not the page's, and there is no network for them.
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# A frame is allowed to share; Chromium on a machine that has nothing to share with says that it does not know the word.
UNKNOWN_FEATURE = "warning: Unrecognized feature: 'web-share'."

OpenPage = Callable[..., Page]


def until(page: Page | Frame, condition: str) -> None:
    """Wait until a JavaScript expression is true, or fail after ten seconds; Playwright's own way is barred by the page's policy.

    Time, not frames: a browser paints no frames of what is out of sight.
    """
    page.evaluate(
        "() => new Promise((done, fail) => { const end = performance.now() + 10000; const look = () => ("
        + condition
        + ") ? done() : "
        "performance.now() > end ? fail(new Error('it never came true')) : setTimeout(look, 16); look(); })"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Without its windows a page opens in half the time.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*_QUIET, ARGUMENT])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def juarez(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built once."""
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    return render_page(story).save(tmp_path_factory.mktemp("juarez") / "juarez.html")


@pytest.fixture
def spain(tmp_path: Path) -> Path:
    """Thirteen places, named from Z to A."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "layer": "Cities"},
            "geometry": {"type": "Point", "coordinates": [-8 + n / 2, 37 + n / 3]},
        }
        for n, name in enumerate(NAMES)
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "story.md").write_text("# Spain\n\n" + "\n\n".join(f"To {name}." for name in reversed(NAMES)))
    return render_page(build_story(tmp_path / "story.md", language="es")).save(tmp_path / "page.html")


@pytest.fixture(scope="session")
def all_contexts(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contexts]:
    contexts = Contexts(chromium, tmp_path_factory.mktemp("kept") / "blank.html")
    yield contexts
    contexts.close()


@pytest.fixture
def contexts(request: pytest.FixtureRequest, all_contexts: Contexts) -> Iterator[Contexts]:
    failed = request.session.testsfailed
    yield all_contexts
    # What has failed may have left a process that answers nobody.
    all_contexts.clear(anew=request.session.testsfailed > failed)


@pytest.fixture
def open_page(contexts: Contexts) -> Iterator[OpenPage]:
    said: list[str] = []
    asked: list[str] = []
    pages: list[Page] = []

    def open_(path: Path, *, fragment: str = "", wait: bool = True, **options: Any) -> Page:
        page = contexts.new_page(**{**WIDE, "offline": True, **options})
        pages.append(page)
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri() + fragment)
        if wait and options.get("java_script_enabled", True):
            page.wait_for_selector("html.is-ready", state="attached")
        return page

    yield open_
    # What they say until their end counts, too.
    for page in pages:
        page.close()
    assert [words for words in said if words != UNKNOWN_FEATURE] == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []
