"""The way out of a small frame: the whole screen where the site allows it, else the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from storymap import build_story, publish_story
from tests.browser.conftest import ROOT, OpenPage, until
from tests.browser.embedding.conftest import Site, Visit, serve


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Site]:
    """The example, published for the address at which it is served."""
    site = Site()
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    site.folder = publish_story(story, tmp_path / "juarez", url=f"{site.address}/").path
    site.pages["/"] = "<!DOCTYPE html><title>The page itself</title>"
    yield from serve(site)


def frame(address: str, attributes: str) -> str:
    return f'<iframe style="border: 0" title="Map" width="700" height="450" {attributes} src="{address}/index.html?view=map"></iframe>'


SANDBOX = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'


@pytest.mark.parametrize("sandbox", ["", SANDBOX], ids=["open", "sandboxed"])
def test_the_map_takes_the_whole_screen_and_leaves_it(visit: Visit, published: Site, sandbox: str) -> None:
    page = visit(frame(published.address, f'allow="fullscreen" {sandbox}'))
    shown = page.frame_locator("iframe")
    shown.get_by_role("button", name="Full screen", exact=True).click()
    leave = shown.get_by_role("button", name="Leave full screen")
    expect(leave).to_be_visible()
    panel = shown.locator(".map-panel")
    until(page.frames[1], "innerWidth === 1280")
    assert panel.evaluate("panel => [panel.clientWidth, panel.clientHeight]") == [1280, 800]
    leave.click()
    expect(shown.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
    assert page.locator("iframe").evaluate("frame => frame.offsetHeight") == 450


@pytest.mark.parametrize("sandbox", ["", SANDBOX], ids=["open", "sandboxed"])
def test_where_that_is_not_allowed_the_page_itself_is_opened(visit: Visit, published: Site, sandbox: str) -> None:
    page = visit(frame(published.address, sandbox))
    shown = page.frame_locator("iframe")
    expect(shown.get_by_role("button", name="Full screen")).to_have_count(0)
    with page.expect_popup() as opened:
        shown.get_by_role("button", name="Open the full map").click()
    expect(opened.value).to_have_title("The page itself")
    assert opened.value.evaluate("window.opener") is None


def test_wordpress_is_asked_to_open_it(visit: Visit, published: Site) -> None:
    listen = '<script>addEventListener("message", ({ data }) => { if (data.message === "link") window.asked = data })</script>'
    page = visit(
        listen + frame(published.address, 'sandbox="allow-scripts"').replace("view=map", "view=map#?secret=aB3")
    )
    page.frame_locator("iframe").get_by_role("button", name="Open the full map").click()
    until(page, "window.asked")
    assert page.evaluate("asked") == {"message": "link", "value": f"{published.address}/", "secret": "aB3"}


def test_neither_is_offered_where_neither_can_be(visit: Visit, maps: Site) -> None:
    page = visit(frame(maps.address, ""))
    shown = page.frame_locator("iframe")
    shown.locator("html.is-ready").wait_for(state="attached")
    expect(shown.get_by_role("button", name="Full screen")).to_have_count(0)
    expect(shown.get_by_role("button", name="Open the full map")).to_have_count(0)


def test_a_page_that_is_not_framed_has_no_such_button(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    expect(page.get_by_role("button", name="Full screen")).to_have_count(0)
