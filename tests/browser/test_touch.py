"""Fingers: one scrolls the page past a map that is in its way, two move the map, and one is enough where nothing is trapped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_scroll_sync import CALM, view


def swipe(page: Page, start: tuple[float, float], by: tuple[float, float], fingers: int = 1) -> None:
    """Move one finger, or two side by side, over the screen."""
    session = page.context.new_cdp_session(page)

    def points(share: float) -> list[dict[str, float]]:
        x, y = start[0] + by[0] * share, start[1] + by[1] * share
        return [{"x": x + 60 * n, "y": y, "id": n} for n in range(fingers)]

    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points(0)})
    for step in range(1, 9):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points(step / 8)})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def framed(open_page: OpenPage, juarez: Path, folder: Path, height: int) -> Page:
    shutil.copy(juarez, folder / "story.html")
    (folder / "host.html").write_text(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<title>Host</title><body style="margin:0"><iframe title="Map" width="360" style="border:0;display:block"'
        f' height="{height}" sandbox="allow-scripts" src="story.html"></iframe><p style="height:3000px">The rest.</p></body></html>',
        encoding="utf-8",
    )
    page = open_page(folder / "host.html", wait=False, **PHONE, **CALM)
    page.frames[1].wait_for_selector("html.is-ready", state="attached")
    return page


def test_in_a_frame_one_finger_on_the_map_scrolls_and_says_how_to_move_it(
    open_page: OpenPage, juarez: Path, tmp_path: Path
) -> None:
    page = framed(open_page, juarez, tmp_path, 600)
    frame = page.frames[1]
    before = view(frame)
    swipe(page, (200, 200), (0, -150))
    until(frame, "scrollY > 80")
    assert view(frame) == before
    expect(frame.get_by_text("Use two fingers to move the map")).to_be_visible()
    expect(frame.get_by_text("Use two fingers to move the map")).to_be_hidden()


def test_in_a_frame_two_fingers_move_the_map(open_page: OpenPage, juarez: Path, tmp_path: Path) -> None:
    page = framed(open_page, juarez, tmp_path, 600)
    frame = page.frames[1]
    _, lat, lng = view(frame)
    swipe(page, (140, 100), (60, 60), fingers=2)
    until(frame, f"Math.abs(map_story.getCenter().lng - {lng}) > 1 && Math.abs(map_story.getCenter().lat - {lat}) > 1")
    assert frame.evaluate("scrollY") == 0
    expect(frame.get_by_role("button", name="Back to the story")).to_be_visible()
    expect(frame.get_by_text("Use two fingers to move the map")).to_be_hidden()


def test_at_the_end_of_a_frame_the_finger_scrolls_the_site(open_page: OpenPage, juarez: Path, tmp_path: Path) -> None:
    page = framed(open_page, juarez, tmp_path, 600)
    page.frames[1].evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    until(page.frames[1], "scrollY > 1000")
    swipe(page, (200, 200), (0, -150))
    until(page, "scrollY > 80")


def test_where_the_map_keeps_its_place_one_finger_moves_it_and_the_text_scrolls(
    open_page: OpenPage, juarez: Path
) -> None:
    page = open_page(juarez, **PHONE, **CALM)
    _, lat, _ = view(page)
    swipe(page, (200, 200), (0, -80))
    until(page, f"Math.abs(map_story.getCenter().lat - {lat}) > 1")
    assert page.evaluate("scrollY") == 0
    swipe(page, (200, 550), (0, -200))
    until(page, "scrollY > 100")


def test_a_mouse_moves_a_framed_map(open_page: OpenPage, juarez: Path, tmp_path: Path) -> None:
    page = framed(open_page, juarez, tmp_path, 600)
    frame = page.frames[1]
    _, _, lng = view(frame)
    page.mouse.move(200, 200)
    page.mouse.down()
    page.mouse.move(120, 200, steps=4)
    page.mouse.up()
    until(frame, f"Math.abs(map_story.getCenter().lng - {lng}) > 1")


@pytest.mark.parametrize("fragment", ["", "#place=el-paso"])
def test_everything_is_large_enough_for_a_thumb(open_page: OpenPage, juarez: Path, fragment: str) -> None:
    page = open_page(juarez, fragment=fragment, **PHONE)
    page.locator(".toolbar-list").wait_for()
    small = page.evaluate(
        "[...document.querySelectorAll('button, .leaflet-control-zoom a, input, .card a')]"
        ".filter((part) => part.checkVisibility({checkVisibilityCSS: true}))"
        ".map((part) => { const { width, height } = part.getBoundingClientRect();"
        # What lies around a button by `::before` is the button's, too.
        " const around = -2 * (parseFloat(getComputedStyle(part, '::before').top) || 0);"
        " return [part.textContent || part.className, { width: width + around, height: height + around }] })"
        ".filter(([, box]) => box.width < 44 || box.height < 44).map(([name]) => name)"
    )
    assert small == []
