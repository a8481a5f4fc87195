"""The first story of docs/edit.md, as a person tells it: from a sheet of paper to a folder that can be uploaded.

With STORYMAP_TAKE_PICTURES in the environment the pictures of that page are taken anew; else it is enough that the states
are reached that they show.
"""

from __future__ import annotations

import io
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Error, FrameLocator, Locator, Page, expect

from tests.browser.conftest import WIDE
from tests.browser.editor.opened_editor import browsing, running
from tests.conftest import ROOT

GUIDE = ROOT / "docs" / "edit.md"
IS_TAKING = "STORYMAP_TAKE_PICTURES" in os.environ
MOST_CLICKS = 12
LARGEST_PICTURE = 150_000
COLOURS = 256
# Of the wheel: streets apart.
NOTCHES = 2
# From El Paso to the bridge on that map, in pixels.
TO_THE_BRIDGE = (4, 299)


def pasted() -> str:
    """The example's article without its places: no front matter, no links to the map."""
    text = (ROOT / "geodata" / "juarez" / "story.md").read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1].strip()
    return "# Two cities, one bridge\n\n" + re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", body) + "\n"


class Person:
    """Somebody with a mouse and a keyboard: what is pressed is counted, and what is typed is kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.typed: list[str] = []
        self.seen: list[str] = []

    @property
    def story(self) -> FrameLocator:
        """The page that is worked on."""
        return self.page.frame_locator("iframe.page-frame:not(.is-coming)")

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def click_at(self, x: float, y: float) -> None:
        self.clicks += 1
        self.page.mouse.click(x, y)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press the button once, and let it go elsewhere."""
        self.clicks += 1
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self.page.mouse.move(*end)
        self.page.mouse.up()

    def drop(self, name: str, data: bytes, at: tuple[float, float]) -> None:
        """Let go of a file over the window, as a file manager does."""
        self.clicks += 1
        self.page.evaluate(
            """([name, bytes, x, y]) => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
              const at = { bubbles: true, cancelable: true, dataTransfer: data, clientX: x, clientY: y };
              window.dispatchEvent(new DragEvent('dragover', at));
              document.querySelector('.drop-cover').dispatchEvent(new DragEvent('drop', at));
            }""",
            [name, list(data), *at],
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.typed.append(text)
        self.page.keyboard.type(text)

    def zoom_in(self, x: float, y: float) -> None:
        """Turn the wheel, until the map rests nearer."""
        self.page.mouse.move(x, y)
        for _ in range(NOTCHES):
            zoom = self._zoom()
            self.page.mouse.wheel(0, -120)
            self._frame().wait_for_function("zoom => map_story.getZoom() > zoom", arg=zoom)
            self.rest()

    def rest(self) -> None:
        """Wait until the map moves no more; a newer page may take the place of the one that is looked at."""
        before = None
        for _ in range(100):
            with suppress(Error):
                now = self._frame().evaluate(
                    "[map_story.getCenter().lat, map_story.getCenter().lng, map_story.getZoom()]"
                )
                if now == before:
                    return
                before = now
            self.page.wait_for_timeout(200)
        raise AssertionError("the map never came to rest")

    def saved(self) -> None:
        """Wait until everything is on disk and shown."""
        expect(self.page.locator(".bar-saved")).to_have_text("saved")
        expect(self.page.locator(".frame iframe:not(.is-coming)")).to_have_count(1)

    def look(self, name: str) -> None:
        """A state that a picture of the guide shows; the picture itself, if it is asked for."""
        self.seen.append(name)
        if IS_TAKING:
            shot = self.page.screenshot(animations="disabled")
            with Image.open(io.BytesIO(shot)) as picture:
                small = picture.convert("RGB").quantize(COLOURS, kmeans=4, dither=Image.Dither.NONE)
                small.save(GUIDE.with_name(f"edit-{name}.png"), optimize=True)

    def _frame(self) -> Any:
        handle = self.page.wait_for_selector("iframe.page-frame:not(.is-coming)")
        frame = handle.content_frame() if handle else None
        assert frame is not None
        return frame

    def _zoom(self) -> float:
        zoom: float = self._frame().evaluate("map_story.getZoom()")
        return zoom

    def middle(self, target: Locator) -> tuple[float, float]:
        """Where the middle of something is, once it rests there."""
        before = None
        for _ in range(100):
            box = None
            with suppress(Error):
                box = target.bounding_box(timeout=2_000)
            if box is not None and box == before:
                return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            before = box
            self.page.wait_for_timeout(100)
        raise AssertionError("it never came to rest")

    def box_of(self, words: str) -> tuple[float, float, float, float]:
        """Where words stand in the window: left, top, right, bottom."""
        left, top, right, bottom = self._frame().evaluate(
            """words => {
              const walker = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const start = node.data.indexOf(words);
                if (start < 0) continue;
                const range = document.createRange();
                range.setStart(node, start);
                range.setEnd(node, start + words.length);
                node.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
                const box = range.getClientRects()[0];
                return [box.left, box.top, box.right, box.bottom];
              }
              throw new Error('no such words');
            }""",
            words,
        )
        frame = self.page.locator("iframe.page-frame:not(.is-coming)").bounding_box()
        assert frame is not None
        return left + frame["x"], top + frame["y"], right + frame["x"], bottom + frame["y"]


def places_of(folder: Path) -> dict[str, dict[str, Any]]:
    """The features of a places file by name."""
    features = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    return {one["properties"]["name"]: one for one in features}


def picture_of_a_bridge() -> bytes:
    """A picture, drawn here: a bridge over water."""
    picture = Image.new("RGB", (480, 270), "#c9d6df")
    picture.paste("#52616b", (0, 120, 480, 140))
    for left in range(40, 480, 100):
        picture.paste("#52616b", (left, 120, left + 16, 210))
    picture.paste("#7fa6b8", (0, 200, 480, 270))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def card(page: Page, name: str) -> Locator:
    return page.locator(".decision").filter(has=page.locator(".decision-name", has_text=name))


def test_the_first_story(chromium: Browser, tmp_path: Path) -> None:
    desk = tmp_path / "stories"
    desk.mkdir()
    with running(desk) as address, browsing(chromium, address) as page:
        person = Person(page)
        folder = desk / "two-cities-one-bridge"
        _paste(person)
        _decide(person, folder)
        _move(person, folder)
        _mark(person, folder)
        _write(person, folder)
        _illustrate(person, folder)
        _publish(person, folder)
    assert person.clicks <= MOST_CLICKS, person.clicks
    assert not [text for text in person.typed if re.search(r"\d\s*[.,°]\s*\d", text)]
    # The guide shows what was seen here, in this order.
    shown = re.findall(r"\]\(edit-(\w+)\.png\)", GUIDE.read_text(encoding="utf-8"))
    assert shown == person.seen


def _paste(person: Person) -> None:
    page = person.page
    person.click(page.get_by_role("textbox", name="The text of the article"))
    # What the clipboard does: the text is there at once.
    page.keyboard.insert_text(pasted())
    expect(page.locator(".start-kept")).to_have_text("Kept in stories/two-cities-one-bridge/")
    page.get_by_role("textbox", name="The text of the article").evaluate("paper => { paper.scrollTop = 0; }")
    person.look("paper")
    person.click(page.get_by_role("button", name="Find the places"))


def _decide(person: Person, folder: Path) -> None:
    page = person.page
    person.click(page.get_by_role("button", name="Take all 8 that are sure"))
    expect(page.get_by_role("heading", name="8 places")).to_be_visible()
    expect(person.story.get_by_role("link", name="Ciudad Juárez").first).to_be_visible()
    expect(card(page, "Pacific")).to_be_focused()
    expect(page.get_by_role("button", name="Pacific Ocean")).to_be_visible()
    person.saved()
    person.rest()
    person.look("decide")
    # Enter takes the first, X is no place, and the bridge is where one says it is.
    person.press("Enter")
    expect(card(page, "El Chapo")).to_be_focused()
    person.press("x")
    expect(card(page, "Santa Fe bridge")).to_be_focused()
    expect(person.story.locator(".article").get_by_role("link", name="Pacific")).to_be_visible()
    person.saved()
    expect(page.get_by_role("button", name="Problems", exact=True)).to_be_visible()
    person.saved()
    person.press("m")
    expect(page.get_by_role("group", name="Click the map where Santa Fe bridge is.")).to_be_visible()
    person.rest()
    town = person.middle(person.story.locator(".place-marker[data-place=el-paso]"))
    person.zoom_in(*town)
    person.click_at(town[0] + TO_THE_BRIDGE[0], town[1] + TO_THE_BRIDGE[1])
    expect(page.get_by_role("heading", name="Places to decide")).to_be_visible()
    expect(person.story.locator(".article").get_by_role("link", name="Santa Fe bridge").first).to_be_visible()
    person.saved()
    assert "El Chapo" not in places_of(folder)
    # Within two hundred metres, by eye.
    bridge = places_of(folder)["Santa Fe bridge"]["geometry"]["coordinates"]
    assert bridge == [pytest.approx(-106.4868, abs=0.002), pytest.approx(31.7478, abs=0.002)]


def _move(person: Person, folder: Path) -> None:
    before = places_of(folder)
    marker = person.story.locator(".place-marker[data-place=el-paso]")
    person.click(marker)
    expect(person.story.locator(".is-movable").first).to_be_visible()
    person.rest()
    x, y = person.middle(marker)
    person.drag((x, y), (x + 30, y - 40))
    expect(person.page.locator(".told")).to_contain_text("El Paso was moved.")
    person.saved()
    after = places_of(folder)
    assert [name for name in after if after[name] != before[name]] == ["El Paso"]


def _mark(person: Person, folder: Path) -> None:
    page = person.page
    left, top, right, bottom = person.box_of("the bridge")
    person.drag((left + 1, (top + bottom) / 2), (right - 1, (top + bottom) / 2))
    bar = page.get_by_role("group", name="“the bridge”: what it is")
    person.click(bar.get_by_role("button", name="A place …"))
    person.press("Control+a")
    person.type("Santa Fe")
    expect(bar.get_by_role("option").first).to_contain_text("Santa Fe bridge")
    person.look("words")
    person.press("Enter")
    expect(bar).to_be_hidden()
    expect(person.story.get_by_role("link", name="the bridge", exact=True)).to_be_visible()
    person.saved()
    assert "[the bridge](place:santa-fe-bridge)" in (folder / "story.md").read_text(encoding="utf-8")


def _write(person: Person, folder: Path) -> None:
    page = person.page
    last = person.story.locator(".article p").last
    last.scroll_into_view_if_needed()
    last.hover()
    person.click(person.story.get_by_role("button", name="Edit the text"))
    expect(page.locator(".source .cm-content")).to_be_focused()
    person.press("Control+End")
    person.type(" Nobody counts them.")
    person.press("Escape")
    expect(page.locator(".source")).to_have_count(0)
    expect(last).to_contain_text("Nobody counts them.")
    assert "home again. Nobody counts them.\n" in (folder / "story.md").read_text(encoding="utf-8")


def _illustrate(person: Person, folder: Path) -> None:
    page = person.page
    person.drop("bridge.png", picture_of_a_bridge(), person.middle(person.story.locator(".article p").last))
    dialog = page.get_by_role("dialog", name="Add a picture")
    expect(dialog.get_by_label("What it shows, for those who do not see it")).to_be_focused()
    person.type("A bridge over a river, drawn in grey")
    person.press("Enter")
    expect(dialog).to_have_count(0)
    expect(person.story.locator(".article img")).to_have_count(1)
    assert "![A bridge over a river, drawn in grey](bridge.png)" in (folder / "story.md").read_text(encoding="utf-8")


def _publish(person: Person, folder: Path) -> None:
    page = person.page
    person.saved()
    person.click(page.get_by_role("button", name="Publish …"))
    dialog = page.get_by_role("dialog", name="Publish")
    expect(dialog.get_by_role("button", name="Publish", exact=True)).to_be_focused()
    person.press("Shift+Tab")
    expect(dialog.get_by_label("Its address on the web")).to_be_focused()
    person.type("https://maps.example.org/bridge/")
    person.press("Tab", "Enter")
    expect(dialog.locator(".publish-done")).to_have_text("Published in output/two-cities-one-bridge.")
    snippet = dialog.get_by_label("To paste into the article")
    assert "https://maps.example.org/bridge/" in snippet.input_value()
    person.look("publish")
    published = folder / "output" / "two-cities-one-bridge"
    assert {"index.html", "embed.html", "story.json"} <= {path.name for path in published.iterdir()}


@pytest.mark.parametrize("name", ["paper", "decide", "words", "publish"])
def test_a_picture_of_the_guide_is_a_small_one_of_the_window(name: str) -> None:
    path = GUIDE.with_name(f"edit-{name}.png")
    assert path.stat().st_size <= LARGEST_PICTURE
    with Image.open(path) as picture:
        assert picture.size == (WIDE["viewport"]["width"], WIDE["viewport"]["height"])
