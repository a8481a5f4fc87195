"""The map in the real editor: what is dragged, drawn and edited is in the file, and nothing else of it has changed."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Locator, Page, expect

from tests.browser.conftest import until
from tests.browser.editor.opened_editor import browsing, running

ARTICLE = """# Two towns

The road leads from Laredo to El Paso, along the fence.

Nothing more was heard of them.
"""
PLACES = """{
  "type": "FeatureCollection",
  "features": [
    {"type": "Feature", "properties": {"name": "Laredo"},
     "geometry": {"type": "Point", "coordinates": [-99.507, 27.506, 137.0]}},
    {"type": "Feature", "properties": {"name": "El Paso"},
     "geometry": {"type": "Point", "coordinates": [-106.487, 31.7590]}},
    {"type": "Feature", "properties": {"name": "fence"},
     "geometry": {"type": "LineString", "coordinates": [
       [-104.0, 30.0],
       [-103.0, 29.5000000001],
       [-102.0, 30.0]
     ]}}
  ]
}
"""


class Editor:
    """The editor with the story open."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.places = folder / "places.geojson"
        page.wait_for_selector("iframe.page-frame:not(.is-coming)")
        expect(page.get_by_role("toolbar", name="Map tools")).to_be_visible()

    @property
    def frame(self) -> Frame:
        """The page that is shown."""
        handle = self.page.wait_for_selector("iframe.page-frame:not(.is-coming)")
        frame = handle.content_frame() if handle else None
        assert frame is not None
        return frame

    @property
    def shown(self) -> FrameLocator:
        """The same for what is waited for while another page may take its place."""
        return self.page.frame_locator("iframe.page-frame:not(.is-coming)")

    def tool(self, name: str) -> Locator:
        return self.page.get_by_role("toolbar", name="Map tools").get_by_role("button", name=name)

    def marker(self, place_id: str) -> Locator:
        return self.frame.locator(f".place-marker[data-place={place_id}]")

    def pick(self, name: str) -> None:
        self.frame.locator(".article").get_by_role("link", name=name).click()
        expect(self.frame.locator(".is-movable").first).to_be_visible()
        self.rest()

    def rest(self) -> None:
        until(self.frame, "!map_story._panAnim?._inProgress && !map_story._flyToFrame")
        self.frame.evaluate(
            "() => new Promise((done) => { let last = ''; const look = () => { const now = String(map_story.getCenter()) + "
            "map_story.getZoom(); if (now === last) done(); else { last = now; setTimeout(look, 150); } }; look(); })"
        )

    def drag(self, what: Locator, x: float, y: float) -> None:
        box = what.bounding_box()
        assert box is not None
        left, top = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(left, top)
        self.page.mouse.down()
        self.page.mouse.move(left + x / 2, top + y / 2)
        self.page.mouse.move(left + x, top + y)
        self.page.mouse.up()

    def on_map(self, x: float, y: float) -> tuple[float, float]:
        box = self.frame.locator("#map").bounding_box()
        assert box is not None
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def change(self) -> list[str]:
        """Wait until the file has changed, and return the lines that did."""
        expect(self.page.get_by_role("button", name=re.compile("^Undo"))).to_be_enabled()
        return changed_lines(PLACES, self.places.read_text())


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.fixture
def editor(chromium: Browser, tmp_path: Path) -> Iterator[Editor]:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "story.md").write_text(ARTICLE)
    (folder / "places.geojson").write_text(PLACES)
    with running(folder, "story.md") as address, browsing(chromium, address) as page:
        yield Editor(page, folder)


def features(editor: Editor) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(editor.places.read_text())["features"]
    return made


def test_a_dragged_place_is_one_changed_line(editor: Editor) -> None:
    editor.pick("El Paso")
    editor.drag(editor.marker("el-paso"), 40, 30)
    before, after = editor.change()
    assert before == '-     "geometry": {"type": "Point", "coordinates": [-106.487, 31.7590]}},'
    assert after.startswith('+     "geometry": {"type": "Point", "coordinates": [-106.4')
    # Undo is the window's, and works from within the page.
    expect(editor.marker("el-paso")).to_be_focused()
    editor.page.keyboard.press("Control+z")
    expect(editor.page.get_by_role("button", name=re.compile("^Redo"))).to_be_enabled()
    assert editor.places.read_text() == PLACES


def test_a_nudged_place_keeps_its_height(editor: Editor) -> None:
    editor.pick("Laredo")
    editor.marker("laredo").focus()
    editor.page.keyboard.press("Shift+ArrowLeft")
    editor.page.keyboard.press("Enter")
    assert len(editor.change()) == 2
    lon, _, height = features(editor)[0]["geometry"]["coordinates"]
    assert lon < -99.507 and height == 137.0


def test_a_moved_corner_is_one_changed_line(editor: Editor) -> None:
    editor.shown.locator(".article").get_by_role("link", name="fence").click()
    corner = editor.shown.get_by_role("button", name="Corner 2 of 3")
    expect(corner).to_be_visible()
    editor.rest()
    editor.drag(corner, 0, -30)
    before, after = editor.change()
    assert before == "-       [-103.0, 29.5000000001],"
    assert after.startswith("+       [-10") and after.endswith("],")
    # One goes on where one was, and the next change begins with this one.
    expect(editor.shown.get_by_role("button", name="Corner 2 of 3")).to_be_focused()
    editor.page.keyboard.press("Delete")
    expect(editor.shown.get_by_role("button", name="Corner 2 of 2")).to_be_visible()
    editor.page.keyboard.press("Control+z")
    expect(editor.page.get_by_role("button", name=re.compile("^Redo"))).to_be_enabled()
    expect(editor.shown.get_by_role("button", name="Corner 2 of 3")).to_be_visible()
    assert changed_lines(PLACES, editor.places.read_text()) == [before, after]


def test_a_place_is_drawn_and_named(editor: Editor) -> None:
    editor.tool("Draw a line").click()
    expect(editor.tool("Draw a line")).to_have_attribute("aria-pressed", "true")
    points = [editor.on_map(*share) for share in ((0.4, 0.4), (0.6, 0.5))]
    for point in (*points, points[-1]):
        editor.page.mouse.click(*point)
    dialog = editor.page.get_by_role("dialog", name="What is here?")
    dialog.get_by_label("Its name in the text").fill("road")
    editor.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    editor.change()
    road = features(editor)[3]
    assert (road["properties"]["name"], road["geometry"]["type"]) == ("road", "LineString")
    expect(editor.shown.locator(".article").get_by_role("link", name="road")).to_be_visible()
    expect(editor.tool("Select and move places")).to_have_attribute("aria-pressed", "true")


def test_what_is_half_drawn_is_finished_before_another_page_takes_the_place_of_this_one(editor: Editor) -> None:
    editor.tool("Draw a line").click()
    points = [editor.on_map(*share) for share in ((0.4, 0.4), (0.6, 0.5), (0.7, 0.4))]
    editor.page.mouse.click(*points[0])
    editor.page.mouse.click(*points[1])
    # Of another language all is another page.
    article = editor.places.with_name("story.md")
    article.write_text("---\nlang: de\n---\n\n" + article.read_text(encoding="utf-8"), encoding="utf-8")
    expect(editor.page.locator("iframe.is-coming")).to_have_count(1)
    expect(editor.page.frame_locator("iframe.is-coming").locator("html.is-ready")).to_have_count(1)
    expect(editor.shown.locator(".working-drawing")).to_have_count(1)
    editor.page.mouse.click(*points[2])
    editor.page.mouse.click(*points[2])
    dialog = editor.page.get_by_role("dialog", name="What is here?")
    dialog.get_by_label("Its name in the text").fill("road")
    editor.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(editor.shown.locator("html")).to_have_attribute("lang", "de")
    expect(editor.shown.locator(".article").get_by_role("link", name="road")).to_be_visible()
    assert len(features(editor)[3]["geometry"]["coordinates"]) == 3


def test_a_place_is_put_by_key_alone(editor: Editor) -> None:
    editor.tool("Select and move places").focus()
    editor.page.keyboard.press("ArrowDown")
    expect(editor.tool("Put a point")).to_be_focused()
    editor.page.keyboard.press("Enter")
    expect(editor.frame.locator("#map_story")).to_be_focused()
    for key in ("Shift+ArrowLeft", "ArrowUp", "Enter"):
        editor.page.keyboard.press(key)
    expect(editor.page.get_by_role("dialog", name="What is here?")).to_be_visible()
    editor.page.keyboard.type("road")
    editor.page.keyboard.press("Enter")
    editor.change()
    assert features(editor)[3]["geometry"]["type"] == "Point"


def test_what_is_drawn_is_given_up(editor: Editor) -> None:
    editor.tool("Draw an area").click()
    editor.page.mouse.click(*editor.on_map(0.4, 0.4))
    editor.tool("Select and move places").click()
    expect(editor.frame.locator(".working-drawing")).to_have_count(0)
    editor.tool("Draw an area").click()
    expect(editor.frame.locator(".working-cross")).to_be_visible()
    editor.page.keyboard.press("Escape")
    expect(editor.frame.locator(".working-cross")).to_be_hidden()
    expect(editor.tool("Select and move places")).to_have_attribute("aria-pressed", "true")
    assert editor.places.read_text() == PLACES


def test_the_view_of_the_paragraph_that_is_read(editor: Editor) -> None:
    editor.tool("Use this view").click()
    expect(editor.page.get_by_text("What the map shows at: Paragraph 1")).to_be_visible()


def test_a_place_that_is_changed_outside_is_moved_from_there(editor: Editor) -> None:
    editor.pick("El Paso")
    editor.places.write_text(PLACES.replace("-106.487, 31.7590", "-105.487, 32.7590"))
    until(editor.frame, "Math.abs(document.querySelector('.is-movable') && map_story.getZoom()) > 0")
    marker = editor.marker("el-paso")
    expect(marker).to_be_attached()
    until(
        editor.frame,
        "(() => { let at = 0; map_story.eachLayer((layer) => { const e = layer.getElement?.(); "
        "if (e?.dataset?.place === 'el-paso' && layer.getLatLng) at = layer.getLatLng().lat; }); return at === 32.759; })()",
    )
    marker.focus()
    editor.page.keyboard.press("ArrowRight")
    editor.page.keyboard.press("Enter")
    editor.change()
    lon, lat = features(editor)[1]["geometry"]["coordinates"]
    assert -105.5 < lon < -105.3 and lat == pytest.approx(32.759, abs=0.01)
