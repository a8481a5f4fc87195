"""Light or dark as the site around the frame is, or as the address says, whatever the reader's system asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.embedding.conftest import Site, Visit, serve
from tests.browser.embedding.test_linked import folder

__all__ = ["folder"]

LIGHT, DARK = "rgb(255, 255, 255)", "rgb(22, 24, 27)"
READERS = pytest.mark.parametrize("reader", ["light", "dark"])
SITES = {
    "declares nothing": ("", LIGHT),
    "declares light": ("<style>html { color-scheme: light }</style>", LIGHT),
    "declares dark": ("<style>html { color-scheme: dark }</style>", DARK),
    "declares dark in its head": ('<meta name="color-scheme" content="dark">', DARK),
    "is dark": ("<style>body { background: #101418 }</style>", DARK),
}


@pytest.fixture
def published(folder: Path) -> Iterator[Site]:
    yield from serve(Site(folder))


def frame(site: Site, asked: str = "") -> str:
    return f'<iframe title="Map" width="700" height="450" src="{site.address}/index.html?view=map{asked}"></iframe>'


def expect_paper(page: Page, colour: str) -> None:
    expect(page.frame_locator("iframe").locator("html")).to_have_css("background-color", colour)


@READERS
@pytest.mark.parametrize(("head", "colour"), SITES.values(), ids=SITES)
def test_a_linked_frame_is_as_the_site_around_it(
    visit: Visit, published: Site, head: str, colour: str, reader: str
) -> None:
    script = f'<script async src="{published.address}/storymap-host.js"></script>'
    page = visit(f"{head}{frame(published)}{script}", color_scheme=reader)
    page.frame_locator("iframe").locator("html.is-linked").wait_for(state="attached")
    expect_paper(page, colour)


def test_a_linked_frame_follows_the_site_s_switch(visit: Visit, published: Site) -> None:
    head = "<style>.night { color-scheme: dark }</style>"
    page = visit(f'{head}{frame(published)}<script async src="{published.address}/storymap-host.js"></script>')
    page.frame_locator("iframe").locator("html.is-linked").wait_for(state="attached")
    for is_night, colour in ((True, DARK), (False, LIGHT)):
        page.evaluate(f"document.documentElement.classList.toggle('night', {str(is_night).lower()})")
        expect_paper(page, colour)


@READERS
@pytest.mark.parametrize(("asked", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_the_address_asks_for_a_scheme(visit: Visit, published: Site, asked: str, colour: str, reader: str) -> None:
    other = "dark" if asked == "light" else "light"
    site = f"<style>html {{ color-scheme: {other} }}</style>"
    script = f'<script async src="{published.address}/storymap-host.js"></script>'
    page = visit(f"{site}{frame(published, f'&amp;scheme={asked}')}{script}", color_scheme=reader)
    page.frame_locator("iframe").locator("html.is-linked").wait_for(state="attached")
    expect_paper(page, colour)
    body = page.frame_locator("iframe").locator("body")
    expect(body).to_have_css("opacity", "1")


@pytest.mark.parametrize(("asked", "is_dark"), [("light", False), ("dark", True)])
def test_the_map_is_drawn_in_the_scheme_that_is_asked_for(
    open_page: OpenPage, juarez: Path, asked: str, is_dark: bool
) -> None:
    reader = "light" if is_dark else "dark"
    page = open_page(juarez, fragment=f"?scheme={asked}", color_scheme=reader)
    corner = "document.querySelector('canvas.basemap').getContext('2d').getImageData(8, 8, 1, 1).data[0]"
    assert (page.evaluate(corner) < 128) is is_dark


def test_an_unknown_scheme_changes_nothing(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, fragment="?scheme=sepia", color_scheme="dark")
    expect(page.locator("html")).to_have_css("background-color", DARK)


def test_the_element_passes_a_scheme_on(visit: Visit, published: Site) -> None:
    page = visit(
        f'<script async src="{published.address}/storymap-host.js"></script>'
        f'<story-map src="{published.address}/" view="map" scheme="dark">Map</story-map>'
    )
    page.frame_locator("story-map iframe").locator("html.is-linked").wait_for(state="attached")
    expect(page.frame_locator("story-map iframe").locator("html")).to_have_css("background-color", DARK)
