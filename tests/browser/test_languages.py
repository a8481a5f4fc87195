"""The page in other languages: from right to left, and in one language only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from storymap.rendering.i18n import catalogue_texts
from tests.browser.conftest import PHONE, ROOT, WIDE, OpenPage
from tests.browser.test_accessible import faults

MIRRORED = {"arabic": ("القاهرة", "إغلاق"), "hebrew": ("חיפה", "סגירה")}
# All that a screen reader says or a reader sees.
SAID = """[...document.querySelectorAll("body, body *")].flatMap(e => [
    ...["aria-label", "title", "alt", "placeholder"].map(name => e.getAttribute(name) ?? ""),
    ...(e.matches("script, style, noscript") ? [] : [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data)),
]).join(" ")"""


@pytest.fixture(scope="session")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("mirrored")
    return {
        name: render_page(build_story(ROOT / "tests" / "stories" / name / "story.md")).save(folder / f"{name}.html")
        for name in MIRRORED
    }


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found
    return dict(found)


@pytest.mark.parametrize("name", MIRRORED)
@pytest.mark.parametrize("options", [PHONE, WIDE], ids=["phone", "wide"])
def test_nothing_is_wider_than_the_window(
    open_page: OpenPage, mirrored: dict[str, Path], name: str, options: dict[str, Any]
) -> None:
    page = open_page(mirrored[name], **options)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") == options["viewport"]["width"]


@pytest.mark.parametrize("name", MIRRORED)
def test_the_page_is_mirrored(open_page: OpenPage, mirrored: dict[str, Path], name: str) -> None:
    page = open_page(mirrored[name])
    story, panel = box(page, ".story"), box(page, "#map")
    assert panel["x"] == 0
    assert story["x"] >= panel["width"]
    zoom, legend = box(page, ".leaflet-control-zoom"), box(page, ".leaflet-control-layers")
    assert page.locator(".leaflet-control-zoom").count() == 1
    assert zoom["x"] + zoom["width"] > panel["width"] - 20
    assert legend["x"] < 20
    bar = page.locator(".article blockquote").evaluate(
        "e => [getComputedStyle(e).borderRightWidth, getComputedStyle(e).borderLeftWidth]"
    )
    assert bar == ["2px", "0px"]


@pytest.mark.parametrize("name", MIRRORED)
def test_the_popup_reads_from_the_right(open_page: OpenPage, mirrored: dict[str, Path], name: str) -> None:
    place, close = MIRRORED[name]
    page = open_page(mirrored[name], reduced_motion="reduce")
    page.locator("a.place").first.click()
    dialog = page.get_by_role("dialog", name=place)
    expect(dialog).to_be_visible()
    # The text of a line stands at the right edge of the card: a range has the box of the letters themselves.
    edges = page.locator(".card-passage").evaluate(
        "e => { const range = document.createRange(); range.selectNodeContents(e);"
        " return [range.getBoundingClientRect().right, e.getBoundingClientRect().right] }"
    )
    assert abs(edges[0] - edges[1]) < 2
    card = dialog.bounding_box()
    button = page.get_by_role("button", name=close, exact=True).bounding_box()
    assert card and button
    assert abs(button["x"] - card["x"]) < 1
    popup, zoom = box(page, ".leaflet-popup-content-wrapper"), box(page, ".leaflet-control-zoom")
    assert popup["x"] + popup["width"] <= zoom["x"] or popup["y"] >= zoom["y"] + zoom["height"]


def test_back_and_on_point_the_way_the_text_runs(open_page: OpenPage, mirrored: dict[str, Path]) -> None:
    page = open_page(mirrored["arabic"], reduced_motion="reduce")
    page.locator("a.place").first.click()
    texts = catalogue_texts("ar")
    back = page.get_by_role("button", name=str(texts["previousPassage"])).bounding_box()
    on = page.get_by_role("button", name=str(texts["nextPassage"])).bounding_box()
    assert back and on and back["x"] > on["x"]
    # The signs are letters that a right-to-left line turns round by itself.
    assert page.locator(".card-turn").first.evaluate("e => getComputedStyle(e).transform") == "none"


@pytest.mark.parametrize("name", MIRRORED)
def test_markers_stay_clear_of_the_zoom_buttons(open_page: OpenPage, mirrored: dict[str, Path], name: str) -> None:
    page = open_page(mirrored[name])
    zoom, window = box(page, ".leaflet-control-zoom"), box(page, "#map")
    for marker in page.locator(".place-marker").all():
        found = marker.bounding_box()
        assert found
        if not window["x"] <= found["x"] <= window["x"] + window["width"]:
            continue
        # Beside them, or below them: all of the map that is free is the story's.
        assert found["x"] + found["width"] <= zoom["x"] or found["y"] >= zoom["y"] + zoom["height"]


@pytest.mark.parametrize("options", [PHONE, WIDE], ids=["phone", "wide"])
def test_axe_finds_nothing(open_page: OpenPage, mirrored: dict[str, Path], options: dict[str, Any]) -> None:
    page = open_page(mirrored["arabic"], reduced_motion="reduce", **options)
    page.locator("a.place").first.click()
    page.get_by_role("dialog").wait_for()
    assert faults(page) == []


def test_a_french_page_says_nothing_in_english(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(
        "---\nlanguage: fr\nsource: https://example.org/\n---\n# Deux villes\n\nOn arrive à Lyon. De Lyon à Nice, le train.\n",
        encoding="utf-8",
    )
    (tmp_path / "places.csv").write_text("name,lon,lat\nLyon,4.83,45.76\nNice,7.27,43.70\n", encoding="utf-8")
    story = build_story(tmp_path / "story.md", tmp_path / "places.csv")
    page = open_page(render_page(story).save(tmp_path / "page.html"), reduced_motion="reduce")
    page.locator("a.place").first.click()
    page.get_by_role("button", name="Passage suivant").click()
    expect(page.get_by_role("status")).to_have_text("Lyon : passage 2 sur 2")
    expect(page.locator(".card-position")).to_have_text("2 sur 2")
    expect(page.get_by_role("checkbox", name="Lieux 2")).to_be_visible()
    expect(page.get_by_role("region", name="Carte")).to_be_visible()
    said = page.evaluate(SAID)
    own = words_of(catalogue_texts("fr"))
    assert {word for word in words_of(catalogue_texts("en")) - own if re.search(rf"\b{word}\b", said)} == set()
    assert {"Lieux", "texte", "Source"} <= set(re.findall(r"\w+", said))


def words_of(catalogue: dict[str, Any]) -> set[str]:
    forms = [form for text in catalogue.values() for form in (text.values() if isinstance(text, dict) else [text])]
    return {word for form in forms for word in re.findall(r"[^\W\d_]{3,}", re.sub(r"\{\w+\}", "", form))}


def test_persian_digits_are_on_markers_text_and_list_alike(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("---\nlanguage: fa\n---\n# سفر\n\nاز تهران آمدم.\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("name,lon,lat\nتهران,51.39,35.69\n", encoding="utf-8")
    story = build_story(tmp_path / "story.md", tmp_path / "places.csv")
    page = open_page(render_page(story).save(tmp_path / "page.html"))
    expect(page.locator(".place-marker text")).to_have_text("۱")
    expect(page.locator(".place-marker")).to_have_attribute("aria-label", "۱ تهران")
    assert page.locator("a.place").get_attribute("data-number") == "۱"
