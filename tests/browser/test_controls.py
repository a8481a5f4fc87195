"""What lies over the map: little of it, nothing over another, and decided again when its reasons change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, ROOT, OpenPage, until
from tests.browser.test_scroll_sync import CALM, read, settled

TOUCH = {"is_mobile": True, "has_touch": True}
FRAMES = [(360, 268), (600, 250), (300, 200), (360, 300), (768, 400)]
WINDOWS = [(320, 200), (320, 256), (320, 568), (360, 640), (390, 844), (640, 360), (768, 1024), (1280, 800)]
# What is seen over the map, as boxes in pixels of it.
OVER = """
[...document.querySelectorAll('#map .leaflet-control, #map .is-small .leaflet-control-layers-list')]
  .filter((part) => part.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}))
  .map((part) => {
    const [box, map] = [part, document.getElementById('map')].map((one) => one.getBoundingClientRect());
    return [part.className, box.left - map.left, box.top - map.top, box.right - map.left, box.bottom - map.top];
  })
  .filter(([, left, top, right, bottom]) => right > left && bottom > top)
"""

Box = tuple[str, float, float, float, float]


def over(page: Page) -> list[Box]:
    return [(name, *box) for name, *box in page.evaluate(OVER)]


def meet(a: Box, b: Box) -> bool:
    return a[1] < b[3] - 1 and a[3] > b[1] + 1 and a[2] < b[4] - 1 and a[4] > b[2] + 1


def box_of(page: Page, selector: str) -> Box:
    box = page.locator(selector).bounding_box()
    assert box, selector
    return (selector, box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])


def size(width: int, height: int) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": height}}


def covered(page: Page) -> float:
    """The share of the map that lies under controls, hints, inset and credits, each point counted once."""
    width, height = page.evaluate("(({x, y}) => [x, y])(map_story.getSize())")
    points = [(x, y) for x in range(1, int(width), 3) for y in range(1, int(height), 3)]
    boxes = over(page)
    under = sum(
        any(left <= x < right and top <= y < bottom for _, left, top, right, bottom in boxes) for x, y in points
    )
    return under / len(points)


@pytest.mark.parametrize("touch", [TOUCH, {}], ids=["finger", "mouse"])
@pytest.mark.parametrize(("window", "query"), [((360, 640), ""), ((390, 844), ""), ((360, 300), "?view=map")])
def test_three_quarters_of_a_small_map_are_free(
    open_page: OpenPage, juarez: Path, window: tuple[int, int], query: str, touch: dict[str, Any]
) -> None:
    page = open_page(juarez, fragment=query, **size(*window), **touch, **CALM)
    assert covered(page) <= 0.25
    if query:
        return
    for block in ("p1", "p4", "p7", "p9"):
        read(page, block)
        settled(page)
        assert covered(page) <= 0.25, over(page)


@pytest.mark.parametrize(
    ("window", "query"),
    [*((window, "") for window in WINDOWS), *((window, "?view=map") for window in FRAMES)],
)
def test_nothing_lies_over_another_or_is_cut_off(
    open_page: OpenPage, juarez: Path, window: tuple[int, int], query: str
) -> None:
    page = open_page(juarez, fragment=query, **size(*window), **CALM)
    for letters in (16, 32):
        page.evaluate(f"document.documentElement.style.fontSize = '{letters}px'")
        settled(page)
        panel = box_of(page, "#map")
        width, height = panel[3] - panel[1], panel[4] - panel[2]
        boxes = over(page)
        for i, one in enumerate(boxes):
            assert one[1] >= -1 and one[2] >= -1 and one[3] <= width + 1 and one[4] <= height + 1, one
            for other in boxes[:i]:
                assert not meet(one, other), (letters, one, other)
        assert page.evaluate("document.documentElement.scrollWidth") == window[0]
        if not query and window[0] < 540:
            assert height <= window[1] / 2 + 1


def test_from_right_to_left_nothing_lies_over_another(open_page: OpenPage, tmp_path: Path) -> None:
    text = (ROOT / "geodata" / "juarez" / "story.md").read_text(encoding="utf-8")
    for name in (ROOT / "geodata" / "juarez").iterdir():
        if name.is_file():
            (tmp_path / name.name).write_bytes(name.read_bytes())
    (tmp_path / "story.md").write_text(text, encoding="utf-8")
    path = render_page(build_story(tmp_path / "story.md", language="ar")).save(tmp_path / "page.html")
    page = open_page(path, **PHONE, **CALM)
    boxes = over(page)
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            assert not meet(one, other), (one, other)
    assert covered(page) <= 0.25


def test_fingers_pinch_and_keys_and_switches_have_the_buttons(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE, **CALM)
    zoom = page.locator(".leaflet-control-zoom")
    assert zoom.evaluate("part => part.checkVisibility({checkOpacity: true})") is False
    # What is not seen does not take a tap on the map either.
    assert page.evaluate("document.elementFromPoint(20, 20).closest('.leaflet-control-zoom')") is None
    before = page.evaluate("map_story.getZoom()")
    page.locator(".leaflet-container").focus()
    page.keyboard.press("+")
    until(page, f"map_story.getZoom() > {before}")
    # A screen reader and a switch find them by name, and they are seen while the focus is there.
    page.get_by_role("button", name="Zoom out").focus()
    assert zoom.evaluate("part => part.checkVisibility({checkOpacity: true})") is True
    now = page.evaluate("map_story.getZoom()")
    page.keyboard.press("Enter")
    until(page, f"map_story.getZoom() < {now}")


def test_a_mouse_has_the_buttons_for_the_zoom(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?view=map", **size(360, 300))
    before = page.evaluate("map_story.getZoom()")
    page.get_by_role("button", name="Zoom in").click()
    until(page, f"map_story.getZoom() > {before}")


def test_credits_without_room_are_behind_a_sign(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?view=map", **size(240, 200), **CALM)
    credit = page.locator(".leaflet-control-attribution")
    expect(credit).to_be_hidden()
    sign = page.get_by_role("button", name="Map data")
    sign.click()
    expect(credit).to_be_visible()
    page.keyboard.press("Escape")
    expect(credit).to_be_hidden()
    expect(sign).to_be_focused()
    page.set_viewport_size({"width": 600, "height": 300})
    expect(credit).to_be_visible()
    expect(sign).to_be_hidden()


def test_letters_that_grow_make_the_map_a_small_one(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **size(1280, 800))
    expect(page.get_by_role("checkbox", name="Cities 3")).to_be_visible()
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    expect(page.get_by_role("checkbox", name="Cities 3")).to_be_hidden()
    expect(page.get_by_role("button", name="Layers")).to_be_visible()
    page.evaluate("document.documentElement.style.fontSize = ''")
    expect(page.get_by_role("checkbox", name="Cities 3")).to_be_visible()


@pytest.mark.parametrize(("window", "query"), [((360, 640), ""), ((390, 844), ""), ((360, 300), "?view=map")])
def test_layers_open_where_they_cover_no_marker(
    open_page: OpenPage, juarez: Path, window: tuple[int, int], query: str
) -> None:
    page = open_page(juarez, fragment=query, **size(*window), **TOUCH, **CALM)
    # The reader has taken the map: it does not make room.
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowLeft")
    settled(page)
    page.get_by_role("button", name="Layers").tap()
    panel = box_of(page, ".leaflet-control-layers-list")
    assert page.locator(".leaflet-control-layers-list").evaluate("list => list.scrollHeight <= list.clientHeight")
    symbols = page.locator(".place-marker:not(.is-name) .symbol").all()
    for symbol in symbols:
        box = symbol.bounding_box()
        assert box
        one = ("symbol", box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
        assert not meet(panel, one)
    page.get_by_role("checkbox", name="Cities 3").uncheck()
    expect(page.locator(".place-marker")).to_have_count(3)


def test_the_way_back_is_for_who_has_moved_the_map(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    back = page.get_by_role("button", name="Back to the story")
    read(page, "p4")
    settled(page)
    expect(back).to_have_count(0)
    page.locator("a.place[data-place=laredo]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(back).to_have_count(0)
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowLeft")
    expect(back).to_be_visible()


@pytest.mark.parametrize("window", [(360, 640), (1280, 800)])
def test_the_way_back_never_covers_the_open_marker(open_page: OpenPage, juarez: Path, window: tuple[int, int]) -> None:
    page = open_page(juarez, **size(*window), **CALM)
    page.locator("a.place[data-place=ciudad-juarez]").first.click()
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowLeft")
    settled(page)
    symbol = ".place-marker.is-active .symbol"
    for _ in range(2):
        # Pull the open place to where the way back is.
        back, marker = box_of(page, ".toolbar-back"), box_of(page, symbol)
        x, y = (marker[1] + marker[3] - back[1] - back[3]) / 2, (marker[2] + marker[4] - back[2] - back[4]) / 2
        page.evaluate(f"map_story.panBy([{x}, {y}], {{animate: false}})")
        settled(page)
        assert not meet(box_of(page, ".toolbar-back"), box_of(page, symbol))
    page.get_by_role("button", name="Back to the story").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Back to the story")).to_have_count(0)


def test_on_a_very_low_map_the_way_back_may_stay_on_the_open_marker(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **size(320, 200), **CALM)
    page.locator("a.place[data-place=ciudad-juarez]").first.click()
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowLeft")
    # Beside so large a sheet it is not seen, but it is there.
    back = page.locator(".toolbar-back:not([hidden])")
    expect(back).to_have_count(1)
    for y in range(30, 70, 5):
        for x in range(60, 180, 20):
            symbol = box_of(page, ".place-marker.is-active .symbol")
            by = [(symbol[1] + symbol[3]) / 2 - x, (symbol[2] + symbol[4]) / 2 - y]
            page.evaluate(f"map_story.panBy({by}, {{animate: false}}) && 0")
    expect(back).to_have_count(1)


@pytest.mark.parametrize("window", [(360, 640), (1280, 800)])
def test_a_point_on_a_symbol_belongs_to_its_place(open_page: OpenPage, juarez: Path, window: tuple[int, int]) -> None:
    page = open_page(juarez, **size(*window), **CALM)
    settled(page)
    wrong = page.evaluate("""
      [...document.querySelectorAll('.place-marker:not(.is-dot, .is-name)')].flatMap((marker) => {
        const box = marker.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return [0, 6, 10, 13].flatMap((far) => [...Array(24).keys()].flatMap((turn) => {
          const angle = turn * Math.PI / 12;
          const hit = document.elementFromPoint(x + far * Math.cos(angle), y + far * Math.sin(angle));
          return hit?.closest('.place-marker') === marker ? [] : [[marker.dataset.place, far, turn, hit?.className]];
        }));
      })
    """)
    assert wrong == []


def test_a_click_between_two_symbols_opens_the_one_that_is_hit(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    first, third = (
        box_of(page, f".place-marker[data-place={place}]") for place in ("ciudad-juarez", "santa-fe-bridge")
    )
    # Most of the way from the middle of the one to the edge that faces the other.
    x, y = ((first[i] + first[i + 2]) / 2 + 0.35 * (third[i] - first[i]) for i in (1, 2))
    page.mouse.move(x, y)
    assert page.locator(".place-marker:hover").get_attribute("data-place") == "ciudad-juarez"
    page.mouse.click(x, y)
    expect(page.get_by_role("dialog")).to_contain_text("Ciudad Juárez")


def test_a_window_that_goes_to_a_sharper_screen_is_drawn_sharp(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    canvases = ".basemap, .basemap-names, .inset canvas"
    shares = f"[...document.querySelectorAll('{canvases}')].map((one) => one.width / one.getBoundingClientRect().width)"
    until(page, f"{shares}.every((share) => Math.abs(share - 1) < 0.05)")
    session = page.context.new_cdp_session(page)
    for density in (2, 1, 3):
        metrics = {"width": 1280, "height": 800, "deviceScaleFactor": density, "mobile": False}
        session.send("Emulation.setDeviceMetricsOverride", metrics)
        # Chromium's emulation asks the page's media queries again only when some other feature changes.
        page.emulate_media(contrast="no-preference" if density == 1 else "more")
        until(page, f"{shares}.length === 4 && {shares}.every((share) => Math.abs(share - {density}) < 0.05)")
