"""Text and map side by side or one above the other: never one over the other, in any window."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import OpenPage, until
from tests.browser.test_scroll_sync import CALM, read, settled

WINDOWS = {
    "phone": (360, 640),
    "small phone": (320, 568),
    "phone on its side": (640, 360),
    "small phone on its side": (568, 320),
    "large phone on its side": (915, 412),
    "tablet": (768, 1024),
    "short frame": (600, 300),
    "frame": (600, 500),
    "laptop": (1280, 800),
    "laptop at 200 %": (640, 400),
    "laptop at 400 %": (320, 256),
    "large": (1920, 1080),
}


def boxes(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "Object.fromEntries([['map', '#map'], ['story', '.story'], ['text', '.article']].map(([name, selector]) =>"
        " [name, document.querySelector(selector).getBoundingClientRect().toJSON()]))"
    )
    return found


@pytest.mark.parametrize("size", WINDOWS.values(), ids=WINDOWS.keys())
def test_neither_text_nor_map_lies_on_the_other_or_takes_all(
    open_page: OpenPage, juarez: Path, size: tuple[int, int]
) -> None:
    width, height = size
    page = open_page(juarez, viewport={"width": width, "height": height}, **CALM)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    first = boxes(page)
    beside = first["map"]["left"] >= first["story"]["right"] - 1
    assert beside or first["map"]["bottom"] <= first["story"]["top"] + 1
    assert first["map"]["width"] >= 240
    assert first["map"]["height"] >= 100
    read(page, "p4")
    until(page, "scrollY > 200")
    later = boxes(page)
    seen = max(0, min(height, later["map"]["bottom"]) - max(0, later["map"]["top"]))
    if beside:
        assert later["text"]["width"] >= 200
        assert seen == height
    else:
        # The text has the greater part of the window.
        assert seen <= height / 2
    names = page.locator(".place-marker.is-read").all()
    if seen:
        for box in [marker.bounding_box() for marker in names]:
            assert box and box["x"] >= later["map"]["left"] and box["x"] + box["width"] <= later["map"]["right"]


@pytest.mark.parametrize("size", WINDOWS.values(), ids=WINDOWS.keys())
def test_at_first_every_marker_is_seen_and_under_no_button(
    open_page: OpenPage, juarez: Path, size: tuple[int, int]
) -> None:
    width, height = size
    page = open_page(juarez, viewport={"width": width, "height": height})
    markers = {m.get_attribute("data-place"): m.bounding_box() for m in page.locator(".place-marker").all()}
    controls = [box for part in page.locator("#map .leaflet-control").all() if (box := part.bounding_box())]
    panel = page.locator("#map").bounding_box()
    assert panel
    for name, box in markers.items():
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        assert panel["x"] < x < panel["x"] + panel["width"], name
        assert panel["y"] < y < panel["y"] + panel["height"], name
        for part in controls:
            inside = part["x"] < x < part["x"] + part["width"] and part["y"] < y < part["y"] + part["height"]
            assert not inside, (name, part)


def test_lines_are_short_enough_to_read_and_the_map_has_the_rest(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, viewport={"width": 1920, "height": 1080})
    found = boxes(page)
    assert 480 <= found["text"]["width"] <= 640
    assert found["map"]["width"] >= 1200
    assert found["map"]["right"] == 1920


def test_while_a_phones_keyboard_is_up_the_list_has_the_window(
    open_page: OpenPage, tmp_path: Path, juarez: Path
) -> None:
    page = open_page(juarez, viewport={"width": 360, "height": 640}, **CALM)
    # The example's list is too short to be searched; the rule is the same for any search field in it.
    page.evaluate(
        "document.querySelector('.places-tools').append(Object.assign(document.createElement('input'), {className: 'places-search'}))"
    )
    page.locator(".places-search").scroll_into_view_if_needed()
    expect(page.locator("#map")).to_be_in_viewport()
    page.locator(".places-search").focus()
    expect(page.locator("#map")).not_to_be_in_viewport()


def test_a_small_window_that_has_scrolled_its_map_away_brings_it_back_for_a_card(
    open_page: OpenPage, juarez: Path
) -> None:
    page = open_page(juarez, viewport={"width": 320, "height": 256}, **CALM)
    name = page.locator("a.place[data-place=laredo]")
    name.scroll_into_view_if_needed()
    expect(page.locator("#map")).not_to_be_in_viewport()
    name.click()
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".place-marker[data-place=laredo]")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(name).to_be_focused()
    expect(name).to_be_in_viewport()


@pytest.mark.parametrize("size", [(360, 640), (320, 256), (640, 360), (1280, 800)])
def test_a_browser_that_does_not_know_small_windows_has_the_same_layout(
    open_page: OpenPage, juarez: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    window = {"width": size[0], "height": size[1]}
    today = boxes(open_page(juarez, viewport=window, **CALM))
    page = juarez.read_text(encoding="utf-8")
    # The policy knows the style sheet as it is.
    old = re.sub(r'<meta http-equiv="Content-Security-Policy".*?>', "", page)
    old = re.sub(r"\b([\d.]+)(?:svh|dvh)\b", r"\1unknown", old)
    assert old.count("unknown") > 5
    (tmp_path / "old.html").write_text(old, encoding="utf-8")
    assert boxes(open_page(tmp_path / "old.html", viewport=window, **CALM)) == today


def test_a_legend_is_fitted_again_when_the_window_changes(open_page: OpenPage, tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Place {n}", "layer": f"Layer {n}"},
            "geometry": {"type": "Point", "coordinates": [n, 40]},
        }
        for n in range(24)
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "story.md").write_text("# T\n\n" + " ".join(f"Place {n}." for n in range(24)))
    page = open_page(render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html"), **CALM)
    legend = page.locator("#legend")
    for height in (500, 1000, 500):
        page.set_viewport_size({"width": 1280, "height": height})
        until(page, f"map_story.getSize().y === {height}")
        box = legend.bounding_box()
        assert box and box["y"] + box["height"] <= height
        rows = page.locator(".leaflet-control-layers-list").evaluate("(list) => list.scrollHeight - list.clientHeight")
        # All of it where there is room, and no less than that.
        assert (rows <= 1) == (height == 1000)


def test_the_way_back_from_the_list_leads_to_the_passage_also_after_a_turn(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, viewport={"width": 320, "height": 568}, **CALM)
    page.locator("#p11").evaluate("(block) => scrollBy(0, block.getBoundingClientRect().top - 300)")
    page.get_by_role("button", name="Places", exact=True).click()
    expect(page.locator("#p11")).not_to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
    until(page, "map_story.getSize().y === 800")
    page.get_by_role("button", name="Back to the story").first.click()
    expect(page.locator("#p11")).to_be_in_viewport()


def test_hints_make_room_when_letters_grow(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, viewport={"width": 700, "height": 900}, **CALM)
    page.mouse.move(400, 200)
    page.mouse.down()
    page.mouse.move(300, 150, steps=4)
    page.mouse.up()
    settled(page)
    # The reader has moved the map, so its view stays.
    page.evaluate("map_story.setView([31.7, -106.4], 11, { animate: false })")
    expect(page.locator(".edge-hint").first).to_be_visible()
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    clear = (
        "(() => { const map = document.getElementById('map').getBoundingClientRect();"
        " const boxes = [...document.querySelectorAll('#map .leaflet-control')].filter((part) => part.checkVisibility())"
        ".map((part) => [part, part.getBoundingClientRect()]);"
        " return parseFloat(getComputedStyle(document.querySelector('.edge-hint') ?? document.body).fontSize) > 20"
        " && boxes.filter(([part]) => part.matches('.edge-hint')).every(([hint, box]) => box.left >= map.left && box.right <= map.right"
        " && boxes.every(([other, { left, top, right, bottom }]) => other === hint"
        " || left >= box.right || right <= box.left || top >= box.bottom || bottom <= box.top)) })()"
    )
    until(page, clear)


@pytest.mark.parametrize("window", ["phone", "laptop"])
def test_a_story_without_places_has_no_empty_legend(open_page: OpenPage, tmp_path: Path, window: str) -> None:
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    (tmp_path / "story.md").write_text("# Spain\n\nNowhere.\n")
    width, height = WINDOWS[window]
    path = render_page(build_story(tmp_path / "story.md")).save(tmp_path / "spain.html")
    page = open_page(path, viewport={"width": width, "height": height})
    expect(page.locator("#legend")).to_be_attached()
    expect(page.locator("#legend")).to_be_hidden()
