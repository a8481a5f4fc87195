"""A theme in a real browser: its colours and fonts are those of the page, and it asks for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, ROOT, OpenPage
from tests.browser.test_accessible import faults

STORY = ROOT / "geodata" / "juarez" / "story.md"
EXAMPLE = ROOT / "docs" / "themes" / "evening-paper.css"


def style(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate(f"e => getComputedStyle(e).{name}"))


def build(folder: Path, css: str) -> Path:
    (folder / "desk.css").write_text(css, encoding="utf-8")
    return render_page(build_story(STORY, theme=folder / "desk.css")).save(folder / "page.html")


def test_a_theme_changes_what_its_properties_say(open_page: OpenPage, tmp_path: Path) -> None:
    path = build(
        tmp_path,
        ":root { --accent: #006040; --heading: monospace; --text-size: 20px; --radius: 9px; --layer-1: #123456 }"
        "@media (prefers-color-scheme: dark) { :root { --accent: #80ffc0 } }",
    )
    page = open_page(path, reduced_motion="reduce")
    page.locator("a.place").first.click()
    assert style(page, ".kicker", "color") == "rgb(0, 96, 64)"
    assert style(page, "h1", "fontFamily") == "monospace"
    assert style(page, ".article p", "fontSize") == "20px"
    assert style(page, ".leaflet-popup-content-wrapper", "borderRadius") == "9px"
    assert style(page, ".place-marker[data-place=laredo] .symbol path", "fill") == "rgb(18, 52, 86)"
    page.emulate_media(color_scheme="dark")
    assert style(page, ".kicker", "color") == "rgb(128, 255, 192)"
    assert style(page, "html", "backgroundColor") == "rgb(22, 24, 27)"


@pytest.mark.parametrize(
    ("theme", "seen"),
    [
        (":root { color-scheme: light; --paper: #fffff0 }", "rgb(255, 255, 240)"),
        (":root { color-scheme: dark }", "rgb(22, 24, 27)"),
    ],
)
@pytest.mark.parametrize("screen", ["light", "dark"])
def test_a_theme_for_one_scheme_looks_the_same_on_every_screen(
    open_page: OpenPage, tmp_path: Path, theme: str, seen: str, screen: str
) -> None:
    page = open_page(build(tmp_path, theme), color_scheme=screen)
    assert style(page, "html", "backgroundColor") == seen
    assert faults(page) == []


def test_on_paper_text_is_black_whatever_the_theme_says(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(build(tmp_path, ":root { color-scheme: dark; --paper: #000; --ink: #fff }"))
    page.emulate_media(media="print")
    assert style(page, ".article p", "color") == "rgb(0, 0, 0)"
    assert style(page, "html", "backgroundColor") == "rgb(255, 255, 255)"


def test_a_font_and_a_picture_may_be_part_of_a_theme(open_page: OpenPage, tmp_path: Path) -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
    css = f".kicker {{ background: url(data:image/png;base64,{pixel}) }}"
    # The test also fails on what the page's policy would say in the console.
    page = open_page(build(tmp_path, css))
    assert style(page, ".kicker", "backgroundImage").startswith('url("data:image/png')


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_example(
    open_page: OpenPage, tmp_path: Path, options: dict[str, Any], scheme: str
) -> None:
    path = render_page(build_story(STORY, theme=EXAMPLE)).save(tmp_path / "page.html")
    page = open_page(path, color_scheme=scheme, reduced_motion="reduce", **options)
    page.locator("a.place").first.click()
    page.get_by_role("dialog").wait_for()
    assert faults(page) == []
