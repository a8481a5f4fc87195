"""Words of the article show a view or layers on the map while they are pressed, and bring back what was there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_scroll_sync import CALM, build, drag, frame_of, in_view, read, settled, view

FILLER = "It rained. " * 90
STORY = f"""# T

In Laredo, see [the two *bridges*](view:31.75,-106.48,14) and [all crossings](layers:Crossings). {FILLER}

{FILLER} And [both cities](view:el-paso, ciudad-juarez).

In Sinaloa and Chihuahua. {FILLER}

{FILLER} {FILLER}
"""
CITIES, CROSSINGS, STATES = "Cities 3", "Crossings 1", "States 2"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("actions"), STORY)


@pytest.fixture
def page(open_page: OpenPage, story: Path) -> Page:
    page = open_page(story, **CALM)
    page.evaluate("scrollTo(0, 100)")
    until(page, "map_story.getZoom() === 12")
    return page


def action(page: Page, name: str) -> Locator:
    return page.locator(".article").get_by_role("button", name=name)


def is_pressed(button: Locator, *, pressed: bool = True) -> None:
    expect(button).to_have_attribute("aria-pressed", str(pressed).lower())


def layers(page: Page) -> list[bool]:
    return [page.get_by_role("checkbox", name=name).is_checked() for name in (CITIES, CROSSINGS, STATES)]


def test_it_shows_a_view_says_so_and_comes_back(page: Page) -> None:
    before = view(page)
    button = action(page, "the two bridges")
    is_pressed(button, pressed=False)
    button.click()
    is_pressed(button)
    assert view(page) == [14, pytest.approx(31.75, abs=1e-4), pytest.approx(-106.48, abs=1e-4)]
    expect(page.get_by_role("status")).to_have_text("Map: the two bridges")
    expect(page.get_by_role("button", name="Back to the story")).to_have_count(0)
    assert layers(page) == [True, True, True]
    button.click()
    is_pressed(button, pressed=False)
    assert view(page) == before
    expect(page.get_by_role("status")).to_have_text("Map: Laredo")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_presses_it_and_escape_returns_map_layers_and_focus(page: Page, key: str) -> None:
    before = view(page)
    scrolled = page.evaluate("scrollY")
    button = action(page, "all crossings")
    button.focus()
    page.keyboard.press(key)
    is_pressed(button)
    assert layers(page) == [False, True, False]
    assert page.evaluate(in_view(page, "santa-fe-bridge"))
    assert view(page)[0] > 14
    page.locator(".leaflet-container").focus()
    page.keyboard.press("Escape")
    is_pressed(button, pressed=False)
    expect(button).to_be_focused()
    assert layers(page) == [True, True, True]
    assert view(page) == before
    assert page.evaluate("scrollY") == scrolled


def test_reading_on_to_another_view_ends_it(page: Page) -> None:
    button = action(page, "all crossings")
    button.click()
    # The next paragraph names nothing: it leaves the map as it is.
    read(page, "p2")
    until(page, "location.hash === '#p=2'")
    is_pressed(button)
    assert layers(page) == [False, True, False]
    read(page, "p3")
    is_pressed(button, pressed=False)
    until(page, in_view(page, "sinaloa") + " && " + in_view(page, "chihuahua"))
    assert layers(page) == [True, True, True]


def test_from_one_to_another_and_back_to_before_the_first(page: Page) -> None:
    before = view(page)
    first, second = action(page, "all crossings"), action(page, "the two bridges")
    first.click()
    second.click()
    is_pressed(first, pressed=False)
    is_pressed(second)
    assert layers(page) == [True, True, True]
    page.keyboard.press("Escape")
    assert view(page) == before


def test_a_layer_that_the_reader_switches_meanwhile_stays_so(page: Page) -> None:
    button = action(page, "all crossings")
    button.click()
    page.get_by_role("checkbox", name=STATES).check()
    button.click()
    assert layers(page) == [True, True, True]
    page.get_by_role("checkbox", name=STATES).uncheck()
    button.click()
    page.get_by_role("checkbox", name=CROSSINGS).uncheck()
    button.click()
    assert layers(page) == [True, False, False]


def test_it_shows_layers_that_the_reader_has_hidden_and_hides_them_again(page: Page) -> None:
    page.get_by_role("checkbox", name=CITIES).uncheck()
    button = action(page, "both cities")
    button.click()
    assert layers(page) == [True, True, True]
    assert page.evaluate(in_view(page, "el-paso"))
    button.click()
    assert layers(page) == [False, True, True]


def test_a_map_in_the_readers_hand_comes_back_to_the_hand(page: Page) -> None:
    drag(page)
    taken = settled(page)
    back = page.get_by_role("button", name="Back to the story")
    expect(back).to_be_visible()
    button = action(page, "the two bridges")
    button.click()
    expect(back).to_have_count(0)
    page.keyboard.press("Escape")
    assert view(page) == pytest.approx(taken, abs=1e-6)
    expect(back).to_be_visible()
    # Reading on does the same, as the map does not follow.
    button.click()
    read(page, "p3")
    is_pressed(button, pressed=False)
    assert view(page) == pytest.approx(taken, abs=1e-6)


def test_a_map_that_is_moved_meanwhile_can_be_given_back(page: Page) -> None:
    before = view(page)
    button = action(page, "the two bridges")
    button.click()
    drag(page)
    is_pressed(button)
    page.get_by_role("button", name="Back to the story").click()
    is_pressed(button, pressed=False)
    until(page, "map_story.getZoom() === 12")
    assert view(page)[0] == before[0]
    button.click()
    drag(page)
    moved = settled(page)
    read(page, "p3")
    is_pressed(button, pressed=False)
    assert view(page) == moved


def test_escape_closes_a_card_first(page: Page) -> None:
    button = action(page, "all crossings")
    button.click()
    shown = view(page)
    page.locator(".place-marker[data-place=santa-fe-bridge]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    is_pressed(button)
    assert view(page) == shown
    page.keyboard.press("Escape")
    is_pressed(button, pressed=False)


def test_escape_closes_the_layers_first(page: Page) -> None:
    page.set_viewport_size({"width": 420, "height": 800})
    button = action(page, "all crossings")
    button.click()
    toggle = page.get_by_role("button", name="Layers")
    toggle.click()
    page.keyboard.press("Escape")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(toggle).to_be_focused()
    is_pressed(button)
    page.keyboard.press("Escape")
    is_pressed(button, pressed=False)


def test_step_by_step_escape_closes_one_thing_at_a_time(open_page: OpenPage, story: Path) -> None:
    page = open_page(story, fragment="?steps#p=1", **CALM)
    button = action(page, "all crossings")
    button.click()
    page.locator(".place-marker[data-place=santa-fe-bridge]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    is_pressed(button)
    page.keyboard.press("Escape")
    is_pressed(button, pressed=False)
    expect(button).to_be_focused()
    expect(page.locator(".steps-bar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".steps-bar")).to_have_count(0)


def test_it_closes_a_card_that_is_open(page: Page) -> None:
    before = view(page)
    page.locator("a.place[data-place=laredo]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    # A card holds its words as words.
    assert page.get_by_role("dialog").locator(".map-action").count() == 0
    assert page.get_by_role("dialog").get_by_role("button", name="all crossings").count() == 0
    button = action(page, "the two bridges")
    button.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    is_pressed(button)
    assert view(page)[0] == 14
    button.click()
    assert view(page) == before


def test_its_view_is_decided_again_when_the_window_changes(page: Page) -> None:
    button = action(page, "both cities")
    button.click()
    page.set_viewport_size({"width": 900, "height": 420})
    until(page, in_view(page, "el-paso") + " && " + in_view(page, "ciudad-juarez"))
    is_pressed(button)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.keyboard.press("Escape")
    # What was shown before was for another window or is as it was: the passage's places are in it.
    until(page, in_view(page, "laredo"))


def test_it_wraps_like_the_text_around_it(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(build(tmp_path, f"# T\n\nLook, [{'all the crossings ' * 12}](layers:Crossings) here.\n"), **PHONE)
    rects = page.evaluate("document.querySelector('.map-action').getClientRects().length")
    assert rects > 3
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_script_it_is_plain_text(open_page: OpenPage, story: Path) -> None:
    page = open_page(story, java_script_enabled=False)
    words = page.locator(".map-action").first
    expect(words).to_have_text("the two bridges")
    # A page without script is asked by the style that a neighbour has.
    assert page.locator(".article [role=button], .article button, .article [tabindex]").count() == 0
    assert page.locator(".article a:not(.place)").count() == 0


def test_in_print_nothing_promises_also_while_it_is_pressed(page: Page) -> None:
    action(page, "the two bridges").focus()
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    style = page.evaluate(
        "(() => { const style = getComputedStyle(document.querySelector('.map-action'));"
        " return [style.textDecorationLine, style.backgroundImage, style.backgroundColor, style.paddingRight,"
        " style.outlineStyle] })()"
    )
    assert style == ["none", "none", "rgba(0, 0, 0, 0)", "0px", "none"]


def test_in_a_sandboxed_frame_it_works_too(open_page: OpenPage, story: Path, tmp_path: Path) -> None:
    _, frame = frame_of(open_page, story, tmp_path, 900, 600)
    button = frame.locator(".article").get_by_role("button", name="the two bridges")
    button.click()
    until(frame, "map_story.getZoom() === 14")
    button.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert frame.evaluate("map_story.getZoom()") != 14


def test_a_hostile_page_is_words(open_page: OpenPage, tmp_path: Path) -> None:
    text = (
        "# T\n\nIn Laredo [a](view:javascript:alert(1)), [b](<layers:<img src=x onerror=alert(1)>>), [c](view:NaN,NaN,9),"
        " [d](view:1,2,1e999), <span data-view='1,2,\"><script>alert(1)</script>'>e</span>.\n"
    )
    page = open_page(build(tmp_path, text), **CALM)
    assert page.locator(".map-action, .article img, .article script").count() == 0
