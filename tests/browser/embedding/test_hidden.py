"""A frame that is hidden when it loads, in a tab or an accordion: when it is shown, it opens as if it had been in sight."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import until
from tests.browser.embedding.conftest import Site, Visit

HIDDEN = {
    "tab": '<div id="part" style="display: none">{}</div>',
    "accordion": '<details id="part"><summary>Map</summary>{}</details>',
    "far down": '<div style="height: 6000px"></div><div id="part">{}</div>',
}
_SHOW = "document.getElementById('part').style.display = '', document.getElementById('part').open = true, {}"
_NOW = "scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })"
FAR = "map_story.getZoom() >= 10 && map_story.getBounds().contains([27.506, -99.508])"


def hidden(visit: Visit, maps: Site, kind: str, fragment: str) -> Page:
    frame = '<iframe title="Map" width="900" height="600" loading="lazy" src="{}/index.html{}"></iframe>'
    page = visit(HIDDEN[kind].format(frame.format(maps.address, fragment)))
    if kind == "tab":
        # Lazy frames that are not shown are not loaded: others are.
        page.evaluate("document.querySelector('iframe').loading = 'eager'")
    return page


def shown(page: Page) -> Frame:
    page.evaluate(_SHOW.format(_NOW))
    frame = page.frames[1]
    frame.wait_for_selector("html.is-ready", state="attached")
    return frame


def test_a_hidden_frame_opens_at_its_place_when_it_is_shown(visit: Visit, maps: Site) -> None:
    page = hidden(visit, maps, "tab", "#place=laredo")
    page.frames[1].wait_for_selector("html.is-ready", state="attached")
    assert page.frames[1].evaluate("[innerWidth, innerHeight]") == [0, 0]
    frame = shown(page)
    until(frame, FAR)
    expect(frame.get_by_role("dialog", name="Laredo")).to_be_visible()
    expect(frame.locator("a.place[data-place=laredo]")).to_be_in_viewport()
    frame.get_by_role("button", name="Close").click()
    # The opening view is what was before.
    until(frame, "map_story.getZoom() > 4 && map_story.getZoom() < 8")


@pytest.mark.parametrize("kind", ["accordion", "far down"])
def test_a_frame_that_loads_late_opens_at_its_place(visit: Visit, maps: Site, kind: str) -> None:
    frame = shown(hidden(visit, maps, kind, "#place=laredo"))
    until(frame, FAR)
    expect(frame.locator("a.place[data-place=laredo]")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("fragment", "seen"), [("", "scrollY === 0"), ("#p=7", "scrollY > 1000"), ("?view=map", "scrollY === 0")]
)
def test_a_hidden_frame_opens_as_one_in_sight(visit: Visit, maps: Site, fragment: str, seen: str) -> None:
    state: Any = (
        "[map_story.getZoom(), scrollY, document.querySelector('.inset').hidden,"
        " [...document.querySelectorAll('.edge-hint')].map((hint) => hint.textContent),"
        " [...document.querySelectorAll('.place-label.is-placed')].map((label) => label.textContent)]"
    )
    page = hidden(visit, maps, "tab", fragment)
    page.frames[1].wait_for_selector("html.is-ready", state="attached")
    frame = shown(page)
    until(frame, f"{seen} && map_story.getZoom() > 4")
    late = frame.evaluate(state)
    page = visit(f'<iframe title="Map" width="900" height="600" src="{maps.address}/index.html{fragment}"></iframe>')
    frame = page.frames[1]
    frame.wait_for_selector("html.is-ready", state="attached")
    until(frame, f"{seen} && map_story.getZoom() > 4")
    assert late == frame.evaluate(state)


def test_a_place_that_the_article_asks_of_a_hidden_frame_is_open_when_it_is_shown(visit: Visit, maps: Site) -> None:
    page = hidden(visit, maps, "tab", "?view=map")
    page.frames[1].wait_for_selector("html.is-ready", state="attached")
    page.evaluate("frames[0].postMessage({ storymap: 'open', place: 'laredo' }, '*')")
    # What was sent after it has arrived.
    page.frames[1].evaluate("new Promise((done) => setTimeout(done))")
    frame = shown(page)
    until(frame, FAR)
    expect(frame.get_by_role("dialog", name="Laredo")).to_be_visible()
