"""Without script, without light, in a frame, in a notebook, on paper."""

from __future__ import annotations

import html
from pathlib import Path

from playwright.sync_api import expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, ROOT, OpenPage, until


def test_without_script_the_article_and_its_places_are_read(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Two cities, one bridge")
    expect(page.locator("#map")).to_be_hidden()
    assert page.locator("a.place").count() == 17
    entry = page.locator("#place-sinaloa")
    page.locator("a.place[data-place=sinaloa]").click()
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("State on the Pacific coast of Mexico.")
    entry.get_by_role("link", name="1").click()
    expect(page.locator("a.place[data-place=sinaloa]")).to_be_in_viewport()


def test_it_works_in_a_frame_that_may_only_run_scripts(open_page: OpenPage, juarez: Path, tmp_path: Path) -> None:
    source = html.escape(juarez.read_text(encoding="utf-8"))
    host = tmp_path / "host.html"
    host.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Host</title>'
        f'<iframe title="Map" sandbox="allow-scripts" width="900" height="600" srcdoc="{source}"></iframe>',
        encoding="utf-8",
    )
    page = open_page(host, wait=False)
    frame = page.frame_locator("iframe")
    frame.locator("html.is-ready").wait_for(state="attached")
    frame.locator("a.place[data-place=laredo]").click()
    expect(frame.get_by_role("dialog", name="Laredo")).to_be_visible()


def test_a_notebook_shows_the_page(open_page: OpenPage, tmp_path: Path) -> None:
    shown = render_page(build_story(ROOT / "geodata" / "juarez" / "story.md"))._repr_html_()
    cell = tmp_path / "cell.html"
    cell.write_text(f'<!DOCTYPE html><meta charset="utf-8"><title>Notebook</title>{shown}', encoding="utf-8")
    page = open_page(cell, wait=False)
    frame = page.frame_locator("iframe")
    frame.locator(".place-marker[data-place=el-paso]").click()
    expect(frame.get_by_role("dialog", name="El Paso")).to_be_visible()


def test_the_dark_page_is_dark_and_readable(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, color_scheme="dark")
    paper, ink = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.querySelector('p')).color]"
    )
    assert paper == "rgb(22, 24, 27)"
    assert ink != paper


def test_on_paper_the_map_and_the_controls_are_gone_and_the_places_stay(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.emulate_media(media="print")
    expect(page.locator("#map")).to_be_hidden()
    expect(page.locator(".skip:visible")).to_have_count(0)
    expect(page.locator("#place-chihuahua")).to_be_visible()


def test_the_window_may_change_its_shape(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.set_viewport_size(PHONE["viewport"])  # type: ignore[arg-type]
    until(page, "map_story.getSize().x === 360 && map_story.getSize().y < 321")
    page.locator("a.place[data-place=laredo]").click()
    expect(page.locator(".sheet")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.set_viewport_size({"width": 1280, "height": 800})
    until(page, "map_story.getSize().y === 800")
    page.locator("a.place[data-place=laredo]").click()
    expect(page.locator(".leaflet-popup")).to_be_visible()
