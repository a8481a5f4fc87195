"""Stepping through a story: one passage and one view at a time, by buttons, keys, a clicker, a finger, or by itself."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, ROOT, WIDE, OpenPage, until
from tests.browser.embedding.conftest import Site, Visit, maps, newsroom, visit
from tests.browser.test_scroll_sync import CALM, in_view, read, settled

__all__ = ["maps", "newsroom", "visit"]

START = "Step through the story"


def start(page: Page) -> None:
    page.get_by_role("button", name=START).click()
    expect(page.locator(".steps-position")).to_have_text(re.compile("^1 of "))


def position(page: Page) -> Any:
    return expect(page.locator(".steps-position"))


@pytest.fixture
def playing(tmp_path: Path) -> Path:
    """The example, whose passages stay for three seconds each."""
    folder = tmp_path / "juarez"
    shutil.copytree(ROOT / "geodata" / "juarez", folder)
    text = (folder / "story.md").read_text(encoding="utf-8")
    (folder / "story.md").write_text(text.replace("---\n", "---\nautoplay: 3\n", 1), encoding="utf-8")
    return render_page(build_story(folder / "story.md")).save(tmp_path / "page.html")


@pytest.fixture
def varied(tmp_path: Path) -> Path:
    """Passages, a heading with a view, a picture, and a table."""
    folder = tmp_path / "varied"
    shutil.copytree(ROOT / "geodata" / "juarez", folder)
    (folder / "line.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h90v60H0z" fill="#888"/></svg>'
    )
    (folder / "story.md").write_text(
        "---\nplaces: places.geojson\n---\n# Varied\n\nNothing here.\n\nIn Laredo.\n\n![A grey box](line.svg)\n\n"
        'Nothing here either.\n\n## A part {view="27.5,-99.5,9"}\n\nNot here.\n\nIn Sinaloa.\n\n'
        "| town | state |\n|---|---|\n| El Paso | Chihuahua |\n| Nowhere | at all |\n",
        encoding="utf-8",
    )
    return render_page(build_story(folder / "story.md")).save(tmp_path / "page.html")


def test_one_passage_and_one_view_at_a_time(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    start(page)
    expect(page.get_by_role("heading", name="Two cities, one bridge")).to_be_visible()
    expect(page.locator("#p1")).to_be_hidden()
    opening = settled(page)
    page.get_by_role("button", name="Next passage").click()
    position(page).to_have_text("2 of 8")
    expect(page.locator("#p1")).to_be_visible()
    expect(page.locator(".article > :visible")).to_have_count(1)
    expect(page.get_by_text("What a year of killing")).to_be_hidden()
    # The title is still there for a screen reader.
    box = page.locator(".story-head").bounding_box()
    assert box and (box["width"], box["height"]) == (1, 1)
    expect(page.locator("#places")).to_be_hidden()
    until(page, in_view(page, "el-paso"))
    until(page, in_view(page, "santa-fe-bridge"))
    until(page, "location.hash === '#p=1'")
    page.get_by_role("button", name="Previous passage").click()
    position(page).to_have_text("1 of 8")
    assert settled(page) == pytest.approx(opening, abs=0.02)
    assert page.evaluate("scrollY") == 0


def test_the_passage_is_read_out_where_the_focus_stays_on_a_button(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    start(page)
    expect(page.locator(".story-head")).to_be_focused()
    page.get_by_role("button", name="Next passage").click()
    expect(page.get_by_role("button", name="Next passage")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^2 of 8\. For as long as .* walk away from\.$", re.DOTALL)
    )


def test_keys_and_clickers_lead_through_and_the_passage_has_the_focus(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    start(page)
    for key, said, block in [
        ("PageDown", "2 of 8", "p1"),
        ("ArrowRight", "3 of 8", "p2"),
        (" ", "4 of 8", "p4"),
        ("PageUp", "3 of 8", "p2"),
        ("ArrowLeft", "2 of 8", "p1"),
        ("End", "8 of 8", "p13"),
        ("PageDown", "8 of 8", "p13"),
    ]:
        page.keyboard.press(key)
        position(page).to_have_text(said)
        expect(page.locator(f"#{block}")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("8 of 8")
    page.keyboard.press("Home")
    position(page).to_have_text("1 of 8")


def test_leaving_leads_back_to_the_passage_in_the_article(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    start(page)
    for _ in range(5):
        page.keyboard.press("PageDown")
    position(page).to_have_text("6 of 8")
    page.keyboard.press("Escape")
    expect(page.locator(".steps-bar")).to_have_count(0)
    expect(page.locator("#p7")).to_be_focused()
    expect(page.locator("#p7")).to_be_in_viewport()
    expect(page.locator("#p13")).to_be_visible()
    # The text leads the map again.
    read(page, "p1")
    until(page, in_view(page, "el-paso"))
    page.evaluate("scrollTo(0, 0)")
    start(page)
    page.get_by_role("button", name="Read in the story").click()
    expect(page.get_by_role("button", name=START)).to_be_focused()


def test_an_address_opens_a_step(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?steps#p=7", **CALM)
    position(page).to_have_text("6 of 8")
    expect(page.locator("#p7")).to_be_visible()
    expect(page.locator("#p6")).to_be_visible()
    expect(page.locator("#p1")).to_be_hidden()
    until(page, in_view(page, "sinaloa"))
    page.evaluate("location.hash = '#p=3'")
    position(page).to_have_text("3 of 8")
    # An open place is beside its passage, and Escape closes it first.
    page.evaluate("location.hash = '#place=laredo'")
    expect(page.get_by_role("dialog", name="Laredo")).to_be_visible()
    position(page).to_have_text("6 of 8")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    position(page).to_have_text("6 of 8")
    # No place, but a word that every object of the script knows.
    page.evaluate("location.hash = '#place=constructor'")
    page.evaluate("location.hash = '#p=3'")
    position(page).to_have_text("3 of 8")


def test_the_opening_view_stays_where_it_was_asked_for(open_page: OpenPage, juarez: Path) -> None:
    plain = settled(open_page(juarez, fragment="?steps", viewport={"width": 1000, "height": 700}, **CALM))
    page = open_page(juarez, fragment="?steps#p=1", viewport={"width": 1000, "height": 700}, **CALM)
    position(page).to_have_text("2 of 8")
    assert settled(page) != plain
    # Another size of the window frames the step again, not the opening.
    page.set_viewport_size({"width": 1200, "height": 760})
    settled(page)
    assert page.evaluate("map_story.getZoom()") > 10


def test_names_open_places_and_the_next_step_closes_them(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?steps#p=7", **CALM)
    page.locator("#p7 a.place[data-place=laredo]").click()
    expect(page.get_by_role("dialog", name="Laredo")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_text("Read in the story")).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("dialog")).to_have_count(0)
    position(page).to_have_text("7 of 8")


def test_a_place_that_is_open_is_closed_where_the_steps_begin_and_end(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    dialog = page.get_by_role("dialog")
    page.locator("a.place[data-place=el-paso]").first.click()
    expect(dialog).to_be_visible()
    start(page)
    expect(dialog).to_have_count(0)
    page.keyboard.press("End")
    page.locator("#p13 a.place").first.click()
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Read in the story").last.click()
    expect(page.locator(".steps-bar")).to_have_count(0)
    expect(dialog).to_have_count(0)


def test_the_keys_of_others_stay_theirs(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?steps#p=1", **CALM)
    page.locator(".leaflet-container").focus()
    before = settled(page)
    page.keyboard.press("ArrowRight")
    until(page, f"map_story.getCenter().lng > {before[2]}")
    position(page).to_have_text("2 of 8")
    page.get_by_role("button", name="Next passage").focus()
    page.keyboard.press("Space")
    position(page).to_have_text("3 of 8")
    page.keyboard.press("Alt+ArrowDown")
    position(page).to_have_text("3 of 8")
    # As the buttons for it are away.
    page.locator(".leaflet-container").focus()
    page.keyboard.press("j")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_headings_with_a_view_pictures_and_rows_of_tables(open_page: OpenPage, varied: Path) -> None:
    page = open_page(varied, **CALM)
    start(page)
    position(page).to_have_text("1 of 5")
    page.keyboard.press("PageDown")
    # The picture right after a passage goes with it.
    expect(page.get_by_text("In Laredo.")).to_be_visible()
    expect(page.get_by_role("img", name="A grey box")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name="A part")).to_be_visible()
    expect(page.get_by_role("img", name="A grey box")).to_be_hidden()
    until(page, "map_story.getZoom() === 9")
    page.keyboard.press("PageDown")
    expect(page.get_by_text("In Sinaloa.")).to_be_visible()
    expect(page.get_by_role("heading", name="A part")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("cell", name="El Paso")).to_be_visible()
    expect(page.get_by_role("cell", name="Chihuahua")).to_be_visible()
    expect(page.get_by_role("cell", name="Nowhere")).to_be_hidden()
    position(page).to_have_text("5 of 5")


def test_a_finger_swipes_from_step_to_step(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?steps", **PHONE, **CALM)
    touch = page.context.new_cdp_session(page)

    def swipe(start: int, end: int) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": 400}]})
        for x in (start + (end - start) / 2, end):
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": 404}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(300, 80)
    position(page).to_have_text("2 of 8")
    swipe(80, 300)
    position(page).to_have_text("1 of 8")
    swipe(200, 180)
    position(page).to_have_text("1 of 8")


@pytest.mark.parametrize("window", [WIDE, {"viewport": {"width": 768, "height": 1024}}, PHONE])
def test_the_bar_is_always_at_the_foot_and_nothing_is_cut(open_page: OpenPage, juarez: Path, window: Any) -> None:
    page = open_page(juarez, fragment="?steps", **window, **CALM)
    height = page.evaluate("innerHeight")
    for step in range(1, 9):
        position(page).to_have_text(f"{step} of 8")
        bar = page.locator(".steps-bar").bounding_box()
        assert bar and abs(bar["y"] + bar["height"] - height) <= 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("PageDown")
    # What does not fit can be scrolled to, and is not under the bar then.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator("#p13").bounding_box()
    bar = page.locator(".steps-bar").bounding_box()
    assert last and bar and last["y"] + last["height"] <= bar["y"]


def test_from_right_to_left_arrows_lead_as_the_text_runs(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "places.geojson").write_text(
        '{"type": "Feature", "properties": {"name": "القاهرة"}, "geometry": {"type": "Point", "coordinates": [31.2, 30]}}'
    )
    (tmp_path / "story.md").write_text("---\nlanguage: ar\ntitle: رحلة\n---\nفي القاهرة.\n\nثم إلى القاهرة.")
    page = open_page(
        render_page(build_story(tmp_path / "story.md")).save(tmp_path / "p.html"), fragment="?steps", **CALM
    )
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#p1")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#p1")).to_be_hidden()


def test_it_goes_on_by_itself_only_where_the_author_asks(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?steps")
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    expect(page.get_by_role("button", name="Play")).to_have_count(0)


def test_autoplay_pauses_for_whoever_touches_it(open_page: OpenPage, playing: Path) -> None:
    page = open_page(playing, fragment="?steps")
    pause = page.get_by_role("button", name="Pause")
    position(page).to_have_text("2 of 8")
    # Nobody is told, and the focus is where it was.
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("End")
    position(page).to_have_text("8 of 8")
    expect(pause).to_have_count(0)
    page.get_by_role("button", name="Play").click()
    # After the end, the title again.
    position(page).to_have_text("1 of 8")
    pause.click()
    expect(page.get_by_role("button", name="Play")).to_be_focused()


def test_autoplay_waits_for_readers_who_asked_for_less_motion(open_page: OpenPage, playing: Path) -> None:
    page = open_page(playing, fragment="?steps", **CALM)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)


def test_a_page_that_is_not_stepped_through_does_not_move(open_page: OpenPage, playing: Path) -> None:
    page = open_page(playing)
    expect(page.locator(".steps-bar")).to_have_count(0)
    start(page)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_paper_and_pages_without_script_have_nothing_of_it(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?steps#p=7", **CALM)
    page.emulate_media(media="print")
    expect(page.locator(".steps-bar")).to_be_hidden()
    expect(page.get_by_role("heading", name="Two cities, one bridge")).to_be_visible()
    for block in ("p1", "p7", "p13"):
        expect(page.locator(f"#{block}")).to_be_visible()
    bare = open_page(juarez, fragment="?steps", java_script_enabled=False)
    expect(bare.get_by_text(START)).to_have_count(0)
    expect(bare.locator("#p13")).to_be_visible()


def test_a_frame_comes_down_to_the_height_of_a_passage_and_goes_back(visit: Visit, maps: Site) -> None:
    page = visit(
        f'<iframe title="Story" width="800" height="700" src="{maps.address}/index.html?steps"></iframe>'
        "<script>addEventListener('message', ({data}) => {"
        " if (data.storymap !== 'height') return; (window.asked ??= []).push(data.height);"
        " document.querySelector('iframe').style.height = data.height + 'px' })</script>",
        **CALM,
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator(".steps-position")).to_have_text("1 of 8")
    until(page, "document.querySelector('iframe').offsetHeight <= 1000")
    frame.get_by_role("button", name="Next passage").click()
    expect(frame.locator("#p1")).to_be_visible()
    # It asks once for the title and once for the passage, and not for a little more each time that it gets a height.
    assert len(set(page.evaluate("asked"))) <= 2
    frame.get_by_role("button", name="Read in the story").click()
    until(page, "document.querySelector('iframe').offsetHeight > 2000")
    frame.get_by_role("button", name=START).click()
    until(page, "document.querySelector('iframe').offsetHeight <= 1000")


def test_the_map_alone_has_nothing_to_step_through(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?view=map&steps")
    expect(page.locator(".steps-bar")).to_have_count(0)
    expect(page.locator(".leaflet-container")).to_be_visible()
