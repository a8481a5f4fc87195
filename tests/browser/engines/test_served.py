"""The preview and the editor, in the engines of all browsers: they open, and the page in them stays true."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT
from tests.browser.editor.opened_editor import running
from tests.browser.engines.engine import Engine

READY = "document.documentElement.classList.contains('is-ready')"
# One frame: a newer page is loaded in a second one, and takes the place of the first.
ONE_FRAME = "document.querySelectorAll('iframe').length === 1 && !document.querySelector('iframe.is-coming')"
SURE = "[...document.querySelectorAll('button')].find((button) => button.textContent.includes('that are sure'))"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "geodata" / "juarez", tmp_path / "desk")
    return tmp_path / "desk" / "story.md"


def open_framed(engine: Engine, address: str) -> None:
    """Open what is served, and wait until the page in its frame can be used."""
    engine.visit(address)
    engine.until(ONE_FRAME)
    engine.until(READY, is_framed=True)


def test_the_previewed_page_is_true_after_a_save(engine: Engine, story: Path) -> None:
    with running(story.parent, "story.md", command="preview") as address:
        open_framed(engine, address)
        text = story.read_text(encoding="utf-8")
        story.write_text(text + "\nThe end of Zefirbach.\n", encoding="utf-8")
        engine.until(ONE_FRAME)
        engine.until("document.body.textContent.includes('The end of Zefirbach.')", is_framed=True)
        story.write_text("---\nplaces: nowhere.geojson\n---\n\n" + text, encoding="utf-8")
        engine.until("document.body.textContent.includes('nowhere.geojson')")
        story.write_text(text, encoding="utf-8")
        engine.until("!document.body.textContent.includes('nowhere.geojson')")
        engine.until("!document.body.textContent.includes('Zefirbach')", is_framed=True)
        engine.visit("about:blank")


def test_the_editor_opens_and_what_is_sure_comes_onto_the_map(engine: Engine, story: Path) -> None:
    places = story.with_name("places.geojson")
    before = len(json.loads(places.read_text(encoding="utf-8"))["features"])
    with running(story.parent, "story.md") as address:
        open_framed(engine, address)
        engine.until(SURE)
        engine.evaluate(f"void {SURE}.click()")
        engine.until(f"document.body.textContent.includes('{before + 3} places')")
        engine.until(ONE_FRAME)
        engine.until(f"document.querySelectorAll('[data-place].place-marker').length >= {before + 2}", is_framed=True)
        engine.visit("about:blank")
    after = json.loads(places.read_text(encoding="utf-8"))["features"]
    assert len(after) == before + 3
