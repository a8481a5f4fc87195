"""A page starts in several tasks: text first, then the map, which is put together unseen; what fails takes it all back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDE, until
from tests.browser.contexts import Contexts

OpenEarly = Callable[..., Page]

# The start goes on when a test says so: each pause waits for `goOn()`. What is drawn and when is written down.
STEPWISE = """
const held = [];
window.tasks = [{ drawn: 0, marked: 0 }];
const { postMessage } = MessagePort.prototype;
MessagePort.prototype.postMessage = function (...said) { held.push(() => postMessage.apply(this, said)) };
window.goOn = () => new Promise((done) => {
  const next = held.shift();
  if (!next) return done(false);
  next();
  setTimeout(() => done(true), 0);
});
const { fill } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fill = function (...how) { window.drawn = (window.drawn ?? 0) + 1; return fill.apply(this, how) };
"""
STATE = """() => ({
  root: document.documentElement.className,
  drawn: window.drawn ?? 0,
  map: getComputedStyle(document.querySelector('.leaflet-container')).visibility,
  text: document.querySelector('a.place').getClientRects().length > 0,
  height: document.querySelector('.map-panel').clientHeight,
  top: document.querySelector('.article').getBoundingClientRect().top,
})"""


@pytest.fixture
def early(contexts: Contexts) -> OpenEarly:
    def open_(path: Path, script: str = STEPWISE, fragment: str = "") -> Page:
        page = contexts.new_page(**WIDE, offline=True)
        page.add_init_script(script)
        page.set_default_timeout(10_000)
        page.goto(path.as_uri() + fragment)
        return page

    return open_


def go_on(page: Page, tasks: int = 100) -> int:
    """Let the start go on for so many tasks, and return how many there were."""
    for done in range(tasks):
        if not page.evaluate("goOn()"):
            return done
    return tasks


def test_text_is_there_before_the_map_and_the_map_is_shown_whole(early: OpenEarly, juarez: Path) -> None:
    page = early(juarez)
    states = [page.evaluate(STATE)]
    while "is-starting" in states[-1]["root"]:
        assert page.evaluate("goOn()")
        states.append(page.evaluate(STATE))
    *before, ready = states
    assert [state["root"].split()[:2] for state in before] == [["js", "is-starting"]] * len(before)
    assert {state["map"] for state in before} == {"hidden"}
    assert all(state["text"] for state in before)
    # Nothing is drawn before the map has its view, and nothing of the text moves, then or as the map is shown.
    assert [state["drawn"] for state in before[:8]] == [0] * 8
    assert ready["drawn"] > 0
    assert ready["map"] == "visible"
    assert len({(state["height"], state["top"]) for state in states}) == 1
    assert len(before) >= 12


def test_what_fails_in_a_later_task_takes_the_page_back(early: OpenEarly, juarez: Path) -> None:
    page = early(juarez)
    go_on(page, 3)
    expect(page.locator("html.is-starting")).to_be_attached()
    page.evaluate("() => { L.Marker.prototype.setIcon = () => { throw new Error('it fails') } }")
    go_on(page)
    expect(page.locator("html")).to_have_class("")
    expect(page.locator(".picture svg")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    expect(page.locator(".steps-start")).to_be_hidden()
    expect(page.locator("#places .place-excerpts li:visible")).to_have_count(15)


def test_before_it_is_ready_a_page_takes_no_key_and_a_name_is_a_link(early: OpenEarly, juarez: Path) -> None:
    page = early(juarez)
    go_on(page, 5)
    used = page.evaluate(
        "() => ['Escape', 'j', ' ', 'ArrowDown', 'Tab'].filter((key) => !document.querySelector('a.place')"
        ".dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))"
    )
    assert used == []
    page.locator("a.place[data-place=laredo]").first.click()
    assert page.evaluate("location.hash") == "#place-laredo"
    go_on(page)
    expect(page.locator("html.is-ready")).to_be_attached()
    page.locator("a.place[data-place=laredo]").first.click()
    expect(page.get_by_role("dialog", name="Laredo")).to_be_visible()


@pytest.mark.parametrize("tasks", [1, 5, 15])
def test_who_reads_on_before_it_is_ready_is_followed(early: OpenEarly, juarez: Path, tasks: int) -> None:
    page = early(juarez)
    go_on(page, tasks)
    page.locator("#p10").evaluate("(block) => block.scrollIntoView({ block: 'center' })")
    # Longer than a reader has to stay for the map to move.
    page.wait_for_timeout(400)
    go_on(page)
    until(
        page,
        "document.querySelector('.is-read') && location.hash === '#p=' + document.querySelector('.is-read').id.slice(1)",
    )


def test_steps_that_are_asked_for_before_it_is_ready_begin_when_it_is(early: OpenEarly, juarez: Path) -> None:
    page = early(juarez)
    page.locator(".steps-start").click()
    go_on(page, 5)
    expect(page.locator("html.is-stepping")).to_have_count(0)
    go_on(page)
    expect(page.locator("html.is-stepping")).to_be_attached()


def test_a_linked_place_is_open_and_has_the_focus_when_the_map_is_shown(early: OpenEarly, juarez: Path) -> None:
    page = early(juarez, fragment="#place=laredo")
    go_on(page)
    expect(page.get_by_role("dialog", name="Laredo")).to_be_focused()


def test_printed_before_it_is_ready_a_page_has_its_passages(early: OpenEarly, juarez: Path) -> None:
    page = early(juarez)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#places .place-excerpts li")).to_have_count(15)


def test_a_start_that_nothing_lets_go_on_leaves_the_text(early: OpenEarly, juarez: Path) -> None:
    page = early(juarez)
    expect(page.locator("a.place[data-place=laredo]").first).to_be_visible()
    expect(page.locator("html.is-starting")).to_be_attached()
